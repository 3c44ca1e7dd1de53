"""Builds the table of letters that look like Latin ones from Unicode's confusables: `make look-alikes`.

Run in an environment of its own, which holds the PyPI package `disarm` (it carries the whole of confusables.txt); writes
`app/text/look_alikes.txt` with source and licence at its head. Imports nothing of Unspun.
"""

import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path

_HEAD = """\
# Letters and signs that look like a Latin letter: the letter, a tab, the code points in hexadecimal.
# Derived from confusables.txt of Unicode {unicode} (UTS #39) as the PyPI package disarm {package} (MIT) carries it;
# built by `make look-alikes`. Left out: Latin letters of European alphabets, signs of currency and mathematics.
"""
_LAST_EUROPEAN = 0x24F  # Latin Extended-B: letters of living alphabets, no disguise
_SIGNS = range(0x1F110, 0x1F18A)  # letters in circles and squares
_UNITS = (0x3BC, 0x2126, 0x212B)  # micro, ohm, ångström
_LICENCE = Path(__file__).with_name("look_alikes_licence.txt")


def main() -> None:
    """Writes the table to the file that the first argument names."""
    import disarm  # noqa: PLC0415

    table: dict[str, list[int]] = {}
    for code in range(0x80, sys.maxunicode + 1):
        latin = disarm.normalize_confusables(chr(code), digit_policy="preserve")
        if _is_letter(code) and len(latin) == 1 and latin.isascii() and latin.isalpha():
            table.setdefault(latin, []).append(code)
    head = _HEAD.format(unicode=disarm.CONFUSABLES_VERSION, package=version("disarm"))
    licence = "".join(f"# {line}".rstrip() + "\n" for line in _LICENCE.read_text(encoding="utf-8").splitlines())
    rows = "".join(f"{latin}\t{' '.join(f'{code:x}' for code in codes)}\n" for latin, codes in sorted(table.items()))
    Path(sys.argv[1]).write_text(f"{head}#\n{licence}{rows}", encoding="utf-8")


def _is_letter(code: int) -> bool:
    """Whether a word may hold it; what the interpreter's Unicode does not know yet may be one."""
    if 0xD800 <= code < 0xE000:
        return False
    kind = unicodedata.category(chr(code))
    if code in _UNITS:
        return False
    return code > _LAST_EUROPEAN and (kind[0] == "L" or kind in ("Cn", "Nl") or code in _SIGNS)


if __name__ == "__main__":
    main()

"""English is a pack and no code: no list of its words stands in `app/` outside of training, where packs are made.

A list is what holds words one by one: a tuple, list, set or the keys of a dict; a string that is split; the alternatives of a
pattern; strings beside each other in a compiled module. It is one of English where several of them are words that the pack
holds as such (function words, numbers, dates, units, titles, abbreviations): names of fields and tags hardly ever are.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
FEWEST = 3  # of the pack's words in one list
SHARE = 0.5  # of the list
_OPEN = ("house_style", "homophones", "credits", "filled_in", "placeholders", "language", "amounts")  # everyday words, patterns
_ALTERNATIVES = re.compile(r"[A-Za-z' ?]+(?:\|[A-Za-z' ?]+)+")
_COMPILED = re.compile(r"""(?:[bu]?["'][^"'\n]+["'],?\s*(?:#.*)?\s*){4,}""")

# Lists that hold such words and are none of English, each with its reason.
EXCEPTIONS = {
    ("app/sources/odt_styles.py", "pt in cm mm pc px"): "units of lengths in CSS and OpenDocument",
    ("app/sources/word_styles.py", "pt in cm mm pc pi"): "units of lengths in Word",
    ("app/text/visibility.py", "in cm mm q vw vh"): "units of lengths in CSS",
    ("app/text/visibility.py", "in cm mm"): "units of lengths in CSS",
    ("app/text/screens.py", " px em rem pt cm mm in"): "units of lengths in CSS",
    ("app/text/screens.py", "screen all and or not"): "words of media queries in CSS",
    ("app/cli/durations.py", "s m h d"): "units of a duration as a command takes it",
    ("app/web/annexes.py", "verdict note name at"): "fields of a decision",
    ("app/text/style_sheets.py", "not is where has matches"): "selectors in CSS",
}


def words_of_the_pack() -> set[str]:
    """The words that the pack lists as closed sets, in small letters, and the endings of its contractions."""
    pack = json.loads((ROOT / "data" / "lexicon" / "english.json").read_text("utf-8"))
    words = {word.lower() for name, held in pack.items() if name not in _OPEN for word in _strings(held)}
    return words | {ending.rpartition("'")[2] for ending in pack["contractions"]}


def _strings(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for name, each in held.items():
            yield from (() if isinstance(each, list | dict) else (name,))
            yield from _strings(each)
    elif isinstance(held, list):
        for each in held:
            yield from _strings(each)


def lists_of(source: str) -> Iterator[list[str]]:
    """The words of each list in Python code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            held = node.keys if isinstance(node, ast.Dict) else node.elts
            yield [each.value for each in held if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            split = node.func.value
            yield split.value.split() if isinstance(split, ast.Constant) and isinstance(split.value, str) else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (found.split("|") for found in _ALTERNATIVES.findall(node.value))


def lists_of_compiled(source: str) -> Iterator[list[str]]:
    """The words of strings that stand beside each other, as a compiled module writes a list."""
    for found in _COMPILED.findall(source):
        yield re.findall(r"""["']([^"'\n]+)["']""", found)


def english_lists(path: Path, known: set[str]) -> Iterator[str]:
    """The lists of a file that hold words of the pack."""
    source = path.read_text("utf-8")
    for words in lists_of(source) if path.suffix == ".py" else lists_of_compiled(source):
        held = {word.lower() for word in words} & known
        if len(held) >= FEWEST and len(held) >= SHARE * len(words):
            yield " ".join(words)


def test_no_list_of_english_words_stands_in_the_code() -> None:
    known = words_of_the_pack()
    paths = [path for suffix in ("py", "pyx", "pxd") for path in APP.rglob(f"*.{suffix}") if "training" not in path.parts]
    found = {(str(path.relative_to(ROOT)), words) for path in paths for words in english_lists(path, known)}
    assert found == set(EXCEPTIONS)
    assert len(paths) > 300


def test_no_file_of_words_lies_in_the_code() -> None:
    """What lies beside code: Unicode's look-alikes, which are letters, the weights of a network, a request to try."""
    data = {path.name for path in APP.rglob("*") if path.suffix in (".json", ".txt", ".csv") and "training" not in path.parts}
    assert data == {"look_alikes.txt", "retellings.json", "example.json"}


@pytest.mark.parametrize(
    "source",
    [
        'STOP = frozenset("the of and to in".split())',
        'MONTHS = ("January", "February", "March", "April")',
        'NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}',
        r'PATTERN = re.compile(r"\b(?:mr|mrs|dr|prof)\.")',
    ],
)
def test_such_a_list_is_seen(source: str, tmp_path: Path) -> None:
    path = tmp_path / "words.py"
    path.write_text(source, "utf-8")
    assert len(list(english_lists(path, words_of_the_pack()))) == 1


def test_such_a_list_is_seen_in_a_compiled_module(tmp_path: Path) -> None:
    path = tmp_path / "words.pyx"
    path.write_text('cdef tuple DAYS = (u"monday", u"tuesday",\n    u"wednesday", u"thursday")', "utf-8")
    assert len(list(english_lists(path, words_of_the_pack()))) == 1


def test_names_of_fields_are_no_list_of_words(tmp_path: Path) -> None:
    path = tmp_path / "fields.py"
    path.write_text('FIELDS = ("title", "author", "source", "published", "from", "to")', "utf-8")
    assert list(english_lists(path, words_of_the_pack())) == []

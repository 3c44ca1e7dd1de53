"""Characters that hide a word from a matcher while a reader sees nothing: found with their places, folded for matching."""

import re
import unicodedata

from app.text.characters import BIDIRECTIONAL, COMBINING, IGNORED, SOFT_HYPHEN, ZERO_WIDTH, beyond_ascii
from app.text.marks import find_stacked, normalize
from app.text.types import Disguise, DisguiseKind, Span

# Lower-case letters of other scripts that a reader takes for Latin ones (subset of Unicode TR 39 that fonts draw alike).
_TWINS = {
    "a": "аαɑ", "b": "Ьƅ", "c": "сϲ", "d": "ԁ", "e": "еєҽ", "g": "ɡց", "h": "һհ", "i": "іιı", "j": "јϳ", "k": "κк",
    "l": "ӏ", "m": "м", "n": "ոп", "o": "оοօσ", "p": "рρ", "q": "ԛգ", "r": "гᴦ", "s": "ѕ", "t": "тτ", "u": "υսц",
    "v": "νѵ", "w": "ԝωա", "x": "хχ", "y": "уγү", "z": "ᴢ",
}  # fmt: skip
TWINS = {ord(twin): latin for latin, twins in _TWINS.items() for twin in twins}
# Capitals that look like a Latin capital while their lower-case forms do not look like its lower case.
_CAPITAL_TWINS = {
    "b": "ВΒ",
    "h": "НΗ",
    "m": "МΜ",
    "n": "Ν",
    "t": "ТΤ",
    "p": "РΡ",
    "y": "ΥУ",
    "z": "Ζ",
    "k": "КΚ",
    "e": "Ε",
    "i": "ΙІ",
    "x": "ХΧ",
}
CAPITAL_TWINS = {ord(twin): latin for latin, twins in _CAPITAL_TWINS.items() for twin in twins}

_SUSPICIOUS = re.compile(
    f"[{IGNORED}{COMBINING}\u0131\u0185\u0251\u0261\u0370-\u058f\u1d26\u1d22\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
_IGNORED = re.compile(f"[{IGNORED}]")
_RUN = re.compile(f"{SOFT_HYPHEN}+|[{ZERO_WIDTH}]+|[{BIDIRECTIONAL}]+")
_LATIN = re.compile("[a-z]")
_SPACED_OUT = re.compile(r"(?<!\W[^\W\d_] )(?<![^\W_])(?:[^\W\d_] ){3,23}[^\W\d_](?!\w)(?! [^\W\d_]\b)")


def is_suspicious(text: str) -> bool:
    """Whether any character of `text` could hide a word: most texts are spared the slow path."""
    return bool(_SUSPICIOUS.search(beyond_ascii(text)))


def find_suspicious(text: str) -> list[int]:
    """Places of the characters that could hide a word."""
    return [match.start() for match in _SUSPICIOUS.finditer(text)]


def fold(word: str) -> str:
    """`word` in lower case as a reader takes it: nothing invisible, compatibility forms plain, twins Latin."""
    visible = normalize("NFKC", _IGNORED.sub("", word))
    if visible.isascii():
        return visible.lower()
    capitals = visible.translate(CAPITAL_TWINS)
    folded = capitals.lower().translate(TWINS)
    if folded.isascii() or _LATIN.search(visible.lower()):
        return normalize("NFC", folded)
    return normalize("NFC", visible.lower())


def is_homoglyph(word: str) -> bool:
    """Whether `word` mixes Latin letters with twins of other scripts, or is made of lower-case twins alone."""
    visible = normalize("NFC", _IGNORED.sub("", word))
    if visible[:1].isupper():
        visible = visible.replace("ı", "i")  # Turkish names: Yıldız
    if visible.isascii() or fold(visible) == normalize("NFC", visible.lower()):
        return False
    return bool(_LATIN.search(visible.lower())) or not visible.isupper()


def find_invisible(text: str) -> list[Disguise]:
    """Every run of invisible characters of one kind that hides something, in order."""
    return [
        Disguise(_kind_of(match.group()[0]), Span(*match.span())) for match in _RUN.finditer(text) if not _is_honest(text, match)
    ]


def _is_honest(text: str, run: re.Match[str]) -> bool:
    """Whether a run of invisible characters is a byte order mark, or joins two signs to one emoji."""
    if run.group() == "\ufeff":
        return run.start() == 0
    return run.group() == "\u200d" and unicodedata.category(text[run.end() : run.end() + 1] or " ") == "So"


def find_stacked_marks(text: str) -> list[Disguise]:
    """Every run of combining marks behind those that one letter may carry, in order."""
    return [Disguise(DisguiseKind.STACKED_MARKS, span) for span in find_stacked(text)]


def find_spaced_out(text: str) -> list[Span]:
    """Words written letter by letter ("s p a c e d"), as characters of `text`."""
    return [Span(*match.span()) for match in _SPACED_OUT.finditer(text)]


def _kind_of(character: str) -> DisguiseKind:
    if character == SOFT_HYPHEN:
        return DisguiseKind.SOFT_HYPHEN
    return DisguiseKind.BIDIRECTIONAL if character in BIDIRECTIONAL else DisguiseKind.ZERO_WIDTH

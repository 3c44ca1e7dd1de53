"""Characters that a page or a terminal must not obey: in comes any text, out comes one that only shows.

Every replacement is one character for one character, so offsets stay right.
"""

import re
import unicodedata

LONGEST_CLUSTER = 32  # code points that belong to one drawn character; more is a text that wants to break the page
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_NAMES = {
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2064": "IP",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
# Joiners between other letters belong to the writing (Persian, Indic, emoji): they hide nothing unless a Latin word is cut.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x80-\x9f\u2028\u2029]|(?<=[A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z])"
)
_PRINTABLE = "\u034f"  # the one of them that Python holds for printable
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
_SHOWN = {**_CONTROLS, 0x7F: 0x2421, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD), 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_SHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """`text` with a picture for each control character (␛) and U+FFFD for what is no character; the length stays."""
    return text.translate(_SHOWN) if _SHOWABLE.search(text) else text


def hidden_places(text: str) -> list[tuple[int, str]]:
    """Place and short name of each character that takes no room or turns the reading direction."""
    if text.isascii():
        return []
    return [(match.start(), name_of(match.group())) for match in _HIDDEN.finditer(text)]


def cluster_end(text: str, at: int) -> int:
    """`at`, or the end of the drawn character (letter and accents, joined emoji) that a cut at `at` would tear."""
    end = at
    while end < len(text) and end - at < LONGEST_CLUSTER and _continues(text, end):
        end += 1
    return end


def cluster_start(text: str, at: int) -> int:
    """`at`, or the start of the drawn character that a cut at `at` would tear."""
    start = at
    while 0 < start < len(text) and at - start < LONGEST_CLUSTER and _continues(text, start):
        start -= 1
    return start


def _continues(text: str, at: int) -> bool:
    """Whether the character at `at` is drawn into the one before it."""
    character = text[at]
    if character.isascii() or at == 0:
        return False
    is_joined = text[at - 1] == _JOINER and not character.isalnum()
    return is_joined or character == _JOINER or ord(character) in _SKIN_TONES or unicodedata.category(character)[0] == "M"


def name_of(character: str) -> str:
    """A short name of an invisible character: `ZWSP`, `RLO`, or `U+E0041`."""
    return _NAMES.get(character, f"U+{ord(character):04X}")


def spelled(text: str) -> str:
    """`text` for a terminal: controls as pictures, invisible and turning characters spelled out as `‹ZWSP›`."""
    if text.isprintable() and _PRINTABLE not in text:
        return text
    return _HIDDEN.sub(lambda match: f"‹{name_of(match.group())}›", shown(text)).replace("\r", "␍")

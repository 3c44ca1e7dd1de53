"""Characters that hide a word from a matcher while a reader sees nothing: found with their places, folded for matching."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse

from app.text.characters import BIDIRECTIONAL, COMBINING, IGNORED, SOFT_HYPHEN, ZERO_WIDTH, beyond_ascii, matches_at, places_of
from app.text.look_alikes import look_alikes, styled_letters
from app.text.marks import find_stacked, normalize
from app.text.twins import scanner, twin_of
from app.text.types import Disguise, DisguiseKind, Span

# Lower-case letters of other scripts that a reader takes for Latin ones in whole words too: the subset of Unicode's table
# (look_alikes.txt) that fonts draw alike. Beside a Latin letter the whole table counts.
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

_ALWAYS_ODD = re.compile(f"[{IGNORED}{COMBINING}\u0131\u0185\u0251\u0261\u0370-\u058f\u1d26\u1d22]")
_WITHOUT_MEANING = ("Cn", "Co")  # unassigned (or newer than the interpreter's Unicode), private use
_UNITS = "\u03a9\u2126"  # ohm
_KELVIN = "\u212a"
_SYMBOL = re.compile("[\u0370-\u03ff]")  # one Greek letter alone is a figure's name
_OLD_LETTERS = "\u017f"
_TYPOGRAPHIC = ("<super>", "<sub>", "<compat>")  # raised figures, ﬁ and the like: what a typesetter does
_IGNORED = re.compile(f"[{IGNORED}]")
INSIDE_WORDS = re.compile(f"[{IGNORED}{COMBINING}]")
_RUN = re.compile(f"{SOFT_HYPHEN}+|[{ZERO_WIDTH}]+|[{BIDIRECTIONAL}]+")
_LATIN = re.compile("[a-z]")
_BETWEEN_LETTERS = re.compile(r" (?=[^\W\d_] [^\W\d_] )")  # begins with its blank: the search leaps from blank to blank
_SPACED_OUT = re.compile(r"(?<!\W[^\W\d_] )(?<![^\W_])(?:[^\W\d_] ){3,23}[^\W\d_](?!\w)(?! [^\W\d_]\b)")


def odd_characters(text: str) -> str:
    """The characters of `text` that could hide a word, each once; most texts have none and are spared the slow path."""
    return "".join(sorted(filter(_is_odd, set(beyond_ascii(text)))))


@lru_cache(maxsize=10_000)
def _is_odd(character: str) -> bool:
    """Whether a character could hide a word: invisible, a mark on a letter, a look-alike, in another style, without meaning."""
    if _ALWAYS_ODD.match(character) or ord(character) in look_alikes() or ord(character) in styled_letters():
        return True
    if unicodedata.category(character) in _WITHOUT_MEANING:
        return True
    plain = unicodedata.normalize("NFKC", character)
    return plain != character and character.isalnum() and plain.isascii() and plain.isalnum()


def with_letters(flat: str, odd: str) -> str:
    """`flat` with the letter a for each odd character that is none and does not end a word; every character at its place.

    Invisible characters and marks belong to the word that they touch, styled letters are letters; a character without a
    meaning belongs to a word only when it stands inside of it.
    """
    letters = flat
    for character in odd:
        if INSIDE_WORDS.match(character) or ord(character) in styled_letters():
            letters = letters.replace(character, "a")
    if unknown := "".join(filter(_is_unknown_letter, odd)):
        letters = re.sub(rf"(?<=\w)[{re.escape(unknown)}]+|[{re.escape(unknown)}]+(?=\w)", _as_letters, letters)
    if strange := "".join(filter(_is_without_meaning, odd)):
        letters = re.sub(rf"(?<=\w)[{re.escape(strange)}]+(?=\w)", _as_letters, letters)
    return letters


def _as_letters(run: re.Match[str]) -> str:
    return "a" * len(run.group())


def _is_unknown_letter(character: str) -> bool:
    """Whether it is a letter of a newer Unicode than the interpreter's, which looks like a Latin one."""
    return unicodedata.category(character) in _WITHOUT_MEANING and ord(character) in look_alikes()


def _is_without_meaning(character: str) -> bool:
    return unicodedata.category(character) in _WITHOUT_MEANING and ord(character) not in look_alikes()


def fold(word: str) -> str:
    """`word` in lower case as a reader takes it: nothing invisible, compatibility forms plain, twins Latin."""
    written = _IGNORED.sub("", word).translate(styled_letters())
    # before normalising: ℏ looks like h, and its normal form is ħ
    visible = normalize("NFKC", _as_looked_at(written))
    if visible.isascii():
        return visible.lower()
    mixed = _as_looked_at(visible)
    capitals = mixed.translate(CAPITAL_TWINS)
    folded = capitals.lower().translate(TWINS)
    if folded.isascii() or _LATIN.search(visible.lower()):
        return normalize("NFC", folded)
    return normalize("NFC", visible.lower())


def _as_looked_at(word: str) -> str:
    """`word` with look-alikes as the Latin letters that they look like, if it has Latin letters."""
    return word if word.isascii() or not _LATIN.search(word.lower()) else word.translate(look_alikes())


def is_homoglyph(word: str) -> bool:
    """Whether a part of `word` mixes Latin letters with twins of other scripts, or is made of lower-case twins alone."""
    return any(map(_is_mixed, re.split("[-\u2010\u2011]", word)))  # the Greek letter of an α-helix hides nothing


def has_no_meaning(word: str) -> bool:
    """Whether `word` holds a character that Unicode gives no meaning, and that is no look-alike either."""
    return any(_is_without_meaning(character) for character in word if not character.isascii())


def is_styled(character: str) -> bool:
    """Whether it is a letter or digit in a style, or a look-alike, that the interpreter may not know for a letter."""
    return ord(character) in styled_letters() or (not character.isascii() and _is_unknown_letter(character))


def _is_typographic(character: str) -> bool:
    parts = unicodedata.decomposition(character).split()
    if character in _UNITS or not parts or parts[0] not in _TYPOGRAPHIC:
        return character in _UNITS
    # a ligature is several letters; one letter as a Roman figure (ⅰ) or a symbol (ϲ) is a twin of it, but for the long s
    return parts[0] != "<compat>" or len(parts) > 2 or character in _OLD_LETTERS


def _is_mixed(word: str) -> bool:
    seen = _IGNORED.sub("", word)
    if _KELVIN in seen and seen.strip(_KELVIN):
        return True  # its normal form is the Latin letter
    visible = "".join(filterfalse(_is_typographic, normalize("NFC", seen)))
    if _SYMBOL.fullmatch(visible):
        return False
    if visible[:1].isupper():
        visible = visible.replace("ı", "i")  # Turkish names: Yıldız
    if visible.isascii() or fold(visible) == normalize("NFC", visible.lower()):
        return False
    return bool(_LATIN.search(visible.lower())) or not visible.isupper()


def find_invisible(text: str, odd: str) -> list[Disguise]:
    """Every run of invisible characters of one kind that hides something, in order; `odd` are the odd characters of `text`."""
    found: list[Disguise] = []
    at = 0
    for place in places_of(text, "".join(filter(IGNORED.__contains__, odd))):
        run = _RUN.match(text, place) if place >= at else None
        if run:
            at = run.end()
            if not _is_honest(text, run):
                found.append(Disguise(_kind_of(run.group()[0]), Span(*run.span())))
    return found


def _is_honest(text: str, run: re.Match[str]) -> bool:
    """Whether a run of invisible characters is a byte order mark, or joins two signs to one emoji."""
    if run.group() == "\ufeff":
        return run.start() == 0
    return run.group() == "\u200d" and unicodedata.category(text[run.end() : run.end() + 1] or " ") == "So"


def find_stacked_marks(text: str) -> list[Disguise]:
    """Every run of combining marks behind those that one letter may carry, in order."""
    return [Disguise(DisguiseKind.STACKED_MARKS, span) for span in find_stacked(text)]


def find_spaced_out_plainly(text: str) -> list[Span]:
    """What `find_spaced_out` returns, without a compiled look at the text first."""
    return [Span(*match.span()) for match in _SPACED_OUT.finditer(text)]


@twin_of(find_spaced_out_plainly)
def find_spaced_out(text: str) -> list[Span]:
    """Words written letter by letter ("s p a c e d"), as characters of `text`."""
    return [Span(*each.span()) for each in _spaced_out(text)] if scanner.may_be_spaced_out(text) else []


def _spaced_out(text: str) -> Iterator[re.Match[str]]:
    """The same, tried before a blank where single letters have blanks about them."""
    return matches_at(_SPACED_OUT, text, (blank.start() - 1 for blank in _BETWEEN_LETTERS.finditer(text) if blank.start()))


def _kind_of(character: str) -> DisguiseKind:
    if character == SOFT_HYPHEN:
        return DisguiseKind.SOFT_HYPHEN
    return DisguiseKind.BIDIRECTIONAL if character in BIDIRECTIONAL else DisguiseKind.ZERO_WIDTH

"""Accents that stand as characters of their own beside their letter, as a PDF made by TeX gives them: "caf´e", "Z¨urich"."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from app.text.characters import has_sign, matches_at, places_of
from app.text.orthography import Orthography, any_of

_COMBINING = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¨": "\u0308", "¸": "\u0327", "ˇ": "\u030c", "˚": "\u030a",
    "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "˛": "\u0328",
}  # fmt: skip
_ALONE = set(_COMBINING) - {"`"}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_MARKS = re.escape("".join(_COMBINING))
_PLACE = re.compile(rf"(?P<before>[^\W\d_])?(?P<mark>[{_MARKS}])(?P<gap> ?)(?P<after>[^\W\d_])?")
_VOWELS = frozenset("aeiouyAEIOUY")


def has_accents(text: str, beyond: frozenset[str]) -> bool:
    """Whether an accent without its letter stands in `text`, or among its characters `beyond` ASCII."""
    return has_sign(text, "`") or not beyond.isdisjoint(_ALONE)


@lru_cache(maxsize=8)
def _ending(orthography: Orthography) -> re.Pattern[str]:
    """What stands behind an acute accent that was typed for an apostrophe: Iran´s."""
    endings = (each.rpartition("'")[2] for each in orthography.contractions)
    return re.compile(rf"{any_of((*endings, *orthography.leaning))}\b", re.IGNORECASE)


def find_accents(text: str, orthography: Orthography) -> Iterator[tuple[int, int, str]]:
    """Each accent with its letter, as the composed letter: the one behind it, as TeX draws it, or else the vowel before it."""
    ending = _ending(orthography)
    marks = places_of(text, "".join(_COMBINING))
    for place in matches_at(_PLACE, text, (at for mark in marks for at in (mark - 1, mark) if at >= 0)):
        mark, before, after = place["mark"], place["before"], place["after"]
        if mark in "´`" and before and ending.match(text, place.end("mark")):
            yield place.start("mark"), place.end("mark"), "'"
            continue
        if mark == "`" and not (before and after and not place["gap"]):
            continue  # a quotation mark, or code
        behind = _composed(after, mark) if after and not (place["gap"] and not (before and after.islower())) else None
        if behind:
            yield place.start("mark"), place.end("after"), behind
        elif before in _VOWELS and (composed := _composed(before or "", mark)):
            yield place.start("before"), place.end("mark"), composed


def _composed(letter: str, mark: str) -> str | None:
    """The letter with the accent, if there is one."""
    if letter in "wW" and mark in "´`":  # a mark of quotation; few names of Wales have such a letter
        return None
    whole = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[mark])
    return whole if len(whole) == 1 else None

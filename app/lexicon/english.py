"""What English writes as closed sets: numbers, dates, directions, units, titles and parties; contractions; a desk's house style.

`data/lexicon/english.json` holds the words; this file holds the questions that are asked of them. A change inside one of
these sets is an editor's fact, not a synonym, so it is told apart before anything is scored.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import permutations
from typing import Any, Self
from unicodedata import numeric

from app.lexicon.amounts import Amounts
from app.lexicon.credit_wording import CreditWording
from app.text import CommonWords, Orthography

Norms = tuple[str, ...]
_HUNDRED = 100.0
_THOUSAND = 1000.0
_KILO = "k"
_FIGURES = re.compile(r"\d+(?:[,.]\d+)*")
_WRITTEN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+|,\d{1,2})?)([¼-¾⅐-⅞]?)([a-z]*)")
_THREE_FIGURES = re.compile(r"\d{3}")
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)?")
_ARTICLE = re.compile(r"an?")
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minutes>[0-5]\d))?(?: ?(?P<half>[ap])\.?m)?")
_BELOW_TEN = 9


class ClosedSet(StrEnum):
    """A set of words that stand for each other as facts only: one weekday is no synonym of another."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    DATE = "date"
    DIRECTION = "direction"
    UNIT = "unit"
    TITLE = "title"
    PRONOUN = "pronoun"
    PARTY = "party"


class SlotKind(IntEnum):
    """What a changed word is for a template: a figure, what goes with one, what is filled in, another word."""

    FIGURE = 1
    BESIDE = 2
    FILLED_IN = 4
    OTHER = 8


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for 1 to 19 and for 20 to 90, in order, and the pattern of a word that begins with such a number."""

    ones: tuple[str, ...]
    tens: tuple[str, ...]
    opening: re.Pattern[str]

    @classmethod
    def of(cls, ones: Sequence[str], tens: Sequence[str]) -> Self:
        """The numerals with their pattern."""
        longest_first = "|".join(sorted(ones, key=len, reverse=True))
        pattern = f"(?:({'|'.join(tens)})({'|'.join(ones[:_BELOW_TEN])})?|({longest_first}))(.*)"
        return cls(tuple(ones), tuple(tens), re.compile(pattern))

    def split(self, word: str) -> tuple[float, str] | None:
        """The number that a word begins with, and its rest."""
        found = self.opening.fullmatch(word)
        if found is None:
            return None
        tens, unit, whole, rest = found.groups()
        value = 10 * (self.tens.index(tens) + 2) if tens else 0
        return float(value + sum(self.ones.index(part) + 1 for part in (unit, whole) if part)), rest


@dataclass(frozen=True, slots=True)
class Rules:
    """How the clauses of a bylaw begin ("Section 4") and what they are written in ("shall")."""

    heads: tuple[str, ...]
    manner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class English:
    """The closed sets of English.

    `common` are its commonest words; `sets` names the set of a norm, `values` the number that a word stands for, `joining` the
    words that may stand inside a quantity ("a quarter of the"); `endings` and `contracted` say what contractions stand for;
    `house_style` holds pairs of wordings that a style guide exchanges, both ways, and `opens_style` the first words of those;
    `homophones` pairs of words that sound alike, both ways; `placeholders` what is written for a name that is withheld,
    `old_words` what the language has given up, and editions put new words for,
    `uninitialled` the words that initials leave out, `honorifics` the titles before names; `month` and `pronoun` are the month
    and the number whose word says something else as a rule, `joins_numbers` the word inside a number ("two hundred and six"),
    `possessive` the ending of an owner; `slots` says what templates leave open, `rules` how bylaws read,
    `credits` how agencies are named, `orthography` how the language is written, `amounts` reads numbers and dates in any form.
    """

    common: CommonWords
    sets: Mapping[str, ClosedSet]
    values: Mapping[str, float]
    joining: frozenset[str]
    endings: Mapping[str, str]
    contracted: Mapping[str, Norms]
    house_style: frozenset[tuple[Norms, Norms]]
    opens_style: frozenset[str]
    homophones: frozenset[tuple[str, str]]
    placeholders: frozenset[str]
    old_words: frozenset[str]
    numerals: Numerals
    uninitialled: frozenset[str]
    honorifics: frozenset[str]
    month: str
    pronoun: str
    joins_numbers: str
    possessive: str
    slots: dict[str, int]
    rules: Rules
    credits: CreditWording
    amount_words: Mapping[str, Any]
    orthography: Orthography
    amounts: Amounts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "amounts", Amounts.of(self.amount_words, self.values, self.value, self._scale))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """The sets as `data/lexicon/english.json` holds them."""
        kept: dict[str, Any] = json.loads(content)
        house_style = frozenset(_exchanges(kept["house_style"]))
        return cls(
            common=CommonWords(kept["language"], frozenset(kept["common_words"])),
            sets={word: ClosedSet(name) for name, words in reversed(kept["sets"].items()) for word in words},
            values=kept["values"],
            joining=frozenset(kept["quantity_words"]),
            endings=kept["contractions"],
            contracted={word: tuple(full.split()) for word, full in kept["irregular_contractions"].items()},
            house_style=house_style,
            opens_style=frozenset(one[0] for one, _ in house_style),
            homophones=frozenset(pair for group in kept["homophones"] for pair in permutations(group.split(), 2)),
            placeholders=frozenset(kept["placeholders"]),
            old_words=frozenset(kept["old_words"]),
            numerals=Numerals.of(kept["ones"], kept["tens"]),
            uninitialled=frozenset(kept["uninitialled"]),
            honorifics=frozenset(kept["titles_before_names"]),
            month=kept["month_and_verb"],
            pronoun=kept["number_and_pronoun"],
            joins_numbers=kept["joins_numbers"],
            possessive=kept["possessive"],
            orthography=Orthography.of(kept),
            slots=_slots(kept),
            rules=Rules(tuple(kept["rule_heads"]), tuple(kept["rule_manner"])),
            credits=CreditWording.read(kept["credits"]),
            amount_words=kept["amounts"],
        )

    def set_of(self, norm: str) -> ClosedSet | None:
        """The closed set of a word; figures are numbers ("20", "3.5m"), and so are "20th" and "1990s"."""
        return ClosedSet.NUMBER if norm[0] in "0123456789" else self.sets.get(norm)

    def is_quantity(self, norms: Sequence[str]) -> bool:
        """Whether the words are a number with what belongs to it: "nine miles", "a third of the", "20%"."""
        found = [self.set_of(norm) for norm in norms]
        numbers = any(one in (ClosedSet.NUMBER, ClosedSet.ORDINAL) for one in found)
        return numbers and all(one is not None or norm in self.joining for one, norm in zip(found, norms, strict=True))

    def value(self, norms: Sequence[str]) -> float | None:
        """The number that the words write, as "1.2bn", "two and a half", "half a million"; None where they write none or more."""
        total, joined = 0.0, False
        part: float | None = None
        for norm in norms:
            if part is not None and (norm == self.joins_numbers or _ARTICLE.fullmatch(norm)):
                joined = joined or norm == self.joins_numbers
                continue
            value = self._number(norm)
            if value is None:
                return None
            if not self._multiplies(norm, value):
                part = value if not part else _joined(part, value, joined) if norm[0].isalpha() else _grouped(part, norm)
            elif value > _HUNDRED:
                total, part = total + (1.0 if part is None else part) * value, 0.0
            else:
                part = (part or 1.0) * value
            if part is None:
                return None
            joined = False
        return None if part is None else total + part

    def _number(self, norm: str) -> float | None:
        """What one word writes: "20", "2½", "14th", "3.5m", "twelve"."""
        found = _WRITTEN.fullmatch(norm)
        if found is None:
            return self.values.get(norm)
        whole, decimals, fraction, ending = found.groups()
        scale = 1.0 if _ORDINAL_ENDING.fullmatch(ending) else self._scale(ending)
        if scale is None:
            return None
        written = float(whole.replace(",", "") + decimals.replace(",", "."))
        return (written + (numeric(fraction) if fraction else 0.0)) * scale

    def _scale(self, ending: str) -> float | None:
        """What letters behind figures stand for: "m" and "mn" are the beginning and the end of "million", "k" is a thousand."""
        if ending == _KILO:
            return _THOUSAND
        scales = (value for word, value in self.values.items() if value > _THOUSAND and ending in (word[0], word[0] + word[-1]))
        return next(scales, None)

    def _multiplies(self, norm: str, value: float) -> bool:
        """Whether a word is multiplied by what stands before it: "dozen", "hundred", "million"."""
        return value > _BELOW_TEN and norm[0].isalpha() and self.numerals.split(norm.replace("-", "")) is None

    def is_same_time(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether both write one time of day: "7.30 p.m.", "19:30"."""
        a, b = _time(one), _time(other)
        return a is not None and b is not None and (a[2] or b[2]) and a[1] == b[1] and bool(a[0] & b[0])

    def compound(self, norm: str) -> tuple[float, str] | None:
        """The number that a word begins with, and its rest without hyphens: 20 and "point" for "20-point", "twentypoint"."""
        if norm[0].isdigit():
            figures = _FIGURES.match(norm)
            value = _figure(figures.group()) if figures else None
            return None if figures is None or value is None else (value, norm[figures.end() :].replace("-", ""))
        return self.numerals.split(norm.replace("-", ""))

    def expanded(self, norms: Sequence[str]) -> Norms:
        """The words with contractions written out: "don't" becomes "do not"."""
        return tuple(word for norm in norms for word in self._expanded(norm))

    def exchanges(self, one: Norms, other: Norms) -> bool:
        """Whether a style guide exchanges the two wordings."""
        return (one, other) in self.house_style

    def _expanded(self, norm: str) -> Norms:
        if norm in self.contracted:
            return self.contracted[norm]
        for ending, full in self.endings.items():
            if norm.endswith(ending) and len(norm) > len(ending):
                return norm[: -len(ending)], full
        return (norm,)


def _exchanges(groups: Sequence[Sequence[str]]) -> Iterator[tuple[Norms, Norms]]:
    for group in groups:
        for one, other in permutations(group, 2):
            yield tuple(one.split()), tuple(other.split())


def _slots(kept: Mapping[str, Any]) -> dict[str, int]:
    """The kind of each word that a template leaves open; of a word of two kinds the first counts."""
    kinds = (("filled_in", SlotKind.FILLED_IN), ("beside_figures", SlotKind.BESIDE), ("figure_words", SlotKind.FIGURE))
    return {word: kind for name, kind in kinds for word in kept[name]}


def _joined(part: float, value: float, joined: bool) -> float | None:
    """The number of a word behind another: "two and a half", "three quarters", "twenty one", "twenty twenty-four"."""
    if value < 1:
        return part + value if joined else part * value
    if value > _BELOW_TEN and _BELOW_TEN < part < _HUNDRED:
        return part * _HUNDRED + value
    return part + value if value < part and part % 10 == 0 else None


def _grouped(part: float, norm: str) -> float | None:
    """The number of figures behind others: "1 500" is one, "12 500" too, "3 5" is none."""
    return part * _THOUSAND + float(norm) if part < _THOUSAND and _THREE_FIGURES.fullmatch(norm) else None


def _figure(norm: str) -> float | None:
    try:
        return float(norm.replace(",", "")) if norm[0].isdigit() else None
    except ValueError:
        return None


def _time(norms: Sequence[str]) -> tuple[frozenset[int], str, bool] | None:
    """The hours of the day that a time of day may mean, its minutes, and whether it is sure to be one."""
    found = _CLOCK.fullmatch(" ".join(norms))
    if found is None:
        return None
    hour, minutes, half = int(found["hour"]), found["minutes"] or "00", found["half"]
    hours = {"a": {hour % 12}, "p": {hour % 12 + 12}}.get(half, {hour % 12, hour % 12 + 12} if hour <= 12 else {hour})
    return frozenset(hours), minutes, half is not None

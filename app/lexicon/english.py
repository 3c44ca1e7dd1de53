"""What English writes as closed sets: numbers, dates, directions, units, titles and parties; contractions; a desk's house style.

`data/lexicon/english.json` holds the words; this file holds the questions that are asked of them. A change inside one of
these sets is an editor's fact, not a synonym, so it is told apart before anything is scored.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import permutations
from typing import Any, Self

from app.lexicon.credit_wording import CreditWording
from app.text import CommonWords, Orthography

Norms = tuple[str, ...]
_HUNDRED = 100.0
_FIGURES = re.compile(r"\d+(?:[,.]\d+)*")
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
    `credits` how agencies are named, `orthography` how the language is written.
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
    orthography: Orthography

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
        """The number that the words write, in figures or words; None where they write none or more."""
        total, part, seen = 0.0, 0.0, False
        for norm in norms:
            figure = _figure(norm)
            value = self.values.get(norm) if figure is None else figure
            if value is None:
                if norm == self.joins_numbers and seen:
                    continue
                return None
            seen = True
            if value > _HUNDRED and figure is None:
                total, part = total + max(part, 1.0) * value, 0.0
            else:
                part = max(part, 1.0) * value if value == _HUNDRED and figure is None else part + value
        return total + part if seen else None

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


def _figure(norm: str) -> float | None:
    try:
        return float(norm.replace(",", "")) if norm[0].isdigit() else None
    except ValueError:
        return None

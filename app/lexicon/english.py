"""What English writes as closed sets: numbers, dates, directions, units, titles and parties; contractions; a desk's house style.

`data/lexicon/english.json` holds the words; this file holds the questions that are asked of them. A change inside one of
these sets is an editor's fact, not a synonym, so it is told apart before anything is scored.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import Any, Self

Norms = tuple[str, ...]
_HUNDRED = 100.0
_FIGURES = re.compile(r"\d+(?:[,.]\d+)*")
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_BELOW_TEN = 9
_OPENING = re.compile(
    f"(?:({'|'.join(_TENS)})({'|'.join(_UNITS[:_BELOW_TEN])})?|({'|'.join(sorted(_UNITS, key=len, reverse=True))}))(.*)"
)


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


@dataclass(frozen=True, slots=True)
class English:
    """The closed sets of English.

    `sets` names the set of a norm, `values` the number that a word stands for, `joining` the words that may stand inside a
    quantity ("a quarter of the"); `endings` and `contracted` say what contractions stand for; `house_style` holds pairs of
    wordings that a style guide exchanges, both ways, and `opens_style` the first words of those; `homophones` pairs of words
    that sound alike, both ways; `placeholders` what is written for a name that is withheld.
    """

    sets: Mapping[str, ClosedSet]
    values: Mapping[str, float]
    joining: frozenset[str]
    endings: Mapping[str, str]
    contracted: Mapping[str, Norms]
    house_style: frozenset[tuple[Norms, Norms]]
    opens_style: frozenset[str]
    homophones: frozenset[tuple[str, str]]
    placeholders: frozenset[str]

    @classmethod
    def read(cls, content: bytes) -> Self:
        """The sets as `data/lexicon/english.json` holds them."""
        kept: dict[str, Any] = json.loads(content)
        house_style = frozenset(_exchanges(kept["house_style"]))
        return cls(
            sets={word: ClosedSet(name) for name, words in reversed(kept["sets"].items()) for word in words},
            values=kept["values"],
            joining=frozenset(kept["quantity_words"]),
            endings=kept["contractions"],
            contracted={word: tuple(full.split()) for word, full in kept["irregular_contractions"].items()},
            house_style=house_style,
            opens_style=frozenset(one[0] for one, _ in house_style),
            homophones=frozenset(pair for group in kept["homophones"] for pair in permutations(group.split(), 2)),
            placeholders=frozenset(kept["placeholders"]),
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
                if norm == "and" and seen:
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
        found = _OPENING.fullmatch(norm.replace("-", ""))
        if found is None:
            return None
        tens, unit, whole, rest = found.groups()
        value = 10 * (_TENS.index(tens) + 2) if tens else 0
        return float(value + sum(_UNITS.index(word) + 1 for word in (unit, whole) if word)), rest

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


def _figure(norm: str) -> float | None:
    try:
        return float(norm.replace(",", "")) if norm[0].isdigit() else None
    except ValueError:
        return None

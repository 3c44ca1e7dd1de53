"""Series: the same swaps again and again in a client's reports, and suspects that were made with the same habits.

In: finished reports. Out: swaps that several suspects share; suspects whose tables of swaps are alike, in groups; and sources of
several suspects. A spinner that draws from one table swaps alike in every text; one that draws at random from a large thesaurus
has no habits and is in no group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Self

LIKE: Final = (
    0.05  # weighted Jaccard: two texts of one tool reach it seventeen times in a hundred, of two tools seven in ten thousand
)
FEWEST_SHARED: Final = 3  # swaps of two suspects that are alike
MOST_SWAPS: Final = 100
_OF_GROUP: Final = 20
_LIKELY: Final = 0.5  # a spinner's work rather than an editor's
_REUSED: Final = ("spun", "copied", "paraphrased", "undecided")

Swap = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Swapped:
    """A report's own name, the hashes of its two texts, and its swaps with how often each was made."""

    report: str
    label: str
    source: str
    text: str
    swaps: Counter[Swap]

    @classmethod
    def of(cls, report: str, content: Mapping[str, Any]) -> Self:
        """The suspect of a report as JSON; swaps that an editor may as well have made do not count."""
        swaps = Counter(
            (entry["reference"]["text"].casefold(), entry["suspect"]["text"].casefold())
            for entry in content["substitutions"]
            if entry["spin_probability"] >= _LIKELY
        )
        return cls(report, content["label"], content["reference"]["sha256"], content["suspect"]["sha256"], swaps)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A swap, the reports that have it, and how often it was made in all of them."""

    swap: Swap
    reports: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Habit:
    """Reports whose suspects swap alike, and the swaps that most of them share."""

    reports: tuple[str, ...]
    swaps: tuple[Recurring, ...]


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source, by the hash of its text, and the reports of the suspects that may be made from it."""

    source: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What reports have in common."""

    swaps: tuple[Recurring, ...]
    habits: tuple[Habit, ...]
    sources: tuple[SharedSource, ...]


def find_series(suspects: Sequence[Swapped]) -> Series:
    """What the suspects have in common; a text that was compared several times counts once.

    O(n² · swaps) time: 200 reports take about a tenth of a second.
    """
    own = list({each.text: each for each in reversed(suspects)}.values())[::-1]
    return Series(_recurring(own)[:MOST_SWAPS], tuple(_habits(own)), tuple(_sources(suspects)))


def likeness(one: Counter[Swap], other: Counter[Swap]) -> float:
    """Weighted Jaccard of two tables, 0..1: what both did as often, of what either did."""
    both = sum(min(n, other[swap]) for swap, n in one.items())
    return both / max(one.total() + other.total() - both, 1)


def _recurring(suspects: Iterable[Swapped]) -> tuple[Recurring, ...]:
    """The swaps that two suspects or more share, the commonest first."""
    having: defaultdict[Swap, list[str]] = defaultdict(list)
    times: Counter[Swap] = Counter()
    for each in suspects:
        times.update(each.swaps)
        for swap in each.swaps:
            having[swap].append(each.report)
    found = [Recurring(swap, tuple(reports), times[swap]) for swap, reports in having.items() if len(reports) > 1]
    return tuple(sorted(found, key=lambda each: (-len(each.reports), -each.times, each.swap)))


def _habits(suspects: Sequence[Swapped]) -> Iterator[Habit]:
    """Groups of suspects, each like another one of its group, the largest first."""
    group = list(range(len(suspects)))
    for one, other in combinations(range(len(suspects)), 2):
        if group[one] != group[other] and _are_alike(suspects[one], suspects[other]):
            group = [group[one] if each == group[other] else each for each in group]
    members = [[suspects[k] for k, each in enumerate(group) if each == name] for name in dict.fromkeys(group)]
    for some in sorted((each for each in members if len(each) > 1), key=len, reverse=True):
        yield Habit(tuple(each.report for each in some), _recurring(some)[:_OF_GROUP])


def _are_alike(one: Swapped, other: Swapped) -> bool:
    # two copies of one article swap the same words because the words are the same
    if one.source == other.source or len(one.swaps.keys() & other.swaps.keys()) < FEWEST_SHARED:
        return False
    return likeness(one.swaps, other.swaps) >= LIKE


def _sources(suspects: Iterable[Swapped]) -> Iterator[SharedSource]:
    reports: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in suspects:
        if each.label in _REUSED:
            reports[each.source].setdefault(each.text, each.report)
    shared = [(source, found) for source, found in reports.items() if len(found) > 1]
    for source, found in sorted(shared, key=lambda each: -len(each[1])):
        yield SharedSource(source, tuple(found.values()))

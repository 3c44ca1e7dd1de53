"""The numbers of swaps and passages: they stay for a report's life, whatever reviewers leave out.

A report as first made counts its entries from 1. Compared again with something left out, an entry keeps the number that it had
then; what stands there for the first time gets a number behind the last one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from app.report.types import PassageEntry, Place, Report, SubstitutionEntry

Entry = TypeVar("Entry", SubstitutionEntry, PassageEntry)


def numbered(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its number."""
    return ((entry.get("number", place), entry) for place, entry in enumerate(entries, start=1))


def keep_numbers(current: Report, original: Report) -> Report:
    """`current` with the numbers that its entries have in `original`, of which it is a comparison again. O(n log n)."""
    swaps = {_places(entry): number for number, entry in numbered(original.substitutions)}
    found = [swaps.get(_places(entry)) for entry in current.substitutions]
    passages = list(_same_passages(current.passages, original.passages))
    return current.model_copy(
        update={
            "substitutions": _with_numbers(current.substitutions, found, len(original.substitutions)),
            "passages": _with_numbers(current.passages, passages, len(original.passages)),
        }
    )


def _places(entry: Mapping[str, Any]) -> Hashable:
    return tuple((entry[side]["start"], entry[side]["end"]) for side in ("reference", "suspect"))


def _with_numbers(entries: Sequence[Mapping[str, Any]], numbers: Sequence[int | None], last: int) -> list[dict[str, Any]]:
    """The entries with their numbers; one without gets the next behind `last`."""
    drawn = []
    for entry, number in zip(entries, numbers, strict=True):
        last += number is None
        drawn.append({**entry, "number": last if number is None else number})
    return drawn


def _same_passages(current: Sequence[PassageEntry], original: Sequence[PassageEntry]) -> Iterator[int | None]:
    """For each passage the number of the one that it shares most of the suspect's characters with, each number once."""
    ordered = sorted(((passage["suspect"], number) for number, passage in numbered(original)), key=lambda each: each[0]["start"])
    starts, ends = [place["start"] for place, _ in ordered], [place["end"] for place, _ in ordered]
    free = {number for _, number in ordered}
    for passage in current:
        here = passage["suspect"]
        near = ordered[bisect_right(ends, here["start"]) : bisect_left(starts, here["end"])]
        shared = [(_shared(place, here), number) for place, number in near if number in free]
        number = max(shared)[1] if shared else None
        free.discard(number or 0)
        yield number


def _shared(one: Place, other: Place) -> int:
    return min(one["end"], other["end"]) - max(one["start"], other["start"])

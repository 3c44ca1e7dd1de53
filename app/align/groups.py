"""Sentences of both texts that say the same, and whether they have their wording in common."""

from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from app.align.blocks import LONGEST_UNIT
from app.align.twins import kernel, twin_of
from app.sides import Pair

LEAST_OVERLAP = 0.35  # share of words in common from which a group has its wording in common
LEAST_IN_ORDER = 0.2  # or this share of words in order, when between them and other words in their places there is
LEAST_IN_PLACE = 0.75  # so much of it: a spinner keeps each word's place
MOST_WORDS = 600  # of a group; a longer retelling shows in some pairs of sentences


class Group(NamedTuple):
    """Sentences [reference_start, reference_end) and [suspect_start, suspect_end) that say the same."""

    reference_start: int
    reference_end: int
    suspect_start: int
    suspect_end: int


Chain = list[Group]
"""Groups that go forward on both sides."""


def overlap_plainly(group: Group, pair: Pair) -> float:
    """Share of distinct words in common of one group."""
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    one = set(pair.reference.number_list[r[group.reference_start] : r[group.reference_end]])
    other = set(pair.suspect.number_list[s[group.suspect_start] : s[group.suspect_end]])
    return len(one & other) / max(len(one), len(other), 1)


@dataclass(frozen=True, slots=True)
class PlaceLimits:
    """Plain numbers for the compiled form of `is_in_place`."""

    longest_unit: int = LONGEST_UNIT
    most_words: int = MOST_WORDS
    least_in_order: float = LEAST_IN_ORDER
    least_in_place: float = LEAST_IN_PLACE


PLACE_LIMITS = PlaceLimits()


def is_in_place_plainly(group: Group, pair: Pair) -> bool:
    """What `is_in_place` returns, without the kernel."""
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    one = pair.reference.numbers[r[group.reference_start] : r[group.reference_end]].tolist()
    other = pair.suspect.numbers[s[group.suspect_start] : s[group.suspect_end]].tolist()
    longer = max(len(one), len(other))
    if longer > MOST_WORDS or min(len(one), len(other)) < LEAST_IN_PLACE * longer:
        return False
    kept = placed = 0
    for op in Levenshtein.opcodes(one, other):
        words = op.src_end - op.src_start
        if op.tag == "equal":
            kept += words
        elif op.tag == "replace" and words <= LONGEST_UNIT:
            placed += words
    return kept >= LEAST_IN_ORDER * longer and kept + placed >= LEAST_IN_PLACE * longer


@twin_of(is_in_place_plainly)
def is_in_place(group: Group, pair: Pair) -> bool:
    """Whether the words that are not the same stand in the places of others, a few at a time."""
    return kernel.is_in_place(group, pair, PLACE_LIMITS)

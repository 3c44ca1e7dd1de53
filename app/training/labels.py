"""Which class a pair of the corpora belongs to: by how it was made, and by how much of the wording really changed."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Levenshtein

from app.training.corpora import Pair

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\-.,][^\W_]+)*")


class Label(StrEnum):
    """The four classes, in the order of the report's probabilities."""

    INDEPENDENT = "independent"
    COPIED = "copied"
    SPUN = "spun"
    PARAPHRASED = "paraphrased"


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, for measuring only."""
    return _WORD.findall(text.lower())


def changed_share(reference: Sequence[str], suspect: Sequence[str]) -> float:
    """Word-level Levenshtein distance as a share of the longer text, 0..1."""
    return Levenshtein.normalized_distance(reference, suspect)


def verbatim_share(reference: Sequence[str], suspect: Sequence[str], n: int) -> float:
    """Share of the suspect's words that stand in a run of n words which the reference has too, 0..1."""
    if not suspect:
        return 0.0
    known = set(zip(*(reference[i:] for i in range(n)), strict=False))
    covered = bytearray(len(suspect))
    for at, gram in enumerate(zip(*(suspect[i:] for i in range(n)), strict=False)):
        if gram in known:
            covered[at : at + n] = b"\1" * n
    return sum(covered) / len(suspect)

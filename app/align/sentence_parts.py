"""A sentence of one text that stands as two in the other, apart: it is cut in two, and each part finds its own.

What one text sets as one sentence (a statement and who made it, two sentences glued) is two items of a list in the other. In
one order both stand in a row and are grouped with it; in another order only one of them would have it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from app.align.chains import chain_sentences
from app.align.groups import LEAST_OVERLAP, Group
from app.align.sentence_ends import with_bounds
from app.align.sentence_pairs import LIMITS, Candidates, like_sentences
from app.align.twins import likening, twin_of
from app.sides import Pair, Side

MOST_ROUNDS = 3  # each cuts every sentence once at most: one that stands as four is cut whole
LEAST_PART = 3  # words
LEAST_PARTED = 0.6  # share of the words of one part alone that stand on its side of the cut, less those beyond it


class Torn(NamedTuple):
    """A sentence of no chain and the one that is likest to it, which another sentence has; which of the two that is."""

    suspect: int
    reference: int
    is_suspect_free: bool


def pair_with_parts(pair: Pair) -> tuple[Pair, list[list[Group]]]:
    """The pair, with the bounds of sentences that had to be cut, and the chains of its sentences. O(n log n) time."""
    for _ in range(MOST_ROUNDS):
        candidates = like_sentences(pair)
        chains = chain_sentences(candidates, pair)
        cuts = dict(_cuts(chains, candidates, pair))
        if not cuts:
            return pair, chains
        pair = _with_cuts(pair, cuts)
    return pair, chain_sentences(like_sentences(pair), pair)


def find_torn_plainly(chains: list[list[Group]], candidates: Candidates) -> list[Torn]:
    """What `find_torn` returns, without the compiled walk."""
    groups = [group for chain in chains for group in chain]
    suspects = {i for group in groups for i in range(group.suspect_start, group.suspect_end)}
    references = {j for group in groups for j in range(group.reference_start, group.reference_end)}
    rows = list(zip(*(column.tolist() for column in candidates), strict=True))
    best: dict[tuple[bool, int], float] = {}
    for i, j, similarity in rows:
        for sentence in ((True, i), (False, j)):
            best[sentence] = max(similarity, best.get(sentence, 0.0))
    return [
        Torn(i, j, i not in suspects)
        for i, j, similarity in rows
        if similarity >= LIMITS.lowest_chain
        and (i in suspects) != (j in references)
        and similarity >= best[(True, i) if i not in suspects else (False, j)]
    ]


@twin_of(find_torn_plainly)
def find_torn(chains: list[list[Group]], candidates: Candidates) -> list[Torn]:
    """The sentences of no chain whose likest one is in some chain, in the order of the candidates. O(n) time."""
    return [Torn(*row) for row in likening.torn(chains, *candidates, LIMITS.lowest_chain)]


def _cuts(chains: list[list[Group]], candidates: Candidates, pair: Pair) -> Iterator[tuple[tuple[bool, int], int]]:
    """Sentences that are to be cut (is it the reference's, which), each with the word that begins its second part.

    None where more than half of the suspect's sentences are in no chain: there it would be chance.
    """
    torn = find_torn(chains, candidates)
    if not torn:
        return
    groups = [group for chain in chains for group in chain]
    if 2 * sum(group.suspect_end - group.suspect_start for group in groups) < pair.suspect.document.n_sentences:
        return
    owners = {(True, j): group for group in groups for j in range(group.reference_start, group.reference_end)}
    owners |= {(False, i): group for group in groups for i in range(group.suspect_start, group.suspect_end)}
    for i, j, is_suspect_free in torn:
        asked = (True, j) if is_suspect_free else (False, i)
        if (at := _cut(asked, owners[asked], i if is_suspect_free else j, pair)) is not None:
            yield asked, at


def _cut(asked: tuple[bool, int], owner: Group, free: int, pair: Pair) -> int | None:
    """Where a sentence is to be cut between the words of who has it and those of the one that has none; None: nowhere."""
    is_reference, sentence = asked
    side, other = (pair.reference, pair.suspect) if is_reference else (pair.suspect, pair.reference)
    having = range(owner.suspect_start, owner.suspect_end) if is_reference else range(owner.reference_start, owner.reference_end)
    theirs, own = {word for k in having for word in _words(other, k)}, set(_words(other, free))
    words = _words(side, sentence)
    at, gain = _best_cut([0, *accumulate((word in theirs) - (word in own) for word in words)])
    first, second = (theirs, own) if gain > 0 else (own, theirs)
    alone = sum((word in theirs) != (word in own) for word in words)
    if min(at, len(words) - at) < LEAST_PART or abs(gain) < LEAST_PARTED * alone:
        return None
    if not (_is_part(words[:at], first) and _is_part(words[at:], second)):
        return None
    return int(side.document.bounds[sentence]) + at


def _best_cut(sums: list[int]) -> tuple[int, int]:
    """The place with most words of one before it and of the other behind; how many more, negative where the other begins."""
    at = max(range(len(sums)), key=lambda k: abs(2 * sums[k] - sums[-1]))
    return at, 2 * sums[at] - sums[-1]


def _is_part(part: list[int], sentence: set[int]) -> bool:
    """Whether a part of a sentence and a sentence have their wording in common."""
    words = set(part)
    return len(words & sentence) >= LEAST_OVERLAP * max(len(words), len(sentence), 1)


def _words(side: Side, sentence: int) -> list[int]:
    bounds = side.document.bounds
    return side.number_list[bounds[sentence] : bounds[sentence + 1]]


def _with_cuts(pair: Pair, cuts: dict[tuple[bool, int], int]) -> Pair:
    reference = _parted(pair.reference, [at for (is_reference, _), at in cuts.items() if is_reference])
    return replace(pair, reference=reference, suspect=_parted(pair.suspect, [at for (yes, _), at in cuts.items() if not yes]))


def _parted(side: Side, places: list[int]) -> Side:
    """The side with its sentences cut at some places."""
    return with_bounds(side, np.union1d(side.document.bounds, np.array(places, np.int32))) if places else side

"""Sentences that no chain holds, and that have their wording in common: found when all others have their partners.

Two ways lead to them. One is by the few rare words that two such sentences share, when neither shares more with any other.
The other needs none: of the few that are left, two as long as each other of which one stands in the other's words.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import attrgetter, itemgetter

import numpy as np

from app.align.groups import LEAST_IN_PLACE, LEAST_OVERLAP, Chain, Group, is_in_place, overlap_plainly
from app.align.sentence_pairs import LIMITS, Candidates, is_mutual
from app.align.twins import likening, twin_of
from app.sides import Pair

_FREE = -1.0


def with_left_over_plainly(chains: list[Chain], candidates: Candidates, pair: Pair) -> list[Chain]:
    """What `with_left_over` returns, without the compiled walk."""
    free = np.ones(pair.suspect.document.n_sentences, bool), np.ones(pair.reference.document.n_sentences, bool)
    for group in (group for chain in chains for group in chain):
        free[0][group.suspect_start : group.suspect_end] = free[1][group.reference_start : group.reference_end] = False
    left = candidates.only(free[0][candidates.suspect] & free[1][candidates.reference])
    if not len(left.suspect):
        return chains
    left = left.only(is_mutual(left))
    added = [[group] for group in _each_once(left) if _has_common_wording(group, pair)]
    return _in_order(chains, added)


@twin_of(with_left_over_plainly)
def with_left_over(chains: list[Chain], candidates: Candidates, pair: Pair) -> list[Chain]:
    """The chains, and sentences of none that are likest to each other, share no rare words, and have their wording in common."""
    found = likening.left_over(chains, candidates, pair, LIMITS.fewest_words, LEAST_OVERLAP)
    return _in_order(chains, [[Group(j, j + 1, i, i + 1)] for i, j in found])


def left_facing_plainly(chains: list[Chain], pair: Pair) -> list[tuple[int, int]]:
    """What `find_left_facing` returns, without the compiled walk."""
    groups = [group for chain in chains for group in chain]
    suspects, references = _loose_suspects(groups, pair), _loose_references(groups, pair)
    if not _are_few(suspects, references, pair.suspect.document.n_sentences):
        return []
    rows = [
        (i, j, overlap_plainly(Group(j, j + 1, i, i + 1), pair))
        for i, own in sorted(suspects.items())
        for j, other in sorted(references.items())
        if _FREE in (own, other) and _may_face(i, j, pair)
    ]
    theirs = {i: _likest([row for row in rows if row[0] == i], own) for i, own in suspects.items()}
    ours = {j: _likest([row for row in rows if row[1] == j], own) for j, own in references.items()}
    return [(row[0], row[1]) for _, row in sorted(theirs.items()) if row and ours[row[1]] == row]


@twin_of(left_facing_plainly)
def find_left_facing(chains: list[Chain], pair: Pair) -> list[tuple[int, int]]:
    """(suspect, reference) of sentences as long as each other that have more of their wording in common than with any other.

    One of them is in no chain; the other is in none, or an outer one of a group that has less in common with what it is
    grouped with. Nothing where more than half of the suspect's sentences are in no chain: there it would be chance.
    """
    return likening.left_facing(chains, pair, LIMITS.fewest_left, LIMITS.most_left, LEAST_IN_PLACE, LEAST_OVERLAP)


def _are_few(suspects: dict[int, float], references: dict[int, float], n_suspect: int) -> bool:
    """Whether some are free, few enough to be looked at, and not more than half of the suspect's sentences."""
    n_free, n_facing = (sum(share == _FREE for share in loose.values()) for loose in (suspects, references))
    n_outer = len(suspects) + len(references) - n_free - n_facing
    return n_free + n_facing > 0 and 2 * n_free <= n_suspect and (n_free + n_outer) * (n_facing + n_outer) <= LIMITS.most_left


def _loose_suspects(groups: list[Group], pair: Pair) -> dict[int, float]:
    """The suspect's sentences that may leave where they are: what each has in common with what it is grouped with, or `_FREE`."""
    spans = [(group.suspect_start, group.suspect_end) for group in groups]

    def shared(k: int, group: Group) -> float:
        return overlap_plainly(group._replace(suspect_start=k, suspect_end=k + 1), pair)

    return _loose(pair.suspect.document.n_sentences, groups, spans, shared)


def _loose_references(groups: list[Group], pair: Pair) -> dict[int, float]:
    """The same for the reference's sentences."""
    spans = [(group.reference_start, group.reference_end) for group in groups]

    def shared(k: int, group: Group) -> float:
        return overlap_plainly(group._replace(reference_start=k, reference_end=k + 1), pair)

    return _loose(pair.reference.document.n_sentences, groups, spans, shared)


def _loose(n: int, groups: list[Group], spans: list[tuple[int, int]], shared: Callable[[int, Group], float]) -> dict[int, float]:
    loose = dict.fromkeys(range(n), _FREE)
    for group, (start, end) in zip(groups, spans, strict=True):
        for k in range(start, end):
            del loose[k]
        loose.update({k: shared(k, group) for k in (start, end - 1) if end - start > 1})
    return loose


def _likest(rows: list[tuple[int, int, float]], own: float) -> tuple[int, int, float] | None:
    """The row with the most in common, if it is more than where the sentence is grouped, and enough."""
    best = max(rows, key=itemgetter(2), default=None)
    return best if best and best[2] > max(own, LEAST_OVERLAP) else None


def _may_face(i: int, j: int, pair: Pair) -> bool:
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    one, other = s[i + 1] - s[i], r[j + 1] - r[j]
    return bool(min(one, other) >= max(LIMITS.fewest_left, LEAST_IN_PLACE * max(one, other)))


def with_left_facing(chains: list[Chain], pair: Pair) -> list[Chain]:
    """The chains, and what `find_left_facing` finds whose words stand in the places of others; no group keeps such a one.

    What faces each other in a gap of a chain, or at its ends, is looked at with the chain.
    """
    found = [Group(j, j + 1, i, i + 1) for i, j in find_left_facing(chains, pair)]
    added = [group for group in found if not any(_is_in_gap(group, chain) for chain in chains) and is_in_place(group, pair)]
    if not added:
        return chains
    kept = [[_without(group, added) for group in chain] for chain in chains]
    return _in_order(kept, [[group] for group in added])


def _is_in_gap(one: Group, chain: Chain) -> bool:
    """Whether a group, taken out of a chain, stands between two neighbours of it, or beside its ends. O(log n) time."""
    at = bisect_right(chain, one.suspect_start, key=attrgetter("suspect_start"))
    near = [_without(group, [one]) for group in chain[max(at - 2, 0) : at + 1]]
    if at <= 2:
        near.insert(0, Group(0, near[0].reference_start - 1, 0, near[0].suspect_start - 1))
    if at + 1 >= len(chain):
        near.append(Group(near[-1].reference_end + 1, 0, near[-1].suspect_end + 1, 0))
    return any(
        a.reference_end <= one.reference_start < b.reference_start and a.suspect_end <= one.suspect_start < b.suspect_start
        for a, b in pairwise(near)
    )


def _without(group: Group, taken: list[Group]) -> Group:
    """The group without outer sentences that are `taken`; one sentence a side stays."""
    r_start, r_end, s_start, s_end = group
    for one in taken:
        if r_end - r_start > 1 and one.reference_start in (r_start, r_end - 1):
            r_start, r_end = (r_start + 1, r_end) if one.reference_start == r_start else (r_start, r_end - 1)
        if s_end - s_start > 1 and one.suspect_start in (s_start, s_end - 1):
            s_start, s_end = (s_start + 1, s_end) if one.suspect_start == s_start else (s_start, s_end - 1)
    return Group(r_start, r_end, s_start, s_end)


def _in_order(chains: list[Chain], added: list[Chain]) -> list[Chain]:
    """Both, in the order of the suspect."""
    return sorted([*chains, *added], key=lambda chain: chain[0].suspect_start) if added else chains


def _each_once(candidates: Candidates) -> Iterator[Group]:
    """Groups of one sentence and one; of those with the same sentence the first."""
    suspects: set[int] = set()
    references: set[int] = set()
    for i, j in zip(candidates.suspect.tolist(), candidates.reference.tolist(), strict=True):
        if i not in suspects and j not in references:
            suspects.add(i)
            references.add(j)
            yield Group(j, j + 1, i, i + 1)


def _has_common_wording(group: Group, pair: Pair) -> bool:
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    words = r[group.reference_end] - r[group.reference_start], s[group.suspect_end] - s[group.suspect_start]
    return min(words) >= LIMITS.fewest_words and overlap_plainly(group, pair) >= LEAST_OVERLAP

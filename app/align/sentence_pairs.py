"""Which sentences of two documents say the same: chains of pairs, in any order.

Each sentence looks for partners by the rare words they share (cosine of idf-weighted words); neighbours that point to
neighbours support each other. A chain is a run of pairs that goes forward on both sides; chains may stand in any order,
so moved paragraphs are found where one global alignment collapses. Where no neighbour is left (a list in another order),
a sentence keeps the partner that it knows best, whatever runs chance makes of the others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.align.twins import kernel, likening, twin_of
from app.lexicon import Lexicon
from app.sides import Ints, Pair, Side


@dataclass(frozen=True, slots=True)
class PairingLimits:
    """What makes sentences partners, and partners a chain."""

    n_candidates: int = 6  # partners kept a sentence
    lowest: float = 0.12  # cosine under which two sentences only share everyday words
    most_sentences: int = 60  # a word in more sentences pairs nothing by itself: keeps the time linear in the text
    rarity_from: float = 5.0  # nats of -log frequency: "the" weighs next to nothing, one word in 3,000 weighs 3
    least_rarity: float = 0.15
    most_rarity: float = 8.0
    step: int = 3  # a chain may skip up to step - 1 sentences on either side
    skip_price: float = 0.08  # for each sentence skipped, in units of cosine
    shared_price: float = 0.18  # for a sentence that takes part in two pairs (one split into two)
    lowest_chain: float = 0.30  # weight under which a chain is chance: one pair needs as much by itself, or common wording
    rival: float = 0.8  # share of the best cosine of a sentence that has found its partner, under which another one is chance
    fewest_words: int = 8  # of a sentence that is found by its common wording alone; a shorter one has it with many
    fewest_left: int = 5  # of one that is found so among the few that are left when all others have their partners
    most_left: int = 1_000  # pairs of such sentences that are looked at


LIMITS = PairingLimits()


class Candidates(NamedTuple):
    """Like sentences, sorted by both: suspect [n], reference [n], cosine [n]."""

    suspect: Ints
    reference: Ints
    similarity: NDArray[np.float64]

    @classmethod
    def of(cls, rows: list[tuple[int, int, float]]) -> "Candidates":
        """The columns of rows."""
        table = np.array(rows, float).reshape(-1, 3)
        return cls(table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2].copy())

    def only(self, kept: NDArray[np.bool_]) -> "Candidates":
        """Those that `kept` marks."""
        return Candidates(self.suspect[kept], self.reference[kept], self.similarity[kept])


def like_plainly(pair: Pair) -> Candidates:
    """What `like_sentences` returns, without the kernel."""
    return _with_equal_sentences(find_candidates_plainly(pair), pair)


@twin_of(like_plainly)
def like_sentences(pair: Pair) -> Candidates:
    """Who may be whose partner: the best of each suspect sentence. O(n log n) time for texts whose words repeat like prose."""
    candidates = find_candidates(pair)
    added = kernel.equal_sentences(candidates.suspect, pair)
    return _with(candidates, added) if added else candidates


def without_rivals_plainly(candidates: Candidates) -> Candidates:
    """What `without_rivals` returns, without the compiled walk."""
    i, j, similarity = candidates
    if not len(i):
        return candidates
    mutual = is_mutual(candidates)
    rival = _is_rival(i, j, similarity, mutual) | _is_rival(j, i, similarity, mutual)
    return candidates.only(~rival) if rival.any() else candidates


@twin_of(without_rivals_plainly)
def without_rivals(candidates: Candidates) -> Candidates:
    """The candidates without those of sentences that have found their partner elsewhere, by far a liker one.

    Two sentences have found each other when neither is liker to any other; beside a partner may stand a part of it, which
    is far liker to nothing else.
    """
    kept = likening.without_rivals(*candidates, LIMITS.rival)
    return candidates if kept is None else candidates.only(kept)


def is_mutual(candidates: Candidates) -> NDArray[np.bool_]:
    """Whether neither sentence of a candidate is liker to any other."""
    i, j, similarity = candidates
    mine, theirs = _best(i, similarity), _best(j, similarity)
    mutual: NDArray[np.bool_] = (similarity >= mine[i]) & (similarity >= theirs[j])
    return mutual


def _best(sentences: Ints, similarity: NDArray[np.float64]) -> NDArray[np.float64]:
    """The best cosine of each sentence."""
    best = np.zeros(sentences.max() + 1)
    np.maximum.at(best, sentences, similarity)
    return best


def _is_rival(one: Ints, other: Ints, similarity: NDArray[np.float64], mutual: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a candidate's sentence of `one` has found a far better partner, and this one is no part of it beside such."""
    best = np.zeros(one.max() + 1)
    best[one[mutual]] = similarity[mutual]
    rival: NDArray[np.bool_] = similarity < LIMITS.rival * best[one]
    if rival.any():
        elsewhere = similarity < LIMITS.rival * _best(other, similarity)[other]
        rival &= elsewhere | ~_in_a_row(one, other, ~rival & (best[one] > 0.0))
    return rival


def _in_a_row(one: Ints, other: Ints, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a candidate stands, among those of its sentence of `one`, in a row without a gap with one that is kept."""
    order = np.lexsort((other, one))
    begins = np.ones(len(order), bool)
    begins[1:] = (np.diff(one[order]) != 0) | (np.diff(other[order]) > 1)
    rows = np.cumsum(begins) - 1
    holds = np.zeros(rows[-1] + 1, bool)
    holds[rows[kept[order]]] = True
    found = np.empty(len(order), bool)
    found[order] = holds[rows]
    return found


def _with_equal_sentences(candidates: Candidates, pair: Pair) -> Candidates:
    """The candidates, and for sentences without any the equal sentence of the other side: first to first, second to second.

    So that sentences of everyday words, and texts that repeat themselves, are not lost.
    """
    suspect, bounds = pair.suspect.document.bounds, pair.reference.document.bounds.tolist()
    alone = np.ones(len(suspect) - 1, bool)
    alone[candidates.suspect] = False
    if not alone.any():
        return candidates
    lonely = np.flatnonzero(alone)
    lengths = set((suspect[lonely + 1] - suspect[lonely]).tolist())
    asked = np.array([j for j, (a, b) in enumerate(pairwise(bounds)) if b - a in lengths], np.intp)
    seen: dict[tuple[int, ...], list[int]] = {}
    for j, key in zip(asked.tolist(), _keys(pair.reference, asked), strict=True):
        seen.setdefault(key, []).append(j)
    met: Counter[tuple[int, ...]] = Counter()
    added = []
    for i, key in zip(lonely.tolist(), _keys(pair.suspect, lonely), strict=True):
        if met[key] < len(seen.get(key, ())):
            added.append((i, seen[key][met[key]]))
            met[key] += 1
    return _with(candidates, added) if added else candidates


def _with(candidates: Candidates, added: list[tuple[int, int]]) -> Candidates:
    """The candidates with pairs of equal sentences, in order."""
    suspect, reference = np.array(added, np.int32).T
    columns = np.concatenate((candidates.suspect, suspect)), np.concatenate((candidates.reference, reference))
    order = np.lexsort(columns[::-1])
    return Candidates(columns[0][order], columns[1][order], np.concatenate((candidates.similarity, np.ones(len(added))))[order])


def _keys(side: Side, asked: NDArray[np.intp]) -> Iterator[tuple[int, ...]]:
    bounds, numbers = side.document.bounds, side.number_list
    return (tuple(numbers[a:b]) for a, b in zip(bounds[asked].tolist(), bounds[asked + 1].tolist(), strict=True))


def find_candidates(pair: Pair) -> Candidates:
    """The best partners of each suspect sentence, by the compiled kernel."""
    return Candidates(*kernel.sentence_candidates(pair, LIMITS))


def find_candidates_plainly(pair: Pair) -> Candidates:
    """What `find_candidates` returns, sentence by sentence, without the kernel. O(n²) time in the number of sentences."""
    sides = [_sentence_sets(side) for side in (pair.reference, pair.suspect)]
    weight = _Weights(sides, pair.lexicon)
    lengths = [[sum(weight[word] for word in sentence) ** 0.5 for sentence in side] for side in sides]
    found: list[tuple[int, int, float]] = []
    for i, sentence in enumerate(sides[1]):
        partners = []
        for j, other in enumerate(sides[0]):
            if shared := sum(weight[word] for word in sentence & other):
                partners.append((-shared / (lengths[1][i] * lengths[0][j]), abs(j - i), j))  # of equals the nearest
        best = sorted(partner for partner in partners if -partner[0] >= LIMITS.lowest)[: LIMITS.n_candidates]
        found.extend(sorted((i, j, -negative) for negative, _, j in best))
    return Candidates.of(found)


def _sentence_sets(side: Side) -> list[set[int]]:
    return [set(side.lemmas[a:b].tolist()) for a, b in pairwise(side.document.bounds.tolist())]


class _Weights(dict[int, float]):
    """Squared weight of a word: its rarity in news times its rarity among the sentences of both texts."""

    def __init__(self, sides: list[list[set[int]]], lexicon: Lexicon) -> None:
        super().__init__()
        self._sides, self._lexicon = sides, lexicon

    def __missing__(self, word: int) -> float:
        presence = [sum(word in sentence for sentence in side) for side in self._sides]
        rarity = -float(self._lexicon.log_frequency[min(word, self._lexicon.n_words)]) - LIMITS.rarity_from
        rarity = min(max(rarity, LIMITS.least_rarity), LIMITS.most_rarity)
        local = np.log1p(max(map(len, self._sides)) / (1.0 + max(presence))) + 0.3
        self[word] = 0.0 if min(presence) > LIMITS.most_sentences else float((rarity * local) ** 2)
        return self[word]


def chain_up_plainly(candidates: Candidates) -> tuple[NDArray[np.float64], Ints]:
    """Weight of the heaviest chain that ends in each candidate [n], and the candidate before it [n], -1 for none."""
    weights = np.zeros(len(candidates.suspect))
    links = np.full(len(weights), -1, np.int32)
    place: dict[tuple[int, int], int] = {}
    rows = list(zip(*(column.tolist() for column in candidates), strict=True))
    for c, (i, j, similarity) in enumerate(rows):
        best = 0.0
        for di, dj, price in _STEPS:
            d = place.get((i - di, j - dj), -1)
            if d >= 0 and (score := weights[d] - price) > 0.0 and (score > best or (score == best and d < links[c])):
                best, links[c] = score, d
        weights[c], place[i, j] = best + similarity, c
    return weights, links


_STEPS = tuple(
    (di, dj, (LIMITS.skip_price * (di + dj - 2)) if di and dj else LIMITS.shared_price)
    for di in range(LIMITS.step + 1)
    for dj in range(LIMITS.step + 1)
    if di * dj or di + dj == 1
)


def best_chains_plainly(candidates: Candidates, pair: Pair) -> list[list[Group]]:
    """What `best_chains` returns, without the kernel."""
    n_sentences = pair.reference.document.n_sentences, pair.suspect.document.n_sentences
    return [_groups(chain) for chain in _best_chains(candidates, *n_sentences)]


@twin_of(best_chains_plainly)
def best_chains(candidates: Candidates, pair: Pair) -> list[list[Group]]:
    """Runs of candidates that go forward on both sides, the heaviest taken first, each sentence in one; in suspect order."""
    n_sentences = pair.reference.document.n_sentences, pair.suspect.document.n_sentences
    found: list[list[Group]] = kernel.best_chains(*candidates, *n_sentences, LIMITS, Group)
    return found


def _best_chains(candidates: Candidates, n_reference: int, n_suspect: int) -> list[list[tuple[int, int]]]:
    """Chains of (suspect, reference) pairs."""
    free_reference, free_suspect = np.ones(n_reference, bool), np.ones(n_suspect, bool)
    chains: list[list[tuple[int, int]]] = []
    while len(candidates.suspect):
        taken = _heaviest(candidates)
        if not taken:
            break
        for chain in taken:
            i, j = zip(*chain, strict=True)
            free_suspect[list(i)] = free_reference[list(j)] = False
        chains.extend(taken)
        candidates = candidates.only(free_suspect[candidates.suspect] & free_reference[candidates.reference])
    return sorted(chains)


def _heaviest(candidates: Candidates) -> list[list[tuple[int, int]]]:
    """Chains from their ends, heaviest first, that use no sentence of a heavier one; the others wait for the next round.

    A walk back stops where it meets a heavier chain, so all walks together see each candidate once. O(n log n) time.
    """
    weights, links = chain_up_plainly(candidates)
    is_end = weights >= LIMITS.lowest_chain
    is_end[links[links >= 0]] = False
    ends = np.flatnonzero(is_end)
    i, j, before = candidates.suspect.tolist(), candidates.reference.tolist(), links.tolist()
    suspects: set[int] = set()
    references: set[int] = set()
    taken = []
    for end in ends[np.argsort(-weights[ends], kind="stable")].tolist():
        c, chain = end, []
        while c >= 0 and i[c] not in suspects and j[c] not in references:
            chain.append((i[c], j[c]))
            c = before[c]
        suspects.update(one for one, _ in chain)
        references.update(other for _, other in chain)
        if c < 0:
            taken.append(chain[::-1])
    return taken


def _groups(chain: list[tuple[int, int]]) -> list[Group]:
    """Pairs that share a sentence become one group."""
    groups: list[Group] = []
    for i, j in chain:
        last = groups[-1] if groups else None
        if last and (i < last.suspect_end or j < last.reference_end):
            groups[-1] = Group(
                last.reference_start, max(j + 1, last.reference_end), last.suspect_start, max(i + 1, last.suspect_end)
            )
        else:
            groups.append(Group(j, j + 1, i, i + 1))
    return groups

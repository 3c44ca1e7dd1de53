"""Which sentences of two documents say the same: chains of pairs, in any order.

Each sentence looks for partners by the rare words they share (cosine of idf-weighted words); neighbours that point to
neighbours support each other. A chain is a run of pairs that goes forward on both sides; chains may stand in any order,
so moved paragraphs are found where one global alignment collapses.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from app.align.types import Words
from app.lexicon import Lexicon
from app.text import Document

N_CANDIDATES = 6  # partners kept a sentence
LOWEST_SIMILARITY = 0.12  # cosine under which two sentences only share everyday words
# A word in more sentences than this pairs nothing by itself; it keeps the sparse product linear in the text.
MOST_SENTENCES = 60
STEP = 3  # a chain may skip up to STEP - 1 sentences on either side
SKIP_PRICE = 0.08  # for each sentence skipped, in units of cosine
SHARED_PRICE = 0.18  # for a sentence that takes part in two pairs (one split into two)
LOWEST_CHAIN = 0.30  # weight under which a chain is chance: one pair needs as much by itself


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences [reference_start, reference_end) and [suspect_start, suspect_end) that say the same."""

    reference_start: int
    reference_end: int
    suspect_start: int
    suspect_end: int


def pair_sentences(reference: Document, suspect: Document, words: Words, lexicon: Lexicon) -> list[list[Group]]:
    """Chains of sentence groups in the order of the suspect; no sentence is in two chains.

    O(n log n) time for texts whose words repeat like prose: each sentence meets `N_CANDIDATES` partners.
    """
    candidates = _candidates(*_vectors(reference, suspect, words, lexicon))
    chains = _best_chains(candidates, reference.n_sentences, suspect.n_sentences)
    return [_groups(chain) for chain in chains]


def _vectors(reference: Document, suspect: Document, words: Words, lexicon: Lexicon) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Unit vectors of the sentences of both sides over lemma numbers: CSR arrays [n_sentences, n_numbers]."""
    sides = ((reference, words.reference, words.reference_rows), (suspect, words.suspect, words.suspect_rows))
    lemmas = [np.where(rows < lexicon.n_words, lexicon.lemma[rows], numbers) for _, numbers, rows in sides]
    every, compact = np.unique(np.concatenate(lemmas), return_inverse=True)
    rarity = -lexicon.log_frequency[np.minimum(every, lexicon.n_words)].astype(np.float32)
    rarity = np.clip(rarity - 5.0, 0.15, 8.0)  # nats: "the" weighs next to nothing, a word seen once in 3,000 weighs 3
    counts = []
    split = len(lemmas[0])
    for (document, _, _), columns in zip(sides, (compact[:split], compact[split:]), strict=True):
        counts.append(_counts(document, columns, len(every)))
    presence = [np.bincount(c.indices, minlength=len(every)) for c in counts]
    usual = np.minimum(presence[0], presence[1])
    local = np.log1p(max(c.shape[0] for c in counts) / (1.0 + np.maximum(presence[0], presence[1]))) + 0.3
    weight = (rarity * local).astype(np.float32) * (usual <= MOST_SENTENCES)
    return _unit(counts[0], weight), _unit(counts[1], weight)


def _counts(document: Document, columns: np.ndarray, n_columns: int) -> sparse.csr_array:
    n_sentences = document.n_sentences
    rows = np.repeat(np.arange(n_sentences), np.diff(document.bounds))
    keys = np.unique(rows.astype(np.int64) * n_columns + columns)  # a word counts once a sentence
    pointers = np.searchsorted(keys, np.arange(n_sentences + 1, dtype=np.int64) * n_columns)
    ones = np.ones(len(keys), np.float32)
    return sparse.csr_array((ones, (keys % n_columns).astype(np.int32), pointers.astype(np.int32)), shape=(n_sentences, n_columns))


def _unit(counts: sparse.csr_array, weight: NDArray[np.float32]) -> sparse.csr_array:
    values = weight[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    norms = np.sqrt(np.bincount(rows, values * values, minlength=counts.shape[0])) + 1e-6
    values = (values / norms[rows]).astype(np.float32)
    return sparse.csr_array((values, counts.indices, counts.indptr), shape=counts.shape)


def _candidates(reference: sparse.csr_array, suspect: sparse.csr_array) -> list[tuple[int, int, float]]:
    """(suspect sentence, reference sentence, cosine), the best `N_CANDIDATES` a suspect sentence, sorted."""
    product = (suspect @ reference.T).tocoo()
    kept = product.data >= LOWEST_SIMILARITY
    rows, columns, values = product.coords[0][kept], product.coords[1][kept], product.data[kept]
    order = np.lexsort((-values, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    best = rank < N_CANDIDATES
    rows, columns, values = rows[best], columns[best], values[best]
    order = np.lexsort((columns, rows))
    return list(zip(rows[order].tolist(), columns[order].tolist(), values[order].tolist(), strict=True))


def _best_chains(candidates: list[tuple[int, int, float]], n_reference: int, n_suspect: int) -> list[list[tuple[int, int]]]:
    """Chains of (suspect, reference) pairs, heaviest first taken, each sentence in one chain; in suspect order."""
    free_reference, free_suspect = [True] * n_reference, [True] * n_suspect
    chains: list[list[tuple[int, int]]] = []
    left = candidates
    while left:
        taken = [c for c in _disjoint(_chain_up(left), free_reference, free_suspect)]
        if not taken:
            break
        for chain in taken:
            for i, j in chain:
                free_suspect[i] = free_reference[j] = False
        chains.extend(taken)
        left = [c for c in left if free_suspect[c[0]] and free_reference[c[1]]]
    return sorted(chains)


def _chain_up(candidates: list[tuple[int, int, float]]) -> list[tuple[float, list[tuple[int, int]]]]:
    """The heaviest chain through each end, as (weight, pairs), heaviest first; ends inside another chain are left out."""
    weight: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, j, similarity in candidates:
        best, link = 0.0, None
        for di, dj, price in _STEPS:
            score = weight.get((i - di, j - dj), 0.0) - price
            if score > best:
                best, link = score, (i - di, j - dj)
        weight[i, j], before[i, j] = best + similarity, link
    inner = set(before.values())
    ends = sorted(((w, cell) for cell, w in weight.items() if cell not in inner and w >= LOWEST_CHAIN), reverse=True)
    return [(w, _trace(cell, before)) for w, cell in ends]


_STEPS = tuple(
    (di, dj, (SKIP_PRICE * (di + dj - 2)) if di and dj else SHARED_PRICE)
    for di in range(STEP + 1)
    for dj in range(STEP + 1)
    if (di or dj) and (di * dj or di + dj == 1)
)


def _trace(cell: tuple[int, int] | None, before: dict[tuple[int, int], tuple[int, int] | None]) -> list[tuple[int, int]]:
    chain = []
    while cell is not None:
        chain.append(cell)
        cell = before[cell]
    return chain[::-1]


def _disjoint(
    chains: list[tuple[float, list[tuple[int, int]]]], free_reference: list[bool], free_suspect: list[bool]
) -> list[list[tuple[int, int]]]:
    """The chains, heaviest first, that use no sentence of a heavier one; a chain that meets one is left for the next round."""
    suspects: set[int] = set()
    references: set[int] = set()
    taken = []
    for _, chain in chains:
        mine, theirs = {i for i, _ in chain}, {j for _, j in chain}
        if mine & suspects or theirs & references:
            suspects |= mine
            references |= theirs
            continue
        suspects |= mine
        references |= theirs
        taken.append(chain)
    return taken


def _groups(chain: list[tuple[int, int]]) -> list[Group]:
    """Pairs that share a sentence become one group."""
    groups: list[Group] = []
    for i, j in chain:
        last = groups[-1] if groups else None
        if last and (i < last.suspect_end or j < last.reference_end):
            groups[-1] = Group(last.reference_start, max(j + 1, last.reference_end), last.suspect_start, max(i + 1, last.suspect_end))
        else:
            groups.append(Group(j, j + 1, i, i + 1))
    return groups

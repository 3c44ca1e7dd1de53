"""From chains of sentence pairs to passages: gaps closed, ends stretched, and cut where the manner of change changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

import numpy as np

from app.align.blocks import LONGEST_UNIT, Row, Sides
from app.align.sentence_pairs import Group
from app.align.types import Op, Passage, SentencePair, Words
from app.align.word_edits import Stretch, edit_words
from app.lexicon import Lexicon
from app.text import Document, Span

LONGEST_GAP = 60  # tokens without a counterpart that a passage may hold on one side
STRETCH_OVERLAP = 0.35  # share of equal words that a neighbouring sentence needs to join a chain
GAP_OVERLAP = 0.20  # share of equal words that makes two facing gaps one pair
# Share of words equal / swapped in short units / rebuilt, in text that was kept, swapped word by word, or rebuilt:
# rounded from design/facts.md (72 % of a spun text's words stay) and from the training pairs.
_MANNERS = ((0.960, 0.020, 0.020), (0.720, 0.230, 0.050), (0.420, 0.200, 0.380))
_LOG_MANNERS = tuple(tuple(log(share) for share in manner) for manner in _MANNERS)
CHANGE_PRICE = 9.0  # nats of evidence that a change of manner needs: about ten swapped words in a kept text


@dataclass(frozen=True, slots=True)
class _Piece:
    """One sentence group, or a gap between two (`is_gap`), with its edits."""

    stretch: Stretch
    group: Group | None
    rows: list[Row]

    @property
    def is_gap(self) -> bool:
        return self.group is None


def build_passages(
    chains: list[list[Group]], reference: Document, suspect: Document, words: Words, lexicon: Lexicon
) -> tuple[Passage, ...]:
    """Passages in the order of the suspect."""
    stretched = _stretch(chains, reference, suspect, words)
    plans = [_with_gaps(chain, reference, suspect) for chain in stretched]
    stretches = [stretch for plan in plans for stretch, _ in plan]
    rows = iter(edit_words(stretches, Sides.of(reference, suspect, words), lexicon))
    found: list[Passage] = []
    for plan in plans:
        pieces = [_piece(stretch, group, next(rows)) for stretch, group in plan]
        found.extend(_passage(run) for run in _runs(pieces))
    return tuple(sorted(found, key=lambda p: (p.suspect.start, p.reference.start)))


def _stretch(chains: list[list[Group]], reference: Document, suspect: Document, words: Words) -> list[list[Group]]:
    """Chains with the free sentences before and after them that share enough words, function words included."""
    used_reference = {j for chain in chains for g in chain for j in range(g.reference_start, g.reference_end)}
    used_suspect = {i for chain in chains for g in chain for i in range(g.suspect_start, g.suspect_end)}
    reference_sets, suspect_sets = _SentenceWords(reference, words.reference), _SentenceWords(suspect, words.suspect)
    stretched = []
    for chain in chains:
        for step, end in ((-1, 0), (1, -1)):
            while (neighbour := _neighbour(chain[end], step)) is not None:
                i, j = neighbour.suspect_start, neighbour.reference_start
                if not (0 <= i < suspect.n_sentences and 0 <= j < reference.n_sentences):
                    break
                if i in used_suspect or j in used_reference or _overlap(reference_sets[j], suspect_sets[i]) < STRETCH_OVERLAP:
                    break
                used_suspect.add(i)
                used_reference.add(j)
                chain = [neighbour, *chain] if step < 0 else [*chain, neighbour]
        stretched.append(chain)
    return stretched


def _neighbour(group: Group, step: int) -> Group:
    i = group.suspect_end if step > 0 else group.suspect_start - 1
    j = group.reference_end if step > 0 else group.reference_start - 1
    return Group(j, j + 1, i, i + 1)


class _SentenceWords:
    """The set of words of each sentence, made when asked for."""

    def __init__(self, document: Document, numbers: np.ndarray) -> None:
        self._bounds, self._numbers = document.bounds, numbers

    def __getitem__(self, i: int) -> set[int]:
        return set(self._numbers[self._bounds[i] : self._bounds[i + 1]].tolist())


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / max(len(a), len(b), 1)


def _with_gaps(chain: list[Group], reference: Document, suspect: Document) -> list[tuple[Stretch, Group | None]]:
    """Stretches of the chain's groups and of the gaps between them, in order; together they leave nothing out."""
    plan: list[tuple[Stretch, Group | None]] = []
    r, s = reference.bounds, suspect.bounds
    for group in chain:
        stretch = (
            int(r[group.reference_start]),
            int(r[group.reference_end]),
            int(s[group.suspect_start]),
            int(s[group.suspect_end]),
        )
        if plan:
            last = plan[-1][0]
            if last[1] < stretch[0] or last[3] < stretch[2]:
                plan.append(((last[1], stretch[0], last[3], stretch[2]), None))
        plan.append((stretch, group))
    return plan


def _piece(stretch: Stretch, group: Group | None, rows: list[Row]) -> _Piece:
    r, r_end, s, s_end = stretch
    if group is None:
        equal = sum(row[2] - row[1] for row in rows if row[0] == Op.EQUAL)
        if equal < GAP_OVERLAP * max(r_end - r, s_end - s):
            rows = [(int(Op.DELETE), r, r_end, s, s)] * (r_end > r) + [(int(Op.INSERT), r_end, r_end, s, s_end)] * (s_end > s)
    return _Piece(stretch, group, rows)


def _runs(pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Runs of pieces changed in one manner, without wide gaps, none with a gap at its ends."""
    run: list[_Piece] = []
    manners = _manners(pieces)
    for k, piece in enumerate(pieces):
        r, r_end, s, s_end = piece.stretch
        wide = piece.is_gap and max(r_end - r, s_end - s) > LONGEST_GAP
        if wide or (k and manners[k] != manners[k - 1]):
            yield from _trimmed(run)
            run = []
        if not wide:
            run.append(piece)
    yield from _trimmed(run)


def _trimmed(run: list[_Piece]) -> Iterable[list[_Piece]]:
    while run and run[0].is_gap:
        run = run[1:]
    while run and run[-1].is_gap:
        run = run[:-1]
    if run:
        yield run


def _manners(pieces: list[_Piece]) -> list[int]:
    """The most likely manner of each piece, a change costing `CHANGE_PRICE` (Viterbi). O(pieces) time."""
    score = [0.0] * len(_MANNERS)
    links: list[list[int]] = []
    for piece in pieces:
        counts = _profile(piece)
        top = max(range(len(score)), key=score.__getitem__)
        origin = [k if score[k] >= score[top] - CHANGE_PRICE else top for k in range(len(score))]
        score = [
            max(score[k], score[top] - CHANGE_PRICE) + sum(n * weight for n, weight in zip(counts, _LOG_MANNERS[k], strict=True))
            for k in range(len(score))
        ]
        links.append(origin)
    state = max(range(len(score)), key=score.__getitem__)
    states = []
    for origin in reversed(links):
        states.append(state)
        state = origin[state]
    return states[::-1]


def _profile(piece: _Piece) -> tuple[int, int, int]:
    """Words equal, swapped in short units, and rebuilt; a gap says nothing."""
    equal = swapped = rebuilt = 0
    if piece.is_gap:
        return 0, 0, 0
    for op, r, r_end, s, s_end in piece.rows:
        size = max(r_end - r, s_end - s)
        if op == Op.EQUAL:
            equal += size
        elif op == Op.REPLACE and size <= LONGEST_UNIT:
            swapped += size
        else:
            rebuilt += size
    return equal, swapped, rebuilt


def _passage(run: list[_Piece]) -> Passage:
    rows: list[Row] = []
    pairs = []
    for piece in run:
        first = len(rows)
        rows.extend(piece.rows)
        if g := piece.group:
            pairs.append(
                SentencePair(Span(g.reference_start, g.reference_end), Span(g.suspect_start, g.suspect_end), Span(first, len(rows)))
            )
    first_stretch, last_stretch = run[0].stretch, run[-1].stretch
    return Passage(
        reference=Span(first_stretch[0], last_stretch[1]),
        suspect=Span(first_stretch[2], last_stretch[3]),
        pairs=tuple(pairs),
        edit_rows=np.array(rows, np.int32).reshape(-1, 5),
    )

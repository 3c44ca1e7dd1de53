"""From chains of sentence pairs to passages: gaps closed, ends stretched, and cut where the manner of change changes.

This is the plain form; `laying` has the compiled twins of its steps, which `pieces` puts together (decision 0003).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align.blocks import LONGEST_UNIT
from app.align.groups import LEAST_IN_PLACE, Group
from app.align.kinds import Family
from app.align.retellings import is_reworded
from app.align.substitutions import find_substitutions_plainly
from app.align.types import Op, Passage, Substitutions
from app.align.word_edits import Stretch, edit_plainly
from app.sides import Ints, Pair, Side
from app.text import Span

LONGEST_GAP = 60  # tokens without a counterpart that a passage may hold on one side
STRETCH_OVERLAP = 0.35  # share of equal words that a neighbouring sentence needs to join a chain
GAP_OVERLAP = 0.20  # share of equal words that makes two facing gaps one pair
END_OVERLAP = 0.3  # share of a sentence's words that it needs to stay as the outermost of several in a chain's end group
LEAST_EQUAL = 0.15  # share of equal words under which a pair at a passage's end is chance
# Gain of a word at a passage's end, an equal one being 1: one that stands for another, one that is in one text only or rebuilt.
OTHER_WORD, LEFT_WORD = -0.3, -0.6
LEAST_OVERHANG = 8.0  # what words beyond a passage lose at least, and
LEAST_SHARED_END, LEAST_KEPT = 4.0, 0.5  # what those of the same sentence that belong to it gain, all of them and each
LEAST_SWAPPED = 0.35  # share of equal words under which no word of a retold sentence stands for another one, unless in its place
# Share of words equal / swapped in short units / rebuilt, in text that was kept, swapped word by word, or rebuilt: the
# second between a real spinner's .72 (docs/facts.md) and the .84 of a paragraph whose content words are spun at 30 %.
_MANNERS = ((0.960, 0.020, 0.020), (0.820, 0.150, 0.030), (0.420, 0.200, 0.380))
LOG_MANNERS = np.log(_MANNERS)
Floats = NDArray[np.float64]
_EQUAL, _REPLACE, _INSERT, _DELETE = int(Op.EQUAL), int(Op.REPLACE), int(Op.INSERT), int(Op.DELETE)
CHANGE_PRICE = 8.0  # nats of evidence that a change of manner needs: about four swapped words in a kept text
BORDER_PRICE = 1.6  # and where a paragraph begins: people and tools work by paragraphs (decision 0004)
# Words; what was left out, or put in, beyond that says nothing about how the rest was changed.
LONGEST_CUT, LONGEST_PUT = 5, 12


class _Piece(NamedTuple):
    """One sentence group, or a gap between two (`group` is None), with its edits and its words by manner of change.

    `opens` says that a paragraph of the suspect begins with it, `is_retold` that it belongs there whatever words it shares.
    """

    stretch: Stretch
    group: Group | None
    rows: Ints
    profile: tuple[int, int, int]
    opens: bool
    is_retold: bool


def build_passages_plainly(
    chains: list[list[Group]], pair: Pair, retold: frozenset[Group] = frozenset()
) -> tuple[tuple[Passage, ...], Substitutions]:
    """Passages in the order of the suspect, and their substitutions.

    Groups that are `retold` belong together whatever words they share.
    """
    plans = [_with_gaps(chain, pair) for chain in _unbraided(_stretch(_tightened(chains, pair, retold), pair))]
    rows, counts = edit_plainly([stretch for steps in plans for stretch, _ in steps], pair)
    pieces = _pieces(plans, rows, counts, pair, retold)
    ends = list(accumulate((len(steps) for steps in plans), initial=0))
    chained = [kept for a, b in pairwise(ends) if (kept := _trimmed(pieces[a:b]))]
    flat = [piece for kept in chained for piece in kept]
    swaps = find_substitutions_plainly([piece.rows for piece in flat], pair)
    evidence: Floats = _profiles_by_kind(flat, swaps).astype(np.float64) @ LOG_MANNERS.T
    places = pairwise(accumulate((len(kept) for kept in chained), initial=0))
    runs = [run for a, b in places for run in _runs(flat, evidence, range(a, b))]
    runs.sort(key=lambda run: (flat[run[0]].stretch[2], flat[run[0]].stretch[0]))
    return tuple(_passage([flat[k] for k in run]) for run in runs), _placed(swaps, runs, flat)


def _placed(swaps: Substitutions, runs: list[list[int]], pieces: list[_Piece]) -> Substitutions:
    """The substitutions of the pieces, numbered by the passages that the runs of pieces become; in their order."""
    passage, first = np.full(len(pieces), -1, np.int32), np.zeros(len(pieces), np.int32)
    for number, run in enumerate(runs):
        passage[run] = number
        first[run] = np.cumsum([0, *(len(pieces[k].rows) for k in run[:-1])])
    of, rows = passage[swaps.passages], swaps.rows + first[swaps.passages]
    order = np.lexsort((rows, of))[np.count_nonzero(of < 0) :]
    return replace(swaps.only(order), passages=of[order], rows=rows[order])


def _tightened(chains: list[list[Group]], pair: Pair, retold: frozenset[Group]) -> list[list[Group]]:
    """The chains without a foreign sentence that the first or last group took in by a few common words."""
    sets = _SentenceWords(pair.reference), _SentenceWords(pair.suspect)
    for chain in chains:
        if chain[0] not in retold:
            chain[0] = _tight(chain[0], *sets, from_start=True)
        if chain[-1] not in retold:
            chain[-1] = _tight(chain[-1], *sets, from_start=False)
    return chains


def _tight(group: Group, reference: "_SentenceWords", suspect: "_SentenceWords", *, from_start: bool) -> Group:
    first, last, other_first, other_last = group
    if last - first > 1:
        outer = reference[first if from_start else last - 1]
        if _found_share(outer, suspect, other_first, other_last) < END_OVERLAP:
            return group._replace(**({"reference_start": first + 1} if from_start else {"reference_end": last - 1}))
    if other_last - other_first > 1:
        outer = suspect[other_first if from_start else other_last - 1]
        if _found_share(outer, reference, first, last) < END_OVERLAP:
            return group._replace(**({"suspect_start": other_first + 1} if from_start else {"suspect_end": other_last - 1}))
    return group


def _found_share(words: set[int], others: "_SentenceWords", first: int, last: int) -> float:
    return len(words & set().union(*(others[k] for k in range(first, last)))) / max(len(words), 1)


def _stretch(chains: list[list[Group]], pair: Pair) -> list[list[Group]]:
    """Chains with the free sentences before and after them that share enough words, function words included."""
    used_reference, used_suspect = _used(chains)
    reference, suspect = _SentenceWords(pair.reference), _SentenceWords(pair.suspect)
    stretched = []
    for paired in chains:
        chain = paired
        for step, end in ((-1, 0), (1, -1)):
            while (neighbour := _neighbour(chain[end], step)) is not None:
                i, j = neighbour.suspect_start, neighbour.reference_start
                if not (0 <= i < len(suspect) and 0 <= j < len(reference)):
                    break
                if i in used_suspect or j in used_reference or _overlap(reference[j], suspect[i]) < STRETCH_OVERLAP:
                    break
                used_suspect.add(i)
                used_reference.add(j)
                chain = [neighbour, *chain] if step < 0 else [*chain, neighbour]
        stretched.append(chain)
    return stretched


def _unbraided(chains: list[list[Group]]) -> list[list[Group]]:
    """The chains, cut where a sentence that one skips belongs to another: passages never overlap, on either side."""
    used_reference, used_suspect = _used(chains)
    cut: list[list[Group]] = []
    for chain in chains:
        cut.append(chain[:1])
        for last, group in pairwise(chain):
            free = used_reference.isdisjoint(range(last.reference_end, group.reference_start)) and used_suspect.isdisjoint(
                range(last.suspect_end, group.suspect_start)
            )
            if free:
                cut[-1].append(group)
            else:
                cut.append([group])
    return cut


def _used(chains: list[list[Group]]) -> tuple[set[int], set[int]]:
    """Sentences that stand in a group, on either side."""
    groups = [group for chain in chains for group in chain]
    reference = {j for group in groups for j in range(group.reference_start, group.reference_end)}
    suspect = {i for group in groups for i in range(group.suspect_start, group.suspect_end)}
    return reference, suspect


def _neighbour(group: Group, step: int) -> Group:
    i = group.suspect_end if step > 0 else group.suspect_start - 1
    j = group.reference_end if step > 0 else group.reference_start - 1
    return Group(j, j + 1, i, i + 1)


class _SentenceWords:
    """The set of words of each sentence, made when asked for."""

    def __init__(self, side: Side) -> None:
        self._bounds, self._numbers = side.document.bounds, side.numbers

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self._bounds) - 1

    def __getitem__(self, i: int) -> set[int]:
        return set(self._numbers[self._bounds[i] : self._bounds[i + 1]].tolist())


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / max(len(a), len(b), 1)


def _with_gaps(chain: list[Group], pair: Pair) -> list[tuple[Stretch, Group | None]]:
    """Stretches of the chain's groups and of the gaps between them, in order; together they leave nothing out."""
    plan: list[tuple[Stretch, Group | None]] = []
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
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


def _pieces(
    plans: list[list[tuple[Stretch, Group | None]]], rows: Ints, counts: Ints, pair: Pair, retold: frozenset[Group]
) -> list[_Piece]:
    plan = [step for steps in plans for step in steps]
    ends = np.cumsum(counts).tolist()
    profiles = _profiles(rows, counts).tolist()
    opening = np.diff(pair.suspect.document.blocks, prepend=-1) > 0
    pieces = []
    for (stretch, group), start, end, profile in zip(plan, [0, *ends], ends, profiles, strict=False):
        if group is None:
            own = _apart(stretch) if _share_equal(stretch, profile) < GAP_OVERLAP else rows[start:end]
            pieces.append(_Piece(stretch, None, own, tuple(profile), opens=False, is_retold=False))
            continue
        least = LEAST_SWAPPED if group in retold and not _is_in_place(profile) else LEAST_EQUAL
        few = _share_equal(stretch, profile) < least
        is_known = group in retold or (few and is_reworded(group, pair))
        own, words = rows[start:end], tuple(profile)
        if few and is_known:
            own, words = np.array([(_REPLACE, *stretch)], np.int32), (0, 0, sum(profile))
        pieces.append(_Piece(stretch, group, own, words, bool(opening[group.suspect_start]), is_known))
    return pieces


def _share_equal(stretch: Stretch, profile: Sequence[int]) -> float:
    r, r_end, s, s_end = stretch
    return profile[0] / max(r_end - r, s_end - s)


def _is_in_place(profile: Sequence[int]) -> bool:
    return profile[0] + profile[1] >= LEAST_IN_PLACE * max(sum(profile), 1)


def _apart(stretch: Stretch) -> Ints:
    """The edits of a gap whose two sides have nothing to do with each other."""
    r, r_end, s, s_end = stretch
    return np.array([(_DELETE, r, r_end, s, s)] * (r_end > r) + [(_INSERT, r_end, r_end, s, s_end)] * (s_end > s), np.int32)


def _profiles(rows: Ints, counts: Ints) -> Ints:
    """Words of each piece that are equal, swapped in short units, and rebuilt: [n_pieces, 3]."""
    of = np.repeat(np.arange(len(counts)), counts)
    size = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    manner = np.full(len(rows), 2)
    manner[(rows[:, 0] == _REPLACE) & (size <= LONGEST_UNIT)] = 1
    manner[rows[:, 0] == _EQUAL] = 0
    size[(rows[:, 0] == _DELETE) & (size > LONGEST_CUT)] = 0
    size[(rows[:, 0] == _INSERT) & (size > LONGEST_PUT)] = 0
    return np.bincount(of * 3 + manner, size, 3 * len(counts)).astype(np.int32).reshape(-1, 3)


def _profiles_by_kind(pieces: list[_Piece], swaps: Substitutions) -> Ints:
    """The profiles, with words of facts, forms and slips among those that stayed: a desk's changes; a gap says nothing."""
    profiles = np.array([(0, 0, 0) if p.group is None else p.profile for p in pieces], np.int32).reshape(-1, 3)
    desk = ~swaps.of_family(Family.SWAP)
    words = np.bincount(swaps.passages[desk], swaps.longer[desk], len(pieces)).astype(np.int32)
    words = np.minimum(words, profiles[:, 1])  # none of a gap's
    profiles[:, 0] += words
    profiles[:, 1] -= words
    return profiles


def _runs(pieces: list[_Piece], evidence: Floats, asked: range) -> Iterable[list[int]]:
    """Runs of the pieces that are asked for, changed in one manner, without wide gaps, none with a gap at its ends."""
    runs: list[list[int]] = [[]]
    manners = find_manners_plainly(evidence[asked.start : asked.stop], [pieces[k].opens for k in asked])
    for k, manner, before in zip(asked, manners, [manners[0], *manners], strict=False):
        r, r_end, s, s_end = pieces[k].stretch
        is_wide = pieces[k].group is None and max(r_end - r, s_end - s) > LONGEST_GAP
        if is_wide or manner != before:
            runs.append([])
        if not is_wide:
            runs[-1].append(k)
    for run in runs:
        start, end = _ends_trimmed([pieces[k] for k in run])
        if start < end:
            yield run[start:end]


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without idle ones at their ends, and without the words that a sentence at an end holds beyond what is shared."""
    start, end = _ends_trimmed(pieces)
    kept = pieces[start:end]
    if kept:
        kept[-1] = _without_tail(kept[-1], _last_shared(kept[-1].rows))
        kept[0] = _without_head(kept[0], _last_shared(kept[0].rows[::-1]))
    return kept


def _without_tail(piece: _Piece, n_kept: int) -> _Piece:
    return _cut(piece, piece.rows[:n_kept]) if n_kept < len(piece.rows) else piece


def _without_head(piece: _Piece, n_kept: int) -> _Piece:
    return _cut(piece, piece.rows[-n_kept:]) if n_kept < len(piece.rows) else piece


def _cut(piece: _Piece, rows: Ints) -> _Piece:
    first, last = rows[0].tolist(), rows[-1].tolist()
    profile = tuple(_profiles(rows, np.array([len(rows)], np.int32))[0].tolist())
    return piece._replace(stretch=(first[1], last[2], first[3], last[4]), rows=rows, profile=profile)


def _last_shared(rows: Ints) -> int:
    """How many rows of edits, from the inside of a passage outwards, go up to the last equal words that belong to it.

    Where a passage ends inside a sentence, or a stop between two sentences is lost, the rest of that sentence is of another text.
    """
    size = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    gain = np.cumsum(size * np.where(rows[:, 0] == _EQUAL, 1.0, np.where(size <= LONGEST_UNIT, OTHER_WORD, LEFT_WORD)))
    best = int(gain.argmax())
    is_kept = gain[best] >= max(LEAST_SHARED_END, LEAST_KEPT * size[: best + 1].sum())  # a rebuilt sentence has no such place
    is_over = is_kept and gain[best] - gain[-1] >= LEAST_OVERHANG
    return best + 1 if is_over else len(rows)


def _ends_trimmed(pieces: list[_Piece]) -> tuple[int, int]:
    """Where the first piece stands that is not idle, and behind the last one."""
    start, end = 0, len(pieces)
    while start < end and _is_idle(pieces[start]):
        start += 1
    while start < end and _is_idle(pieces[end - 1]):
        end -= 1
    return (start, end) if start < end else (0, 0)


def _is_idle(piece: _Piece) -> bool:
    """Whether a piece at a passage's end is a gap or a pair by chance."""
    return piece.group is None or (not piece.is_retold and _share_equal(piece.stretch, piece.profile) < LEAST_EQUAL)


def find_manners_plainly(evidence: Floats, opens: list[bool]) -> list[int]:
    """The most likely manner of each piece, by its evidence for each, a change at its price (Viterbi). O(pieces) time."""
    one, two, three = 0.0, 0.0, 0.0
    links: list[tuple[int, ...]] = []
    for is_border, (first, second, third) in zip(opens, evidence.tolist(), strict=True):
        best = max(one, two, three)
        top = 0 if one == best else 1 if two == best else 2
        change = best - (BORDER_PRICE if is_border else CHANGE_PRICE)
        links.append((0 if one >= change else top, 1 if two >= change else top, 2 if three >= change else top))
        one, two, three = max(one, change) + first, max(two, change) + second, max(three, change) + third
    best = max(one, two, three)
    state = 0 if one == best else 1 if two == best else 2
    states = []
    for origin in reversed(links):
        states.append(state)
        state = origin[state]
    return states[::-1]


def _passage(run: list[_Piece]) -> Passage:
    ends = list(accumulate(len(piece.rows) for piece in run))
    pairs = [(*piece.group, start, end) for piece, start, end in zip(run, [0, *ends], ends, strict=False) if piece.group]
    first_stretch, last_stretch = run[0].stretch, run[-1].stretch
    return Passage(
        reference=Span(first_stretch[0], last_stretch[1]),
        suspect=Span(first_stretch[2], last_stretch[3]),
        pair_rows=np.array(pairs, np.int32),
        edit_rows=np.concatenate([piece.rows for piece in run]),
    )

"""Passages from chains of sentence groups, by the compiled passes over tables; `passages` says the same plainly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.align.blocks import LONGEST_UNIT
from app.align.groups import LEAST_IN_PLACE, Group
from app.align.kinds import KINDS, Family
from app.align.passages import (
    BORDER_PRICE,
    CHANGE_PRICE,
    END_OVERLAP,
    GAP_OVERLAP,
    LEAST_EQUAL,
    LEAST_KEPT,
    LEAST_OVERHANG,
    LEAST_SHARED_END,
    LEAST_SWAPPED,
    LEFT_WORD,
    LOG_MANNERS,
    LONGEST_CUT,
    LONGEST_GAP,
    LONGEST_PUT,
    OTHER_WORD,
    STRETCH_OVERLAP,
    build_passages_plainly,
)
from app.align.retellings import is_reworded
from app.align.substitutions import substitutions_of
from app.align.twins import kernel, laying, twin_of
from app.align.types import Passage, Substitutions
from app.align.word_edits import edit_table
from app.sides import Ints, Pair
from app.text import Span


@dataclass(frozen=True, slots=True)
class PassageLimits:
    """Plain numbers for the compiled passes; `passages` says what they are."""

    end_overlap: float = END_OVERLAP
    stretch_overlap: float = STRETCH_OVERLAP
    gap_overlap: float = GAP_OVERLAP
    least_equal: float = LEAST_EQUAL
    least_swapped: float = LEAST_SWAPPED
    least_in_place: float = LEAST_IN_PLACE
    least_shared_end: float = LEAST_SHARED_END
    least_kept: float = LEAST_KEPT
    least_overhang: float = LEAST_OVERHANG
    other_word: float = OTHER_WORD
    left_word: float = LEFT_WORD
    longest_unit: int = LONGEST_UNIT
    longest_cut: int = LONGEST_CUT
    longest_put: int = LONGEST_PUT
    longest_gap: int = LONGEST_GAP


LIMITS = PassageLimits()
_IS_SWAP = np.array([kind.family is Family.SWAP for kind in KINDS], np.uint8)


@twin_of(build_passages_plainly)
def build_passages(
    chains: list[list[Group]], pair: Pair, retold: frozenset[Group] = frozenset()
) -> tuple[tuple[Passage, ...], Substitutions]:
    """Passages in the order of the suspect, and their substitutions.

    Groups that are `retold` belong together whatever words they share.
    """
    steps = laying.lay_out(chains, pair, retold, LIMITS)
    pieces = laying.make_pieces(steps, *edit_table(steps[0], pair), pair, LIMITS, _is_reworded)
    rows, sizes = laying.rows_of(pieces)
    swaps = substitutions_of(rows, sizes, pair)
    evidence = laying.profiles_by_kind(pieces, swaps, _IS_SWAP) @ LOG_MANNERS.T
    runs = _in_order(laying.find_runs(pieces, evidence, _find_manners), pieces.stretches)
    edits, pairs, firsts, stretches, chosen = laying.tables_of(pieces, runs, swaps)
    return _passages(edits, pairs, firsts, stretches), _chosen(swaps, chosen)


def _is_reworded(sentences: tuple[int, int, int, int], pair: Pair) -> bool:
    return is_reworded(Group(*sentences), pair)


def _find_manners(evidence: NDArray[np.float64], opens: NDArray[np.uint8]) -> list[int]:
    return kernel.find_manners(evidence, opens, CHANGE_PRICE, BORDER_PRICE)


def _in_order(runs: Ints, stretches: Ints) -> Ints:
    """The runs in the order of the suspect; those that begin at one place, in that of the reference."""
    if len(runs) < 2:
        return runs
    first = stretches[runs[:, 0]]
    return runs[np.lexsort((first[:, 0], first[:, 2]))]


def _passages(edits: Ints, pairs: Ints, firsts: Ints, stretches: Ints) -> tuple[Passage, ...]:
    of_edits, of_pairs = firsts.tolist()
    return tuple(
        Passage(
            reference=Span(r, r_end),
            suspect=Span(s, s_end),
            pair_rows=pairs[of_pairs[k] : of_pairs[k + 1]],
            edit_rows=edits[of_edits[k] : of_edits[k + 1]],
        )
        for k, (r, r_end, s, s_end) in enumerate(stretches.tolist())
    )


def _chosen(swaps: Substitutions, chosen: Ints) -> Substitutions:
    """The substitutions that stand in passages, in the order of those."""
    numbers, passages, rows = chosen
    is_all = len(numbers) == len(swaps) and numbers.tobytes() == np.arange(len(swaps), dtype=np.int32).tobytes()
    return (swaps if is_all else swaps.only(numbers.astype(np.intp))).placed(passages, rows)

"""The rule of three numbers: what a reader of the ledger could count. The model has to beat it in every row.

In: a comparison. Out: whether the rule calls it spun. It asks for enough likely swaps, enough different ones, and sentences
that were kept; a kind that an editor, a typist or a scanner makes does not count.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.align import KINDS, LONGEST_UNIT, Alignment, Family, Op
from app.detector import Measured

LIKELY: Final = 0.5  # spin probability from which a swap is likely
PER_100_WORDS: Final = 4.0  # likely swaps in 100 matched words
DIFFERENT: Final = 5  # of them
MOST_REBUILT: Final = 0.3  # share of the matched words that is rebuilt, inserted or deleted
EDITORS_KINDS: Final = tuple(kind for kind in KINDS if kind.family is not Family.SWAP)
"""What desks, typists and scanners make."""


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """Matched words of the suspect, likely swaps of a spinner's kinds, how many of them differ, and rebuilt words."""

    n_matched: int
    n_swaps: int
    n_different: int
    n_rebuilt: int

    @property
    def is_spun(self) -> bool:
        """What the rule says."""
        words = max(self.n_matched, 1)
        many = 100 * self.n_swaps >= PER_100_WORDS * words and self.n_different >= DIFFERENT
        return many and self.n_rebuilt < MOST_REBUILT * words


def n_likely(comparison: Measured) -> int:
    """Substitutions of any kind that the model calls likely."""
    return int((comparison.spin >= LIKELY).sum())


def counts_of(comparison: Measured) -> LedgerCounts:
    """The numbers of a comparison."""
    alignment = comparison.alignment
    swaps = alignment.substitutions
    likely = np.flatnonzero((comparison.spin > LIKELY) & ~swaps.of_kind(*EDITORS_KINDS)).tolist()
    different = {alignment.patterns[k] for k in likely}
    matched = alignment.n_matched
    return LedgerCounts(matched, len(likely), len(different), _rebuilt(alignment))


def _rebuilt(alignment: Alignment) -> int:
    """Words put in, left out, or replaced in stretches too long for a swap; of the longer side."""
    if not alignment.passages:
        return 0
    op, r, r_end, s, s_end = np.concatenate([passage.edit_rows for passage in alignment.passages]).T
    longer = np.maximum(r_end - r, s_end - s)
    is_rebuilt = (op == Op.INSERT) | (op == Op.DELETE) | ((op == Op.REPLACE) & (longer > LONGEST_UNIT))
    return int(longer[is_rebuilt].sum())

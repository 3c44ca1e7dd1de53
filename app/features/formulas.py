"""The counts of a stretch by name, and tables of features reckoned from all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.features.twins import summing, twin_of
from app.features.types import MOST_WORDS, Column, Feature, Floats

# Rows of the table of counts, in the order of `summing.COUNTS`.
OF_EDITS = (
    "reference", "suspect", "equal", "runs", "kept", "long_run", "swapped", "rewritten", "inserted", "deleted", "short_cuts",
    "gaps", "short_puts", "careless", "pairs", "kept_pairs", "length_ratio_squared",
    "swap_words", "fact_words", "form_words", "slip_words", "substitutions", "synonym", "wrong_sense", "association", "function",
    "phrase", "unrelated", "repeated", "quoted", "longest",
)  # fmt: skip
OF_SWAPS = (
    "likely", "likely_words", "quoted_likely", "probability", "sure", "sure_words", "sure_functions", "sure_lost", "sure_quoted",
    "patterns", "expected_patterns",
    "candidates", "candidate_words", "alone", "lost", "unlikely", "surely_not", "rebuilt",
    "likely_pairs", "swapped_pairs", "changed_pairs", "pure_pairs", "pair_words", "pair_rebuilt", "pair_unevenness",
)  # fmt: skip
OF_WHOLE = (
    "suspect_whole", "reference_whole", "common_weight_suspect", "weight_suspect", "common_weight_reference", "weight_reference",
    "steps", "forward_steps", "near_steps", "rank_correlation", "bigrams", "common_bigrams",
)  # fmt: skip
OF_ARTICLE = (
    "article_patterns", "article_sure_words", "largest", "class_independent", "class_copied", "class_spun", "class_paraphrased",
)  # fmt: skip
COUNTS: tuple[str, ...] = (*OF_EDITS, *OF_SWAPS, *OF_WHOLE, *OF_ARTICLE)


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of some features: as rows of form and counts, and the doubt of each, for the compiled reckoner."""

    features: tuple[Feature, ...]
    rows: NDArray[np.int32]
    doubts: Column

    @classmethod
    def of(cls, features: Sequence[Feature]) -> Self:
        """Those of `features`, in order."""
        formulas = [feature.measure for feature in features]
        rows = [(int(f.form), *(COUNTS.index(name) if name else -1 for name in (f.of, f.among, f.also))) for f in formulas]
        return cls(tuple(features), np.array(rows, np.int32), np.array([f.doubt for f in formulas]))

    def measure_plainly(self, table: Column) -> Floats:
        """What `measure` returns, without the compiled reckoner."""
        counts = dict(zip(COUNTS, table, strict=True))
        return np.stack([feature.measure(counts) for feature in self.features], axis=1).astype(np.float32)

    @twin_of(measure_plainly)
    def measure(self, table: Column) -> Floats:
        """The values of every column of a table of counts: float32 [n_columns, n_features]."""
        return summing.measure(table, self.rows, self.doubts, MOST_WORDS)

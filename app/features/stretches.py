"""What is measured of a passage and of the whole article: rates over counts that add up.

Every count is additive over passages, so the article's counts are their sums; every feature is one row of a table, a
function of counts.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from app.align import LONGEST_UNIT, Alignment, Kind, Op
from app.features.swaps import inside_quotes, repetitions
from app.features.types import Columns, Feature, Floats

LONG_RUN = 8  # words; a spun text keeps 3-6 % of its words in such runs (design/facts.md)
MOST_WORDS = 2_000.0  # longer texts say no more by their length than this: the model has seen few of them
LIKELY = 0.5  # spin probability from which a substitution counts as a spinner's
CLASSES = ("independent", "copied", "spun", "paraphrased")
Column = NDArray[np.float64]
_EDITORIAL = (Kind.NUMBER_CHANGED, Kind.NAME_CHANGED, Kind.INFLECTION, Kind.OPPOSITE)
_FORMAT = (Kind.SPELLING, Kind.NUMBER_FORMAT)
_SLIPS = (Kind.MISSPELLING, Kind.SPLIT_WORD)


def _share(of: str, among: str) -> Callable[[Columns], Column]:
    return lambda c: np.minimum(c[of] / np.maximum(c[among], 1.0), 1.0)  # counts are never negative


def _kept_share(of: str, among: str) -> Callable[[Columns], Column]:
    """As `_share`, but 1 where there is nothing to keep."""
    share = _share(of, among)
    return lambda c: np.where(c[among] > 0, share(c), 1.0)


def _of_suspect(of: str) -> Callable[[Columns], Column]:
    return _share(of, "suspect_whole")


def _length(of: str) -> Callable[[Columns], Column]:
    return lambda c: np.log1p(np.minimum(c[of], MOST_WORDS))


def _mean_run(c: Columns) -> Column:
    return np.log1p(c["equal"] / np.maximum(c["runs"], 1.0))


def _balance(c: Columns) -> Column:
    return np.abs(np.log((c["reference"] + 5.0) / (c["suspect"] + 5.0)))


def _uneven_lengths(c: Columns) -> Column:
    return np.sqrt(c["length_ratio_squared"] / np.maximum(c["pairs"], 1.0))


PASSAGE_FEATURES: tuple[Feature, ...] = (
    Feature("equal_rate", "0..1", "share of the words that stayed", _share("equal", "longest")),
    Feature("swapped_rate", "0..1", "share of the words swapped in units of at most five", _share("swapped", "longest")),
    Feature("likely_swap_rate", "0..1", "share of the words in swaps like a spinner's", _share("likely_words", "longest")),
    Feature("expected_swap_rate", "0..1", "spin probabilities of all substitutions, a word", _share("probability", "longest")),
    Feature("likely_share", "0..1", "share of the substitutions that look like a spinner's", _share("likely", "substitutions")),
    Feature("mean_probability", "0..1", "mean spin probability of the substitutions", _share("probability", "substitutions")),
    Feature(
        "rewritten_rate", "0..1", "share of the words in rebuilt stretches of over five words", _share("rewritten", "longest")
    ),
    Feature("inserted_rate", "0..1", "share of the suspect's words that were put in", _share("inserted", "suspect")),
    Feature("deleted_rate", "0..1", "share of the reference's words that were left out", _share("deleted", "reference")),
    Feature("gap_rate", "0..1", "insertions and deletions, a word", _share("gaps", "longest")),
    Feature("long_run_rate", "0..1", "share of the words in equal runs of eight or more", _share("long_run", "longest")),
    Feature("mean_run", "log words", "mean length of the equal runs", _mean_run),
    Feature("kept_sentences", "0..1", "share of the sentence pairs without any change", _share("kept_pairs", "pairs")),
    Feature("swapped_sentences", "0..1", "share of the sentence pairs changed by likely swaps", _share("likely_pairs", "pairs")),
    Feature("length_balance", "log ratio", "how far the two lengths differ", _balance),
    Feature("uneven_lengths", "log ratio", "spread of the length ratio over the sentence pairs", _uneven_lengths),
    Feature("synonym_share", "0..1", "share of the substitutions that are synonyms", _share("synonym", "substitutions")),
    Feature("function_share", "0..1", "share of the substitutions that are function words", _share("function", "substitutions")),
    Feature("phrase_share", "0..1", "share of the substitutions that are phrases", _share("phrase", "substitutions")),
    Feature("unrelated_share", "0..1", "share of the substitutions without any relation", _share("unrelated", "substitutions")),
    Feature(
        "wrong_sense_share", "0..1", "share of the substitutions that are synonyms of another sense",
        _share("wrong_sense", "substitutions"),
    ),
    Feature(
        "mean_association_change", "nats", "mean change of association with the neighbours, by substitution",
        lambda c: c["association"] / np.maximum(c["substitutions"], 1.0),
    ),
    Feature("editorial_rate", "0..1", "numbers, names, inflections, opposites changed, a word", _share("editorial", "longest")),
    Feature("format_rate", "0..1", "spellings and number formats changed, a word", _share("format", "longest")),
    Feature("slip_rate", "0..1", "misspelt and split words, a word", _share("slips", "longest")),
    Feature("repeated_share", "0..1", "share of the substitutions made more than once", _share("repeated", "substitutions")),
    Feature("quoted_swap_share", "0..1", "likely swaps inside quotations, a quoted word", _share("quoted_likely", "quoted")),
    Feature("words", "log words", "length of the stretch in the suspect", _length("suspect")),
)  # fmt: skip

ARTICLE_FEATURES: tuple[Feature, ...] = (
    *PASSAGE_FEATURES,
    Feature("suspect_coverage", "0..1", "share of the suspect that stands in passages", _of_suspect("suspect")),
    Feature("reference_coverage", "0..1", "share of the reference in passages", _share("reference", "reference_whole")),
    Feature("spun_share", "0..1", "share of the suspect in passages judged spun", _of_suspect("class_spun")),
    Feature("copied_share", "0..1", "share of the suspect in passages judged copied", _of_suspect("class_copied")),
    Feature("paraphrased_share", "0..1", "share of the suspect in passages judged paraphrased", _of_suspect("class_paraphrased")),
    Feature("independent_share", "0..1", "share of the suspect in passages judged chance", _of_suspect("class_independent")),
    Feature("likely_coverage", "0..1", "likely swaps a word of the whole suspect", _of_suspect("likely_words")),
    Feature("long_run_coverage", "0..1", "share of the whole suspect in equal runs of eight or more", _of_suspect("long_run")),
    Feature("largest_passage", "0..1", "share of the suspect in its longest passage", _of_suspect("largest")),
    Feature("whole_words", "log words", "length of the suspect", _length("suspect_whole")),
    Feature(
        "common_of_suspect", "0..1", "share of the suspect's rare words that the reference has anywhere, by rarity",
        _kept_share("common_weight_suspect", "weight_suspect"),
    ),
    Feature(
        "common_of_reference", "0..1", "share of the reference's rare words that the suspect has anywhere, by rarity",
        _kept_share("common_weight_reference", "weight_reference"),
    ),
    Feature(
        "common_bigrams", "0..1", "share of the suspect's word pairs that the reference has anywhere",
        _share("common_bigrams", "bigrams"),
    ),
    Feature(
        "common_forward", "0..1", "steps between common rare words that go forward in the reference too",
        _share("forward_steps", "steps"),
    ),
    Feature("common_near", "0..1", "steps that go forward and stay near", _share("near_steps", "steps")),
    Feature("common_order", "0..1", "rank correlation of the places of common rare words", lambda c: c["rank_correlation"]),
    Feature("common_steps", "log words", "how many such steps there are", _length("steps")),
)  # fmt: skip


def measure_passages(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[Floats, dict[str, Column]]:
    """Values of `PASSAGE_FEATURES`, float32 [n_passages, n_features], and the counts behind them.

    `spin` holds the spin probability of each substitution of the alignment.
    """
    counts = _edit_counts(alignment) | _pair_counts(alignment, spin) | _swap_counts(alignment, spin)
    counts["longest"] = np.maximum(counts["reference"], counts["suspect"])
    return _table(PASSAGE_FEATURES, counts), counts


def measure_article(
    counts: Columns, classes: NDArray[np.float64], common: Mapping[str, float], n_reference: int, n_suspect: int
) -> Floats:
    """Values of `ARTICLE_FEATURES`: float32 [n_features].

    `counts` are the passages', `classes` [n_passages, 4] their class probabilities, `common` what `count_common` found,
    the rest the numbers of words.
    """
    whole = {name: np.array([column.sum()]) for name, column in counts.items()}
    whole |= {name: np.array([count]) for name, count in common.items()}
    whole["suspect_whole"] = np.array([float(n_suspect)])
    whole["reference_whole"] = np.array([float(n_reference)])
    whole["largest"] = np.array([counts["suspect"].max(initial=0.0)])
    for k, name in enumerate(CLASSES):
        whole[f"class_{name}"] = np.array([(classes[:, k] * counts["suspect"]).sum()])
    values: Floats = _table(ARTICLE_FEATURES, whole)[0]
    return values


def _table(features: tuple[Feature, ...], counts: Columns) -> Floats:
    return np.stack([feature.measure(counts) for feature in features], axis=1).astype(np.float32)


def _edit_counts(alignment: Alignment) -> dict[str, Column]:
    """Counts of words by what the edits did to them, one entry a passage."""
    n = len(alignment.passages)
    rows = np.concatenate([p.edit_rows for p in alignment.passages]) if n else np.empty((0, 5), np.int32)
    of = np.repeat(np.arange(n), [len(p.edit_rows) for p in alignment.passages])
    op, reference, suspect = rows[:, 0], rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3]
    longer = np.maximum(reference, suspect)
    equal, replaced = op == Op.EQUAL, op == Op.REPLACE
    short = replaced & (longer <= LONGEST_UNIT)

    def total(weight: NDArray[np.generic]) -> Column:
        return np.bincount(of, weight, n).astype(np.float64, copy=False)

    return {
        "reference": total(reference),
        "suspect": total(suspect),
        "equal": total(reference * equal),
        "runs": total(equal),
        "long_run": total(reference * (equal & (reference >= LONG_RUN))),
        "swapped": total(longer * short),
        "rewritten": total(longer * (replaced & ~short)),
        "inserted": total(suspect * (op == Op.INSERT)),
        "deleted": total(reference * (op == Op.DELETE)),
        "gaps": total((op == Op.INSERT) | (op == Op.DELETE)),
    }


def _pair_counts(alignment: Alignment, spin: NDArray[np.float64]) -> dict[str, Column]:
    """Counts of sentence pairs, one entry a passage."""
    n = len(alignment.passages)
    n_pairs = [len(p.pair_rows) for p in alignment.passages]
    of = np.repeat(np.arange(n), n_pairs)
    first_row = np.cumsum([0, *(len(p.edit_rows) for p in alignment.passages)])[:-1]
    spans = np.concatenate([np.empty((0, 2), np.int32), *(p.pair_rows[:, 4:] for p in alignment.passages)])
    start, end = (spans + first_row[of][:, None]).T
    rows = np.concatenate([np.empty((0, 5), np.int32), *(p.edit_rows for p in alignment.passages)])
    swaps = alignment.substitutions
    marked = np.zeros(len(rows) + 1, np.int64)
    marked[(first_row[swaps.passages] + swaps.rows)[spin >= LIKELY] + 1] = 1
    seen = np.cumsum(marked)
    ratio = np.log((rows[end - 1, 2] - rows[start, 1] + 2.0) / (rows[end - 1, 4] - rows[start, 3] + 2.0))
    return {
        "pairs": np.bincount(of, minlength=n).astype(float),
        "kept_pairs": np.bincount(of, (end - start == 1) & (rows[start, 0] == Op.EQUAL), n),
        "likely_pairs": np.bincount(of, seen[end] > seen[start], n),
        "length_ratio_squared": np.bincount(of, ratio * ratio, n),
    }


def _swap_counts(alignment: Alignment, spin: NDArray[np.float64]) -> dict[str, Column]:
    """Counts of substitutions, one entry a passage."""
    swaps = alignment.substitutions
    of, longer, n = swaps.passages, swaps.longer, len(alignment.passages)
    likely = spin >= LIKELY
    quoted = inside_quotes(alignment.suspect, swaps.spans[2])

    def total(weight: NDArray[np.generic]) -> Column:
        return np.bincount(of, weight, n).astype(np.float64, copy=False) if len(of) else np.zeros(n)

    return {
        "substitutions": total(np.ones(len(of))),
        "likely": total(likely),
        "likely_words": total(longer * likely),
        "probability": total(spin),
        "synonym": total(swaps.of_kind(Kind.SYNONYM, Kind.WRONG_SENSE)),
        "wrong_sense": total(swaps.of_kind(Kind.WRONG_SENSE)),
        "association": total(swaps.association_change),
        "function": total(swaps.of_kind(Kind.FUNCTION_WORD)),
        "phrase": total(swaps.of_kind(Kind.PHRASE)),
        "unrelated": total(swaps.of_kind(Kind.OTHER)),
        "editorial": total(longer * swaps.of_kind(*_EDITORIAL)),
        "format": total(longer * swaps.of_kind(*_FORMAT)),
        "slips": total(longer * swaps.of_kind(*_SLIPS)),
        "repeated": total(repetitions(alignment) > 1),
        "quoted_likely": total(longer * (likely & quoted)),
        "quoted": _quoted_words(alignment),
    }


def _quoted_words(alignment: Alignment) -> Column:
    inside = np.concatenate(([0], np.cumsum(alignment.suspect.in_quotes)))
    return np.array([inside[p.suspect.end] - inside[p.suspect.start] for p in alignment.passages], float)

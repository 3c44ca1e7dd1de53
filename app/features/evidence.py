"""The evidence that a stretch is spun: one row a feature, with the direction in which it may speak.

A `sign` of 1 or -1 binds the classifier: a likely swap more, or a swap that fits its place worse, never speaks against a
spinner, and text that was kept never speaks for one. 0 leaves a feature free, because swaps taken back hardly move it: what
was rebuilt, put in, left out or mistyped, and in which order the texts go. Length and coverage are left out: they would let
a paragraph that has nothing to do with the reference change the verdict.
"""

from dataclasses import dataclass

from app.features.formulas import Formulas
from app.features.types import Feature, Floats, Form, Formula
from app.features.weighing import Stretches

SMOOTH_WORDS, SMOOTH_SWAPS, SMOOTH_PAIRS = 3.0, 2.0, 1.0  # doubt in every share: one swap is no pattern


@dataclass(frozen=True, slots=True)
class Evidence:
    """A feature and the direction in which it may speak for `spun`: 1, -1, or 0 for either."""

    feature: Feature
    sign: int


def _log(of: str) -> Formula:
    return Formula(Form.LOG, of)


def _share(of: str, among: str, doubt: float = 0.0) -> Formula:
    return Formula(Form.SHARE, of, among, doubt)


def _against(of: str, other: str, doubt: float) -> Formula:
    return Formula(Form.AGAINST, of, other, doubt)


def _kept(of: str, among: str) -> Formula:
    """A share that is 1 where there is nothing to keep."""
    return Formula(Form.KEPT, of, among)


_FOR = (
    Feature("swap_patterns", "log count", "different likely swaps", _log("patterns")),
    Feature("expected_patterns", "log count", "different swaps, each weighed with its probability", _log("expected_patterns")),
    Feature("article_patterns", "log count", "different likely swaps in the whole article", _log("article_patterns")),
    Feature("function_swaps", "log count", "likely swaps of function words", _log("sure_functions")),
    Feature("quoted_swaps", "log count", "likely swaps inside quotations", _log("sure_quoted")),
    Feature("swap_rate", "0..1", "likely swaps a matched word", _share("sure_words", "longest")),
    Feature("expected_rate", "0..1", "spin probabilities a matched word", _share("probability", "longest")),
    Feature(
        "article_coverage", "0..1", "likely swaps a word of the whole suspect",
        _share("article_sure_words", "suspect_whole"),
    ),
    Feature("swapped_pairs", "0..1", "share of the sentence pairs with a likely swap", _share("swapped_pairs", "pairs")),
    Feature(
        "pure_pairs", "0..1", "share of the changed sentence pairs that are changed by likely swaps in the main",
        _share("pure_pairs", "changed_pairs", SMOOTH_PAIRS),
    ),
    Feature(
        "swaps_among_rebuilt", "0..1", "likely swaps among what was swapped, rebuilt, put in or left out",
        _against("sure_words", "rebuilt", SMOOTH_WORDS),
    ),
    Feature("sure_swaps", "0..1", "likely swaps against unlikely ones", _against("sure", "surely_not", SMOOTH_PAIRS)),
    Feature(
        "likely_among_candidates", "0..1", "likely swaps among what may be swaps",
        _share("sure", "candidates", SMOOTH_SWAPS),
    ),
    Feature("mean_alone", "0..1", "mean probability by itself of what may be swaps", _share("alone", "candidates", SMOOTH_SWAPS)),
    Feature("mean_spin", "0..1", "mean spin probability of what may be swaps", _share("probability", "candidates", SMOOTH_SWAPS)),
    Feature(
        "mean_lost", "nats", "mean association that what may be swaps lost",
        Formula(Form.MEAN, "lost", "candidates", SMOOTH_SWAPS),
    ),
    Feature(
        "lost_rate", "nats", "association that likely swaps lost, a matched word",
        Formula(Form.RATE, "sure_lost", "longest"),
    ),
    Feature("candidate_rate", "0..1", "words that may be swapped, a matched word", _share("candidate_words", "longest")),
    Feature(
        "candidates_among_rebuilt", "0..1", "what may be swaps among that and what was rebuilt, put in or cut",
        _against("candidate_words", "rebuilt", SMOOTH_WORDS),
    ),
    Feature("function_rate", "0..1", "function words for others, a matched word", _share("function", "longest")),
    Feature("synonym_rate", "0..1", "synonyms, a matched word", _share("synonym", "longest")),
    Feature("wrong_sense_rate", "0..1", "synonyms of another sense, a matched word", _share("wrong_sense", "longest")),
    Feature("phrase_rate", "0..1", "phrases for others, a matched word", _share("phrase", "longest")),
    Feature("unrelated_rate", "0..1", "words without any relation, a matched word", _share("unrelated", "longest")),
    Feature(
        "careless_rate", "0..1", "words put in or left out so that their neighbours hardly ever stand together, a matched word",
        _share("careless", "longest"),
    ),
)  # fmt: skip
_AGAINST = (
    Feature("long_run_rate", "0..1", "share of the words in runs of eight or more without a swap", _share("long_run", "longest")),
    Feature("long_run_coverage", "0..1", "share of the whole suspect in such runs", _share("long_run", "suspect_whole")),
    Feature(
        "mean_run", "log words", "mean length of the runs without a swap",
        Formula(Form.LOG_RATE, "kept", "runs"),
    ),
    Feature("kept_sentences", "0..1", "share of the sentence pairs without a swap", _share("kept_pairs", "pairs")),
    Feature("rebuilt_words", "log count", "words rebuilt, put in or left out in short pieces", _log("rebuilt")),
    Feature("unlikely_swaps", "log count", "substitutions that may be swaps and hardly are", _log("unlikely")),
    Feature(
        "changed_unevenly", "log ratio", "spread of the length ratio over changed sentence pairs",
        Formula(Form.ROOT_RATE, "pair_unevenness", "changed_pairs"),
    ),
)  # fmt: skip
_FREE = (
    Feature(
        "skeleton", "0..1", "share of the words that stayed or were swapped in short units",
        Formula(Form.SHARE, "equal", "longest", also="swapped"),
    ),
    Feature(
        "changed_skeleton", "0..1", "the same over changed sentence pairs",
        Formula(Form.LEFT, "pair_rebuilt", "pair_words"),
    ),
    Feature(
        "rewritten_rate", "0..1", "share of the words in rebuilt stretches of over five words",
        _share("rewritten", "longest"),
    ),
    Feature("inserted_rate", "0..1", "words put in, in short pieces, a matched word", _share("short_puts", "longest")),
    Feature("deleted_rate", "0..1", "words left out, in short pieces, a matched word", _share("short_cuts", "longest")),
    Feature("gap_rate", "0..1", "insertions and deletions, a word", _share("gaps", "longest")),
    Feature(
        "uneven_lengths", "log ratio", "spread of the length ratio over the sentence pairs",
        Formula(Form.ROOT_RATE, "length_ratio_squared", "pairs"),
    ),
    Feature("fact_rate", "0..1", "facts changed, a word", _share("fact_words", "longest")),
    Feature("form_rate", "0..1", "forms changed, a word", _share("form_words", "longest")),
    Feature("slip_rate", "0..1", "misspelt and split words, a word", _share("slip_words", "longest")),
    Feature(
        "common_of_suspect", "0..1", "share of the suspect's rare words that the reference has anywhere, by rarity",
        _kept("common_weight_suspect", "weight_suspect"),
    ),
    Feature(
        "common_of_reference", "0..1", "share of the reference's rare words that the suspect has anywhere, by rarity",
        _kept("common_weight_reference", "weight_reference"),
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
    Feature(
        "common_order", "0..1", "rank correlation of the places of common rare words", Formula(Form.VALUE, "rank_correlation")
    ),
    Feature("common_steps", "log words", "how many such steps there are", _log("steps")),
)  # fmt: skip
EVIDENCE: tuple[Evidence, ...] = (
    *(Evidence(feature, 1) for feature in _FOR),
    *(Evidence(feature, -1) for feature in _AGAINST),
    *(Evidence(feature, 0) for feature in _FREE),
)


_FORMULAS = Formulas.of(tuple(row.feature for row in EVIDENCE))


def measure_evidence(stretches: Stretches) -> tuple[Floats, Floats]:
    """Values of `EVIDENCE` for the article, float32 [n_features], and for each passage, float32 [n_passages, n_features]."""
    values = _FORMULAS.measure(stretches.table)
    return values[-1], values[:-1]

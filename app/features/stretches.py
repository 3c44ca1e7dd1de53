"""What is measured of a passage and of the whole article: rates over counts that add up.

Every count is additive over passages, so the article's counts are their sums; every feature is one row of a table, a
function of counts.
"""

import numpy as np
from numpy.typing import NDArray

from app.features.formulas import COUNTS, Formulas
from app.features.types import Feature, Floats, Form, Formula
from app.features.weighing import Stretches

CLASSES = ("independent", "copied", "spun", "paraphrased")
_OF_CLASSES, _SUSPECT = [COUNTS.index(f"class_{name}") for name in CLASSES], COUNTS.index("suspect")


def _share(of: str, among: str) -> Formula:
    return Formula(Form.SHARE, of, among)


def _kept_share(of: str, among: str) -> Formula:
    """As `_share`, but 1 where there is nothing to keep."""
    return Formula(Form.KEPT, of, among)


def _of_suspect(of: str) -> Formula:
    return _share(of, "suspect_whole")


def _length(of: str) -> Formula:
    return Formula(Form.LENGTH, of)


_UNEVEN_LENGTHS = Formula(Form.ROOT_RATE, "length_ratio_squared", "pairs")
_COMMON: tuple[Feature, ...] = (
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
    Feature(
        "common_order", "0..1", "rank correlation of the places of common rare words", Formula(Form.VALUE, "rank_correlation")
    ),
    Feature("common_steps", "log words", "how many such steps there are", _length("steps")),
)  # fmt: skip

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
    Feature(
        "careless_rate", "0..1", "words put in or left out so that their neighbours hardly ever stand together, a word",
        _share("careless", "longest"),
    ),
    Feature("long_run_rate", "0..1", "share of the words in runs of eight or more without a swap", _share("long_run", "longest")),
    Feature("mean_run", "log words", "mean length of the runs without a swap", Formula(Form.LOG_RATE, "kept", "runs")),
    Feature("kept_sentences", "0..1", "share of the sentence pairs without a swap", _share("kept_pairs", "pairs")),
    Feature("swapped_sentences", "0..1", "share of the sentence pairs changed by likely swaps", _share("likely_pairs", "pairs")),
    Feature("length_balance", "log ratio", "how far the two lengths differ", Formula(Form.BALANCE, "reference", "suspect", 5.0)),
    Feature("uneven_lengths", "log ratio", "spread of the length ratio over the sentence pairs", _UNEVEN_LENGTHS),
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
        Formula(Form.RATE, "association", "substitutions"),
    ),
    Feature(
        "editorial_rate", "0..1", "facts changed (numbers, dates, names, opposites), a word",
        _share("fact_words", "longest"),
    ),
    Feature(
        "format_rate", "0..1", "forms changed (spellings, inflections, house style), a word",
        _share("form_words", "longest"),
    ),
    Feature("slip_rate", "0..1", "misspelt and split words, a word", _share("slip_words", "longest")),
    Feature("repeated_share", "0..1", "share of the substitutions made more than once", _share("repeated", "substitutions")),
    Feature("quoted_swap_share", "0..1", "likely swaps inside quotations, a quoted word", _share("quoted_likely", "quoted")),
    Feature("words", "log words", "length of the stretch in the suspect", _length("suspect")),
    *_COMMON,  # of the whole texts: what a passage is hangs on the order of the story around it
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
    Feature("long_run_coverage", "0..1", "share of the whole suspect in such runs", _of_suspect("long_run")),
    Feature("largest_passage", "0..1", "share of the suspect in its longest passage", _of_suspect("largest")),
    Feature("whole_words", "log words", "length of the suspect", _length("suspect_whole")),
)  # fmt: skip


_OF_PASSAGES, _OF_ARTICLE = Formulas.of(PASSAGE_FEATURES), Formulas.of(ARTICLE_FEATURES)


def measure_passages(stretches: Stretches) -> Floats:
    """Values of `PASSAGE_FEATURES`: float32 [n_passages, n_features]."""
    return _OF_PASSAGES.measure(stretches.kept)[:-1]


def measure_article(stretches: Stretches, classes: NDArray[np.float64]) -> Floats:
    """Values of `ARTICLE_FEATURES`: float32 [n_features]; `classes` [n_passages, 4] are the passages' class probabilities."""
    article = stretches.kept[:, -1:].copy()
    article[_OF_CLASSES, 0] = (classes * stretches.kept[_SUSPECT, :-1, None]).sum(axis=0)
    values: Floats = _OF_ARTICLE.measure(article)[0]
    return values

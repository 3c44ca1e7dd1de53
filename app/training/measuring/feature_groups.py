"""What the features have in common: groups of them are taken away together to see what each group brings.

Every feature stands in exactly one group; a test says so when a feature is added.
"""

from collections.abc import Mapping
from typing import Final

Groups = Mapping[str, tuple[str, ...]]

SWAP_GROUPS: Final[Groups] = {
    "lexical relation": (
        "relation_synset",
        "relation_near",
        "relation_thesaurus",
        "relation_same_stem",
        "relation_function_swap",
    ),
    "word vectors": ("similarity", "has_similarity"),
    "frequency": ("reference_frequency", "suspect_frequency", "reference_unknown", "suspect_unknown"),
    "collocation": ("association_change", "association_lost", "wrong_sense"),
    "part of speech": ("same_part", "same_tag"),
    "function words": ("both_function", "one_function"),
    "capitals and quotations": ("reference_capital", "suspect_capital", "in_quotation"),
    "form": ("reference_words", "suspect_words", "phrase"),
    "its sentence": ("sentence_rebuilt", "sentence_uneven"),
    "facts around it": ("sentence_facts", "article_facts"),
}
"""Features of substitutions."""

STRETCH_GROUPS: Final[Groups] = {
    "kept words": ("equal_rate", "long_run_rate", "mean_run", "kept_sentences", "skeleton", "changed_skeleton"),
    "number of swaps": (
        "swap_patterns", "expected_patterns", "article_patterns", "function_swaps", "quoted_swaps", "unlikely_swaps",
        "rebuilt_words",
    ),
    "rate of swaps": (
        "swapped_rate", "likely_swap_rate", "expected_swap_rate", "swapped_sentences", "repeated_share", "swap_rate",
        "expected_rate",
        "article_coverage", "swapped_pairs", "candidate_rate",
    ),
    "purity of swaps": (
        "likely_share", "mean_probability", "pure_pairs", "swaps_among_rebuilt", "sure_swaps",
        "likely_among_candidates", "mean_alone",
        "mean_spin", "candidates_among_rebuilt",
    ),
    "sense and collocation": ("wrong_sense_share", "mean_association_change", "mean_lost", "lost_rate", "wrong_sense_rate"),
    "rebuilt text": ("rewritten_rate", "inserted_rate", "deleted_rate", "gap_rate", "careless_rate"),
    "lengths": ("length_balance", "uneven_lengths", "changed_unevenly", "words", "whole_words"),
    "kinds": (
        "synonym_share", "function_share", "phrase_share", "unrelated_share", "function_rate", "synonym_rate", "phrase_rate",
        "unrelated_rate",
    ),
    "facts, forms and slips": ("editorial_rate", "format_rate", "slip_rate", "fact_rate", "form_rate"),
    "quotations": ("quoted_swap_share",),
    "coverage": ("suspect_coverage", "reference_coverage", "likely_coverage", "long_run_coverage", "largest_passage"),
    "common words": (
        "common_of_suspect", "common_of_reference", "common_bigrams", "common_forward", "common_near",
        "common_order", "common_steps",
    ),
    "passage classes": ("spun_share", "copied_share", "paraphrased_share", "independent_share"),
}  # fmt: skip
"""Features of passages and articles."""

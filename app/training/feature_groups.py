"""What the features have in common: groups of them are taken away together to see what each group brings.

Every feature stands in exactly one group; a test says so when a feature is added.
"""

from collections.abc import Mapping
from typing import Final

from app.align import KINDS

Groups = Mapping[str, tuple[str, ...]]

SWAP_GROUPS: Final[Groups] = {
    "kind": tuple(f"kind_{kind.value}" for kind in KINDS),
    "lexical relation": (
        "relation_synset",
        "relation_near",
        "relation_thesaurus",
        "relation_same_stem",
        "relation_function_swap",
    ),
    "word vectors": ("similarity", "has_similarity"),
    "frequency": ("reference_frequency", "suspect_frequency"),
    "collocation": ("association_change", "association_lost"),
    "part of speech": ("same_part", "same_tag"),
    "function words": ("both_function", "one_function"),
    "capitals and quotations": ("capital", "in_quotation"),
    "form": ("reference_words", "suspect_words"),
    "repetition": ("repeated",),
    "company": ("neighbour_swaps", "neighbour_rebuilt", "neighbour_related"),
}
"""Features of substitutions."""

STRETCH_GROUPS: Final[Groups] = {
    "kept words": ("equal_rate", "long_run_rate", "mean_run", "kept_sentences"),
    "spinner's swaps": (
        "swapped_rate",
        "likely_swap_rate",
        "expected_swap_rate",
        "likely_share",
        "mean_probability",
        "swapped_sentences",
        "repeated_share",
    ),
    "sense and collocation": ("wrong_sense_share", "mean_association_change"),
    "rebuilt text": ("rewritten_rate", "inserted_rate", "deleted_rate", "gap_rate"),
    "lengths": ("length_balance", "uneven_lengths", "words", "whole_words"),
    "kinds": ("synonym_share", "function_share", "phrase_share", "unrelated_share", "editorial_rate"),
    "slips and formats": ("format_rate", "slip_rate"),
    "quotations": ("quoted_swap_share",),
    "coverage": ("suspect_coverage", "reference_coverage", "likely_coverage", "long_run_coverage", "largest_passage"),
    "common words": (
        "common_of_suspect",
        "common_of_reference",
        "common_bigrams",
        "common_forward",
        "common_near",
        "common_order",
        "common_steps",
    ),
    "passage classes": ("spun_share", "copied_share", "paraphrased_share", "independent_share"),
}
"""Features of passages and articles."""

"""Room `features`: an alignment becomes numbers.

In: an alignment and the lexicon. Out: one row of values a substitution, a passage, an article, in the order of the tables.
"""

from app.features.common_words import count_common
from app.features.stretches import ARTICLE_FEATURES, CLASSES, PASSAGE_FEATURES, measure_article, measure_passages
from app.features.swaps import SWAP_FEATURES, inside_quotes, measure_swaps, repetitions
from app.features.types import Feature, Floats

__all__ = [
    "ARTICLE_FEATURES",
    "CLASSES",
    "PASSAGE_FEATURES",
    "SWAP_FEATURES",
    "Feature",
    "Floats",
    "count_common",
    "inside_quotes",
    "measure_article",
    "measure_passages",
    "measure_swaps",
    "repetitions",
]

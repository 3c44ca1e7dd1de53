"""Room `features`: an alignment becomes numbers.

In: an alignment and the lexicon. Out: one row of values a substitution, a passage, an article, in the order of the tables;
and the facts (names, numbers, quotations) that stand unchanged.
"""

from app.features.common_words import count_common
from app.features.facts import FACT_KINDS, FactKind, Facts, Survival, find_facts
from app.features.orders import longest_rising
from app.features.stretches import ARTICLE_FEATURES, CLASSES, LONG_RUN, PASSAGE_FEATURES, measure_article, measure_passages
from app.features.swaps import SWAP_FEATURES, inside_quotes, measure_swaps, repetitions
from app.features.types import Feature, Floats

__all__ = [
    "ARTICLE_FEATURES",
    "CLASSES",
    "FACT_KINDS",
    "LONG_RUN",
    "PASSAGE_FEATURES",
    "SWAP_FEATURES",
    "FactKind",
    "Facts",
    "Feature",
    "Floats",
    "Survival",
    "count_common",
    "find_facts",
    "inside_quotes",
    "longest_rising",
    "measure_article",
    "measure_passages",
    "measure_swaps",
    "repetitions",
]

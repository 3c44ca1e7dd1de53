"""Room `features`: an alignment becomes numbers.

In: an alignment. Out: one row of values a substitution, a passage, an article, in the order of the tables;
and the facts (names, numbers, quotations) that stand unchanged.
"""

from app.features.changes import LONG_RUN, Changes, find_changes
from app.features.common_words import MatchedPair, count_common
from app.features.company import COMPANY_FEATURES, measure_company
from app.features.evidence import EVIDENCE, measure_evidence
from app.features.facts import FACT_KINDS, FactKind, Facts, Survival, find_facts
from app.features.membership import inside_quotes
from app.features.own_facts import OwnFacts
from app.features.stretches import ARTICLE_FEATURES, CLASSES, PASSAGE_FEATURES, measure_article, measure_passages
from app.features.swaps import SWAP_FEATURES, measure_swaps
from app.features.types import Feature, Floats
from app.features.weighing import LIKELY, Stretches, Swaps, weigh

__all__ = [
    "ARTICLE_FEATURES",
    "CLASSES",
    "COMPANY_FEATURES",
    "EVIDENCE",
    "FACT_KINDS",
    "LIKELY",
    "LONG_RUN",
    "PASSAGE_FEATURES",
    "SWAP_FEATURES",
    "Changes",
    "FactKind",
    "Facts",
    "Feature",
    "Floats",
    "MatchedPair",
    "OwnFacts",
    "Stretches",
    "Survival",
    "Swaps",
    "count_common",
    "find_changes",
    "find_facts",
    "inside_quotes",
    "measure_article",
    "measure_company",
    "measure_evidence",
    "measure_passages",
    "measure_swaps",
    "weigh",
]

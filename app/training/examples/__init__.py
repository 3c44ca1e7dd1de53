"""Labelled examples: corpora, the rule of their labels, and what spinners, tools and honest changes make of their originals.

In: the corpora of `../shared`. Out: `Example`, a pair with its label and, where it is known, what a spinner touched.
"""

from app.training.examples.corpora import DEFAULT_SHARED, CorpusMissing, CorpusPair, Original, Split, articles, pairs
from app.training.examples.damaged_pairs import PUBLISHED_TIMES, damaged, damaged_examples, is_worn, worn_examples
from app.training.examples.honest import (
    COPY_EDITS,
    CORPUS,
    HONEST_CHANGES,
    UNTAUGHT_CHANGES,
    HonestChange,
    honest_change_examples,
)
from app.training.examples.imitations import imitated_examples
from app.training.examples.labelled_pairs import (
    SPUN_STYLES,
    TOOL_CORPUS,
    UNSEEN_STYLES,
    Example,
    composite_examples,
    corpus_examples,
    cut_words,
    disturbed_examples,
    every_pair,
    honest_examples,
    made_examples,
    planted_examples,
    rated_examples,
    spun_examples,
)
from app.training.examples.labels import HONEST_CORPORA, TaughtLabel, changed_share, labels_as_text, new_share, words_of
from app.training.examples.originals import other_texts
from app.training.examples.spinners import STYLES, Style, StyleMissing, load_style, load_styles, spin, swap_lines
from app.training.examples.spinners.damage import DAMAGES, sentences_of
from app.training.examples.spinners.disturbing import DISTURBANCES, SHORTEST
from app.training.examples.spinners.lost_ends import LOST_ENDS
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.planting import BEDS, Planting, plant, replaced_share
from app.training.examples.spinners.types import Change, Maker, SwapKind
from app.training.examples.tools import (
    FAMILIES,
    FEWEST_SWAPS,
    NO_SPINNERS,
    UNTOUCHED,
    VISIBLE,
    ToolPair,
    plain_words,
    swapped_share,
    tool_examples,
    tool_pairs,
)

__all__ = [
    "BEDS",
    "COPY_EDITS",
    "CORPUS",
    "DAMAGES",
    "DEFAULT_SHARED",
    "DISTURBANCES",
    "FAMILIES",
    "FEWEST_SWAPS",
    "HONEST_CHANGES",
    "HONEST_CORPORA",
    "LOST_ENDS",
    "NO_SPINNERS",
    "PUBLISHED_TIMES",
    "SHORTEST",
    "SPUN_STYLES",
    "STYLES",
    "TOOL_CORPUS",
    "UNSEEN_STYLES",
    "UNTAUGHT_CHANGES",
    "UNTOUCHED",
    "VISIBLE",
    "Change",
    "CorpusMissing",
    "CorpusPair",
    "Example",
    "HonestChange",
    "Maker",
    "Marked",
    "Original",
    "Planting",
    "Split",
    "Style",
    "StyleMissing",
    "SwapKind",
    "TaughtLabel",
    "ToolPair",
    "articles",
    "changed",
    "changed_share",
    "composite_examples",
    "corpus_examples",
    "cut_words",
    "damaged",
    "damaged_examples",
    "disturbed_examples",
    "every_pair",
    "honest_change_examples",
    "honest_examples",
    "imitated_examples",
    "is_worn",
    "labels_as_text",
    "load_style",
    "load_styles",
    "made_examples",
    "new_share",
    "other_texts",
    "pairs",
    "plain_words",
    "plant",
    "planted_examples",
    "rated_examples",
    "replaced_share",
    "sentences_of",
    "spin",
    "spun_examples",
    "swap_lines",
    "swapped_share",
    "tool_examples",
    "tool_pairs",
    "words_of",
    "worn_examples",
]

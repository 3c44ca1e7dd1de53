"""Room `align`: two documents become an alignment.

In: reference and suspect documents and the lexicon. Out: an `Alignment`: passages with sentence pairs and word edits,
and the substitutions among them. Looks to `text` and `lexicon` only.
"""

from app.align.aligning import align
from app.align.blocks import LONGEST_UNIT
from app.align.types import KINDS, Alignment, Edit, Kind, Op, Passage, SentencePair, Substitution, Substitutions, Words
from app.align.vocabulary import number_lemmas

__all__ = [
    "KINDS",
    "LONGEST_UNIT",
    "Alignment",
    "Edit",
    "Kind",
    "Op",
    "Passage",
    "SentencePair",
    "Substitution",
    "Substitutions",
    "Words",
    "align",
    "number_lemmas",
]

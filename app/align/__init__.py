"""Room `align`: two documents become an alignment.

In: reference and suspect documents and the lexicon. Out: an `Alignment`: passages with sentence pairs and word edits,
and the substitutions among them. Looks to `text` and `lexicon` only.
"""

from app.align.aligning import align
from app.align.blocks import LONGEST_UNIT
from app.align.kinds import FAMILIES, KINDS, Family, Kind
from app.align.types import Alignment, Edit, Op, Passage, SentencePair, Substitution, Substitutions
from app.align.vocabulary import Words, number_lemmas

__all__ = [
    "FAMILIES",
    "KINDS",
    "LONGEST_UNIT",
    "Alignment",
    "Edit",
    "Family",
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

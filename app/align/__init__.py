"""Room `align`: a pair becomes an alignment.

In: a pair of sides. Out: an `Alignment`: passages with sentence pairs and word edits, and the substitutions among them.
Looks to `text`, `lexicon` and `sides` only.
"""

from app.align.aligning import align
from app.align.beside import neighbourhoods
from app.align.blocks import LONGEST_UNIT
from app.align.kinds import FAMILIES, KINDS, Family, Kind
from app.align.likeness import RETELLING_FEATURES, retelling_features
from app.align.orders import longest_rising
from app.align.retellings import NETWORK_FILE, facing_stretches
from app.align.types import Alignment, Edit, Op, Passage, SentencePair, Substitution, Substitutions

__all__ = [
    "FAMILIES",
    "KINDS",
    "LONGEST_UNIT",
    "NETWORK_FILE",
    "RETELLING_FEATURES",
    "Alignment",
    "Edit",
    "Family",
    "Kind",
    "Op",
    "Passage",
    "SentencePair",
    "Substitution",
    "Substitutions",
    "align",
    "facing_stretches",
    "longest_rising",
    "neighbourhoods",
    "retelling_features",
]

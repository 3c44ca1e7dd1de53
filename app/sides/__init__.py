"""Room `sides`: a document becomes a side, two sides become a pair.

In: documents and the lexicon. Out: a `Side`, one text numbered by itself, which can be kept and compared again; and a `Pair`,
two sides in one numbering. Looks to `text` and `lexicon` only.
"""

from app.sides.kept import KeptSides
from app.sides.types import Ints, Pair, Side, number_pair

__all__ = ["Ints", "KeptSides", "Pair", "Side", "number_pair"]

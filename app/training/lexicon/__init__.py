"""The lexicon's packs: dictionaries, counts and tables of our own in, `data/lexicon` out; and how much they know.

Here English is code: the tables that packs are made from. Imports no other wing.
"""

from app.training.lexicon.coverage import write_coverage
from app.training.lexicon.english import enter_english
from app.training.lexicon.packs import build, read_sources
from app.training.lexicon.sources import WordNet, read_counts, read_moby, read_tags, read_wordnet
from app.training.lexicon.tables import FUNCTION_WORDS, SPELLING_PAIRS
from app.training.lexicon.word_vectors import make_vectors

__all__ = [
    "FUNCTION_WORDS",
    "SPELLING_PAIRS",
    "WordNet",
    "build",
    "enter_english",
    "make_vectors",
    "read_counts",
    "read_moby",
    "read_sources",
    "read_tags",
    "read_wordnet",
    "write_coverage",
]

"""The small vocabularies of the lexicon: relations between words, parts of speech, fine tags."""

from enum import IntFlag
from typing import Final


class Relation(IntFlag):
    """How two words can stand for each other; every relation is symmetric, several may hold at once."""

    SAME_LEMMA = 1
    SAME_STEM = 2
    SYNSET = 4
    NEAR = 8
    THESAURUS = 16
    ANTONYM = 32
    SPELLING = 64
    NUMBER_FORM = 128
    FUNCTION_SWAP = 256


class PartOfSpeech(IntFlag):
    """Word classes; a word may belong to several. 0 is unknown."""

    NOUN = 1
    VERB = 2
    ADJECTIVE = 4
    ADVERB = 8
    FUNCTION = 16
    NUMBER = 32
    NAME = 64


STORED_SHIFT: Final = 2
"""Packs store `relation >> STORED_SHIFT` in one byte: SAME_LEMMA and SAME_STEM come from arrays, not from pairs."""

TAGSET: Final[tuple[str, ...]] = (
    *("", "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "JJR", "JJS", "RB", "RBR", "RBS"),
    *("IN", "DT", "PDT", "CC", "CD", "TO", "MD", "PRP", "PRP$", "WDT", "WP", "WP$", "WRB", "EX", "RP", "UH", "FW"),
)
"""Penn Treebank tag families; 0 is unknown."""

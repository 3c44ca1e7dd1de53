"""Small pairs of documents for the tests of `app.finder`, written out by hand: no lexicon decides what is rare."""

from itertools import pairwise

import numpy as np

from app.finder import Side, Sides
from app.finder.sides import find_breaks
from app.text import Span, read_text

FUNCTION_WORDS = frozenset("the a and of to in was were it he she they that at on for".split())
RARITY = {"lighthouse": 10.0, "quokka": 12.0, "ferry": 8.0, "harbour": 8.0}
COMMON, FUNCTION = 5.0, 3.0  # nats, for all other words


def sides_of(reference: str, suspect: str) -> Sides:
    """Both texts, each word its own stem; line ends and sentence ends are breaks as in `find_breaks`."""
    words = [read_text(text).norms for text in (reference, suspect)]
    stems = {word: number for number, word in enumerate(dict.fromkeys(words[0] + words[1]))}
    pairs = {p: k for k, p in enumerate(dict.fromkeys(p for w in words for p in pairwise(w)))}
    one, other = (_side(text, stems, pairs) for text in (reference, suspect))
    return Sides(one, other, len(stems), len(pairs))


def _side(text: str, stems: dict[str, int], pairs: dict[tuple[str, str], int]) -> Side:
    document = read_text(text)
    words = document.norms
    is_function = np.array([word in FUNCTION_WORDS for word in words], bool)
    return Side(
        text=text,
        starts=document.starts,
        ends=document.ends,
        stems=np.array([stems[word] for word in words], np.int32),
        bigrams=np.array([pairs[p] for p in pairwise(words)], np.int32),
        rarity=np.array([FUNCTION if w in FUNCTION_WORDS else RARITY.get(w, COMMON) for w in words], np.float64),
        is_function=is_function,
        is_unknown=np.array([word == "quokka" for word in words], bool),
        breaks=find_breaks(document),
    )


def whole(side: Side) -> Span:
    """All tokens of a side."""
    return Span(0, len(side))

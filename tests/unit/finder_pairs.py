"""Small pairs of texts for the tests of `app.finder`, written out by hand: no lexicon decides what is rare."""

from functools import cache
from pathlib import Path

import numpy as np

from app.lexicon import Lexicon
from app.sides import Pair, Side, number_pair
from app.text import Span, read_text

FUNCTION_WORDS = frozenset("the a and of to in was were it he she they that at on for".split())
RARITY = {"lighthouse": 10.0, "quokka": 12.0, "ferry": 8.0, "harbour": 8.0}
COMMON, FUNCTION = 5.0, 3.0  # nats, for all other words


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load(Path(__file__).resolve().parents[2] / "data" / "lexicon")


def pair_of(reference: str, suspect: str) -> Pair:
    """Both texts, each word its own stem."""
    pair = number_pair(read_text(reference), read_text(suspect), _lexicon())
    _say(pair.reference)
    _say(pair.suspect)
    return pair


def _say(side: Side) -> None:
    """Puts what is written out by hand in the place of what a side looks up in its lexicon."""
    norms = side.document.norms
    vars(side).update(
        stems=side.numbers,
        rarity=np.array([FUNCTION if w in FUNCTION_WORDS else RARITY.get(w, COMMON) for w in norms], np.float64),
        is_function=np.array([word in FUNCTION_WORDS for word in norms], bool),
        is_unknown=np.array([word == "quokka" for word in norms], bool),
    )


def whole(side: Side) -> Span:
    """All tokens of a side."""
    return Span(0, len(side))

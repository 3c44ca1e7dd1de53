"""Pairs of our own making for load: pseudo-prose and its spun copy, each pair with a name of its own."""

from collections.abc import Iterator
from itertools import cycle, islice

import orjson

from app.lexicon import Lexicon
from app.settings import Settings
from tests.benchmarks.pairs import prose_pair

_N_TEXTS = 24
SHORT, ARTICLE = 300, 1_600  # words: quick to compare, and as long as the seeds


def pair_lines(n: int, words: int = SHORT) -> Iterator[bytes]:
    """`n` lines of a batch; short pairs want a part of the report, long ones the whole."""
    options = {"parts": ["passages"]} if words == SHORT else {}
    lexicon = Lexicon.load(Settings().lexicon_dir)
    pairs = [prose_pair(words + i, lexicon) for i in range(_N_TEXTS)]
    for i, pair in enumerate(islice(cycle(pairs), n)):
        sides = {"reference": {"text": f"{pair.reference} {i}"}, "suspect": {"text": pair.suspect}}
        yield orjson.dumps({"custom_id": f"p{i}", **sides, "options": options})

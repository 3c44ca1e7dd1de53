"""Two honest changes, one after the other: an update that was scanned, another edition in another order, and the like."""

from collections.abc import Sequence
from random import Random
from typing import Final

from app.training.examples.honest.types import ChangeSource, HonestChange, HonestPair, Make

_TRIES: Final = 6


def mixture(firsts: Sequence[HonestChange], seconds: Sequence[HonestChange]) -> Make:
    """One of the first kinds, then one of the second made from its suspect; each at a rate of its own."""

    def make(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
        for _ in range(_TRIES):
            first, second = random.choice(firsts), random.choice(seconds)
            one = first.make(source, random, random.choice(first.rates)) if first.name != second.name else None
            two = one and second.make(ChangeSource(one.suspect, source.other), random, random.choice(second.rates))
            if one and two and two.reference == one.suspect:
                return HonestPair(one.reference, two.suspect)
        return None

    return make

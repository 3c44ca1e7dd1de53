"""Kinds of pairs: what figures and draws are kept apart by, the corpus and how the suspect came about."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import TypeVar

from app.training.examples import CorpusPair, Example

Pair = TypeVar("Pair", Example, CorpusPair)


def kind_of(pair: Example | CorpusPair) -> str:
    """The pair's corpus and edit, `corpus/edit`."""
    return f"{pair.corpus}/{pair.edit}"


def drawn_of_each(pairs: Iterable[Pair], n: int, random: Random) -> dict[str, list[Pair]]:
    """At most `n` of the pairs of each kind, drawn; kinds in the order of their names."""
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[kind_of(pair)].append(pair)
    return {kind: random.sample(found, min(n, len(found))) for kind, found in sorted(kinds.items())}

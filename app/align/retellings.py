"""Stretches that face each other without a pair of like sentences, and retell each other all the same.

Whoever rewrites every sentence keeps the order of what is said. Between two groups of sentences that have their wording in
common, and before the first and behind the last, both texts have a stretch with few words in common; whether one retells the
other is said by a small network that sees the words they share, the likeness of those they do not share, and whether both
come in the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

import numpy as np
import orjson

from app.align.chains import pair_sentences
from app.align.groups import LEAST_OVERLAP, MOST_WORDS, PLACE_LIMITS, Chain, Group, is_in_place_plainly, overlap_plainly
from app.align.likeness import RETELLING_FEATURES, SHARES, Floats, Likeness
from app.align.sentence_ends import with_sentence_ends
from app.align.sentence_groups import group_sentences
from app.align.twins import kernel, twin_of
from app.sides import Pair

LEAST_WORDS = 12  # of a stretch on either side; less is a clause that somebody put in
LEAST_BALANCE = 0.5  # words of the shorter stretch against the longer one's; with less, whole sentences are missing
LEAST_ALIKE, LEAST_SHARED = 0.3, 0.05  # what half of the rewrites of the training corpora reach; unrelated texts do not
NETWORK_FILE = Path(__file__).with_name("retellings.json")


@dataclass(frozen=True, slots=True)
class Facing:
    """Sentences of both texts that face each other; `chain` numbers the one that they interrupt."""

    group: Group
    chain: int | None


def with_retellings(chains: list[Chain], pair: Pair) -> tuple[list[Chain], frozenset[Group]]:
    """The chains with the groups of stretches that retell each other, in the order of the suspect; and those groups.

    Groups with few words in common that stood in such a stretch go: its sentences are grouped anew. They also go from a
    stretch that surely retells nothing: two reports of one event have names and figures in common, sentence by sentence.
    """
    network, retold, anchors = retelling_network(), list[Group](), anchored(chains, pair)
    loose, n_chains = list(_loose(chains, anchors)), len(chains)
    for facing in _facing_stretches(anchors, pair):
        odds = retelling_odds(facing.group, pair)
        if odds < network.most_odds_apart:
            loose = [(chain, group) for chain, group in loose if not _is_inside(group, facing.group)]
        if odds <= network.least_odds:
            continue
        groups = group_sentences(facing.group, pair) or [facing.group]
        retold += groups
        loose = [(chain, group) for chain, group in loose if _are_apart(group, facing.group)]
        loose += [(n_chains if facing.chain is None else facing.chain, group) for group in groups]
        n_chains += facing.chain is None
    return _together(anchors, loose), frozenset(retold)


def _loose(chains: list[Chain], anchors: list[Chain]) -> Iterator[tuple[int, Group]]:
    """The groups that may go, each with the number of its chain: no stretch that faces another holds one that is anchored."""
    for number, (chain, kept) in enumerate(zip(chains, anchors, strict=True)):
        if len(kept) < len(chain):
            held = frozenset(kept)
            yield from ((number, group) for group in chain if group not in held)


def _together(anchors: list[Chain], loose: list[tuple[int, Group]]) -> list[Chain]:
    """The chains with what is left of their loose groups, in the order of the suspect; numbers beyond them are new chains."""
    added: dict[int, Chain] = {}
    for number, group in loose:
        added.setdefault(number, []).append(group)
    grown = {number: chain for number, chain in enumerate(anchors) if chain}
    for number, groups in added.items():
        grown[number] = sorted([*grown.get(number, ()), *groups], key=attrgetter("suspect_start"))
    return sorted(grown.values(), key=lambda chain: (chain[0].suspect_start, chain[0].reference_start))


def _are_apart(one: Group, other: Group) -> bool:
    return (one.suspect_end <= other.suspect_start or one.suspect_start >= other.suspect_end) and (
        one.reference_end <= other.reference_start or one.reference_start >= other.reference_end
    )


def _is_inside(one: Group, other: Group) -> bool:
    return (
        other.suspect_start <= one.suspect_start
        and one.suspect_end <= other.suspect_end
        and other.reference_start <= one.reference_start
        and one.reference_end <= other.reference_end
    )


def facing_stretches(pair: Pair) -> Iterator[tuple[Group, Pair]]:
    """All that faces each other in a pair, for who fits the network; with the pair that has its sentence ends back."""
    whole = with_sentence_ends(pair)
    chains = anchored(pair_sentences(whole), whole)
    yield from ((facing.group, whole) for facing in _facing_stretches(chains, whole))


def anchored_plainly(chains: list[Chain], pair: Pair) -> list[Chain]:
    """What `anchored` returns, without the kernel."""
    return [[g for g in chain if overlap_plainly(g, pair) >= LEAST_OVERLAP or is_in_place_plainly(g, pair)] for chain in chains]


@twin_of(anchored_plainly)
def anchored(chains: list[Chain], pair: Pair) -> list[Chain]:
    """The chains with only those groups that have their wording in common; some may be empty."""
    return kernel.anchored(chains, pair, LEAST_OVERLAP, PLACE_LIMITS)


def facing_plainly(chains: list[Chain], pair: Pair) -> Iterator[Facing]:
    """What `_facing_stretches` gives, without the kernel."""
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    n_r, n_s = len(r) - 1, len(s) - 1
    used = bytearray(n_r)
    for chain in chains:
        for start, end, _, _ in chain:
            used[start:end] = b"\1" * (end - start)
    in_order = sorted((group.suspect_start, group, k) for k, chain in enumerate(chains) for group in chain)
    steps = [(Group(0, 0, 0, 0), None), *((group, k) for _, group, k in in_order), (Group(n_r, n_r, n_s, n_s), None)]
    for ((_, first, _, other_first), before), ((last, _, other_last, _), behind) in pairwise(steps):
        if last <= first or other_last <= other_first:
            continue
        if _has_words(int(r[last] - r[first]), int(s[other_last] - s[other_first])) and 1 not in used[first:last]:
            yield Facing(Group(first, last, other_first, other_last), behind if behind == before else None)


@twin_of(facing_plainly)
def _facing_stretches(chains: list[Chain], pair: Pair) -> Iterator[Facing]:
    """Sentences between one group of the suspect and the next that no group holds, where the reference has such too."""
    bounds = pair.reference.document.bounds, pair.suspect.document.bounds
    for *group, chain in kernel.facing_gaps(chains, *bounds, LEAST_WORDS, LEAST_BALANCE, MOST_WORDS):
        yield Facing(Group(*group), chain if chain >= 0 else None)


def _has_words(one: int, other: int) -> bool:
    """Whether stretches of so many words are long enough, and long enough for each other."""
    shorter, longer = min(one, other), max(one, other)
    return shorter >= LEAST_WORDS and LEAST_BALANCE * longer <= shorter and longer <= MOST_WORDS


@dataclass(frozen=True, slots=True)
class RetellingNetwork:
    """Layers of weights and biases of a network with ReLU between them, scaled inputs folded in.

    Log odds, nats: from `least_odds` on stretches retell each other, under `most_odds_apart` they surely do not.
    """

    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    least_odds: float
    most_odds_apart: float

    def odds(self, values: Floats) -> float:
        """Log odds that stretches with these `RETELLING_FEATURES` retell each other, nats."""
        layer = values
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            layer = np.maximum(layer @ weight + bias, 0.0)
        return float((layer @ self.weights[-1] + self.biases[-1])[0])


@cache
def retelling_network() -> RetellingNetwork:
    """The network that `unspun training retellings --write` has fitted."""
    kept = orjson.loads(NETWORK_FILE.read_bytes())
    assert kept["features"] == list(RETELLING_FEATURES)
    weights, biases = (tuple(np.array(layer, np.float64) for layer in kept[part]) for part in ("weights", "biases"))
    return RetellingNetwork(weights, biases, kept["least_odds"], kept["most_odds_apart"])


def retelling_odds(group: Group, pair: Pair) -> float:
    """Log odds that the stretches of a group retell each other, nats; `-inf` for those that share next to nothing."""
    likeness = Likeness.of(group, pair)
    return retelling_network().odds(likeness.features()) if _is_alike(likeness.shares) else -np.inf


def _is_alike(shares: Floats) -> bool:
    """Whether stretches share something: two short ones about nothing in common face each other too."""
    return bool(shares[_ALIKE] >= LEAST_ALIKE and shares[_SHARED].max() >= LEAST_SHARED)


# Log odds of the first `RETELLING_FEATURES` and the intercept, for pairs of sentences: rewrites of all kinds against other
# texts on the same subject, 446 stretches of the training corpora, classes weighted alike (area under the curve on dev .86).
WEIGHTS: Floats = np.array([-13.2, -0.29, 2.06, 7.22, 2.39, 13.92, -2.1, -0.62, 6.11])
LEAST_BEYOND = 0.12  # weight of what is alike and not the same
_ALIKE_BOTH = slice(2, 4)
_ALIKE, _SHARED = SHARES.index("reference_alike"), slice(0, 2)
LEAST_ODDS = 0.2  # a probability of .55


def is_reworded(group: Group, pair: Pair) -> bool:
    """Whether sentences that were paired by rare words, but have few words in common, also retell each other.

    Reports of one event share its names and figures; who rewords a sentence has words alike beyond those that are the same.
    """
    likeness = Likeness.of(group, pair)
    shares = likeness.shares
    if not _is_alike(shares) or (shares[_ALIKE_BOTH] - shares[_SHARED]).min() < LEAST_BEYOND:
        return False
    values = np.array([*shares, *likeness.order()])
    return bool(values @ WEIGHTS[:-1] + WEIGHTS[-1] > LEAST_ODDS)

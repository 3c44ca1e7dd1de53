"""Pairs of words that can stand for each other, with the relations that hold: WordNet, Moby, spelling, our tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.lexicon import STORED_SHIFT, Relation
from app.training.lexicon.sources import Pair, Synset, WordNet
from app.training.lexicon.tables import (
    ABBREVIATIONS,
    FUNCTION_SWAPS,
    NOT_SPELLING,
    NUMBER_FORMS,
    PHRASE_SWAPS,
    SPELLING_PAIRS,
    SPELLING_RULES,
)

ONE_STEP: Final = frozenset(("@", "@i", "&", "^", "+", "\\", "$", "<"))
"""Hypernym, instance, similar-to, also-see, derivationally related, pertainym, verb group, participle: wninput(5WN)."""
OPPOSITE: Final = "!"


def wordnet_pairs(wordnet: WordNet) -> Iterator[tuple[Pair, Relation]]:
    """Yields SYNSET, NEAR and ANTONYM pairs."""
    for synset in wordnet.synsets.values():
        for pair in combinations(synset.words, 2):
            yield pair, Relation.SYNSET
        for sign, key, source, target in synset.pointers:
            relation = Relation.ANTONYM if sign == OPPOSITE else Relation.NEAR
            if sign == OPPOSITE or sign in ONE_STEP:
                other = wordnet.synsets[key]
                yield from (((one, two), relation) for one in _meant(synset, source) for two in _meant(other, target))


def _meant(synset: Synset, number: int) -> tuple[str, ...]:
    return synset.words if number == 0 else (synset.words[number - 1],)


def moby_pairs(moby: Mapping[str, Iterable[str]]) -> Iterator[tuple[Pair, Relation]]:
    """Yields THESAURUS pairs: head and synonym."""
    for head, synonyms in moby.items():
        for synonym in synonyms:
            yield (head, synonym), Relation.THESAURUS


def spelling_pairs(vocabulary: Mapping[str, int]) -> Iterator[tuple[Pair, Relation]]:
    """Yields SPELLING pairs: regional forms, hyphened or joined or open compounds, abbreviations without dots."""
    for word in vocabulary:
        for variant in _variants(word):
            if variant != word and variant in vocabulary and f"{word}/{variant}" not in NOT_SPELLING:
                yield (word, variant), Relation.SPELLING
    for one, two in SPELLING_PAIRS:
        yield (one, two), Relation.SPELLING
        yield (one + "s", two + "s"), Relation.SPELLING


def _variants(word: str) -> Iterator[str]:
    for pattern, replacement in SPELLING_RULES:
        if " " not in word and pattern.search(word):
            yield pattern.sub(replacement, word)
    if "-" in word:
        yield word.replace("-", "")
        yield word.replace("-", " ")
    if " " in word:
        yield word.replace(" ", "")
    if word in ABBREVIATIONS:
        yield word.removesuffix(".")
        if word.count(".") > 1 and word != "u.s.":
            yield word.replace(".", "")


def table_pairs() -> Iterator[tuple[Pair, Relation]]:
    """Yields FUNCTION_SWAP (a group's first with the others; a phrase group all with all) and NUMBER_FORM pairs."""
    for head, *others in FUNCTION_SWAPS:
        yield from (((head, other), Relation.FUNCTION_SWAP) for other in others)
    for group in PHRASE_SWAPS:
        yield from ((pair, Relation.FUNCTION_SWAP) for pair in combinations(group, 2))
    for pair in NUMBER_FORMS:
        yield pair, Relation.NUMBER_FORM


def collect(pairs: Iterable[tuple[Pair, Relation]], index: Mapping[str, int], into: dict[int, int]) -> None:
    """Adds the pairs whose words have rows to `into`: lower row * (n_words + 1) + higher row → mask."""
    base = len(index) + 1
    for (one, two), relation in pairs:
        left, right = index.get(one), index.get(two)
        if left is not None and right is not None and left != right:
            key = min(left, right) * base + max(left, right)
            into[key] = into.get(key, 0) | relation.value


def spread_over_spellings(into: dict[int, int], base: int) -> None:
    """Gives each regional spelling the THESAURUS pairs of its twin: Moby writes American."""
    twins: dict[int, list[int]] = defaultdict(list)
    for key, mask in into.items():
        if mask & Relation.SPELLING:
            twins[key // base].append(key % base)
            twins[key % base].append(key // base)
    for left, right in [divmod(key, base) for key, mask in into.items() if mask & Relation.THESAURUS]:
        for one, two in [(twin, right) for twin in twins.get(left, ())] + [(left, twin) for twin in twins.get(right, ())]:
            if one != two:
                key = min(one, two) * base + max(one, two)
                into[key] = into.get(key, 0) | Relation.THESAURUS.value


def as_arrays(into: Mapping[int, int]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Returns sorted keys and the stored byte of each."""
    keys = np.array(sorted(into), dtype=np.uint64)
    marks = np.array([into[int(key)] >> STORED_SHIFT for key in keys], dtype=np.uint8)
    return keys, marks

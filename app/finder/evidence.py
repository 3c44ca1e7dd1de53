"""How much each word of one document speaks for or against having been taken from a stretch of the other.

A word's evidence is the log odds "inside a reused passage" against "outside of it", from whether its stem stands in the
other document's stretch (in any order: obfuscated and translated passages lose theirs), how rare it is, and whether the
word beside it goes along. Evidence adds up over words, so the best stretch is an interval of the largest sum.
"""

import numpy as np
from numpy.typing import NDArray

from app.finder.types import Floats, Marks
from app.sides import Ints, Pair
from app.text import Span

TOKEN_FEATURES: tuple[str, ...] = (
    "found_rarity", "found", "found_rare", "found_very_rare", "missing", "missing_rarity", "missing_unknown",
    "function_found", "function_missing", "function_expected", "bigram", "function_bigram", "found_unexpected",
    "synonym", "near", "thesaurus",
)  # fmt: skip
FOUND, MISSING = TOKEN_FEATURES.index("found"), TOKEN_FEATURES.index("missing")
BIGRAMS = slice(TOKEN_FEATURES.index("bigram"), TOKEN_FEATURES.index("function_bigram") + 1)
_THESAURUS, _NEAR, _SYNONYM = 1, 2, 3  # closeness of `Relatives`
_RARE, _VERY_RARE = 7.0, 9.0  # nats: one word in 1,100, one in 8,100


def token_features(pair: Pair, tokens: Span, window: Span) -> Floats:
    """Values of `TOKEN_FEATURES` for `tokens` of the suspect, given a `window` of the reference's: float64 [n, 16]."""
    part = slice(tokens.start, tokens.end)
    rarity, function = pair.suspect.rarity[part], pair.suspect.is_function[part]
    found, beside, standing = matches(pair, tokens, window)
    content = ~function
    has = found & content
    lacks, lacks_function = content ^ has, function & ~found
    chance = np.minimum(np.maximum(np.log(max(len(window), 1)) - rarity, -8.0), 0.0)  # log of finding it in any such window
    rows = (
        has * np.minimum(rarity, 9.0) / 9.0, has, has & (rarity > _RARE), has & (rarity > _VERY_RARE),
        lacks, lacks * np.minimum(rarity, 12.0) / 12.0, lacks & pair.suspect.is_unknown[part],
        found & function, lacks_function, lacks_function * np.exp(chance),
        beside & content, beside & function, has * -chance / 8.0,
        *(lacks & (standing == closeness) for closeness in (_SYNONYM, _NEAR, _THESAURUS)),
    )  # fmt: skip
    features: Floats = np.array(rows, np.float64).T.copy()
    return features


def evidence_of(features: Floats, weights: Floats) -> Floats:
    """The evidence of words with these `TOKEN_FEATURES`, nats: float64 [n]."""
    evidence: Floats = features @ weights[:-1] + weights[-1]
    return evidence


def matches(pair: Pair, tokens: Span, window: Span) -> tuple[Marks, Marks, NDArray[np.uint8]]:
    """Whether each token's stem stands in the window, whether it does so with a neighbour, and how close a relative does."""
    stems, bigrams, relatives = pair.stems, pair.bigrams, pair.relatives
    there, mine = members(stems.reference[window.start : window.end], stems.n), stems.suspect[tokens.start : tokens.end]
    known = members(bigrams.reference[window.start : max(window.end - 1, window.start)], bigrams.n)
    together = known[bigrams.suspect[tokens.start : max(tokens.end - 1, tokens.start)]]
    beside = np.zeros(len(tokens), bool)
    beside[:-1] |= together
    beside[1:] |= together
    stands = there[relatives.reference]
    closest = np.zeros(stems.n, np.uint8)
    closest[relatives.suspect[stands]] = relatives.closeness[stands]  # the last one stays: the closest
    return there[mine], beside, closest[mine]


def members(numbers: Ints, n: int) -> Marks:
    """Whether each number from 0 to n - 1 is among `numbers`."""
    marks = np.zeros(n, bool)
    marks[numbers] = True
    return marks

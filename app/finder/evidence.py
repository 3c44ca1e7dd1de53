"""How much each word of one document speaks for or against having been taken from a stretch of the other.

A word's evidence is the log odds "inside a reused passage" against "outside of it", from whether its stem stands in the
other document's stretch (in any order: obfuscated and translated passages lose theirs), how rare it is, and whether the
word beside it goes along. Evidence adds up over words, so the best stretch is an interval of the largest sum.
"""

import numpy as np
from numpy.typing import NDArray

from app.finder.types import Floats, Marks, Side, Sides
from app.text import Span

TOKEN_FEATURES: tuple[str, ...] = (
    "found_rarity", "found", "found_rare", "found_very_rare", "missing", "missing_rarity", "missing_unknown",
    "function_found", "function_missing", "function_expected", "bigram", "function_bigram", "found_unexpected",
)  # fmt: skip
_RARE, _VERY_RARE = 7.0, 9.0  # nats: one word in 1,100, one in 8,100


def token_features(side: Side, tokens: Span, other: Side, window: Span, sides: Sides) -> Floats:
    """Values of `TOKEN_FEATURES` for `tokens` of `side`, given a `window` of tokens of the other document: float64 [n, 13]."""
    part = slice(tokens.start, tokens.end)
    rarity, function = side.rarity[part], side.is_function[part]
    found, beside = matches(side, tokens, other, window, sides)
    content, has, lacks = ~function, found & ~function, ~found & ~function
    chance = np.clip(np.log(max(len(window), 1)) - rarity, -8.0, 0.0)  # log of finding the word in any text of that length
    columns = (
        has * np.minimum(rarity, 9.0) / 9.0, has, has & (rarity > _RARE), has & (rarity > _VERY_RARE),
        lacks, lacks * np.minimum(rarity, 12.0) / 12.0, lacks & side.is_unknown[part],
        found & function, ~found & function, (~found & function) * np.exp(chance),
        beside & content, beside & function, has * -chance / 8.0,
    )  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float64)


def matches(side: Side, tokens: Span, other: Side, window: Span, sides: Sides) -> tuple[Marks, Marks]:
    """Whether each token's stem stands in the window, and whether it does so together with a neighbour."""
    found = _members(other.stems[window.start : window.end], sides.n_stems)[side.stems[tokens.start : tokens.end]]
    known = _members(other.bigrams[window.start : max(window.end - 1, window.start)], sides.n_bigrams)
    together = known[side.bigrams[tokens.start : max(tokens.end - 1, tokens.start)]]
    beside = np.zeros(len(tokens), bool)
    beside[:-1] |= together
    beside[1:] |= together
    return found, beside


def _members(numbers: NDArray[np.int32], n: int) -> Marks:
    marks = np.zeros(n, bool)
    marks[numbers] = True
    return marks

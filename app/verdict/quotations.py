"""Whether likely swaps stand in quotations alone, as where another translated what somebody said, or heard it otherwise.

In: `LikelySwaps`. Out: which of them have the habit. A paragraph that somebody spun often is a quotation, too; but beside it the
article's other quotations stay as they were, and whoever translates anew translates them all.
"""

import numpy as np

from app.align import Alignment
from app.sides import Ints
from app.verdict.swap_columns import NEARLY_ALL, LikelySwaps, Mask, share_of

# Quotations in which swaps stand, matched words outside of them (in between, or anywhere), share of the suspect's words that are
# quoted, and share of the matched ones of these that are in quotations with swaps: of a spun paragraph in a copy .1 to .7, for it
# leaves the others.
FEWEST_QUOTATIONS, WORDS_OUTSIDE, MOST_QUOTED, MOST_QUOTATIONS = 2, 40, 0.6, 0.8


def are_in_quotations(swaps: LikelySwaps) -> Mask:
    """Those in quotations, where these are most of what is quoted or stand apart, and are the smaller part of the text."""
    document = swaps.alignment.suspect
    quoted = document.in_quotes.astype(bool)
    at = swaps.alignment.substitutions.spans[2, swaps.places]
    is_quoted: Mask = quoted[at]
    if share_of(is_quoted) < NEARLY_ALL:
        return is_quoted
    matched = _are_matched(swaps.alignment)
    outside = matched & ~quoted
    is_so = _are_apart(quoted, at[is_quoted], outside) or _are_most(quoted, at[is_quoted], matched)
    return is_quoted & (quoted.mean() < MOST_QUOTED and is_so)


def _are_apart(quoted: Mask, at: Ints, outside: Mask) -> bool:
    """Whether the words at `at` stand in several quotations with matched words between them."""
    n_quotations = len(np.unique(_quotations(quoted)[at]))
    return n_quotations >= FEWEST_QUOTATIONS and int(outside[at.min() : at.max()].sum()) >= WORDS_OUTSIDE


def _are_most(quoted: Mask, at: Ints, matched: Mask) -> bool:
    """Whether the quotations of these words hold most of what is quoted and matched, and enough is matched outside.

    Of what no passage holds nothing is asked: an unrelated paragraph would raise P(spun) by what it quotes.
    """
    numbers, taken = _quotations(quoted), quoted & matched
    n_words = int((np.isin(numbers, numbers[at]) & taken).sum())
    return n_words >= MOST_QUOTATIONS * int(taken.sum()) and int((matched & ~quoted).sum()) >= WORDS_OUTSIDE


def _quotations(quoted: Mask) -> Ints:
    """Which quotation a quoted word stands in, [n_words]."""
    return np.cumsum(np.diff(quoted, prepend=False) & quoted)


def _are_matched(alignment: Alignment) -> Mask:
    """The suspect's words in passages: of the others the reference may lack the sentences, so they say nothing."""
    matched = np.zeros(len(alignment.suspect.norms), bool)
    for passage in alignment.passages:
        matched[passage.suspect.start : passage.suspect.end] = True
    return matched

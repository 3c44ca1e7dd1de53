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
    quoted = swaps.alignment.suspect.in_quotes.astype(bool)
    at = swaps.alignment.substitutions.spans[2, swaps.places]
    is_quoted: Mask = quoted[at]
    if share_of(is_quoted) < NEARLY_ALL:
        return is_quoted
    matched, numbers = _are_matched(swaps.alignment), _quotations(quoted)
    is_so = _are_apart(numbers, at[is_quoted], matched) or _are_most(numbers, at[is_quoted], matched)
    return is_quoted & (quoted.mean() < MOST_QUOTED and is_so)


def _are_apart(numbers: Ints, at: Ints, matched: Mask) -> bool:
    """Whether the words at `at` stand in several quotations with matched words between them."""
    between = (matched & (numbers == 0))[at.min() : at.max()]
    return len(np.unique(numbers[at])) >= FEWEST_QUOTATIONS and int(between.sum()) >= WORDS_OUTSIDE


def _are_most(numbers: Ints, at: Ints, matched: Mask) -> bool:
    """Whether the quotations of these words hold most of what is quoted and matched, and enough is matched outside.

    Of what no passage holds nothing is asked: an unrelated paragraph would raise P(spun) by what it quotes.
    """
    taken = numbers[matched]
    n_words, n_quoted = int(np.isin(taken, numbers[at]).sum()), int((taken > 0).sum())
    return n_words >= MOST_QUOTATIONS * n_quoted and len(taken) - n_quoted >= WORDS_OUTSIDE


def _quotations(quoted: Mask) -> Ints:
    """Which quotation a word stands in, [n_words], from 1; 0 outside of all."""
    return np.where(quoted, np.cumsum(np.diff(quoted, prepend=False) & quoted), 0)


def _are_matched(alignment: Alignment) -> Mask:
    """The suspect's words in passages: of the others the reference may lack the sentences, so they say nothing."""
    matched = np.zeros(len(alignment.suspect), bool)
    for passage in alignment.passages:
        matched[passage.suspect.start : passage.suspect.end] = True
    return matched

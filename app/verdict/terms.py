"""Whether likely swaps are another's choice of words for things: what they are, how completely they were made, how they read.

In: `LikelySwaps`. Out: of each question which of them have the habit. A spinner takes words of every class as they come, leaves
some of their places, and puts in words that hardly stand beside their neighbours; another house, kitchen or edition has its own
word for a thing, wherever the thing is named. Shares were chosen on the spun texts and the untaught kinds of dev (decision 0045).
"""

import numpy as np

from app.verdict.swap_columns import NEARLY_ALL, OFTEN, LikelySwaps, Mask, SwapMark, share_of

MOST_NOUNS, ONLY_NOUNS = 0.75, 0.95  # share of the swaps that put a noun for a noun; a spinner's are seldom over two thirds
FEW_FUNCTION_WORDS, MANY_FUNCTION_WORDS = 0.05, 0.5
FEWEST_NOUNS, FEWEST_FITTING = 3, 8  # swaps
# Different words, and share of the words in passages: who exchanges more nouns than a house has terms is a spinner of nouns.
TERMS_THROUGHOUT, TERMS_ANYWHERE = (20, 0.08), (10, 0.05)
FEWEST_REPEATED = 2  # words that the reference repeats, from which it can be seen that all places of a word were exchanged
MOST_COMPLETE, ALL_COMPLETE = 0.7, 0.9  # share of the repeated words that are exchanged wherever they stand
CONSISTENT = 0.7  # share of the words exchanged several times that mostly become the same one
FITTING = -0.4  # nats of association with the neighbours that a swap loses on average: a spinner's lose 2 to 4
UNRELATED, OTHER_THINGS = 0.7, 0.3  # share of swaps of words that no lexicon relates: other things, not other words for them
LITTLE = 0.03  # share of the words of a passage: one swap in thirty words may as well be an editor's (decision 0020)
# Swaps in any stretch of so many words, and in all: in a paragraph that somebody spun there are more. And so many different
# wordings accuse nobody where every fifth swap says one again (decision 0045).
SCATTERED, STRETCH, ONE_IN = 5, 60, 15
REPEATED_WORDINGS, MOST_DIFFERENT = 14, 0.8
MARKS = 0.5  # share of swaps that put in what stands for several words
OLD = 0.25  # share of old words in a passage of an old edition, the others of which are not that old
FEWEST_OLD = 2  # different ones: a thesaurus has "betwixt" for "between", too


def are_nouns_throughout(swaps: LikelySwaps) -> Mask:
    """Nouns for nouns, as far as the others are few, repeated ones are exchanged wherever they stand, and each for one other."""
    if share_of(swaps.are_function_words) > FEW_FUNCTION_WORDS or share_of(swaps.have(SwapMark.NOUNS)) < MOST_NOUNS:
        return _none(swaps)
    is_complete = swaps.are_few(*TERMS_THROUGHOUT) and _is_complete(swaps, MOST_COMPLETE)
    return _where(swaps.have(SwapMark.NOUNS), is_complete and _is_consistent(swaps, CONSISTENT))


def are_only_nouns(swaps: LikelySwaps) -> Mask:
    """The same of so many nouns that it does not matter whether other places of them stayed: terms of one paragraph."""
    if len(swaps) < FEWEST_NOUNS or share_of(swaps.have(SwapMark.NOUNS)) < ONLY_NOUNS:
        return _none(swaps)
    return _where(swaps.have(SwapMark.NOUNS), swaps.are_few(*TERMS_ANYWHERE) and _is_consistent(swaps, CONSISTENT))


def are_function_words_and_terms(swaps: LikelySwaps) -> Mask:
    """All, where half of them are function words and the others were exchanged wherever they stand."""
    if share_of(swaps.are_function_words) < MANY_FUNCTION_WORDS:
        return _none(swaps)
    return _all_where(swaps, _is_complete(swaps, MOST_COMPLETE) and _is_consistent(swaps, CONSISTENT))


def are_fitting_throughout(swaps: LikelySwaps) -> Mask:
    """All, where they read as well as what they stand for, are often of other things, and leave hardly a place of theirs."""
    is_apt = len(swaps) >= FEWEST_FITTING and share_of(swaps.have(SwapMark.UNRELATED)) >= OTHER_THINGS
    if not is_apt or swaps.association_change.mean() < FITTING:
        return _none(swaps)
    is_few = share_of(swaps.are_function_words) <= FEW_FUNCTION_WORDS
    return _all_where(swaps, is_few and _is_complete(swaps, ALL_COMPLETE) and _is_consistent(swaps, CONSISTENT))


def are_unrelated_and_repeated(swaps: LikelySwaps) -> Mask:
    """All, where nearly all stand at several places and no lexicon relates what became what: things of another name."""
    if share_of(swaps.have(SwapMark.UNRELATED)) < UNRELATED or share_of(swaps.often >= OFTEN) < NEARLY_ALL:
        return _none(swaps)
    return _all_where(swaps, _is_consistent(swaps, CONSISTENT))


def are_little_throughout(swaps: LikelySwaps) -> Mask:
    """Those in passages of which little is exchanged, where all repeated words are exchanged throughout and for the same one.

    A paragraph that somebody spun in a copy is a passage of its own, however long the others are.
    """
    if len(swaps) >= LITTLE * swaps.n_words:
        return _none(swaps)
    is_little = swaps.by_passage() < LITTLE * swaps.passage_sizes
    return _where(is_little[swaps.passages], _is_complete(swaps, 1.0, fewest=1) and _is_consistent(swaps, 1.0))


def are_marks(swaps: LikelySwaps) -> Mask:
    """All, where half of them put in what stands for several unrelated words: "[inaudible]", "[laughter]"."""
    return _all_where(
        swaps, share_of(swaps.have(SwapMark.UNRELATED)) >= UNRELATED and share_of(swaps.stands_for >= OFTEN) >= MARKS
    )


def are_of_an_old_edition(swaps: LikelySwaps) -> Mask:
    """Those in passages of which a quarter are old words: not all that stands beside them is as old."""
    if share_of(swaps.have(SwapMark.MAY_BE_OLD)) < OLD * NEARLY_ALL:
        return _none(swaps)
    is_old = swaps.each(swaps.is_old)
    if len({swaps.wordings[k] for k in np.flatnonzero(is_old).tolist()}) < FEWEST_OLD:
        return _none(swaps)
    found: Mask = (swaps.by_passage(is_old) >= OLD * np.maximum(swaps.by_passage(), 1))[swaps.passages]
    return found


def are_repeated_and_scattered(swaps: LikelySwaps) -> Mask:
    """All, where there are few different wordings that come again, and nowhere many close together."""
    if not _are_scattered(swaps):
        return _none(swaps)
    return _all_where(swaps, len(set(swaps.wordings)) <= min(REPEATED_WORDINGS, MOST_DIFFERENT * len(swaps)))


def _are_scattered(swaps: LikelySwaps) -> bool:
    """Whether nowhere many swaps stand close together, nor in the whole."""
    at = np.sort(swaps.alignment.substitutions.spans[2, swaps.places])
    is_dense = bool((at[SCATTERED:] - at[:-SCATTERED] < STRETCH).any())
    return not is_dense and ONE_IN * len(swaps) <= swaps.n_words


def _is_complete(swaps: LikelySwaps, least: float, fewest: int = FEWEST_REPEATED) -> bool:
    """Whether so many of the words that the reference has at several places are exchanged nearly wherever they stand.

    Nothing follows from a text that repeats hardly any of them.
    """
    words = swaps.exchanged
    are_repeated = words.there >= OFTEN
    n_repeated = int(are_repeated.sum())
    return n_repeated >= fewest and int((words.are_throughout & are_repeated).sum()) >= least * n_repeated


def _is_consistent(swaps: LikelySwaps, least: float) -> bool:
    """Whether so many of the words that are exchanged at several places mostly become the same one."""
    words = swaps.exchanged
    are_repeated = words.n >= OFTEN
    return bool((words.are_same_way & are_repeated).sum() >= least * are_repeated.sum())


def _none(swaps: LikelySwaps) -> Mask:
    return np.zeros(len(swaps), bool)


def _all_where(swaps: LikelySwaps, is_so: bool) -> Mask:
    return np.full(len(swaps), is_so)


def _where(found: Mask, is_so: bool) -> Mask:
    return found & is_so

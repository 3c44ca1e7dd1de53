"""Postings become candidates: the articles that share most with the whole suspect, and with each stretch of it.

One scoring for both databases. An article's evidence is the sum of the weights of what it shares, rare things counting most.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.library.features import Ints
from app.library.queries import Query
from app.library.twins import choosing, twin_of
from app.store import Postings

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

ALWAYS_COUNTED: Final = 50  # articles: so many versions of one text are not taken for boilerplate, however small the library
NEVER_COUNTED: Final = 300  # articles: what more of them share finds nothing that rarer things do not, and grows with the library
MOST_READ: Final = 60_000  # postings of one question: a long suspect has rare features enough, a short one needs all of its own
LARGE: Final = 300_000  # articles: in a smaller library the last two are less in proportion, for all of its features are rarer
OF_WHOLE: Final = 10
OF_WINDOW: Final = 3
MOST: Final = 100  # candidates that are looked at more closely
LEAST_SHARED: Final = 2  # features: one is shared by chance
_CELLS: Final = 1 << 20  # articles times steps of the suspect that are summed up at once


class SharedPairs(NamedTuple):
    """What candidates share with the suspect.

    `numbers` [n_candidates]; `weights` [n_features] of the query's features; `has` [n_candidates, n_features].
    """

    numbers: Numbers
    weights: Floats
    has: NDArray[np.bool_]


class _Held(NamedTuple):
    """Which article holds which of the query's features, [n_held] each, articles ascending: places in `numbers`, features."""

    numbers: Numbers
    article: Numbers
    feature: Numbers


def most_postings(n_articles: int, n_features: int) -> int:
    """The most articles that a feature may stand in to count, in a question of so many features."""
    in_a_large_one = min(NEVER_COUNTED, MOST_READ // max(n_features, 1))
    return max(ALWAYS_COUNTED, in_a_large_one * min(n_articles, LARGE) // LARGE)


def find_shared_plainly(query: Query, postings: Postings, weights: Floats) -> SharedPairs:
    """The candidates among the articles of the postings; `weights` [n_features] of the query's features."""
    held = _held(postings)
    chosen = _chosen(query, weights, held)
    place = np.full(len(held.numbers), -1)
    place[chosen] = np.arange(len(chosen))
    row = place[held.article]
    has = np.zeros((len(chosen), len(weights)), bool)
    has[row[row >= 0], held.feature[row >= 0]] = True
    return SharedPairs(held.numbers[chosen], weights, has)


@twin_of(find_shared_plainly)
def find_shared(query: Query, postings: Postings, weights: Floats) -> SharedPairs:
    """The candidates among the articles of the postings; `weights` [n_features] of the query's features."""
    most = LEAST_SHARED, OF_WHOLE, OF_WINDOW, MOST
    numbers, has = choosing.candidates(postings.numbers, postings.places, weights, query.marks, query.n_steps, most)
    return SharedPairs(numbers, weights, has)


def weigh(lengths: Ints, n_articles: int) -> Floats:
    """The weights of features that stand in so many articles: one that stands in none counts for nothing."""
    return np.where(lengths > 0, np.log1p(n_articles / np.maximum(lengths, 1)), 0.0)


def _held(postings: Postings) -> _Held:
    """The postings without those of articles that share too little."""
    begin = np.flatnonzero(np.diff(postings.numbers, prepend=-1))
    n_shared = np.diff(begin, append=len(postings.numbers))
    enough = n_shared >= LEAST_SHARED
    kept = np.repeat(enough, n_shared)
    article = np.repeat(np.arange(int(enough.sum())), n_shared[enough])
    return _Held(postings.numbers[begin[enough]], article, postings.places[kept])


def _chosen(query: Query, weights: Floats, held: _Held) -> Numbers:
    """The best articles of the whole and of every window, in ascending order."""
    whole = np.bincount(held.article, weights[held.feature], len(held.numbers))
    firsts = np.argsort(-whole, kind="stable")[:OF_WHOLE]
    best = list(_best_of_windows(query, weights, held))
    articles = np.concatenate([np.empty(0, np.int64), *(each for each, _ in best)])
    evidence = np.concatenate([np.empty(0), *(each for _, each in best)])
    of_windows = articles[np.argsort(-evidence, kind="stable")]
    return np.unique(list(dict.fromkeys([*firsts.tolist(), *of_windows.tolist()]))[:MOST]).astype(np.int64)


def _best_of_windows(query: Query, weights: Floats, held: _Held) -> Iterator[tuple[Numbers, Floats]]:
    """The best articles of every window and the evidence of each there, some windows at a time."""
    n_articles = len(held.numbers)
    if not n_articles:
        return
    article, step, weight = _by_step(query, weights, held)
    at_once = min(max(_CELLS // n_articles, 2), query.n_steps + 2)
    for begin in range(-1, query.n_steps, at_once - 1):  # the last step of one portion is the first of the next
        here = (step >= begin) & (step < begin + at_once)
        cells = np.bincount((step[here] - begin) * n_articles + article[here], weight[here], at_once * n_articles)
        by_step = cells.reshape(at_once, n_articles)
        by_window = by_step[:-1] + by_step[1:]
        windows = np.arange(len(by_window))
        for _ in range(OF_WINDOW):
            best = by_window.argmax(axis=1)
            evidence = by_window[windows, best]
            by_window[windows, best] = 0.0
            yield best[evidence > 0], evidence[evidence > 0]


def _by_step(query: Query, weights: Floats, held: _Held) -> tuple[Numbers, Numbers, Floats]:
    """What is held, once for each step of the suspect in which it stands: articles, steps, weights."""
    n_marks = np.bincount(query.marks[0], minlength=len(weights))
    first = np.cumsum(n_marks) - n_marks
    times = n_marks[held.feature]
    nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    step = query.marks[1][np.repeat(first[held.feature], times) + nth].astype(np.int64)
    return np.repeat(held.article, times), step, np.repeat(weights[held.feature], times)

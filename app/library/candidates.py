"""Postings become candidates: the articles that share most with the whole suspect, and with each stretch of it.

One scoring for both databases. An article's evidence is the sum of the weights of what it shares, rare things counting most.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.library.queries import Query
from app.store import Postings

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_SHARED: Final = 0.01  # of a library's articles: a feature of more says nothing of where a text comes from
ALWAYS_COUNTED: Final = 50  # articles: so many versions of one text are not taken for boilerplate, however small the library
OF_WHOLE: Final = 10
OF_WINDOW: Final = 3
MOST: Final = 100  # candidates that are looked at more closely
LEAST_SHARED: Final = 2  # features: one is shared by chance


class SharedPairs(NamedTuple):
    """What candidates share with the suspect.

    `numbers` [n_candidates]; `weights` [n_features] of the query's features; `has` [n_candidates, n_features].
    """

    numbers: Numbers
    weights: Floats
    has: NDArray[np.bool_]


def most_postings(n_articles: int) -> int:
    """The most articles that a feature may stand in to count."""
    return max(ALWAYS_COUNTED, int(MOST_SHARED * n_articles))


def find_shared(query: Query, postings: Postings, n_articles: int) -> SharedPairs:
    """The candidates among the articles of the postings. A feature in more than `most_postings` counts for nothing."""
    counts = (postings.lengths > 0) & (postings.lengths <= most_postings(n_articles))
    weights = np.where(counts, np.log1p(n_articles / np.maximum(postings.lengths, 1)), 0.0)
    known, article = np.unique(postings.numbers, return_inverse=True)
    feature = np.repeat(np.arange(len(weights)), postings.lengths)
    n_shared = np.bincount(article, counts[feature], minlength=len(known))
    kept = counts[feature] & (n_shared[article] >= LEAST_SHARED)
    article, feature = article[kept], feature[kept]
    chosen = _chosen(query, weights, article, feature)
    place = np.searchsorted(chosen, article)
    is_chosen = chosen[np.minimum(place, len(chosen) - 1)] == article if len(chosen) else np.zeros(len(article), bool)
    has = np.zeros((len(chosen), len(weights)), bool)
    has[place[is_chosen], feature[is_chosen]] = True
    return SharedPairs(known[chosen], weights, has)


def _chosen(query: Query, weights: Floats, article: Numbers, feature: Numbers) -> Numbers:
    """The best articles of the whole and of every window, in ascending order."""
    if not len(article):
        return np.empty(0, np.int64)
    whole = np.bincount(article, weights[feature])
    found, window, evidence = _by_window(query, weights, article, feature)
    order = np.lexsort((found, -evidence, window))
    window = window[order]
    rank = np.arange(len(window)) - np.searchsorted(window, window)
    best = order[rank < OF_WINDOW]
    best = best[np.argsort(-evidence[best], kind="stable")]
    firsts = np.argsort(-whole, kind="stable")[:OF_WHOLE]
    firsts = firsts[whole[firsts] > 0]
    return np.unique(list(dict.fromkeys([*firsts.tolist(), *found[best].tolist()]))[:MOST])


def _by_window(query: Query, weights: Floats, article: Numbers, feature: Numbers) -> tuple[Numbers, Numbers, Floats]:
    """Articles, windows and the evidence of each of one in the other, where there is any."""
    n_marks = np.bincount(query.marks[0], minlength=len(weights))
    first = np.cumsum(n_marks) - n_marks
    times = n_marks[feature]
    place = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    step = query.marks[1][np.repeat(first[feature], times) + place].astype(np.int64)
    weight = np.repeat(weights[feature], times)
    key = np.repeat(article, times) * (query.n_steps + 1) + step
    cells, cell = np.unique(np.concatenate((key, key + 1)), return_inverse=True)  # step k is the end of window k, begin of k + 1
    evidence = np.bincount(cell, np.concatenate((weight, weight))).astype(np.float64)
    articles, windows = np.divmod(cells, query.n_steps + 1)
    return articles.astype(np.int64), windows.astype(np.int64), evidence

"""A suspect as a question to one library: its features, and in which stretches of the text each of them stands.

The question is cut into windows and not the index: one spun paragraph of an article that is honest otherwise would drown in
what the rest of the article shares with others.
"""

from typing import Final, NamedTuple

import numpy as np

from app.library.features import Ints, Pairs, features_in

STEP: Final = 30  # words from one window's begin to the next one's; a window is two steps long
_STEP_BITS: Final = 32
_STEPS: Final = (1 << _STEP_BITS) - 1


class Query(NamedTuple):
    """`features` [n_features] in ascending order, each once; a feature stands in one step of the text or in several.

    `marks` [2, n_marks]: the number of a feature and of a step in which it stands, each pair once, in ascending order.
    """

    features: Ints
    marks: Ints
    n_steps: int


def query_of(library_id: str, pairs: Pairs) -> Query:
    """The question that a suspect's pairs are to a library."""
    steps = pairs.places // STEP
    keys = np.sort(features_in(library_id, pairs).astype(np.int64) << _STEP_BITS | steps)  # one sort serves both
    keys = keys[np.diff(keys, prepend=np.int64(-1)) > 0]
    feature = keys >> _STEP_BITS
    is_new = np.diff(feature, prepend=np.int64(-1)) > 0
    marks = np.array((np.cumsum(is_new) - 1, keys & _STEPS), np.int32)
    return Query(feature[is_new].astype(np.int32), marks, int(steps.max(initial=-1)) + 1)

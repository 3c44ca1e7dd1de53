"""A suspect as a question to one library: its features, and in which stretches of the text each of them stands.

The question is cut into windows and not the index: one spun paragraph of an article that is honest otherwise would drown in
what the rest of the article shares with others.
"""

from typing import Final, NamedTuple

import numpy as np

from app.library.features import Ints, Pairs, features_in

STEP: Final = 30  # words from one window's begin to the next one's; a window is two steps long


class Query(NamedTuple):
    """`features` [n_features] in ascending order, each once; a feature stands in one step of the text or in several.

    `marks` [2, n_marks]: the number of a feature and of a step in which it stands, each pair once, in ascending order.
    """

    features: Ints
    marks: Ints
    n_steps: int


def query_of(library_id: str, pairs: Pairs) -> Query:
    """The question that a suspect's pairs are to a library."""
    features, which = np.unique(features_in(library_id, pairs), return_inverse=True)
    steps = pairs.places // STEP
    n_steps = int(steps.max(initial=-1)) + 1
    marks = np.unique(which.astype(np.int64) * max(n_steps, 1) + steps)
    return Query(features, np.array(np.divmod(marks, max(n_steps, 1)), np.int32), n_steps)

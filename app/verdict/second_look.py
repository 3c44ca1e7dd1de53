"""Swaps looked at again, once it is known what the article as a whole says.

Each swap is weighed beside what was rebuilt, put in and left out around it. In a damaged text that is much, so all swaps of an
article that is surely spun might be unlikely ones, each by itself. Evidence for the whole is evidence for its parts: their odds
rise with the article's. So a swap is never less likely than before, and none rises that is of no spinner's kind.
"""

from math import exp, log

import numpy as np
from numpy.typing import NDArray

FROM = 1.0  # log odds of `spun`, nats, from which an article speaks for its swaps: a probability of .73
MOST = 2.0  # nats that it adds to the log odds of each at most


def seen_again(spin: NDArray[np.float64], spun: float) -> NDArray[np.float64]:
    """The spin probabilities of an article that is spun with the probability `spun`, under 1; what is 0 stays 0."""
    lift = min(MOST, log(spun / (1.0 - spun)) - FROM) if spun > 0.0 else 0.0
    if lift <= 0.0:
        return spin
    odds: NDArray[np.float64] = spin * exp(lift)
    return odds / (1.0 - spin + odds)

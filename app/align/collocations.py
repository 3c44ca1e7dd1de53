"""What a substitution does to its neighbourhood: a spinner's synonym of another sense makes it unlikely."""

import numpy as np
from numpy.typing import NDArray

from app.lexicon import Lexicon
from app.sides import Ints, Pair

Floats = NDArray[np.float32]
MOST_ASSOCIATION = 10.0  # nats; single associations beyond are counting noise


def association_change(spans: Ints, pair: Pair) -> Floats:
    """Change of association with both neighbours, nats, suspect minus reference: float32 [n]; `spans` as in `Substitutions`.

    Both are measured beside the reference's neighbours, as if this were the only change: what a swap is worth then does not
    hang on the swaps around it. A swap that a person would make keeps the neighbourhood likely; a spinner's does not
    (docs/facts.md: -6.3 nats in the mean against -0.1 to -0.3).
    """
    reference, suspect, lexicon = pair.reference.rows, pair.suspect.rows, pair.lexicon
    padded = np.concatenate(([lexicon.n_words], reference, [lexicon.n_words])).astype(np.int32)
    around = padded[spans[0]], padded[spans[1] + 1]
    before = _associations(around, reference[spans[0]], reference[spans[1] - 1], lexicon)
    after = _associations(around, suspect[spans[2]], suspect[spans[3] - 1], lexicon)
    return after - before


def _associations(around: tuple[Ints, Ints], first: Ints, last: Ints, lexicon: Lexicon) -> Floats:
    """Association of each unit's first word with the word before and of its last word with the word after."""
    left, right = around
    both = lexicon.association(np.concatenate((left, last)), np.concatenate((first, right)))
    both = np.clip(both, -MOST_ASSOCIATION, MOST_ASSOCIATION)
    total: Floats = both[: len(left)] + both[len(left) :]
    return total

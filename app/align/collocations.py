"""What a substitution does to its neighbourhood: a spinner's synonym of another sense makes it unlikely."""

import numpy as np
from numpy.typing import NDArray

from app.align.types import Ints, Words
from app.lexicon import Lexicon

Floats = NDArray[np.float32]
MOST_ASSOCIATION = 10.0  # nats; single associations beyond are counting noise


def association_change(spans: Ints, words: Words, lexicon: Lexicon) -> Floats:
    """Change of association with both neighbours, nats, suspect minus reference: float32 [n]; `spans` as in `Substitutions`.

    A swap that a person would make keeps the neighbourhood likely; a spinner's does not (design/facts.md: -6.3 nats in
    the mean against -0.1 to -0.3).
    """
    before = _associations(words.reference_rows, spans[0], spans[1], lexicon)
    after = _associations(words.suspect_rows, spans[2], spans[3], lexicon)
    return after - before


def _associations(rows: Ints, start: Ints, end: Ints, lexicon: Lexicon) -> Floats:
    """Association of each unit's first word with the word before and of its last word with the word after."""
    padded = np.concatenate(([lexicon.n_words], rows, [lexicon.n_words])).astype(np.int32)
    firsts, seconds = np.concatenate((padded[start], padded[end])), np.concatenate((padded[start + 1], padded[end + 1]))
    both = np.clip(lexicon.association(firsts, seconds), -MOST_ASSOCIATION, MOST_ASSOCIATION)
    total: Floats = both[: len(start)] + both[len(start) :]
    return total

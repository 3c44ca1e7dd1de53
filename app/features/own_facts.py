"""Names and figures that only the suspect has: who retells a text has its facts, who reports the same event has some besides.

The share of a summary's named entities that its source holds (Nan et al. 2021, Entity-level Factual Consistency of Abstractive
Text Summarization, precision-source), asked of a suspect and a reference.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.features.facts import FACT_KINDS, FactKind, find_short, running_count
from app.sides import Ints, Pair
from app.text import Span

_NUMBER = FACT_KINDS.index(FactKind.NUMBER)


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Running counts over the suspect's words: those of names and figures, and the facts that are its own; int32 [n + 1]."""

    facts: Ints
    own: Ints

    @classmethod
    def of(cls, pair: Pair) -> Self:
        """The facts of the suspect of `pair`. O(n log n) time in the number of words."""
        marks = find_short(pair.suspect)[0]
        return cls(running_count(marks >= 0), running_count(find_own(pair, marks)))

    def rates(self, span: Span) -> tuple[float, float]:
        """Facts and own facts a word of a stretch of the suspect, 0..1."""
        n = max(len(span), 1)
        facts, own = (int(counts[span.end] - counts[span.start]) / n for counts in (self.facts, self.own))
        return facts, own


def find_own(pair: Pair, marks: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether each word is the first of a fact that the reference holds nowhere, in no form of the word: bool [n_suspect].

    `marks` are those of `find_short`. A name that the lexicon lacks is none: it may be a slip, or a name in another form.
    """
    side = pair.suspect
    at = np.flatnonzero((marks == _NUMBER) | ((marks >= 0) & ~side.is_unknown))
    at = at[~np.isin(side.lemmas[at], pair.reference.lemmas)]
    _, first = np.unique(side.lemmas[at], return_index=True)
    own = np.zeros(len(side), bool)
    own[at[first]] = True
    return own

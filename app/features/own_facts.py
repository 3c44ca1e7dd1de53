"""Names and figures that only the suspect has: who retells a text has its facts, who reports the same event has some besides.

The share of a summary's named entities that its source holds (Nan et al. 2021, Entity-level Factual Consistency of Abstractive
Text Summarization, precision-source), asked of a suspect and a reference.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.features.facts import find_short
from app.sides import Ints, Pair, Side
from app.text import Span

_FIGURES = (ord("0"), ord("9"))


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Running counts over the suspect's words: those of names and figures, and the facts that are its own; int32 [n + 1]."""

    facts: Ints
    own: Ints

    @classmethod
    def of(cls, pair: Pair) -> Self:
        """The facts of the suspect of `pair`. O(n log n) time in the number of words."""
        is_fact = find_short(pair.suspect)[0] >= 0
        return cls(_running(is_fact), _running(find_own(pair, is_fact)))

    def rates(self, span: Span) -> tuple[float, float]:
        """Facts and own facts a word of a stretch of the suspect, 0..1."""
        n = max(len(span), 1)
        facts, own = (int(counts[span.end] - counts[span.start]) / n for counts in (self.facts, self.own))
        return facts, own


def find_own(pair: Pair, is_fact: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each word is the first of a fact that the reference holds nowhere, in no form of the word: bool [n_suspect].

    A word that is neither a figure nor in the lexicon is none: it may be a slip, or a name in another form.
    """
    side, at = pair.suspect, np.flatnonzero(is_fact)
    at = at[_is_telling(side, at) & ~np.isin(side.lemmas[at], pair.reference.lemmas)]
    _, first = np.unique(side.lemmas[at], return_index=True)
    own = np.zeros(len(side), bool)
    own[at[first]] = True
    return own


def _is_telling(side: Side, tokens: NDArray[np.intp]) -> NDArray[np.bool_]:
    first = np.array([ord(side.document.text[start]) for start in side.document.starts[tokens].tolist()], np.uint32)
    telling: NDArray[np.bool_] = ~side.is_unknown[tokens] | ((first >= _FIGURES[0]) & (first <= _FIGURES[1]))
    return telling


def _running(marks: NDArray[np.bool_]) -> Ints:
    counts = np.zeros(len(marks) + 1, np.int32)
    np.cumsum(marks, out=counts[1:])
    return counts

"""Whether a document can be measured at all: long enough, made of words, in the language of the lexicon."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.plurals import plural
from app.text.spelling import Spelling
from app.text.twins import scanner, twin_of
from app.text.types import Document

MINIMUM_WORDS = 20  # below, shares of words mean nothing: one swap is 5 %
# Chosen on our own test texts: English prose has .35 to .55 of its words among its common ones, the nearest other languages
# under .12.
MINIMUM_COMMON = 0.18
# And from which a text may be of the language all the same: bibliographies, menus and lists of names have few common words.
LEAST_COMMON = 0.12
SAMPLE = 400  # words


@dataclass(frozen=True, slots=True)
class CommonWords:
    """The commonest words of a language, by which a text of it is known."""

    language: str
    words: frozenset[str]

    def share(self, document: Document) -> float:
        """Share of the words of a text that are among them, 0..1; 0 without words. Of a long text every n-th is asked."""
        n_common, n_asked = count_common(document.spelling, max(1, len(document) // SAMPLE), self)
        return n_common / max(n_asked, 1)

    def may_read(self, document: Document) -> bool:
        """Whether a text, though nothing is measured of it, may be of this language: a list, say."""
        return self.share(document) >= LEAST_COMMON


def count_plainly(spelling: Spelling, step: int, common: CommonWords) -> tuple[int, int]:
    """What `count_common` returns, without the compiled walk."""
    asked = spelling.between(0, len(spelling), step)
    return sum(map(common.words.__contains__, asked)), len(asked)


@twin_of(count_plainly)
def count_common(spelling: Spelling, step: int, common: CommonWords) -> tuple[int, int]:
    """How many of each `step`-th word are common ones, and of how many."""
    forms = _packed(common)
    return count_plainly(spelling, step, common) if forms is None else scanner.count_among(spelling, step, forms)


@lru_cache(maxsize=4)
def _packed(common: CommonWords) -> NDArray[np.uint64] | None:
    """The words as numbers; None where the alphabet of one, or its length, has no number."""
    are_plain = all(re.fullmatch("[a-z]{1,12}", word) for word in common.words)
    return scanner.packed_forms(sorted(common.words)) if are_plain else None


def why_not_measurable(document: Document, common: CommonWords) -> str | None:
    """Why `document` cannot be measured, in words an editor can read; None when it can."""
    n_words = _count_words(document)
    if not document.text.strip():
        return "the text is empty"
    if n_words == 0:
        return "the text has no words"
    if n_words < MINIMUM_WORDS:
        return f"the text is too short: {plural(n_words, 'word')}, at least {MINIMUM_WORDS} are needed"
    if common.share(document) < MINIMUM_COMMON:
        return f"the text does not read as {common.language}"
    return None


def _count_words(document: Document) -> int:
    """Number of tokens that are no numbers; of a text that starts with plenty, only of its start."""
    start = document.spelling.count_words(4 * MINIMUM_WORDS)
    return start if start >= MINIMUM_WORDS else document.spelling.count_words(len(document))

"""Whether a document can be measured at all: long enough, made of words, English."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.text.spelling import Spelling
from app.text.twins import scanner, twin_of
from app.text.types import Document

MINIMUM_WORDS = 20  # below, shares of words mean nothing: one swap is 5 %
# Chosen on our own test texts: English prose has .35 to .55 of its words here, the nearest other languages under .12.
MINIMUM_ENGLISH = 0.18
SAMPLE = 400  # words
_ENGLISH = frozenset(
    "the of and to a in that is was he for it with as his on be at by i this had not are but from or have an they which "
    "one you were her all she there would their we him been has when who will more no if out so said what up its about "
    "into than them can only other new some could time these two may then do first any my now such like our over man me "
    "even most made after also did many before must through back years where much your way well down should because each "
    "just those people mr how too little state good very make world still own see men work long get here between both "
    "life being under never day same another know while last might us great old year off come since against go came right "
    "used take three says according told however says while whereas amid upon towards however although".split()
)


def english_share(document: Document) -> float:
    """Share of the words that are common English ones, 0..1; 0 without words. Of a long text every n-th word is asked."""
    n_english, n_asked = count_english(document.spelling, max(1, len(document) // SAMPLE))
    return n_english / max(n_asked, 1)


def count_english_plainly(spelling: Spelling, step: int) -> tuple[int, int]:
    """What `count_english` returns, without the compiled walk."""
    asked = spelling.between(0, len(spelling), step)
    return sum(map(_ENGLISH.__contains__, asked)), len(asked)


@twin_of(count_english_plainly)
def count_english(spelling: Spelling, step: int) -> tuple[int, int]:
    """How many of each `step`-th word are common English ones, and of how many."""
    return scanner.count_among(spelling, step, _packed_english())


@cache
def _packed_english() -> NDArray[np.uint64]:
    return scanner.packed_forms(sorted(_ENGLISH))


def why_not_measurable(document: Document) -> str | None:
    """Why `document` cannot be measured, in words an editor can read; None when it can."""
    n_words = _count_words(document)
    if not document.text.strip():
        return "the text is empty"
    if n_words == 0:
        return "the text has no words"
    if n_words < MINIMUM_WORDS:
        return f"the text is too short: {n_words} words, at least {MINIMUM_WORDS} are needed"
    if english_share(document) < MINIMUM_ENGLISH:
        return "the text does not read as English"
    return None


def _count_words(document: Document) -> int:
    """Number of tokens that are no numbers; of a text that starts with plenty, only of its start."""
    start = document.spelling.count_words(4 * MINIMUM_WORDS)
    return start if start >= MINIMUM_WORDS else document.spelling.count_words(len(document))

"""Stretches that stand in both texts word for word: what lies between the marks of aligned sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.views.rows import TextStretch

COPIED_WORDS = 8  # shorter runs of equal words are common in honest texts on the same event
# as a text is read, nearly: 17.55, don't and well-known are one word each
_WORD = re.compile(r"[^\W_]+(?:(?:[-\u2010\u2011'\u2019]|(?<=\d)[.,:](?=\d))[^\W_]+)*+")
_SPACE = " \t\r\n"


def copied_runs(text: str, sentences: Sequence[TextStretch], taken: Iterable[TextStretch]) -> Iterator[TextStretch]:
    """The stretches of at least `COPIED_WORDS` words inside `sentences` (in order) that no `taken` one touches.

    An empty taken stretch cuts a run in two. O(n log n) time.
    """
    waiting = iter(sorted(taken, key=lambda stretch: (stretch.start, stretch.end)))
    mark = next(waiting, None)
    for sentence in sentences:
        at = sentence.start
        while mark and mark.start < sentence.end:
            yield from _long(text, at, mark.start)
            at = max(at, mark.end)
            mark = next(waiting, None)
        yield from _long(text, at, sentence.end)


def count_words(text: str) -> int:
    """The number of words, near enough to tell a reader a size."""
    return sum(1 for _ in _WORD.finditer(text))


def _long(text: str, start: int, end: int) -> Iterator[TextStretch]:
    if end - start > COPIED_WORDS and count_words(text[start:end]) >= COPIED_WORDS:
        piece = text[start:end]
        yield TextStretch(end - len(piece.lstrip(_SPACE)), start + len(piece.rstrip(_SPACE)))

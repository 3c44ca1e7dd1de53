"""Plain texts: whatever Unicode comes in, a document comes out whose places lie in the text."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from app.errors import InputError
from app.text import Document, read_text
from tests.fuzz.targets import Check, Target

_PIECES = (
    "The old man walked to the sea. ", "govern-\n", "ment ", "h i d e ", "U.S. ", "didn't ", "40,000 ", "“Yes,” ",
    "‘No’ ", "\n\n", "\r\n",
    "e\u0301\u0302\u0323", "\u0344", "\u0f73", "\u034f", "\u200b", "\u00ad", "\u202e", "\ufeff", "\ufb03", "\ufdfa",
    "а", "ı", "İ", "ß", "\uff21",
    "\U0001d400", "👨\u200d👩", "\ufe0f", "&amp;", "&#x41;", "\x85", "\u2028", "\0", "-", "'", ".", "…", "_", "%",
    "\U000e0041",
)  # fmt: skip


def check_document(document: Document) -> None:
    """The promises of `Document`: words in order, inside the text, never empty; sentences cover them all."""
    n = len(document.text)
    starts, ends = document.starts.tolist(), document.ends.tolist()
    assert len(starts) == len(ends) == len(document.norms)
    assert all(document.norms)
    assert all(0 <= start < end <= n for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    bounds = document.bounds.tolist()
    assert bounds[-1] == len(document)
    assert all(a < b for a, b in pairwise(bounds))
    assert all(d.chars.end <= n for d in document.disguises)
    assert all(q.end <= n for q in document.quotes)


@contextmanager
def _open_check() -> Iterator[Check]:
    yield _check


def _check(example: bytes) -> None:
    text = example.decode("utf-8", "surrogateescape" if example.startswith(b"\xff") else "replace")
    try:
        document = read_text(text)
    except InputError:
        return
    assert document.text == text
    check_document(document)


TARGET = Target("reader", tuple(piece.encode() for piece in _PIECES), _open_check)

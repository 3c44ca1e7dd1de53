"""Combining marks: no letter carries more than 30 of them when it is normalised.

To put marks in order takes the square of their number, inside a function that keeps the interpreter's lock. The stream-safe
text format (UAX #15) bounds a run to 30, which no writing needs; the rest of a longer run is left out of the word, and told.
"""

import re
import unicodedata
from typing import Literal

from app.text.characters import IGNORED, beyond_ascii
from app.text.types import Span

MOST_MARKS = 30  # of a run, as they stand in the decomposed text
Form = Literal["NFC", "NFKC"]


def normalize(form: Form, word: str) -> str:
    """`word` in a normal form, without the marks that are too many. O(n) time."""
    return unicodedata.normalize(form, _without(word, find_stacked(word)))


def find_stacked(text: str) -> list[Span]:
    """Where marks stand behind the first `MOST_MARKS` of their run; what nobody sees between them parts no run. O(n) time."""
    lengths = _lengths_of_marks(text)
    if not lengths:
        return []
    runs = re.finditer(f"[{re.escape(''.join(lengths))}{IGNORED}]{{{MOST_MARKS // max(lengths.values())},}}", text)
    spans = ((_end_of_allowed(run, lengths), run.end()) for run in runs)
    return [Span(start, end) for start, end in spans if start < end]


def _lengths_of_marks(text: str) -> dict[str, int]:
    """The combining marks that occur in `text`, each with how many marks it is made of."""
    decomposed = {character: unicodedata.normalize("NFKD", character) for character in set(beyond_ascii(text))}
    return {mark: len(parts) for mark, parts in decomposed.items() if unicodedata.combining(parts[0])}


def _end_of_allowed(run: re.Match[str], lengths: dict[str, int]) -> int:
    """Where the part of a run that may stay ends."""
    n = 0
    for place, character in enumerate(run.group(), run.start()):
        n += lengths.get(character, 0)
        if n > MOST_MARKS:
            return place
    return run.end()


def _without(word: str, spans: list[Span]) -> str:
    if not spans:
        return word
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(word)]
    return "".join(word[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))

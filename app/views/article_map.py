"""The article from its first to its last word as blocks: the passages by class, and what stands between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.report import Place, Report, numbered
from app.views.copying import count_words

WEIGHTS = 100  # a block's width is a whole number of 1..WEIGHTS parts: the page's style has a rule for each
_WORD_LENGTH = 6  # characters of a word and its blank, where the text was left out of the report


@dataclass(frozen=True, slots=True)
class MapBlock:
    """A passage (`number` from 1, as in the report) or a gap (`number` 0); `weight` is its width in parts."""

    number: int
    label: str
    words: int
    weight: int


def article_blocks(report: Report) -> list[MapBlock]:
    """The blocks in the suspect's order. O(n log n)."""
    found = sorted((*_passages(report), *_gaps(report)), key=lambda pair: pair[0])
    most = max((words for _, _, _, words in found), default=1) or 1
    return [MapBlock(number, label, words, weight_of(words / most)) for _, number, label, words in found]


def weight_of(share: float) -> int:
    """A share 0..1 as a width of 1..WEIGHTS."""
    return max(1, min(WEIGHTS, round(share * WEIGHTS)))


def _passages(report: Report) -> Iterator[tuple[int, int, str, int]]:
    for number, passage in numbered(report.passages):
        yield passage["suspect"]["start"], number, passage["label"], passage["words"]


def _gaps(report: Report) -> Iterator[tuple[int, int, str, int]]:
    for place in report.unmatched["suspect"]:
        yield place["start"], 0, "gap", _words(report.suspect.text, place)


def _words(text: str | None, place: Place) -> int:
    if text is None:
        return (place["end"] - place["start"]) // _WORD_LENGTH
    return count_words(text[max(place["start"], 0) : max(place["end"], 0)])

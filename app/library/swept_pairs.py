"""A sweep: many suspects at once, a corpus against itself or against a library. What it finds, whatever joins.

Articles that share what few articles hold are linked (`links.py`), and links compared as any two articles are.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from app.detector import Detector
from app.library.entries import Entry
from app.library.screening import comparing, share_covered
from app.library.shelves import Shelf
from app.store import NewArticle
from app.text import Document, why_not_measurable

FORMS: Final = {".parquet": "parquet", ".csv": "csv", ".jsonl": "json"}  # by a file's ending, as both engines name them
_ITSELF: Final = "corpus"  # what word pairs are salted with where there is no library


class SweepUnavailable(ImportError):
    """What joins is not installed; the message says what to install."""


class SweepFailed(RuntimeError):
    """What joins gave up; the message says why."""


class Swept(NamedTuple):
    """What a sweep found: articles, pairs that share something rare, and how many of those were compared."""

    articles: int
    pairs: int
    compared: int


class SweptPair(NamedTuple):
    """What one comparison of a sweep says; a suspect by its place in the corpus, a reference by its place or its number."""

    suspect: int
    reference: int
    label: str
    probability: float
    covers: float


def verdicts_of(
    detector: Detector, place: int, suspect: Document | None, references: Iterable[tuple[int, Document | None]]
) -> Iterator[SweptPair]:
    """What the comparison of a suspect with each of its references says; nothing of what cannot be measured or has no text."""
    if suspect is None or why_not_measurable(suspect, detector.lexicon.english.common):
        return
    compare = comparing(detector, suspect)
    for number, reference in references:
        if reference is not None:
            report = compare(reference)
            covers = share_covered(report, len(suspect))
            yield SweptPair(place, number, str(report.label), report.probability, round(covers, 4))


def as_held(entries: Sequence[Entry], shelf: Shelf | None) -> list[NewArticle]:
    """Suspects with their word pairs: as the library holds its own, or by a salt of their own."""
    salt = _ITSELF if shelf is None else shelf.library.id
    return [entry.for_library(salt) for entry in entries]


@cache
def detector_of(models: Path, lexicon: Path) -> Detector:
    """The detector of these folders, loaded once a process: a process of Spark's that compares is used again."""
    return Detector.load(models, lexicon)

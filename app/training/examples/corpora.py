"""Pairs and originals to train and choose on. In: the shared folder of corpora. Out: `CorpusPair`s and `Original`s.

Nothing read here is ever written into the repository: the licences allow training, not redistribution.
"""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import orjson

from app.errors import UnspunError

DEFAULT_SHARED = Path("../shared")
_NEWS = Path("news/allsides.jsonl.gz")
_DEV_BUCKETS = 10  # one week in ten is kept for dev
_OPENING = 60  # characters of a paragraph
_SAME = 0.3  # share of paragraphs in common from which two texts are one article; quotations alone stay below


class CorpusMissing(UnspunError):
    """A corpus is missing."""


class Split(StrEnum):
    """Train on train, choose on dev."""

    TRAIN = "train"
    DEV = "dev"


@dataclass(frozen=True, slots=True)
class CorpusPair:
    """A reference and a suspect; `edit` says how the suspect came about, `origin` is what splits are made by."""

    id: str
    origin: str
    corpus: str
    domain: str
    edit: str
    reference: str
    suspect: str


@dataclass(frozen=True, slots=True)
class Original:
    """An honest published article, to be spun; `date` is `YYYY-MM-DD` or empty."""

    id: str
    outlet: str
    date: str
    title: str
    text: str


def pairs(split: Split, shared: Path = DEFAULT_SHARED) -> Iterator[CorpusPair]:
    """All pairs of a split, corpus by corpus in alphabetical order.

    Raises:
        CorpusMissing: the folder does not hold the split.
    """
    folder = shared / "corpora" / split
    files = sorted(folder.glob("*.jsonl.gz"))
    if not files:
        raise CorpusMissing(f"no *.jsonl.gz in {folder.absolute()}; give the shared folder with --shared")
    for file in files:
        yield from read_pairs(file)


def read_pairs(file: Path) -> Iterator[CorpusPair]:
    """All pairs of one file."""
    for row in _rows(file):
        yield CorpusPair(**{name: str(row[name]) for name in CorpusPair.__slots__})


def side_of(original: str, shared: Path = DEFAULT_SHARED) -> Split:
    """The side of a text that pairs were made from elsewhere: dev when a pair of dev holds it, else train.

    Raises:
        CorpusMissing: the folder does not hold the pairs of dev.
    """
    return Split.DEV if _is_used(original, _used(Split.DEV, shared)) else Split.TRAIN


def articles(split: Split, shared: Path = DEFAULT_SHARED) -> Iterator[Original]:
    """Honest articles of a split.

    Split by week of publication, so that two outlets on the same event stand on one side; without a date by id. An
    article that is part of a pair of the other split is left out, so dev originals are never trained on.

    Raises:
        CorpusMissing: the news file is not there.
    """
    file = shared / _NEWS
    if not file.exists():
        raise CorpusMissing(f"{file.absolute()} is not there; give the shared folder with --shared")
    used = _used(Split.DEV if split is Split.TRAIN else Split.TRAIN, shared)
    for row in _rows(file):
        article = Original(**{name: str(row.get(name) or "") for name in Original.__slots__})
        if split_of(article) is split and not _is_used(article.text, used):
            yield article


def split_of(article: Original) -> Split:
    """The split an article belongs to: by the hash of its week, or of its id when it has no date."""
    key = _week(article.date) or article.id
    return Split.DEV if crc32(key.encode()) % _DEV_BUCKETS == 0 else Split.TRAIN


def _week(written: str) -> str:
    """Year and ISO week of a date as the news file has it ("2016-12-01", a few "12/1/16"); empty when it is none."""
    for form in ("%Y-%m-%d", "%m/%d/%y"):
        with suppress(ValueError):
            return datetime.strptime(written, form).strftime("%G-%V")  # noqa: DTZ007 - only the day counts
    return ""


def _rows(file: Path) -> Iterator[dict[str, object]]:
    with gzip.open(file, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)


def _openings(text: str) -> list[int]:
    """What tells whether two texts are one article, whatever the headline: the beginnings of its paragraphs."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n"))
    return [hash(paragraph[:_OPENING]) for paragraph in paragraphs if len(paragraph) > _OPENING]


@lru_cache(maxsize=4)
def _used(split: Split, shared: Path) -> frozenset[int]:
    """The openings of all texts in the pairs of a split (4 s for train: read once)."""
    texts = (text for pair in pairs(split, shared) for text in (pair.reference, pair.suspect))
    return frozenset(opening for text in texts for opening in _openings(text))


def _is_used(text: str, used: frozenset[int]) -> bool:
    openings = _openings(text)
    return sum(opening in used for opening in openings) > _SAME * len(openings)

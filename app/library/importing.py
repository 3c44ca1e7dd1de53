"""Articles out of files and folders: JSON Lines, and every kind of file that holds one article or several.

In: paths. Out: entries, and failures in the place of those that cannot be read; one bad article never stops the rest.
"""

import gzip
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Final

from pydantic import ValidationError

from app.errors import InputError
from app.library.entries import Entry
from app.library.lines import ArticleLine, NamedFacts, facts_of
from app.library.shelves import Shelf
from app.library.times import read_time, write_time
from app.pairs import findings, read_json_value
from app.sources import ENDINGS, MAX_FILE_BYTES, read_all, read_upload
from app.store import Put

LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TOGETHER: Final = 50  # articles of one transaction: with more, others wait long for SQLite's only write lock
_LONGEST_ID: Final = 200
_NO_TEXT: Final = "The article holds no text."  # a page of pictures: only who has read it knows


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: how it would be called, and why, without a word of it."""

    external_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the articles so far."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """All of them."""
        return self.added + self.replaced + self.unchanged + self.failed

    def after(self, put: Put, n_failed: int) -> "Imported":
        """With some more."""
        done = self.added + put.added, self.replaced + put.replaced, self.unchanged + put.unchanged
        return Imported(*done, self.failed + n_failed)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How articles are read: the longest text and line, and whether more than the index is kept."""

    max_characters: int
    max_line_bytes: int
    keeps_text: bool = True
    source: str = ""
    clock: Callable[[], float] = time.time


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: hears how many articles are done, says when to stop, and what time it is."""

    advance: Callable[[int], None]
    is_stopped: Callable[[], bool] = _never
    clock: Callable[[], float] = time.time


def import_files(shelf: Shelf, paths: Iterable[Path], reading: ImportOptions, watch: Watch) -> Imported:
    """Puts the articles of the paths on the shelf, some at a time.

    Raises: OSError, NoSuchLibrary.
    """
    return import_articles(shelf, articles_in(paths, reading), watch)


def import_articles(shelf: Shelf, articles: Iterator[Entry | Failure], watch: Watch) -> Imported:
    """Puts articles on the shelf, some at a time.

    Raises: OSError, NoSuchLibrary; InputError, as far as the articles' reader does.
    """
    done = Imported()
    while not watch.is_stopped() and (some := list(islice(articles, TOGETHER))):
        done = put_together(shelf, some, done, watch.clock())
        watch.advance(done.done)
    return done


def articles_in(paths: Iterable[Path], reading: ImportOptions) -> Iterator[Entry | Failure]:
    """The articles of the paths.

    Raises: OSError.
    """
    return (article for path, name in files_in(paths) for article in read_file(path, name, reading))


def put_together(shelf: Shelf, some: Sequence[Entry | Failure], done: Imported, now: float) -> Imported:
    """Puts some articles on the shelf and keeps what the others failed of.

    Raises: NoSuchLibrary.
    """
    failures = [(each.external_id, each.reason) for each in some if isinstance(each, Failure)]
    put = shelf.put([each for each in some if isinstance(each, Entry)], now)
    shelf.note_failures(failures, now)
    return done.after(put, len(failures))


def read_one(file_name: str, content: bytes, external_id: str, given: Mapping[str, str], *, max_characters: int) -> Entry:
    """The only article of a file, with the facts that were given in the place of those that the file gives.

    Raises: InputError.
    """
    article = read_upload(file_name, content, max_characters=max_characters)
    about = article.about
    known = {"title": about.title, "author": about.author, "published": write_time(read_time(about.date)) or ""}
    try:
        facts = NamedFacts.model_validate({**known, **given, "external_id": external_id}).facts
    except ValidationError as error:
        raise InputError(_said(error)) from None
    return Entry.read(external_id, article.source, facts, max_characters=max_characters, asks_page=True)


def files_in(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The files of the paths with the names that their articles get; of a folder those with an ending that is read, by name.

    Raises: OSError.
    """
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        for each in sorted(path.rglob("*")):
            if each.is_file() and each.name.lower().endswith((*ENDINGS, *LINES)):
                yield each, each.relative_to(path).as_posix()


def read_file(path: Path, name: str, reading: ImportOptions, file_name: str | None = None) -> Iterator[Entry | Failure]:
    """The articles of one file; `file_name` is how it is to be read, where its own name says something else.

    Raises: OSError.
    """
    if path.name.lower().endswith(LINES):
        yield from _read_lines(path, name, reading)
        return
    if path.stat().st_size > MAX_FILE_BYTES:
        yield Failure(short_id(name), f"The file has over {MAX_FILE_BYTES:,} bytes.")
        return
    try:
        called = path.name if file_name is None else file_name
        for place, held in enumerate(read_all(called, path.read_bytes(), max_characters=reading.max_characters), 1):
            numbered = name if place == 1 else f"{name}#{place}"
            if isinstance(held, InputError):
                yield Failure(short_id(numbered), str(held))
                continue
            about = facts_of(held.article.about, held.link if "://" in held.link else "", reading.source)
            read = partial(Entry.read, max_characters=reading.max_characters, keeps_text=reading.keeps_text, asks_page=True)
            entry = read(short_id(held.link or numbered), held.article.source, about)
            yield _if_any(entry)
    except InputError as error:
        yield Failure(short_id(name), str(error))


def read_line(line: bytes, where: str, reading: ImportOptions) -> Entry | Failure:
    """The article of one line; `where` is how it is called when it has no id that can be read."""
    name = where
    try:
        value = read_json_value(line)
        if isinstance(value, dict) and isinstance(value.get("external_id"), str):
            name = _printable(value["external_id"]) or where
        article = ArticleLine.model_validate(value)
        entry = article.entry(article.external_id, reading.max_characters)
        return _if_any(entry if reading.keeps_text else entry.without_text())
    except ValidationError as error:
        return Failure(name, _said(error))
    except InputError as error:
        return Failure(name, str(error))


def _if_any(entry: Entry) -> Entry | Failure:
    return entry if entry.norms else Failure(entry.external_id, _NO_TEXT)


def _read_lines(path: Path, name: str, reading: ImportOptions) -> Iterator[Entry | Failure]:
    is_packed = path.suffix.lower() == ".gz"
    with gzip.open(path) if is_packed else path.open("rb") as lines:
        try:
            yield from _read_each(lines, name, reading)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            yield Failure(short_id(name), "The file is no whole gzip file; what stands before the break was read.")


def _read_each(lines: "gzip.GzipFile | IO[bytes]", name: str, reading: ImportOptions) -> Iterator[Entry | Failure]:
    number = 0
    while line := lines.readline(reading.max_line_bytes + 1):
        number += 1
        where = short_id(f"{name}:{number}")
        if len(line) > reading.max_line_bytes and not line.endswith(b"\n"):
            while (rest := lines.readline(reading.max_line_bytes)) and not rest.endswith(b"\n"):
                pass
            yield Failure(where, f"The line is longer than {reading.max_line_bytes:,} bytes.")
        elif line.strip():
            yield read_line(line, where, reading)


def _said(error: ValidationError) -> str:
    """The first places that are wrong, without a word of what was given."""
    found = findings(error.errors(include_url=False, include_context=False, include_input=False))
    return "; ".join(f"{each.pointer}: {each.detail}" for each in found[:3])


def short_id(name: str) -> str:
    """A name that can be kept: without control characters, and of the longest its end, which tells articles apart."""
    return _printable(name) or "?"


def _printable(name: str) -> str:
    return "".join(each for each in name if each.isprintable())[-_LONGEST_ID:]

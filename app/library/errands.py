"""What a library is asked for in a process that works for others: put an article in, screen a suspect. JSON in, JSON out.

Shared by the request that is answered at once and by the queue. A line of the queue that is an errand begins with a byte that no
JSON begins with, so nobody who sends a pair can send an errand.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal, Self

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app import store
from app.detector import Detector
from app.errors import InputError
from app.library.answers import screening_json
from app.library.commonplaces import Commonplaces
from app.library.importing import Failure, ImportOptions, put_together, read_line
from app.library.importing import Imported as _Nothing
from app.library.lines import ExternalId, FactsBody
from app.library.screening import COMPARED, LISTED, MOST_COMPARED, MOST_LISTED, Same, Screener, Wish
from app.library.shelves import Shelf
from app.pairs import (
    CUSTOM_ID,
    ArticleText,
    Glanced,
    SideTooLong,
    UnusableSide,
    answer_at_a_glance,
    answer_or_error,
    error_json,
    read_json_value,
)
from app.report import Part
from app.sources import Source, WholeNumber, read_source
from app.store import PATIENCE_SECONDS, Database, NoSuchLibrary
from app.views import Glance, glance_of

MOST_LIBRARIES: Final = 20
_MARK: Final = b"\x01"
_MOST_OPEN: Final = 4  # databases of a process


class Suspect(ArticleText, FactsBody):
    """The article under suspicion: exactly one of `text` and `html`, and what is known of it, for `exclude`."""

    external_id: str = Field("", max_length=200, pattern=CUSTOM_ID)


class ScreenRequest(BaseModel):
    """A suspect, and the libraries that it is looked for in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suspect: Suspect
    libraries: list[ExternalId] = Field(
        min_length=1, max_length=MOST_LIBRARIES, description="names; of another client's that shares its scores the id"
    )
    compare: WholeNumber = Field(COMPARED, ge=0, le=MOST_COMPARED, description="how many candidates are compared")
    limit: WholeNumber = Field(LISTED, ge=1, le=MOST_LISTED, description="how many candidates are listed")
    exclude: list[Same] = Field([], max_length=len(Same), description="what makes a candidate no source")
    parts: list[Part] | None = Field(None, description="parts of each report to return. Left out: everything")

    @property
    def wish(self) -> Wish:
        """How to screen."""
        return Wish(
            compare=self.compare, limit=self.limit, exclude=frozenset(self.exclude), external_id=self.suspect.external_id,
            facts=self.suspect.facts,
        )  # fmt: skip


class ScreenLine(ScreenRequest):
    """One line of many suspects, and the sender's own name for it."""

    custom_id: str | None = Field(None, max_length=200, pattern=CUSTOM_ID, description="comes back with the result")


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """Where a library stands: in which database, and whose it is. Who waits for an answer waits less long for SQLite's lock."""

    url: str
    client: str
    patience: float = PATIENCE_SECONDS

    @classmethod
    def of(cls, database: Database, client: str) -> Self:
        """The client's place in an open database."""
        return cls(database.url, client, database.patience)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a line of the queue is to be done with: an article for a library (`place` is its line), or a suspect."""

    kind: Literal["add", "screen"]
    client: str
    library: str = ""
    place: int = 0

    def with_line(self, line: bytes) -> bytes:
        """The errand as the queue holds it."""
        head = {"kind": self.kind, "client": self.client, "library": self.library, "place": self.place}
        return _MARK + orjson.dumps(head) + b"\n" + line


def answer_errand(detector: Detector, url: str, reading: ImportOptions, line: bytes) -> Glanced:
    """The label, the answer as JSON and the glance of a line of the queue, whether it is an errand or a pair.

    Without a label it is the error.
    """
    if not line.startswith(_MARK):
        return answer_at_a_glance(detector, reading.max_characters, line)
    label, body = _run(detector, url, reading, line)
    return label, body, glance_of(body) if label else Glance()


def _run(detector: Detector, url: str, reading: ImportOptions, line: bytes) -> tuple[str | None, bytes]:
    head, _, content = line[1:].partition(b"\n")
    errand = Errand(**orjson.loads(head))
    try:
        if errand.kind == "add":
            return _add(LibraryPlace(url, errand.client), errand, content, reading)
        return screen_line(detector, LibraryPlace(url, errand.client), reading.max_characters, content)
    except NoSuchLibrary as error:
        return None, error_json("no-such-library", "No such library", str(error))


def put_article(detector: Detector, place: LibraryPlace, library: str, line: bytes, reading: ImportOptions) -> str:
    """Puts the article of a line that is known to be right into a library: `added`, `replaced` or `unchanged`.

    Raises: NoSuchLibrary, UnusableSide.
    """
    del detector  # no comparison; a process that works for others is made with one
    entry = read_line(line, "", reading)
    if isinstance(entry, Failure):
        raise UnusableSide(entry.reason, pointer="#")
    database = _database(place)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.find(tx, place.client, library))
    put = shelf.put([entry], reading.clock())
    return "added" if put.added else "replaced" if put.replaced else "unchanged"


def screen_line(detector: Detector, place: LibraryPlace, max_characters: int, line: bytes) -> tuple[str | None, bytes]:
    """The label and the screening of a `ScreenLine` as JSON; without a label it is the error, never with a word of a text.

    Raises: NoSuchLibrary.
    """

    def screened() -> tuple[str, bytes]:
        request = ScreenLine.model_validate(read_json_value(line))
        return screen_suspect(detector, place, max_characters, request)

    return answer_or_error(screened, line)


def screen_suspect(detector: Detector, place: LibraryPlace, max_characters: int, request: ScreenRequest) -> tuple[str, bytes]:
    """The best source's label, or `no_source`, and the screening as JSON.

    Raises: NoSuchLibrary, SideTooLong, UnusableSide.
    """
    side = request.suspect
    pointer = f"#/suspect/{side.form}"
    if side.n_characters > max_characters:
        raise SideTooLong(f"{side.n_characters} characters are over the limit of {max_characters}.", pointer=pointer)
    try:
        source = Source(text=side.text, html=side.html, markings=side.markings)
        suspect = read_source(source, max_characters=max_characters)
    except InputError as error:
        raise UnusableSide(str(error), pointer=pointer) from None
    shelves = _shelves(place, request.libraries)
    screener = Screener(_database(place), place.client, shelves, detector)
    found = screener.screen(suspect, request.wish)
    parts = None if request.parts is None else frozenset(request.parts)
    label = "not_measured" if found.not_measured is not None else found.label or "no_source"
    return label, screening_json(found, [shelf.library for shelf in shelves], parts)


def _add(place: LibraryPlace, errand: Errand, content: bytes, reading: ImportOptions) -> tuple[str | None, bytes]:
    where = f"line {errand.place}"
    read = read_line(content, where, reading) if content else Failure(where, "The line is longer than the limit.")
    database = _database(place)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.find(tx, place.client, errand.library))
    done = put_together(shelf, [read], _Nothing(), reading.clock())
    if isinstance(read, Failure):
        return None, error_json("invalid-article", "The article cannot be added", read.reason)
    label = "added" if done.added else "replaced" if done.replaced else "unchanged"
    return label, orjson.dumps({"external_id": read.external_id, "state": label})


_commonplaces: defaultdict[str, Commonplaces] = defaultdict(Commonplaces)


def _shelves(place: LibraryPlace, names: Sequence[str]) -> list[Shelf]:
    """Raises: NoSuchLibrary."""
    database = _database(place)
    with database.transaction() as tx:
        found = {each.id: each for each in (store.libraries.find_searchable(tx, place.client, name) for name in names)}
    return [Shelf(database, each, _commonplaces[each.id]) for each in found.values()]


# Opened by the process that uses them: a connection cannot be handed on to a fork.
_opened: dict[tuple[str, float], Database] = {}
_opening = Lock()


def _database(place: LibraryPlace) -> Database:
    """The database of a place; of the last few, and who leaves is closed."""
    key = place.url, place.patience
    with _opening:
        if key not in _opened:
            if len(_opened) == _MOST_OPEN:
                _opened.pop(next(iter(_opened))).close()
            _opened[key] = Database.open(place.url, pool_size=2, patience=place.patience)
        return _opened[key]

"""The page that checks a text against libraries: its sources are listed and drawn over the text. Nothing is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.errors import UnspunError
from app.library import LibraryPlace, Same, ScreenRequest, Suspect, read_time, screen_suspect
from app.pairs import SideError
from app.report import Part
from app.service import SCREEN, transact
from app.store import Library
from app.web.desk import desk_of
from app.web.failures import status_of
from app.web.frames import page
from app.web.routing import PageRoute, UploadRoute, client_of, form_of

_MOST_LIBRARIES: Final = 20
_LONGEST_NAME: Final = 100
_LONGEST_LINE: Final = 300
_EXCLUDES: Final = {
    Same.VERSION: "that are this text, or a version of it",
    Same.AUTHOR: "of the same author",
    Same.SOURCE: "of the same source",
}

router = APIRouter(route_class=PageRoute)
uploads = APIRouter(route_class=UploadRoute)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form as it was filled in."""

    text: str = ""
    library: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    exclude: frozenset[Same] = field(default_factory=frozenset)

    def request(self, libraries: Sequence[str]) -> ScreenRequest:
        """What the libraries are asked."""
        facts = {"author": self.author, "source": self.source, "published": self.published}
        suspect = Suspect.model_validate({"text": self.text, **facts})
        parts = [Part.PASSAGES, Part.SUBSTITUTIONS]
        return ScreenRequest(suspect=suspect, libraries=list(libraries), exclude=sorted(self.exclude), parts=parts)


@dataclass(frozen=True, slots=True)
class SuspectPiece:
    """A stretch of the suspect; `source` counts from 1, 0 where it comes from nowhere that is known."""

    text: str
    source: int
    label: str


@router.get("/screen", openapi_extra=SCREEN)
async def show_screen(request: Request) -> Response:
    """The client's libraries, and an empty form."""
    return await _shown(request, FilledForm())


@uploads.post("/screen", openapi_extra=SCREEN)
async def screen(request: Request) -> Response:
    """The sources of what was sent; what cannot be screened comes back with what was typed."""
    desk, client, check = desk_of(request), client_of(request), _check(request)
    if wrong := _what_is_wrong(check):
        return await _shown(request, check, status=422, failure=wrong)
    own = await transact(desk.database, lambda tx: store.libraries.of_client(tx, client))
    names = [check.library] if check.library else [each.name for each in own][:_MOST_LIBRARIES]
    if not names:
        return await _shown(request, check, status=422, failure="There is no library to look in yet.")
    place, most = LibraryPlace.of(desk.database, client), desk.service.limits.max_characters
    try:
        request.state.label, answer = await desk.service.run_outside(screen_suspect, place, most, check.request(names))
    except SideError as error:
        return await _shown(request, check, status=422, failure=str(error))
    except UnspunError as error:
        return await _shown(request, check, status=status_of(error), failure=str(error))
    found = orjson.loads(answer)
    return await _shown(request, check, found=found, pieces=tuple(_pieces(check.text, found["passages"])))


def _check(request: Request) -> FilledForm:
    """Raises: FormUnusable."""
    form = form_of(request)
    put_back = form.text("put_back")  # the button beside a candidate that was left out
    exclude = frozenset(same for same in _EXCLUDES if form.text(f"exclude_{same.value}") and same.value != put_back)
    library = form.line("library", _LONGEST_NAME)
    author, source, published = (form.line(name, _LONGEST_LINE) for name in ("author", "source", "published"))
    return FilledForm(form.text("suspect"), library, author, source, published, exclude)


def _what_is_wrong(check: FilledForm) -> str:
    """Why the form cannot be used as it was filled in; empty where it can."""
    if not check.text.strip():
        return "There is no text to look for."
    if check.published and read_time(check.published) is None:
        return "The day of the text is no date, as 2026-11-28 is one."
    return ""


def _pieces(text: str, passages: Sequence[Mapping[str, Any]]) -> Iterator[SuspectPiece]:
    """The text in order, cut where its source changes."""
    at = 0
    for each in passages:
        if at < each["start"]:
            yield SuspectPiece(text[at : each["start"]], 0, "")
        yield SuspectPiece(text[each["start"] : each["end"]], each["source"] + 1, each["label"])
        at = each["end"]
    if at < len(text):
        yield SuspectPiece(text[at:], 0, "")


async def _shown(request: Request, check: FilledForm, *, status: int = 200, **values: Any) -> Response:
    desk, client = desk_of(request), client_of(request)
    libraries: tuple[Library, ...] = await transact(desk.database, lambda tx: store.libraries.of_client(tx, client))
    shown = {"failure": "", "found": None, "pieces": (), **values}
    return page(
        request, "screen.html", status=status, check=check, libraries=libraries, excludes=_EXCLUDES,
        max_characters=desk.service.limits.max_characters, **shown,
    )  # fmt: skip

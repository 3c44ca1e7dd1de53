"""What the routes of libraries and screenings take and answer; times are ISO 8601 in UTC."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app import store
from app.api.job_schemas import Counts, WorkStanding, batch_standing
from app.jobs import Progress
from app.library import ArticleShown, write_time
from app.pairs import json_line
from app.store import Batch, BatchState, Library, Result


class NewLibraryBody(BaseModel):
    """A library to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=store.libraries.LIBRARY_NAME, description="stands in addresses", examples=["archive"])
    shares_scores: bool = Field(
        False, strict=True, description="other clients may screen against it by its id; they see ids and scores, never a text"
    )


class LibraryShown(BaseModel):
    """One library with its counts."""

    id: str = Field(examples=["lib_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])
    name: str
    shares_scores: bool
    articles: int
    failures: int = Field(description="articles that could not be added")
    created_at: str
    changed_at: str


class LibraryList(BaseModel):
    """The client's libraries."""

    libraries: list[LibraryShown]


class ArticlePage(BaseModel):
    """Some articles of a library, in the order of their external ids."""

    articles: list[ArticleShown]
    next: str | None = Field(description="the cursor of the next page; null on the last one")


class FailureShown(BaseModel):
    """An article that could not be added: how it would be called, and why, without a word of it."""

    external_id: str
    detail: str
    at: str


class FailureList(BaseModel):
    """The newest failures."""

    failures: list[FailureShown]


class PutAnswer(BaseModel):
    """What became of an article."""

    external_id: str
    state: str = Field(description="`added`, `replaced` or `unchanged`")


class LinesStanding(WorkStanding):
    """Many articles, or many suspects, in the queue."""

    state: BatchState
    counts: Counts
    results: str = Field(description="where the results are, in any state")


def library_shown(library: Library) -> LibraryShown:
    """The library as it is shown."""
    created_at, changed_at = write_time(library.created_at) or "", write_time(library.changed_at) or ""
    return LibraryShown(
        id=library.id, name=library.name, shares_scores=library.shares_scores, articles=library.n_articles,
        failures=library.n_failures, created_at=created_at, changed_at=changed_at,
    )  # fmt: skip


def lines_standing(batch: Batch, progress: Progress, at: str) -> LinesStanding:
    """Articles or suspects in the queue as they are shown; `at` is their own address."""
    facts = batch_standing(batch, progress).model_dump(exclude={"results", "events"})
    return LinesStanding(**facts, results=f"{at}/results")


def line_of(result: Result, name: str, body: Any) -> bytes:
    """One line of the results: `line` (from 1), `custom_id`, and the answer by `name`, `error`, or `purged`."""
    shown = {"error" if result.label is None else name: body} if body is not None else {"purged": True, "label": result.label}
    return json_line({"custom_id": result.custom_id, "line": result.seq + 1, **shown})

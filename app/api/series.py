"""The route of series: what a client's reports have in common."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from app.api.jobs import Queue
from app.errors import UnspunError
from app.report import Habit, Recurring, Series, SharedSource
from app.service import QUEUE, READ, ApiRoute, ask, client_of, problems, read_series

MOST_REPORTS: Final = 500

router = APIRouter(route_class=ApiRoute, responses=problems(RequestValidationError, *QUEUE, UnspunError))

RecurringSwap = TypedDict("RecurringSwap", {"from": str, "to": str, "reports": list[str], "times": int})


class SharedHabit(BaseModel):
    """Suspects that swap alike, by their reports, and the swaps that most of them share."""

    reports: list[str]
    swaps: list[RecurringSwap]


class CommonSource(BaseModel):
    """A source, by the hash of its text, and the reports of the suspects that may be made from it."""

    sha256: str
    reports: list[str]


class SeriesAnswer(BaseModel):
    """What the newest reports have in common; a report is named as in `/reports/{id}`."""

    reports: int = Field(description="how many were looked at: those of the newest that still have their texts")
    swaps: list[RecurringSwap] = Field(description="in two suspects or more, the commonest first, 100 at most")
    habits: list[SharedHabit] = Field(description="groups of suspects of different sources that swap alike, the largest first")
    sources: list[CommonSource] = Field(description="sources of several suspects")


@router.get("/series", openapi_extra=READ, summary="What do my reports have in common?")
async def get_series(
    request: Request,
    backlog: Queue,
    limit: Annotated[int, Query(ge=1, le=MOST_REPORTS, description="how many of the newest reports are looked at")] = 200,
) -> SeriesAnswer:
    """Swaps that come again and again, suspects with one spinner's habits, and sources of several suspects.

    That two suspects swap alike says that one tool or one table made both, not who used it.
    """
    client, database = client_of(request), backlog.queue.database
    names, series = await ask(lambda: read_series(database, client, limit))
    return series_answer(len(names), series)


def series_answer(n_reports: int, series: Series) -> SeriesAnswer:
    """The same as it is sent."""
    return SeriesAnswer(
        reports=n_reports,
        swaps=[_swap(each) for each in series.swaps],
        habits=[_habit(each) for each in series.habits],
        sources=[_source(each) for each in series.sources],
    )


def _swap(recurring: Recurring) -> RecurringSwap:
    before, after = recurring.swap
    return {"from": before, "to": after, "reports": list(recurring.reports), "times": recurring.times}


def _habit(habit: Habit) -> SharedHabit:
    return SharedHabit(reports=list(habit.reports), swaps=[_swap(each) for each in habit.swaps])


def _source(shared: SharedSource) -> CommonSource:
    return CommonSource(sha256=shared.source, reports=list(shared.reports))

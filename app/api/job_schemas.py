"""What the routes of jobs and batches answer; times are ISO 8601 in UTC."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson
from pydantic import BaseModel, Field

from app.jobs import Progress
from app.pairs import json_line
from app.store import Batch, BatchState, ListedJob, Result


class JobState(StrEnum):
    """Where a job stands; `failed` means answered with an error."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class WorkStanding(BaseModel):
    """What jobs and batches have in common."""

    id: str = Field(examples=["b_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])
    created_at: str = Field(examples=["2026-11-21T20:00:00.000+00:00"])
    started_at: str | None = Field(description="null until a worker begins")
    finished_at: str | None = Field(description="null until everything is answered or cancelled")
    purged_at: str | None = Field(description="when texts and reports were deleted; null as long as they are there")
    position: int = Field(ge=0, description="items of anybody that come before it")
    expected_finish: str | None = Field(description="at the workers' present rate; null when nobody knows")


class Job(WorkStanding):
    """One pair in the queue."""

    state: JobState
    custom_id: str | None
    page: str = Field(description="where editors see the evidence", examples=["/reports/j_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])
    report: dict[str, Any] | None = Field(description="the Report, once the state is `done` and until it is purged")
    error: dict[str, Any] | None = Field(description="type, title, detail and places, if the state is `failed`")


class JobStanding(WorkStanding):
    """A job in a list, without its report."""

    state: JobState
    custom_id: str | None
    label: str | None = Field(description="of its report, once the state is `done`; it stays when texts are purged")
    page: str = Field(description="where editors see the evidence", examples=["/reports/j_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])


class JobPage(BaseModel):
    """Some jobs, the newest first."""

    jobs: list[JobStanding]
    next: str | None = Field(description="the cursor of the next page; null on the last one")


class Counts(BaseModel):
    """How many items there are."""

    total: int
    waiting: int
    done: int = Field(description="answered with a report")
    failed: int = Field(description="answered with an error")
    cancelled: int


class BatchStanding(WorkStanding):
    """Many pairs in the queue."""

    state: BatchState = Field(description="`open`: lines still come in; the others follow in this order")
    counts: Counts
    results: str = Field(description="where the results are, in any state", examples=["/batches/b_2f0c/results"])
    events: str = Field(description="where progress is told as Server-Sent Events", examples=["/batches/b_2f0c/events"])


class BatchPage(BaseModel):
    """Some batches, the newest first."""

    batches: list[BatchStanding]
    next: str | None = Field(description="the cursor of the next page; null on the last one")


def job_json(batch: Batch, progress: Progress, item: Result | None) -> bytes:
    """The job as `Job`; the stored report goes in as it is."""
    name = item.custom_id if item else None
    facts = _standing(batch, progress) | {"state": _job_state(batch), "custom_id": name, "page": f"/reports/{batch.id}"}
    body = orjson.Fragment(item.body) if item and item.body is not None else None
    is_done = item is not None and item.label is not None
    return orjson.dumps({**facts, "report": body if is_done else None, "error": None if is_done else body})


def job_standing(job: ListedJob, progress: Progress) -> JobStanding:
    """The job as it stands in a list."""
    batch = job.batch
    facts = _standing(batch, progress)
    return JobStanding(**facts, state=_job_state(batch), custom_id=job.custom_id, label=job.label, page=f"/reports/{batch.id}")


def batch_standing(batch: Batch, progress: Progress) -> BatchStanding:
    """The batch as it is shown."""
    left = batch.n_items - batch.n_answered
    counts = Counts(
        total=batch.n_items,
        waiting=left if batch.is_live else 0,
        done=batch.n_done,
        failed=batch.n_failed,
        cancelled=0 if batch.is_live else left,
    )
    at = f"/batches/{batch.id}"
    facts = _standing(batch, progress)
    return BatchStanding(**facts, state=batch.state, counts=counts, results=f"{at}/results", events=f"{at}/events")


def result_line(batch_id: str, result: Result) -> bytes:
    """One line of the results: `line` (from 1), `custom_id`, and `report` with its `page`, `error`, or `purged`."""
    body = orjson.Fragment(result.body) if result.body is not None else None
    name = "error" if result.label is None else "report"
    shown: dict[str, Any] = {name: body} if body is not None else {"purged": True, "label": result.label}
    page = {} if result.label is None else {"page": f"/reports/{batch_id}.{result.seq}"}
    return json_line({"custom_id": result.custom_id, "line": result.seq + 1, **page, **shown})


def _standing(batch: Batch, progress: Progress) -> dict[str, Any]:
    return {
        "id": batch.id,
        "created_at": _time(batch.created_at),
        "started_at": _time(batch.started_at),
        "finished_at": _time(batch.finished_at),
        "purged_at": _time(batch.purged_at),
        "position": progress.position,
        "expected_finish": _time(progress.expected_finish),
    }


def _job_state(batch: Batch) -> JobState:
    if batch.state is BatchState.DONE and batch.n_failed:
        return JobState.FAILED
    return JobState.QUEUED if batch.state is BatchState.OPEN else JobState(batch.state.value)


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")

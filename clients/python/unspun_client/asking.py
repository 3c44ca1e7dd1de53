"""What is asked, as values that either client sends; and whether an answer is worth another try."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2

from unspun_client.answers import Article, BatchLine, Job, Report
from unspun_client.failures import JobFailed, ProblemError

TRIES: Final = 5
LONGEST_PAUSE: Final = 30.0
_AGAIN: Final = frozenset({409, 429, 502, 503, 504})  # 409: only where the first request of this key still runs
Pair = tuple[Article, Article]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be sent again without doing anything twice."""

    method: str
    path: str
    query: Mapping[str, str | int] = field(default_factory=dict)
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def headers_of(key: str | None) -> dict[str, str]:
    """What every request bears."""
    accepted = {"Accept": "application/json, application/x-ndjson", "User-Agent": "unspun-client-python/0.1.0"}
    return accepted | ({"Authorization": f"Bearer {key}"} if key else {})


def comparing(reference: Article, suspect: Article, options: Mapping[str, Any] | None) -> Asked:
    """`POST /compare`: nothing is kept, so it needs no key of its own."""
    return _posted("/compare", _pair(reference, suspect, options))


def submitting(body: Mapping[str, Any], idempotency_key: str | None) -> Asked:
    """`POST /jobs`."""
    return _posted("/jobs", body, {"Idempotency-Key": idempotency_key or str(uuid.uuid4())})


def submitting_many(lines: Iterable[Mapping[str, Any]], idempotency_key: str | None) -> Asked:
    """`POST /batches`."""
    content = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": idempotency_key or str(uuid.uuid4())}
    return Asked("POST", "/batches", content=content, headers=headers)


def job(job_id: str) -> Asked:
    """`GET /jobs/{id}`."""
    return Asked("GET", f"/jobs/{job_id}")


def jobs(custom_id: str | None, cursor: str | None) -> Asked:
    """`GET /jobs`: a page of them."""
    named = {"custom_id": custom_id, "cursor": cursor}
    return Asked("GET", "/jobs", {"limit": 100} | {name: value for name, value in named.items() if value is not None})


def cancelling(job_id: str) -> Asked:
    """`DELETE /jobs/{id}`."""
    return Asked("DELETE", f"/jobs/{job_id}")


def batch(batch_id: str) -> Asked:
    """`GET /batches/{id}`."""
    return Asked("GET", f"/batches/{batch_id}")


def results(batch_id: str, after: int) -> Asked:
    """`GET /batches/{id}/results`: JSON Lines."""
    return Asked("GET", f"/batches/{batch_id}/results", {"after": after})


def lines_in(content: bytes) -> Iterator[BatchLine]:
    """The answers in JSON Lines."""
    return (BatchLine.read(json.loads(line)) for line in content.split(b"\n") if line)


def report_in(job: Job) -> Report | None:
    """The report of a job, or nothing as long as there is none.

    Raises: JobFailed, if there will be none.
    """
    if job.report is None and job.is_done:
        raise JobFailed(job.error or {"detail": f"the job is {job.state}"})
    return job.report


def job_body(reference: Article, suspect: Article, custom_id: str | None, options: Mapping[str, Any] | None) -> dict[str, Any]:
    """A pair as `POST /jobs` takes it."""
    return _pair(reference, suspect, options) | ({} if custom_id is None else {"custom_id": custom_id})


def batch_lines(pairs: Mapping[str, Pair] | Sequence[Pair], options: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The lines of a batch: a mapping's keys are the names of its pairs."""
    named = pairs.items() if isinstance(pairs, Mapping) else ((None, pair) for pair in pairs)
    return [job_body(reference, suspect, name, options) for name, (reference, suspect) in named]


def pause_before_retry(response: httpx2.Response | None, n_tried: int) -> float | None:
    """Seconds until the next try, as the service asks for it; None when another one would not help.

    `response` is None when the connection broke.
    """
    if n_tried >= TRIES:
        return None
    pause = min(2.0**n_tried / 4, LONGEST_PAUSE)
    if response is None:
        return pause
    if response.status_code not in _AGAIN or (
        response.status_code == httpx2.codes.CONFLICT and _code(response) != "still-running"
    ):
        return None
    asked = response.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isascii() and asked.isdigit() else pause


def checked(response: httpx2.Response) -> httpx2.Response:
    """The response, if it is an answer of the service.

    Raises: ProblemError, also for a page of what is in between, such as a sign-in.
    """
    if not response.is_success:
        raise ProblemError(response.status_code, _body(response))
    if response.headers.get("Content-Type", "").startswith("text/"):
        raise ProblemError(
            response.status_code, {"detail": "a page was answered, not JSON: what is between here and the service?"}
        )
    return response


def _code(response: httpx2.Response) -> str:
    return ProblemError(response.status_code, _body(response)).code


def _body(response: httpx2.Response) -> Mapping[str, Any]:
    """The problem; a proxy in between may answer with something else."""
    try:
        body = response.json()
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {"detail": response.reason_phrase}


def _pair(reference: Article, suspect: Article, options: Mapping[str, Any] | None) -> dict[str, Any]:
    pair: dict[str, Any] = {"reference": reference.body, "suspect": suspect.body}
    return pair | ({"options": dict(options)} if options else {})


def _posted(path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Asked:
    return Asked("POST", path, content=json.dumps(body).encode(), headers={"Content-Type": "application/json", **(headers or {})})

"""`Unspun`: the client for programs without an event loop. Safe to share between threads."""

import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx2

from unspun_client import asking
from unspun_client.answers import Article, Batch, BatchLine, Job, Report
from unspun_client.asking import Asked, Pair
from unspun_client.failures import Unreachable, WaitedTooLong

_POLL_SECONDS = (0.1, 2.0)  # the first pause between two questions, and the longest


class Unspun:
    """A service at `url`; `key` as `unspun keys create` printed it, None where the service asks for none.

    Every method raises ProblemError when the service refuses, and Unreachable when it does not answer.
    """

    def __init__(self, url: str, key: str | None = None, *, timeout: float = 60.0) -> None:
        self._http = httpx2.Client(base_url=url.rstrip("/"), headers=asking.headers_of(key), timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def compare(self, reference: Article, suspect: Article, *, options: Mapping[str, Any] | None = None) -> Report:
        """The report at once; of a long pair as soon as the queue has come to it.

        Raises: JobFailed.
        """
        response = self._ask(asking.comparing(reference, suspect, options))
        if response.status_code == httpx2.codes.ACCEPTED:
            return self.wait(response.json()["id"])
        return Report.read(response.json())

    def submit(
        self, reference: Article, suspect: Article, *, custom_id: str | None = None,
        options: Mapping[str, Any] | None = None, idempotency_key: str | None = None,
    ) -> Job:  # fmt: skip
        """Puts a pair into the queue; the same `idempotency_key` again gives the same job."""
        body = asking.job_body(reference, suspect, custom_id, options)
        return Job.read(self._ask(asking.submitting(body, idempotency_key)).json())

    def job(self, job_id: str) -> Job:
        """The job as it stands."""
        return Job.read(self._ask(asking.job(job_id)).json())

    def jobs(self, custom_id: str | None = None) -> Iterator[Job]:
        """All jobs, the newest first, without their reports; or those of one name."""
        cursor: str | None = None
        while True:
            page = self._ask(asking.jobs(custom_id, cursor)).json()
            yield from map(Job.read, page["jobs"])
            if (cursor := page["next"]) is None:
                return

    def wait(self, job_id: str, timeout: float = 600.0) -> Report:
        """The report of a job, as soon as there is one.

        Raises: JobFailed; WaitedTooLong after `timeout` seconds.
        """
        for _ in _until(timeout):
            if (report := asking.report_in(self.job(job_id))) is not None:
                return report
        raise WaitedTooLong(job_id)

    def cancel(self, job_id: str) -> Job:
        """Cancels a job that waits; deletes the report of one that has ended."""
        return Job.read(self._ask(asking.cancelling(job_id)).json())

    def submit_batch(
        self, pairs: Mapping[str, Pair] | Sequence[Pair], *,
        options: Mapping[str, Any] | None = None, idempotency_key: str | None = None,
    ) -> Batch:  # fmt: skip
        """Puts many pairs into the queue; a mapping's keys come back as `custom_id`."""
        return Batch.read(self._ask(asking.submitting_many(asking.batch_lines(pairs, options), idempotency_key)).json())

    def batch(self, batch_id: str) -> Batch:
        """The batch as it stands."""
        return Batch.read(self._ask(asking.batch(batch_id)).json())

    def wait_batch(self, batch_id: str, timeout: float = 3_600.0) -> Batch:
        """The batch, as soon as everything is answered.

        Raises: WaitedTooLong after `timeout` seconds.
        """
        for _ in _until(timeout):
            if (batch := self.batch(batch_id)).is_done:
                return batch
        raise WaitedTooLong(batch_id)

    def results(self, batch_id: str, *, after: int = 0) -> Iterator[BatchLine]:
        """The answers so far, in the order of the batch, from behind the line `after`."""
        response = self._ask(asking.results(batch_id, after))
        yield from asking.lines_in(response.content)

    def _ask(self, asked: Asked) -> httpx2.Response:
        n_tried = 0
        while True:
            response, n_tried = self._sent(asked), n_tried + 1
            pause = asking.pause_before_retry(response if isinstance(response, httpx2.Response) else None, n_tried)
            if isinstance(response, httpx2.Response):
                if pause is None:
                    return asking.checked(response)
            elif pause is None:
                raise Unreachable(str(response)) from response
            time.sleep(pause)

    def _sent(self, asked: Asked) -> httpx2.Response | httpx2.TransportError:
        try:
            return self._http.request(
                asked.method, asked.path, params=dict(asked.query), content=asked.content, headers=dict(asked.headers)
            )
        except httpx2.TransportError as error:
            return error


def _until(timeout: float) -> Iterator[None]:
    """Once at once, then again and again with longer pauses until the time is over."""
    pause, longest = _POLL_SECONDS
    end = time.monotonic() + timeout
    yield
    while time.monotonic() < end:
        time.sleep(min(pause, max(end - time.monotonic(), 0)))
        yield
        pause = min(2 * pause, longest)

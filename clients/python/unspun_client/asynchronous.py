"""`AsyncUnspun`: the same client for asyncio."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx2

from unspun_client import asking
from unspun_client.answers import Article, Batch, BatchLine, Job, Report
from unspun_client.asking import Asked, Pair
from unspun_client.failures import Unreachable, WaitedTooLong

_POLL_SECONDS = (0.1, 2.0)  # the first pause between two questions, and the longest


class AsyncUnspun:
    """A service at `url`; `key` as `unspun keys create` printed it, None where the service asks for none.

    Every method raises ProblemError when the service refuses, and Unreachable when it does not answer.
    """

    def __init__(self, url: str, key: str | None = None, *, timeout: float = 60.0) -> None:
        self._http = httpx2.AsyncClient(base_url=url.rstrip("/"), headers=asking.headers_of(key), timeout=timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def compare(self, reference: Article, suspect: Article, *, options: Mapping[str, Any] | None = None) -> Report:
        """The report at once; of a long pair as soon as the queue has come to it.

        Raises: JobFailed.
        """
        response = await self._ask(asking.comparing(reference, suspect, options))
        if response.status_code == httpx2.codes.ACCEPTED:
            return await self.wait(response.json()["id"])
        return Report.read(response.json())

    async def submit(
        self, reference: Article, suspect: Article, *, custom_id: str | None = None,
        options: Mapping[str, Any] | None = None, idempotency_key: str | None = None,
    ) -> Job:  # fmt: skip
        """Puts a pair into the queue; the same `idempotency_key` again gives the same job."""
        body = asking.job_body(reference, suspect, custom_id, options)
        return Job.read((await self._ask(asking.submitting(body, idempotency_key))).json())

    async def job(self, job_id: str) -> Job:
        """The job as it stands."""
        return Job.read((await self._ask(asking.job(job_id))).json())

    async def jobs(self, custom_id: str | None = None) -> AsyncIterator[Job]:
        """All jobs, the newest first, without their reports; or those of one name."""
        cursor: str | None = None
        while True:
            page = (await self._ask(asking.jobs(custom_id, cursor))).json()
            for each in page["jobs"]:
                yield Job.read(each)
            if (cursor := page["next"]) is None:
                return

    async def wait(self, job_id: str, timeout: float = 600.0) -> Report:
        """The report of a job, as soon as there is one.

        Raises: JobFailed; WaitedTooLong after `timeout` seconds.
        """
        async for _ in _until(timeout):
            if (report := asking.report_in(await self.job(job_id))) is not None:
                return report
        raise WaitedTooLong(job_id)

    async def cancel(self, job_id: str) -> Job:
        """Cancels a job that waits; deletes the report of one that has ended."""
        return Job.read((await self._ask(asking.cancelling(job_id))).json())

    async def submit_batch(
        self, pairs: Mapping[str, Pair] | Sequence[Pair], *,
        options: Mapping[str, Any] | None = None, idempotency_key: str | None = None,
    ) -> Batch:  # fmt: skip
        """Puts many pairs into the queue; a mapping's keys come back as `custom_id`."""
        return Batch.read((await self._ask(asking.submitting_many(asking.batch_lines(pairs, options), idempotency_key))).json())

    async def batch(self, batch_id: str) -> Batch:
        """The batch as it stands."""
        return Batch.read((await self._ask(asking.batch(batch_id))).json())

    async def wait_batch(self, batch_id: str, timeout: float = 3_600.0) -> Batch:
        """The batch, as soon as everything is answered.

        Raises: WaitedTooLong after `timeout` seconds.
        """
        async for _ in _until(timeout):
            if (batch := await self.batch(batch_id)).is_done:
                return batch
        raise WaitedTooLong(batch_id)

    async def results(self, batch_id: str, *, after: int = 0) -> AsyncIterator[BatchLine]:
        """The answers so far, in the order of the batch, from behind the line `after`."""
        response = await self._ask(asking.results(batch_id, after))
        for line in asking.lines_in(response.content):
            yield line

    async def _ask(self, asked: Asked) -> httpx2.Response:
        n_tried = 0
        while True:
            response, n_tried = await self._sent(asked), n_tried + 1
            pause = asking.pause_before_retry(response if isinstance(response, httpx2.Response) else None, n_tried)
            if isinstance(response, httpx2.Response):
                if pause is None:
                    return asking.checked(response)
            elif pause is None:
                raise Unreachable(str(response)) from response
            await asyncio.sleep(pause)

    async def _sent(self, asked: Asked) -> httpx2.Response | httpx2.TransportError:
        try:
            return await self._http.request(
                asked.method, asked.path, params=dict(asked.query), content=asked.content, headers=dict(asked.headers)
            )
        except httpx2.TransportError as error:
            return error


async def _until(timeout: float) -> AsyncIterator[None]:
    """Once at once, then again and again with longer pauses until the time is over."""
    pause, longest = _POLL_SECONDS
    end = time.monotonic() + timeout
    yield
    while time.monotonic() < end:
        await asyncio.sleep(min(pause, max(end - time.monotonic(), 0)))
        yield
        pause = min(2 * pause, longest)

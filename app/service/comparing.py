"""What the routes share: the limits, the comparison places, and the detector once it is loaded."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from app import store
from app.detector import Detector
from app.pairs import CompareMany, CompareRequest, check_lengths, compare_asked
from app.pools import Outside, TooCostly
from app.service.asking import answering
from app.service.errors import NotReady, TookTooLong
from app.service.limits import Limits
from app.service.places import Places
from app.telemetry import Where, count_comparison, span

P = ParamSpec("P")
T = TypeVar("T")
Asked = CompareRequest | CompareMany

_log = logging.getLogger("app.api")


class Service:
    """One running service; made by `main`, opened and closed by the application's lifespan.

    With `outside` pairs are compared in its processes, which have loaded the same detector; without, and as long as those are
    loading, on threads of this one.
    """

    def __init__(
        self,
        limits: Limits,
        load: Callable[[], Detector],
        *,
        lexicon_version: str | None = None,
        outside: Outside | None = None,
    ) -> None:
        self.limits = limits
        self.lexicon_version = lexicon_version
        self._outside = outside
        self._load = load
        self._places, self._single_place = _places(limits)
        self._loading: asyncio.Task[Detector | None] | None = None

    def open(self) -> None:
        """Starts to load the detector on a thread, so that /healthz answers at once. May follow a `close`."""
        self._places, self._single_place = _places(self.limits)
        self._loading = asyncio.create_task(self._load_on_a_thread())

    async def close(self) -> None:
        """Waits for the loading thread, which cannot be stopped, and lets running comparisons end."""
        if self._loading:
            await asyncio.wait({self._loading})
        self._places.close()
        self._single_place.close()
        if detector := self.loaded:
            detector.kept.clear()
        if self._outside:
            await asyncio.to_thread(self._outside.close)

    @property
    def loaded(self) -> Detector | None:
        """The detector, or nothing as long as it is loading or when it could not be loaded."""
        return self._loading.result() if self._loading and self._loading.done() else None

    async def when_loaded(self) -> Detector | None:
        """The detector, as soon as it is loaded; nothing when it could not be loaded."""
        return await asyncio.shield(self._loading) if self._loading else None

    @property
    def detector(self) -> Detector:
        """The loaded detector.

        Raises: NotReady.
        """
        if detector := self.loaded:
            return detector
        if self._loading and self._loading.done():
            raise NotReady("The model or the lexicon could not be loaded; the log says why.")
        raise NotReady()

    async def compare(self, request: Asked) -> tuple[str, bytes]:
        """The article's label and the report as JSON; of several references the best one's label, and all reports.

        Raises: NotReady, SideTooLong, UnusableSide, Overloaded, TookTooLong.
        """
        check_lengths(request, self.limits.max_characters)
        detector, outside = self.detector, self._outside
        with span("compare"):
            if outside is None or not outside.is_ready:
                return await self.run(partial(_compare, detector, request))
            return await self._places.hold(partial(_compare_outside, outside, self.limits.time_limit_seconds, request))

    async def run_outside(self, work: Callable[Concatenate[Detector, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work(detector, …)` returns: done in a comparison's place and, as soon as it can, in a process that can be ended.

        Raises: NotReady, NoDatabase, Overloaded, TookTooLong, and whatever `work` raises.
        """
        detector, outside, seconds = self.detector, self._outside, self.limits.time_limit_seconds

        def done() -> T:
            if outside is None or not outside.is_ready:
                return work(detector, *args, **kwargs)
            with _in_time("work"):
                return outside.run(seconds, work, *args, **kwargs)

        with answering():
            return await self._places.run(done)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work`, which costs as much as a comparison, returns: done in one of the comparison places.

        Raises: Overloaded, TookTooLong, and whatever `work` raises.
        """
        return await self._places.run(work)

    async def run_alone(self, work: Callable[[], T]) -> T:
        """As `run`, for work that costs a hundred comparisons in a process of its own: one at a time, and no place is taken."""
        return await self._single_place.run(work)

    async def _load_on_a_thread(self) -> Detector | None:
        started = time.perf_counter()
        try:
            detector = await asyncio.to_thread(self._load)
        except Exception as error:  # noqa: BLE001 (whatever it is, /healthz and /readyz must tell it)
            # the one message that is logged: it names files and versions, and no text has been sent yet
            _log.error("could not load the model and the lexicon: %s", error, exc_info=True)
            return None
        if self._outside:
            self._outside.open()  # only now: two that load at once are ready later
        _log.info("ready", extra={"model": detector.model_name, "seconds": round(time.perf_counter() - started, 2)})
        return detector


def _places(limits: Limits) -> tuple[Places, Places]:
    """The places for comparisons, and the one place beside them."""
    return Places(limits), Places(replace(limits, comparisons_at_once=1))


def _compare(detector: Detector, request: Asked) -> tuple[str, bytes]:
    """Raises: UnusableSide."""
    with _counted() as labels:
        label, report = compare_asked(detector, request)
        labels.append(label)
        return label, report


async def _compare_outside(outside: Outside, seconds: float, request: Asked) -> tuple[str, bytes]:
    """Raises: UnusableSide, TookTooLong."""
    with _counted() as labels:
        with _in_time("comparison"):
            label, report = await outside.ask(seconds, compare_asked, request)
        labels.append(label)
        return label, report


@contextmanager
def _in_time(what: str) -> Iterator[None]:
    """Raises: TookTooLong, when what is done outside was ended."""
    try:
        yield
    except TooCostly as error:
        raise TookTooLong(f"The {what} was ended: {error}.") from error


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Counts a comparison under the label that is put into what it gives."""
    started, labels = time.perf_counter(), [store.chunks.NO_LABEL]
    try:
        yield labels
    finally:
        count_comparison(Where.REQUEST, labels[-1], time.perf_counter() - started)

"""What long pairs leave of two cores: two threads of one process against one, and `/healthz` while a service compares."""

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event, Thread

import numpy as np

from app.detector import Detector
from tests.benchmarks.figures import Check, Section, median, summary
from tests.benchmarks.pairs import Pair, prose_pair
from tests.benchmarks.pipeline import compare_whole
from tests.benchmarks.processes import NO_QUEUE, service, wait_until_quiet
from tests.benchmarks.roundtrip import ask, body_of

_AT_ONCE = 2
_LEAST_GAIN = 1.5
_MOST_MILLISECONDS = 50.0
_BETWEEN_LOOKS = 0.02


@dataclass(frozen=True, slots=True)
class Turn:
    """Seconds by the clock that some comparisons took one after the other, and two at a time; the same work twice."""

    one: float
    two: float


def threads(detector: Detector, words: int, turns: int) -> Section:
    """How many times the comparisons of one thread two threads of one process make, in turns."""
    # texts of each thread's own: the detector keeps sides, and a kept one costs nothing
    pairs = [_own(prose_pair(words, detector.lexicon), k) for k in range(_AT_ONCE)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda pair: compare_whole(detector, pair), pairs))
        taken = [_turn(detector, pairs, pool) for _ in range(turns)]
    gains = summary([turn.one / turn.two for turn in taken])
    rows = (
        ("one thread, seconds", *_row([turn.one for turn in taken])),
        ("two threads, seconds", *_row([turn.two for turn in taken])),
        ("gain, turn by turn", gains.best, gains.median, gains.upper),
    )
    check = Check("two threads / one thread, wall, for the same work", 1 / gains.median, 1 / _LEAST_GAIN, "×")
    note = f"{words:,} words a side, {_AT_ONCE} pairs a turn, {turns} turns; asked: a gain of {_LEAST_GAIN}"
    return Section("Two threads in one process", ("what", "least", "median", "most"), rows, (check,), (note,))


def _own(pair: Pair, number: int) -> Pair:
    return replace(pair, reference=f"{pair.reference} {number}", suspect=f"{pair.suspect} {number}")


def _turn(detector: Detector, pairs: list[Pair], pool: ThreadPoolExecutor) -> Turn:
    started = time.perf_counter()
    for pair in pairs:
        compare_whole(detector, pair)
    between = time.perf_counter()
    list(pool.map(lambda pair: compare_whole(detector, pair), pairs))
    return Turn(between - started, time.perf_counter() - between)


def _row(values: list[float]) -> tuple[float, float, float]:
    return min(values), median(values), max(values)


def healthz(detector: Detector, words: int, seconds: float) -> Section:
    """Milliseconds of `/healthz` while two clients have pairs of that many words compared, and while nobody asks."""
    body = body_of(prose_pair(words, detector.lexicon))
    with service(**NO_QUEUE) as running:
        wait_until_quiet(running.process.pid)
        idle = list(_looks(running.port, seconds / 2))
        over, counts = Event(), [0] * _AT_ONCE
        clients = [Thread(target=_keep_asking, args=(running.port, body, over, counts, k)) for k in range(_AT_ONCE)]
        for client in clients:
            client.start()
        busy = list(_looks(running.port, seconds))
        over.set()
        for client in clients:
            client.join()
    looks = {"idle": idle, "busy": busy}
    rows = tuple((name, len(taken), *np.percentile(taken, [50, 90, 99]).tolist()) for name, taken in looks.items())
    check = Check(f"/healthz while pairs of {words:,} words are compared, p99", rows[1][-1], _MOST_MILLISECONDS, "ms")
    note = f"{sum(counts)} pairs of {words:,} words a side were answered meanwhile, {_AT_ONCE} at a time"
    return Section("/healthz, wall milliseconds", ("while", "looks", "p50", "p90", "p99"), rows, (check,), (note,))


def _keep_asking(port: int, body: bytes, over: Event, counts: list[int], client: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while not over.is_set():
        ask(connection, body)
        counts[client] += 1
    connection.close()


def _looks(port: int, seconds: float) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        yield (time.perf_counter() - started) * 1_000
        time.sleep(_BETWEEN_LOOKS)
    connection.close()

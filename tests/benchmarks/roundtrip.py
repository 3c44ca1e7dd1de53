"""What HTTP costs: `POST /compare` on a kept connection against the same comparison in this process, in turns."""

import http.client
import json
from functools import partial

from app.detector import Detector
from tests.benchmarks.clocks import timed
from tests.benchmarks.figures import Check, Section, median, ratios, summary
from tests.benchmarks.pairs import Pair, prose_pair
from tests.benchmarks.pipeline import compare_whole
from tests.benchmarks.processes import cpu_of, peak_memory, service

_WARM_UP = 20
# by default a pair as long as the longest of these becomes a job, and would be answered with 202
_NO_QUEUE = {"UNSPUN_ASYNC_ABOVE_CHARACTERS": "1000000", "UNSPUN_TIME_LIMIT_SECONDS": "600"}


def round_trip(detector: Detector, pair: Pair, rounds: int, long_words: int) -> Section:
    """Median round trip against the median comparison, and the service's peak memory; it answers long pairs at once too."""
    with service(**_NO_QUEUE) as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.port)
        ask = partial(_ask, connection, _body(pair))
        for _ in range(_WARM_UP):
            ask()
            compare_whole(detector, pair)
        here, over_http = [], []
        worked = cpu_of(running.process.pid)
        for _ in range(rounds):
            here.append(timed(partial(compare_whole, detector, pair)))
            over_http.append(timed(ask))
        worked = (cpu_of(running.process.pid) - worked) / rounds
        usual = peak_memory(running.process.pid)
        _ask(connection, _body(prose_pair(long_words, detector.lexicon)))
        longest = peak_memory(running.process.pid)
        connection.close()
    rows = tuple(
        (name, s.best, s.lower, s.median, s.upper)
        for name, s in (
            ("in this process", summary([t.wall for t in here])),
            ("POST /compare", summary([t.wall for t in over_http])),
            ("ratio, round by round", ratios([t.wall for t in over_http], [t.wall for t in here])),
        )
    )
    direct, trip = median(t.wall for t in here), median(t.wall for t in over_http)
    direct_cpu, client_cpu = median(t.cpu for t in here), median(t.cpu for t in over_http)
    checks = (
        Check("HTTP round trip / comparison, wall, medians", trip / direct, 4 / 3, "×"),
        Check("HTTP round trip / comparison, CPU of service and client", (worked + client_cpu) / direct_cpu, 4 / 3, "×"),
        Check("service's peak memory", usual, 400, "MB"),
        Check(f"service's peak memory, {long_words:,} words a side", longest, 400, "MB"),
    )
    notes = (
        f"CPU a request: service {worked:.2f} ms, client {client_cpu:.2f} ms; the comparison in this process {direct_cpu:.2f} ms",
        f"{rounds} rounds, taken in turns",
    )
    return Section("The HTTP round trip, wall milliseconds", ("what", "best", "lower", "median", "upper"), rows, checks, notes)


def _body(pair: Pair) -> bytes:
    return json.dumps({"reference": {"text": pair.reference}, "suspect": {"text": pair.suspect}}).encode()


def _ask(connection: http.client.HTTPConnection, body: bytes) -> bytes:
    connection.request("POST", "/compare", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    content = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"the service answered {response.status}")
    return content

"""What HTTP costs: `POST /compare` on a kept connection against the same comparison in this process and difflib, in turns."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial

from app.detector import Detector
from app.text import read_text
from tests.benchmarks.clocks import Time, timed
from tests.benchmarks.figures import Check, Section, median, ratios, summary
from tests.benchmarks.pairs import Pair, prose_pair
from tests.benchmarks.pipeline import compare_whole
from tests.benchmarks.processes import NO_QUEUE, cpu_of, family, peak_memory, service, wait_until_quiet

_WARM_UP = 20
_IDLE_SECONDS = 5.0
_MOST = 0.12  # of difflib's time, beside the comparison


@dataclass(slots=True)
class _Turns:
    """Times of difflib, of the comparison here and of the round trip, and milliseconds that service and forks worked for it."""

    difflib: list[Time] = field(default_factory=list)
    here: list[Time] = field(default_factory=list)
    trip: list[Time] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    compared: list[float] = field(default_factory=list)


def round_trip(detector: Detector, pair: Pair, rounds: int, long_words: int) -> Section:
    """Median round trip against the median comparison, and the service's peak memory; it answers long pairs at once too."""
    with service(**NO_QUEUE) as running:
        wait_until_quiet(running.process.pid)
        connection = http.client.HTTPConnection("127.0.0.1", running.port)
        turns = _take_turns(detector, pair, rounds, running.process.pid, partial(ask, connection, body_of(pair)))
        usual = peak_memory(running.process.pid)
        ask(connection, body_of(prose_pair(long_words, detector.lexicon)))
        longest = peak_memory(running.process.pid)
        connection.close()
    memory = (
        Check("service's peak memory", usual, 400, "MB"),
        Check(f"service's peak memory, {long_words:,} words a side", longest, 400, "MB"),
    )
    columns = ("what", "best", "lower", "median", "upper")
    notes = (_costs(turns), f"{rounds} rounds, taken in turns")
    return Section("The HTTP round trip, wall milliseconds", columns, _rows(turns), (*_checks(turns), *memory), notes)


def _take_turns(detector: Detector, pair: Pair, rounds: int, process: int, ask: Callable[[], bytes]) -> _Turns:
    one, other = list(read_text(pair.reference).norms), list(read_text(pair.suspect).norms)
    idle = _idle_share(process)  # first: a connection is closed when nothing comes for so long
    for _ in range(_WARM_UP):
        ask()
        compare_whole(detector, pair)
    turns, children = _Turns(), family(process)[1:]
    for _ in range(rounds):
        turns.difflib.append(timed(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()))
        turns.here.append(timed(partial(compare_whole, detector, pair)))
        served, compared = cpu_of(process), sum(map(cpu_of, children))
        turns.trip.append(timed(ask))
        turns.served.append(cpu_of(process) - served - idle * turns.trip[-1].wall)
        turns.compared.append(sum(map(cpu_of, children)) - compared)
    return turns


def _idle_share(process: int) -> float:
    """What a service works unasked, as a share of a processor: its engine looks for work, also while a request waits its turn."""
    before = cpu_of(process)
    time.sleep(_IDLE_SECONDS)
    return (cpu_of(process) - before) / (_IDLE_SECONDS * 1_000)


def _rows(turns: _Turns) -> tuple[tuple[str, float, float, float, float], ...]:
    here, trip = [t.wall for t in turns.here], [t.wall for t in turns.trip]
    rows = {
        "difflib": summary([t.wall for t in turns.difflib]),
        "in this process": summary(here),
        "POST /compare": summary(trip),
        "ratio, round by round": ratios(trip, here),
    }
    return tuple((name, s.best, s.lower, s.median, s.upper) for name, s in rows.items())


def _checks(turns: _Turns) -> tuple[Check, ...]:
    """By the clock, and by the processor: there the comparison is the forks', and what is beside it the service's and ours."""
    difflib, here, trip = (median(t.wall for t in times) for times in (turns.difflib, turns.here, turns.trip))
    beside = (median(turns.served) + median(t.cpu for t in turns.trip)) / median(t.cpu for t in turns.difflib)
    return (
        Check("HTTP round trip / comparison, wall, medians", trip / here, 4 / 3, "×"),
        Check("HTTP round trip less the comparison / difflib, wall, medians", (trip - here) / difflib, _MOST, "×"),
        Check("what HTTP costs service and client / difflib, CPU, medians", beside, _MOST, "×"),
    )


def _costs(turns: _Turns) -> str:
    served, compared, client = median(turns.served), median(turns.compared), median(t.cpu for t in turns.trip)
    here, difflib = median(t.cpu for t in turns.here), median(t.cpu for t in turns.difflib)
    return (
        f"CPU a request, medians: service {served:.2f} ms, the fork that compares {compared:.2f} ms, client {client:.2f} ms; "
        f"the comparison in this process {here:.2f} ms, difflib {difflib:.2f} ms"
    )


def body_of(pair: Pair) -> bytes:
    """The pair as a request."""
    return json.dumps({"reference": {"text": pair.reference}, "suspect": {"text": pair.suspect}}).encode()


def ask(connection: http.client.HTTPConnection, body: bytes) -> bytes:
    """The report that `POST /compare` answers; anything else is an error."""
    connection.request("POST", "/compare", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    content = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"the service answered {response.status}")
    return content

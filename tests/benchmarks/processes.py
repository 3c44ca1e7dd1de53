"""Real processes: the service as a child, time until it is ready, peak memory."""

import http.client
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Self

from app.store import sqlite_url
from tests.benchmarks.figures import Check, Section
from tests.benchmarks.pairs import Pair
from tests.ports import free_port
from tests.waiting import PATIENCE

# by default a pair as long as the longest of these becomes a job, and would be answered with 202
NO_QUEUE = {"UNSPUN_ASYNC_ABOVE_CHARACTERS": "1000000", "UNSPUN_TIME_LIMIT_SECONDS": "600"}
_ROOT = Path(__file__).resolve().parents[2]
_QUIET = 60.0  # milliseconds of work in a second of waiting: the engine of an embedded worker takes 15 to 25
_LOOKS = 3  # in a row: the queue is opened behind `/readyz`, and loading it halts now and then


@dataclass(frozen=True, slots=True)
class Running:
    """A service that answers: its process, its port, and the seconds it took until it was ready."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float


def command(port: int) -> list[str]:
    """How the service is started: by the command if it is installed, else by uvicorn from the factory."""
    unspun = Path(sys.executable).with_name("unspun")
    if unspun.is_file() and importlib.util.find_spec("app.cli"):
        return [str(unspun), "serve", "--port", str(port)]
    factory = ["--factory", "app.main:create_app", "--no-access-log"]
    return [sys.executable, "-m", "uvicorn", *factory, "--port", str(port)]


@contextmanager
def service(**settings: str) -> Iterator[Running]:
    """A service of its own on a free port and an empty database, ready; stopped at the end."""
    with (
        TemporaryDirectory(prefix="unspun-bench-") as folder,
        _started(sqlite_url(Path(folder) / "unspun.db"), settings) as running,
    ):
        yield running


@contextmanager
def _started(database: str, settings: dict[str, str]) -> Iterator[Running]:
    port, started = free_port(), time.perf_counter()
    environment = os.environ | {"UNSPUN_DATABASE_URL": database} | settings
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # of whoever measures: it would compile every module in each start
    process = subprocess.Popen(command(port), cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _is_ready(port):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"the service did not become ready: {command(port)}, exit {process.poll()}")
            time.sleep(0.01)
        yield Running(process, port, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def start_up(times: int) -> Section:
    """Seconds from exec until `/readyz` answers 200; not of the first start, which writes the bytecode of what it imports."""
    with service():
        pass
    clock, worked = [], []
    for _ in range(times):
        with service() as running:
            clock.append(running.seconds)
            worked.append(cpu_of(running.process.pid) / 1_000)
    rows = tuple(
        (what, min(each), median(each), max(each))
        for what, each in (("exec to /readyz 200", clock), ("of a processor until then", worked))
    )
    how = " ".join(Path(part).name if part.startswith("/") else part for part in command(0)[:-1])
    check = Check("start-up, median", median(clock), 0.7, "s")
    return Section("Seconds until ready", ("what", "best", "median", "worst"), rows, (check,), (f"{how} <port>, {times} times",))


def workers() -> Section:
    """Memory of `unspun worker` after its start: of one alone, and of each of two that one command has started."""
    with _working(1) as alone:
        first = Held.by(alone)
    with _working(2) as parent:
        further = [Held.by(child) for child in children_of(parent)]
    held = {"one worker": first} | {f"worker {k} of --comparisons 2": each for k, each in enumerate(further, 1)}
    rows = tuple((name, each.resident, each.private, each.mapped) for name, each in held.items())
    checks = (
        Check("a worker's memory, alone on its machine", first.private + first.mapped, 100, "MB"),
        Check("private memory of each further worker", max(each.private for each in further), 65, "MB"),
    )
    columns = ("process", "resident", "private", "of the flat lexicon")
    return Section("Megabytes of workers (smaps)", columns, rows, checks, ("private: pages that no other process has",))


@dataclass(frozen=True, slots=True)
class Held:
    """Memory of a process in MB (2**20 bytes): in all, what nobody else has, and of the file that all processes map."""

    resident: float
    private: float
    mapped: float

    @classmethod
    def by(cls, process: int) -> Self:
        resident = private = mapped = 0
        is_flat = False
        for line in Path(f"/proc/{process}/smaps").read_text().splitlines():
            name, *values = line.split()
            if not name.endswith(":"):
                is_flat = line.endswith(".flat")
            elif name == "Rss:":
                resident += int(values[0])
                mapped += int(values[0]) if is_flat else 0
            elif name in ("Private_Clean:", "Private_Dirty:") and not is_flat:
                private += int(values[0])
        return cls(resident / 1_024, private / 1_024, mapped / 1_024)


@contextmanager
def _working(comparisons: int) -> Iterator[int]:
    """`unspun worker` on an empty database, once it has done what it begins with: its process; stopped at the end."""
    with TemporaryDirectory(prefix="unspun-bench-") as folder:
        program = [str(Path(sys.executable).with_name("unspun")), "worker", "--comparisons", str(comparisons)]
        environment = os.environ | {"UNSPUN_DATABASE_URL": sqlite_url(Path(folder) / "unspun.db")}
        nowhere = subprocess.DEVNULL
        process = subprocess.Popen(program, cwd=_ROOT, env=environment, stdout=nowhere, stderr=nowhere)
        try:
            wait_until_quiet(process.pid)
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def memory(pair: Pair, n_comparisons: int) -> Section:
    """Peak resident memory of a process that has compared the pair that many times."""
    texts = json.dumps([pair.reference, pair.suspect]).encode()
    child = [sys.executable, "-m", "tests.benchmarks.repeating", str(n_comparisons)]
    peaks = json.loads(subprocess.run(child, input=texts, cwd=_ROOT, stdout=subprocess.PIPE, check=True).stdout)
    rows = tuple((when, mb) for when, mb in peaks.items())
    check = Check(f"peak memory after {n_comparisons} comparisons", max(peaks.values()), 400, "MB")
    return Section("Megabytes of one process (VmHWM)", ("when", "MB"), rows, (check,), ())


def peak_memory(process: int | None = None) -> float:
    """Peak resident memory of a process so far, in MB (2**20 bytes)."""
    status = Path(f"/proc/{process or os.getpid()}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1_024


def wait_until_quiet(process: int) -> None:
    """Returns when a service that is ready has done what it begins then: its queue is opened, its processes have loaded."""
    looks, until = 0, time.perf_counter() + PATIENCE
    while looks < _LOOKS and time.perf_counter() < until:
        before = sum(map(cpu_of, family(process)))
        time.sleep(1)
        looks = looks + 1 if sum(map(cpu_of, family(process))) - before < _QUIET else 0


def family(process: int) -> tuple[int, ...]:
    """A process and all that descend from it."""
    return (process, *(each for child in children_of(process) for each in family(child)))


def children_of(process: int) -> tuple[int, ...]:
    """The processes that a process has started and that live."""
    tasks = Path(f"/proc/{process}/task").glob("*")
    return tuple(int(child) for task in tasks for child in _told(task / "children"))


def _told(of_thread: Path) -> list[str]:
    """The words that the system tells of a thread; none where it has ended since it was listed."""
    try:
        return of_thread.read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def cpu_of(process: int) -> float:
    """Milliseconds that all threads of a process have worked so far."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(told[0]) for told in map(_told, threads) if told) / 1e6

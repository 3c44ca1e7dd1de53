"""`python -m tests.benchmarks.starts FOLDER`: starts of the build of another checkout and of this one, in turns.

Of each: `unspun compare` of the sample pair from its beginning to its end, `unspun serve` until `/healthz` answers, and
`unspun worker` until its first beat stands in the database. Processor seconds of the process and all that it has started by then;
of a worker also the memory that it has once it is quiet. The other checkout needs its own `.venv` and compiled modules.
"""

import argparse
import http.client
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.store import sqlite_url
from tests.benchmarks.processes import Held, cpu_of, family, wait_until_quiet
from tests.ports import free_port
from tests.waiting import PATIENCE

_ROOT = Path(__file__).resolve().parents[2]
_SAMPLE = ("data/samples/reference.txt", "data/samples/suspect.txt")
_LOOK_SECONDS = 0.02


class Start(NamedTuple):
    """Processor seconds, seconds by the clock, and megabytes where they were asked for."""

    cpu: float
    clock: float
    memory: float = 0.0


def compare(checkout: Path, _: Path) -> Start:
    """From the command's beginning to its end."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(
        [_unspun(checkout), "compare", *_SAMPLE], cwd=checkout, env=_environment(), stdout=subprocess.DEVNULL, check=True
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Start(spent, time.perf_counter() - began)


def serve(checkout: Path, folder: Path) -> Start:
    """Until `/healthz` answers 200."""
    port = free_port()
    with _started(checkout, folder, "serve", "--port", str(port)) as process:
        return _until(process, partial(_answers, port))


def worker(checkout: Path, folder: Path) -> Start:
    """Until it beats, and its memory afterwards."""
    with _started(checkout, folder, "worker") as process:
        start = _until(process, partial(_has_beaten, folder / "unspun.db"))
        wait_until_quiet(process.pid)
        held = Held.by(process.pid)
        return start._replace(memory=held.private + held.mapped)


STARTS: dict[str, Callable[[Path, Path], Start]] = {
    "unspun compare, the sample": compare,
    "unspun serve, until /healthz answers": serve,
    "unspun worker, until its first beat": worker,
}


def main() -> None:
    """Prints medians of both builds and the median of this one's processor time over the other's."""
    options = _options()
    builds = (options.folder.resolve(), _ROOT)
    for name, start in STARTS.items():
        taken = [[_once(start, build) for build in builds] for _ in range(options.rounds + 1)][1:]  # the first writes bytecode
        of_before = median(now.cpu / before.cpu for before, now in taken)
        before, now = (tuple(map(median, zip(*(turn[build] for turn in taken), strict=True))) for build in (0, 1))
        memory = f", {before[2]:.0f} -> {now[2]:.0f} MB" if now[2] else ""
        sys.stdout.write(
            f"{name}: {before[0]:.2f} -> {now[0]:.2f} s of a processor, {of_before:.2f} of before; "
            f"by the clock {before[1]:.2f} -> {now[1]:.2f} s{memory} ({options.rounds} turns)\n"
        )
        sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.starts", description=__doc__)
    parser.add_argument("folder", type=Path, help="the other checkout")
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def _once(start: Callable[[Path, Path], Start], checkout: Path) -> Start:
    with TemporaryDirectory(prefix="unspun-bench-") as folder:
        return start(checkout, Path(folder))


def _unspun(checkout: Path) -> str:
    return str(checkout / ".venv" / "bin" / "unspun")


def _environment() -> dict[str, str]:
    """Without what would compile every module in each start."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}


@contextmanager
def _started(checkout: Path, folder: Path, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = _environment() | {"UNSPUN_DATABASE_URL": sqlite_url(folder / "unspun.db")}
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen([_unspun(checkout), *command], cwd=checkout, env=environment, stdout=nowhere, stderr=nowhere)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _until(process: "subprocess.Popen[bytes]", is_there: Callable[[], bool]) -> Start:
    began = time.perf_counter()
    while not is_there():
        if process.poll() is not None or time.perf_counter() - began > PATIENCE:
            raise RuntimeError(f"it did not start: {process.args!r}, exit {process.poll()}")
        time.sleep(_LOOK_SECONDS)
    return Start(sum(map(cpu_of, family(process.pid))) / 1_000, time.perf_counter() - began)


def _answers(port: int) -> bool:
    with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    return False


def _has_beaten(database: Path) -> bool:
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("select 1 from workers").fetchone() is not None
    return False


if __name__ == "__main__":
    main()

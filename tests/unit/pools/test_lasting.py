"""Processes that are kept running are replaced, end together, and share what was loaded before them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import PATIENCE, wait_until

LOADED_MB = 100
KEPT = f"""
import os, re, signal, sys
from pathlib import Path
from app.cli.long_runs import stop_on_signals
from app.pools import keep_running

loaded = os.urandom(1) * ({LOADED_MB} << 20)

def work():
    rollup = Path("/proc/self/smaps_rollup").read_text()
    own = sum(map(int, re.findall(r"Private_\\w+: +(\\d+) kB", rollup))) >> 10
    written = Path(sys.argv[1], f".{{os.getpid()}}")
    written.write_text(str(own))
    written.rename(Path(sys.argv[1], str(os.getpid())))
    if sys.argv[2] == "ends all":
        os.kill(os.getppid(), signal.SIGTERM)
    signal.pause()

keep_running(2, work, stop_on_signals())
"""


@contextmanager
def kept_running(folder: Path, does: str = "works") -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", KEPT, str(folder), does])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def begun(folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir() if path.name.isdigit()}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_that_dies_is_replaced_and_all_end_when_they_are_asked_to(tmp_path: Path) -> None:
    with kept_running(tmp_path) as process:
        wait_until(lambda: len(begun(tmp_path)) == 2)
        os.kill(min(begun(tmp_path)), signal.SIGKILL)
        wait_until(lambda: len(begun(tmp_path)) == 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert not any(map(is_alive, begun(tmp_path)))


def test_what_was_loaded_before_they_began_is_in_memory_once(tmp_path: Path) -> None:
    with kept_running(tmp_path):
        wait_until(lambda: len(begun(tmp_path)) == 2)
        own = [int(path.read_text("ascii")) for path in tmp_path.iterdir()]
    assert max(own) < LOADED_MB / 2


def test_a_process_that_is_asked_to_end_as_soon_as_it_begins_ends(tmp_path: Path) -> None:
    with kept_running(tmp_path, "ends all") as process:
        assert process.wait(PATIENCE) == 0
    assert not any(map(is_alive, begun(tmp_path)))


def test_when_their_parent_is_killed_they_end_too(tmp_path: Path) -> None:
    with kept_running(tmp_path) as process:
        wait_until(lambda: len(begun(tmp_path)) == 2)
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, begun(tmp_path))))

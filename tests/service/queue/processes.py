"""Workers as processes, which tests kill or see end; forked from one that has loaded all they need, which takes each a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

from app.jobs import Pulse
from tests.service.queue.worker_process import work

forks = get_context("forkserver")
forks.set_forkserver_preload(["dbos", "tests.service.queue.worker_process", "tests.service.queue.submitting_process"])

PULSES = {"quick": Pulse(0.4, 1.6), "real": Pulse()}


@dataclass(frozen=True, slots=True)
class WorkerProcess:
    """A process and what tests do with it."""

    process: ForkServerProcess

    def kill(self) -> None:
        self.process.kill()

    def terminate(self) -> None:
        self.process.terminate()

    def poll(self) -> int | None:
        """Its exit code, if it has ended."""
        return self.process.exitcode

    def wait(self, seconds: float) -> int | None:
        """Its exit code, when it ends in that time."""
        self.process.join(seconds)
        return self.process.exitcode


@contextmanager
def start_worker(url: str, pulse: str = "quick", longest_seconds: float = 600.0) -> Iterator[WorkerProcess]:
    """A worker that is ready; killed at the end. `longest_seconds` is what a comparison may take."""
    ours, its_own = forks.Pipe(duplex=False)
    process = forks.Process(target=work, args=(url, PULSES[pulse], longest_seconds, its_own))
    process.start()
    its_own.close()
    try:
        assert ours.recv() == "ready"
        yield WorkerProcess(process)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()

"""Workers as processes, which tests kill or see end."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

WorkerProcess = subprocess.Popen[str]


@contextmanager
def start_worker(url: str, *arguments: str) -> Iterator[WorkerProcess]:
    """A worker that is ready; killed at the end. `arguments` are those of `worker_process`."""
    command = [sys.executable, "-m", "tests.service.queue.worker_process", url, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()

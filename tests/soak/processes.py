"""The service and its workers as processes that may be killed, with the memory they take."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.local import status_of
from tests.ports import free_port
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
LONG_PATIENCE = 10 * PATIENCE  # behind workers that take all there is, on a machine that does other work besides


@dataclass(slots=True)
class Programs:
    """Everything that runs on one database: `serve` on a port, and workers that are replaced when they are killed."""

    url: str
    folder: Path
    port: int = field(default_factory=free_port)
    api: "subprocess.Popen[bytes] | None" = None
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    n_kills: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_api(self) -> None:
        self.api = self._start("serve", "--port", str(self.port))
        until = time.monotonic() + LONG_PATIENCE
        while not self._is_ready():
            assert time.monotonic() < until, "the service does not become ready"
            time.sleep(0.1)

    def start_worker(self) -> None:
        self.workers.append(self._start("worker"))

    def kill_worker(self, at: int) -> None:
        """Kills a worker and starts another in its place."""
        self.workers[at].kill()
        self.workers[at].wait()
        self.n_kills += 1
        self.workers[at] = self._start("worker")

    def kill_api(self) -> None:
        assert self.api
        self.api.kill()
        self.api.wait()

    def stop(self) -> list[int]:
        """Asks all to end; returns their exit codes."""
        running = [process for process in (self.api, *self.workers) if process]
        for process in running:
            process.send_signal(signal.SIGTERM)
        return [process.wait(PATIENCE) for process in running]

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        settings = {
            "UNSPUN_DATABASE_URL": self.url,
            "UNSPUN_EMBEDDED_WORKER": "false",
            "UNSPUN_RATE_LIMIT_REQUESTS": "0",
            "UNSPUN_WEBHOOK_ALLOW_HTTP": "true",
            "UNSPUN_WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8",
            "UNSPUN_WEBHOOK_PORTS": "",
            "UNSPUN_LOG_LEVEL": "warning",
        }
        program = Path(sys.executable).with_name("unspun")
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            return subprocess.Popen([program, *command], cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)

    def _is_ready(self) -> bool:
        return all(status_of(self.base + path) == 200 for path in ("/readyz", "/batches"))


def memory_of(process: "subprocess.Popen[bytes] | None") -> int:
    """Resident bytes of a process; 0 when it is gone."""
    try:
        status = Path(f"/proc/{process.pid if process else 0}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def cpu_of(process: "subprocess.Popen[bytes]") -> float:
    """Seconds of CPU that a process has used so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def programs(url: str, folder: Path) -> Iterator[Programs]:
    """Ends whatever was started."""
    started = Programs(url, folder)
    try:
        yield started
    finally:
        for process in (started.api, *started.workers):
            if process and process.poll() is None:
                process.kill()
                process.wait()

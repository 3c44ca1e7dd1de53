"""The service and its workers as processes, with what they log."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import orjson

from tests.local import local_client
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

PROGRAM = Path(sys.executable).with_name("unspun")


@dataclass(frozen=True)
class Program:
    """A running command; everything that it writes goes to `path`."""

    process: "subprocess.Popen[bytes]"
    path: Path
    port: int = field(default=0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.output.splitlines()]

    def client(self) -> httpx2.Client:
        return local_client(self.url)

    def get(self, path: str) -> httpx2.Response:
        with self.client() as client:
            return client.get(path)

    def post(self, path: str, **sent: Any) -> httpx2.Response:
        with self.client() as client:
            return client.post(path, **sent)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Returns when the condition holds; fails with what was written when the program ends before."""

        def holds() -> bool:
            assert self.process.poll() is None, self.output
            return _holds(condition)

        wait_until(holds)

    def terminate(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def running(folder: Path, *command: str, **settings: str) -> Iterator[Program]:
    """A command with its settings; killed at the end."""
    path = folder / f"{command[0]}.log"
    named = {f"UNSPUN_{name.upper()}": value for name, value in settings.items()}
    with path.open("wb") as output:
        process = subprocess.Popen([PROGRAM, *command], env=os.environ | named, stdout=output, stderr=output)
    try:
        yield Program(process, path, int(command[-1]) if command[-1].isdigit() else 0)
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Program]:
    """A service that is ready, with an open queue."""
    with running(folder, "serve", "--port", str(free_port()), **settings) as program:
        program.wait_for(lambda: program.get("/readyz").status_code == 200)
        program.wait_for(lambda: program.get("/batches").status_code in {200, 401})
        yield program


def _holds(condition: Callable[[], bool]) -> bool:
    try:
        return condition()
    except httpx2.HTTPError:
        return False

"""Programs as processes of their own, forked from one that has loaded the command line: each is ready a second sooner.

Such a process has its own arguments, environment, folder and files, and ends as `python -c` would end it. What a process
loads, and how it starts, is tested with `python -c` itself.
"""

import atexit
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from tests.waiting import PATIENCE

ROOT: Final = Path(__file__).parents[3]
LOADED: Final = ("app.cli", "app.pairs", "app.detector", "app.views", "app.sources", "app.training", "tests.unit.phrase_finder")
_MOST_BYTES: Final = 1 << 18  # of a request: arguments and environment
_FILES: Final = 3


class Forks:
    """The loaded process, as its parent has it; it ends with its parent."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.settimeout(PATIENCE)
        program = [sys.executable, "-c", f"from tests.unit.cli.forks import serve; serve({theirs.fileno()})"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with theirs:
            self._loaded = subprocess.Popen(program, cwd=ROOT, env=environment, pass_fds=[theirs.fileno()])
        atexit.register(self.close)

    def close(self) -> None:
        """Ends the loaded process."""
        self._ours.close()
        self._loaded.wait()

    def run(
        self, entry: str, arguments: Sequence[str], environment: Mapping[str, str], stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """What the function `entry` ("room.module:name") does as a program."""
        request = {"entry": entry, "arguments": list(arguments), "environment": dict(environment)}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as shown:
            given.write(stdin)
            files = given, out, shown
            given.seek(0)
            socket.send_fds(self._ours, [json.dumps(request).encode()], [file.fileno() for file in files])
            code = int(self._ours.recv(_MOST_BYTES))
            return subprocess.CompletedProcess(arguments, code, _whole(out), _whole(shown))


@cache
def forks() -> Forks:
    """The one loaded process of a run of the tests."""
    return Forks()


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def serve(number: int) -> None:
    """Answers each request on a socket with the exit code of the process that it asked for."""
    for name in LOADED:
        pkgutil.resolve_name(name)
    with socket.socket(fileno=number) as asked:
        while (message := socket.recv_fds(asked, _MOST_BYTES, _FILES))[0]:
            request, files = json.loads(message[0]), message[1]
            if not (child := os.fork()):
                break
            for file in files:
                os.close(file)
            asked.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
        else:
            return
    _become(request, files)


def _become(request: Mapping[str, Any], files: Sequence[int]) -> None:
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["-c", *request["arguments"]]
    pkgutil.resolve_name(request["entry"])()

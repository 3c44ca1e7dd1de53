"""A bench's own file, run with the code of a checkout in a process that answers line by line: two builds are asked in turns."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Build:
    """The process of one checkout."""

    asked: IO[str]
    answers: IO[str]

    def said(self) -> Any:
        """The next line, which is JSON."""
        return json.loads(self.answers.readline())

    def ask(self, question: str) -> Any:
        """The answer to a line."""
        self.asked.write(f"{question}\n")
        self.asked.flush()
        return self.said()


@contextmanager
def build_of(checkout: Path, file: str, *arguments: str) -> Iterator[Build]:
    """Runs `file` by the checkout's Python; its input ends with the block. The checkout needs a `.venv` and compiled modules."""
    command = [str(checkout / ".venv" / "bin" / "python"), file, *arguments]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=checkout, env=environment, text=True, stdin=pipe, stdout=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Build(process.stdin, process.stdout)
        process.stdin.close()

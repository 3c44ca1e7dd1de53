"""Comparisons by the plain twins, for who times both in turns: a process of its own, which `UNSPUN_PLAIN=1` started.

In: the pair as a line of JSON, then a line for each comparison. Out: its times, a line of JSON each.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO

from app.compiled import PLAIN
from app.employment import load_detector
from app.settings import Settings
from tests.benchmarks.clocks import Time, timed
from tests.benchmarks.pairs import Pair
from tests.benchmarks.pipeline import compare_whole


@contextmanager
def plain_twins(pair: Pair) -> Iterator[Callable[[], Time]]:
    """Gives what compares the pair once by the plain twins, and says how long that took."""
    command = [sys.executable, "-m", "tests.benchmarks.plain"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {PLAIN: "1"}
    ) as process:
        asked, answers = _open(process.stdin), _open(process.stdout)

        def compare(line: str = "again") -> Time:
            asked.write(f"{line}\n")
            asked.flush()
            return Time(*json.loads(answers.readline()))

        compare(json.dumps(asdict(pair)))  # the first one loads and warms up
        yield compare
        asked.close()


def _open(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise ValueError("needs a process with pipes")
    return pipe


def main() -> None:
    """Answers until its input ends."""
    detector, pair = load_detector(Settings()), Pair(**json.loads(sys.stdin.readline()))
    while True:
        took = timed(lambda: compare_whole(detector, pair))
        sys.stdout.write(f"{json.dumps(took)}\n")
        sys.stdout.flush()
        if not sys.stdin.readline():
            return


if __name__ == "__main__":
    main()

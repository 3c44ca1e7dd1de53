"""Runs a target against the clock, and keeps the smallest example of what it finds as a seed."""

import hashlib
import random
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import SEEDS, Check, Target

_ROUND = 200  # examples between two looks at the clock
_SECONDS_AN_EXAMPLE = 5.0  # of processor time; every example is under 20 kB


class TooSlow(AssertionError):
    """An example took longer than `_SECONDS_AN_EXAMPLE`."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one target: how many inputs were tried, and the fault with its seed where there was one."""

    n_inputs: int
    fault: str | None = None
    seed: Path | None = None


def run_target(target: Target, seconds: float, *, at_most: int | None = None) -> Run:
    """Replays the target's seeds, then draws examples until the time is over, there were enough inputs, or a fault is found."""
    with target.open_check() as check:
        for file in target.seeds:
            try:
                check(file.read_bytes())
            except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
                return Run(1, traceback.format_exc(limit=-4), file)
        return _draw(target, check, seconds, at_most or sys.maxsize)


@dataclass(slots=True)
class _Attempts:
    """Counts the inputs and remembers the last example: of a failing round hypothesis tries the smallest last."""

    target: Target
    check: Check
    n: int = 0
    last: bytes = b""

    def attempt(self, example: bytes) -> None:
        self.last = example
        self.n += self.target.n_inputs(example)
        started = time.process_time()
        self.check(example)
        if (seconds := time.process_time() - started) > _SECONDS_AN_EXAMPLE:
            raise TooSlow(f"{seconds:.1f} s")


def _draw(target: Target, check: Check, seconds: float, at_most: int) -> Run:
    until, attempts = time.monotonic() + seconds, _Attempts(target, check)
    while time.monotonic() < until and attempts.n < at_most:
        try:
            _search(attempts)
        except Exception:  # noqa: BLE001 - likewise
            return Run(attempts.n, traceback.format_exc(limit=-4), _kept(target, attempts.last))
    return Run(attempts.n)


def _search(attempts: _Attempts) -> None:
    """One round of hypothesis; raises what the smallest failing example raises."""
    quiet = settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )

    @quiet
    @seed(random.getrandbits(64))  # each round another seed: this is a search, not a test
    @given(attempts.target.examples())
    def search(example: bytes) -> None:
        attempts.attempt(example)

    search()


def _kept(target: Target, example: bytes) -> Path:
    file = SEEDS / target.name / f"{hashlib.sha256(example).hexdigest()[:12]}.seed"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(example)
    return file

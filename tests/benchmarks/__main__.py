"""`python -m tests.benchmarks`: speed, memory, start-up and growth against the requirements. A command, not a test.

Exits 0 whatever the figures say: on a shared machine a late answer is no fault of a commit.
"""

import argparse
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from rich.console import Console

from app.employment import load_detector
from app.settings import Settings
from tests.benchmarks.batch import batch
from tests.benchmarks.busy import healthz, threads
from tests.benchmarks.figures import Section
from tests.benchmarks.growth import growth
from tests.benchmarks.installed import installed
from tests.benchmarks.pairs import Pair, default_pair
from tests.benchmarks.processes import memory, start_up, workers
from tests.benchmarks.roundtrip import round_trip
from tests.benchmarks.speed import others, stages, tuning, twins
from tests.benchmarks.tables import show, show_checks

_WIDTH = 130  # columns of a file or a pipe


@dataclass(frozen=True, slots=True)
class Sizes:
    """How often and how long: turns of comparisons of times, comparisons in a row, words a side, starts of the service."""

    rounds: int
    in_a_row: int = 100  # so that the rare full collections are met too
    long_words: int = 28_000  # just under the limit of 200,000 characters
    comparisons: int = 200
    starts: int = 5
    busy_seconds: float = 10.0
    texts: tuple[int, ...] = (500, 1_600, 5_000, 16_000, 50_000)


_SHORT = Sizes(1, in_a_row=3, long_words=2_000, comparisons=3, starts=1, busy_seconds=0.5, texts=(200, 400, 800))


def main() -> None:
    """Runs the sections one after the other, so that each has the machine for itself, and shows each when it is done."""
    options = _options()
    pair = default_pair(options.pair)
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    console.print(f"pair: {pair.name}\nmachine: {_machine()}\n", highlight=False)
    sections = []
    for section in _sections(pair, _SHORT if options.short else Sizes(options.rounds)):
        show(section, console)
        sections.append(section)
    show_checks((check for section in sections for check in section.checks), console)
    if options.json:
        written = {"date": _now(), "machine": _machine(), "pair": pair.name} | _as_json(sections)
        options.json.write_bytes(orjson.dumps(written, option=orjson.OPT_INDENT_2))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--pair", type=Path, help="folder with 000.txt (reference) and 001.txt (suspect)")
    parser.add_argument("--rounds", type=int, default=60, help="turns that each comparison of times takes (default 60)")
    parser.add_argument("--short", action="store_true", help="once and small: shows that it runs, says little")
    parser.add_argument("--json", type=Path, help="also write every figure to this file")
    return parser.parse_args()


def _sections(pair: Pair, sizes: Sizes) -> Iterator[Section]:
    detector = load_detector(Settings())
    yield stages(detector, pair, sizes.rounds)
    yield others(detector, pair, sizes.rounds)
    yield twins(detector, pair, min(sizes.rounds, max(5, sizes.rounds // 6)))
    yield tuning(detector, pair, sizes.rounds, sizes.in_a_row)
    yield batch(pair, sizes.rounds)
    yield round_trip(detector, pair, sizes.rounds, sizes.long_words)
    yield threads(detector, sizes.long_words, max(1, sizes.rounds // 10))
    yield healthz(detector, sizes.long_words, sizes.busy_seconds)
    yield memory(pair, sizes.comparisons)
    yield workers()
    yield start_up(sizes.starts)
    yield installed()
    yield from growth(detector, sizes.texts)


def _as_json(sections: list[Section]) -> dict[str, Any]:
    return {"sections": [section.as_json() for section in sections]}


def _machine() -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}, load {load}"


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    main()

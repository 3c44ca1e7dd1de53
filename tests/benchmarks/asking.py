"""`python -m tests.benchmarks.asking FOLDER`: a library asked by another checkout and by this one, some questions each in turns.

The library is the one that `library` keeps on that database. Each build has a process of its own, which reads the place of a
question and how many, and answers with the milliseconds of a processor of each (on PostgreSQL with those of the server's process)
and with what it found. Printed are both builds' milliseconds, how this one's stand to the other's, and whether they answer alike.
The other checkout needs its own `.venv` and compiled modules.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Final, NamedTuple

from app import store
from app.library import Candidate, Pairs, Shelf, pairs_of
from app.store import Database
from app.text import read_text
from tests.benchmarks.archive import HOSTS, make_questions, originals
from tests.benchmarks.library import DATABASE_HELP, KEEP_HELP, KEPT, SHARED, opened, server_seconds

_ROOT: Final = Path(__file__).resolve().parents[2]
_WARM: Final = 40  # questions that a process answers before it is measured: it learns what is in too many articles
_PRECISION: Final = 9  # digits of a score: in which order its parts are added up is no difference

Told = list[tuple[float, float, list[int]]]  # of each candidate: score, what it adds, its number and those of its versions


class Turn(NamedTuple):
    """Milliseconds a question, and what was answered to each."""

    ms: float
    told: list[Told]


def main() -> None:
    """Asks all questions."""
    options = _options()
    if options.folder is None:
        _answer(options)
        return
    from tests.benchmarks.checkouts import build_of  # noqa: PLC0415 - the other checkout, which answers, may have none

    taken: list[tuple[Turn, Turn]] = []
    with ExitStack() as stack:
        url = stack.enter_context(opened(options.keep, options.database))
        same = ["--database", url, "--shared", str(options.shared.resolve()), "--every", str(options.every)]
        builds = [stack.enter_context(build_of(folder.resolve(), __file__, *same)) for folder in (options.folder, _ROOT)]
        n = min(each.said() for each in builds)
        for first in range(0, n, options.at_once):
            before, now = (Turn(*each.ask(f"{first} {options.at_once}")) for each in builds)
            taken.append((before, now))
    _tell(taken)


def _tell(taken: list[tuple[Turn, Turn]]) -> None:
    before, now = (mean(each[build].ms for each in taken) for build in (0, 1))
    ratio = median(now.ms / before.ms for before, now in taken)
    answers = [pair for before, now in taken for pair in zip(before.told, now.told, strict=True)]
    n_scores = sum(_scores(one) == _scores(other) for one, other in answers)
    n_same = sum(one == other for one, other in answers)
    sys.stdout.write(
        f"{len(answers):,} questions, {len(taken)} turns: {before:.2f} -> {now:.2f} ms CPU each, {ratio:.3f} of its time before\n"
        f"the same scores to {n_scores:,}, the same articles in the same order to {n_same:,}: the others are equally good\n"
    )


def _scores(told: Told) -> list[tuple[float, float]]:
    return [(score, added) for score, added, _ in told]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.asking", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="the other checkout; without it answers as one of the two processes")
    parser.add_argument("--keep", type=Path, default=KEPT, help=KEEP_HELP)
    parser.add_argument("--database", default="sqlite", help=DATABASE_HELP)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", type=int, default=1, help="ask one question in so many")
    parser.add_argument("--at-once", type=int, default=20, help="questions of a turn")
    return parser.parse_args()


def _answer(options: argparse.Namespace) -> None:
    """Says how many questions there are, and answers until its input ends."""
    database = Database.open(options.database)
    shelf, asked = _shelf(database), list(_questions(options.shared))[:: options.every]
    for pairs in asked[-_WARM:]:
        shelf.candidates(pairs, 10)
    sys.stdout.write(f"{len(asked)}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        first, n = map(int, line.split())
        began = _seconds(database)
        found = [shelf.candidates(pairs, 10) for pairs in asked[first : first + n]]
        ms = (_seconds(database) - began) * 1_000 / len(found)
        sys.stdout.write(f"{json.dumps([ms, [[_told(each) for each in candidates] for candidates in found]])}\n")
        sys.stdout.flush()


def _seconds(database: Database) -> float:
    """Processor time of this process and of the server's, which nobody else asks meanwhile."""
    return time.process_time() + server_seconds(database)


def _shelf(database: Database) -> Shelf:
    with database.transaction() as tx:
        return Shelf(database, store.libraries.find(tx, "local", "bench"))


def _questions(shared: Path) -> Iterator[Pairs]:
    """The questions of `library`, all kinds mixed, so that each turn costs about as much."""
    texts = originals(shared)
    mixed = list(make_questions(texts[HOSTS:], texts[:HOSTS], shared, 100))
    Random(5).shuffle(mixed)
    for each in mixed:
        yield pairs_of(read_text(each.suspect).norms)


def _told(candidate: Candidate) -> tuple[float, float, list[int]]:
    numbers = [candidate.article.number, *(each.number for each in candidate.versions)]
    return round(candidate.score, _PRECISION), round(candidate.added, _PRECISION), numbers


if __name__ == "__main__":
    main()

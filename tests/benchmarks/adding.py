"""`python -m tests.benchmarks.adding FOLDER`: articles added to a library by another checkout and by this one.

The library is the one that `library` keeps on that database; each article is added by itself, and removed again.
Each build has a process of its own, which reads the place of an article and how many, and answers with the milliseconds of a
processor of each that was added, and removed (on PostgreSQL with those of the server's process). Printed are both builds' means,
and how this one's stand to the other's. The other checkout needs its own `.venv` and compiled modules.
"""

import argparse
import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import mean, median
from typing import Final

from app import store
from app.library import Shelf
from app.store import Database
from tests.benchmarks.archive import HOSTS, entry_of, originals
from tests.benchmarks.library import DATABASE_HELP, KEEP_HELP, KEPT, SHARED, opened, server_seconds

_ROOT: Final = Path(__file__).resolve().parents[2]
_WARM: Final = 20  # articles that a process adds before it is measured

Turn = tuple[float, float]  # milliseconds to add an article, and to remove one


def main() -> None:
    """Adds and removes, in turns."""
    options = _options()
    if options.folder is None:
        _answer(options)
        return
    from tests.benchmarks.checkouts import build_of  # noqa: PLC0415 - the other checkout, which answers, may have none

    with ExitStack() as stack:
        url = stack.enter_context(opened(options.keep, options.database))
        same = ["--database", url, "--shared", str(options.shared.resolve())]
        builds = [stack.enter_context(build_of(folder.resolve(), __file__, *same)) for folder in (options.folder, _ROOT)]
        n = min(each.said() for each in builds)
        starts = range(0, n, options.at_once)
        taken = [[tuple(each.ask(f"{first} {options.at_once}")) for each in builds] for first in starts]
    for name, column in (("added", 0), ("removed", 1)):
        before, now = ([turn[build][column] for turn in taken] for build in (0, 1))
        ratio = median(new / old for old, new in zip(before, now, strict=True))
        sys.stdout.write(
            f"{name}, {len(taken)} turns: {mean(before):.2f} -> {mean(now):.2f} ms CPU each, {ratio:.3f} of before\n"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.adding", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="the other checkout; without it adds as one of the two processes")
    parser.add_argument("--keep", type=Path, default=KEPT, help=KEEP_HELP)
    parser.add_argument("--database", default="sqlite", help=DATABASE_HELP)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--at-once", type=int, default=20, help="articles of a turn")
    return parser.parse_args()


def _answer(options: argparse.Namespace) -> None:
    """Says how many articles there are, and adds until its input ends."""
    database = Database.open(options.database)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.find(tx, "local", "bench"))
    texts = originals(options.shared)[:HOSTS]

    def seconds() -> float:
        return time.process_time() + server_seconds(database)

    def turn(first: int, n: int) -> Turn:
        entries = [entry_of(f"adding-{place}", text) for place, text in enumerate(texts[first : first + n])]
        began = seconds()
        for each in entries:
            shelf.put([each], 1.0)
        added = seconds()
        for each in entries:
            shelf.remove([each.external_id], 1.0)
        return (added - began) * 1_000 / len(entries), (seconds() - added) * 1_000 / len(entries)

    turn(len(texts) - _WARM, _WARM)
    _say(len(texts) - _WARM)
    for line in sys.stdin:
        _say(turn(*map(int, line.split())))


def _say(told: int | Turn) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""`python -m tests.benchmarks.turns FOLDER`: the build of another checkout and this one in turns, as shares of difflib's time.

Each build has a process of its own, which reads the name of a pair and answers with milliseconds of a processor: difflib's, of a
comparison cold behind it, and warm behind four others. The other checkout needs its own `.venv` and compiled modules.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from statistics import median

from app.employment import load_detector
from app.pools import tune_process
from app.settings import Settings
from app.text import read_text
from tests.benchmarks.clocks import timed
from tests.benchmarks.pairs import default_pair
from tests.benchmarks.pipeline import as_pages, compare_pages, compare_whole
from tests.benchmarks.speed import ODD

_ROOT = Path(__file__).resolve().parents[2]
_IN_A_ROW = 5
_PAGES = "as pages of HTML"
Round = tuple[float, float, float]  # difflib, cold, warm


def main() -> None:
    """Prints the median shares of both builds, and the median of this one's milliseconds over the other's."""
    options = _options()
    if options.folder is None:
        _answer()
        return
    from tests.benchmarks.checkouts import build_of  # noqa: PLC0415 - the other checkout, which answers, may have none

    names = (*ODD, _PAGES)
    rounds: dict[str, list[tuple[Round, Round]]] = {name: [] for name in names}
    with ExitStack() as stack:
        before, now = (stack.enter_context(build_of(folder, __file__)) for folder in (options.folder.resolve(), _ROOT))
        for _ in range(options.rounds):
            for name in names:
                rounds[name].append((before.ask(name), now.ask(name)))
    for name, taken in rounds.items():
        shares = (f"{median(each[build][k] / each[build][0] for each in taken):.3f}" for k in (1, 2) for build in (0, 1))
        of_before = (f"{median(each[1][k] / each[0][k] for each in taken):.2f}" for k in (1, 2))
        sys.stdout.write("{}: cold {} -> {}, warm {} -> {}; of its time before {} and {}\n".format(name, *shares, *of_before))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.turns", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="the other checkout; without it answers as one of the two processes")
    parser.add_argument("--rounds", type=int, default=25)
    return parser.parse_args()


def _answer() -> None:
    """Answers until its input ends."""
    works = dict(_works())
    for work in works.values():
        work()
    pair = default_pair()
    one, other = list(read_text(pair.reference).norms), list(read_text(pair.suspect).norms)
    for line in sys.stdin:
        work = works[line.strip()]
        difflib = timed(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()).cpu
        cold, *warm = (timed(work).cpu for _ in range(1 + _IN_A_ROW))
        sys.stdout.write(f"{json.dumps([difflib, cold, median(warm)])}\n")
        sys.stdout.flush()


def _works() -> Iterator[tuple[str, Callable[[], object]]]:
    """What compares each pair."""
    detector, pair = load_detector(Settings()), default_pair()
    tune_process()
    half = len(pair.suspect) // 2
    for name, odd in ODD.items():
        yield name, partial(compare_whole, detector, replace(pair, suspect=pair.suspect[:half] + odd + pair.suspect[half:]))
    yield _PAGES, partial(compare_pages, detector, as_pages(pair))


if __name__ == "__main__":
    main()

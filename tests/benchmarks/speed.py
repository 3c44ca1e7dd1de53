"""Milliseconds: each stage, the whole against difflib, the plain twins, and what tuning the process brings."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from statistics import fmean, median
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein
from threadpoolctl import threadpool_limits

from app.detector import Detector
from app.pools import tune_process
from app.text import read_text
from tests.benchmarks.clocks import Time, timed
from tests.benchmarks.figures import TIME_COLUMNS, Cell, Check, Section, ratio_row, ratios, time_row
from tests.benchmarks.pairs import Pair
from tests.benchmarks.pipeline import as_pages, compare_pages, compare_whole, time_stages
from tests.benchmarks.plain import plain_twins

_PYTHONS_THRESHOLDS = (700, 10, 10)  # of 3.11
_WARM_UP = 20


def stages(detector: Detector, pair: Pair, rounds: int) -> Section:
    """Each stage and the whole comparison, in turns with difflib on the same word lists."""
    one, other = list(read_text(pair.reference).norms), list(read_text(pair.suspect).norms)
    for _ in range(_WARM_UP):
        compare_whole(detector, pair)
    laps: list[dict[str, Time]] = []
    ours: list[Time] = []
    theirs: list[Time] = []
    for _ in range(rounds):
        theirs.append(timed(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()))
        ours.append(timed(lambda: compare_whole(detector, pair)))
        laps.append(time_stages(detector, pair))
    rows = [time_row(name, [lap[name] for lap in laps]) for name in laps[0]]
    rows += [time_row("whole comparison, to JSON", ours), time_row("difflib.SequenceMatcher, word lists", theirs)]
    rows.append(ratio_row("ratio, round by round", ours, theirs))
    size = f"{len(one):,} and {len(other):,} words; {rounds} rounds, taken in turns"
    checks, notes = _against_difflib(ours, theirs)
    columns = ("stage", *TIME_COLUMNS, "share of difflib")
    return Section("Milliseconds a stage", columns, _with_shares(rows, theirs), checks, (size, *notes))


def _with_shares(rows: list[tuple[Cell, ...]], theirs: list[Time]) -> tuple[tuple[Cell, ...], ...]:
    """The rows, each with its median of processor time as a share of difflib's."""
    whole, median_column = median([t.cpu for t in theirs]), 1 + TIME_COLUMNS.index("CPU median")
    *times, ratio = rows
    return (*((*row, float(row[median_column] or 0.0) / whole) for row in times), (*ratio, ratio[median_column]))


def _against_difflib(ours: list[Time], theirs: list[Time]) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    checks, notes = [], []
    for clock in Time._fields:
        mine, its = [getattr(t, clock) for t in ours], [getattr(t, clock) for t in theirs]
        ratio = ratios(mine, its)
        checks.append(Check(f"whole comparison / difflib, {clock}, median of the rounds", ratio.median, 1.0, "×"))
        notes.append(
            f"{clock}: {ratio.median:.2f} × (quartiles {ratio.lower:.2f} to {ratio.upper:.2f}); best against best "
            f"{min(mine) / min(its):.2f} ×; the aim of 0.5 × is {'reached' if ratio.median <= 0.5 else 'not reached'}"
        )
    return tuple(checks), tuple(notes)


# what is put into the middle of a text; the last holds what every second news article has
ODD: Final = {
    "as it is": "",
    "with one zero-width space": "\u200b",
    "with one emoji": "\U0001f600",
    "with single marks, brackets and figures": " \u2018so\u2019 [1] (B2) \"and\" 'so' on.3 ",
}


def others(detector: Detector, pair: Pair, rounds: int) -> Section:
    """A comparison in turns with difflib: cold behind it, and warm behind itself; also with odd characters, and another tool."""
    one, other = list(read_text(pair.reference).norms), list(read_text(pair.suspect).norms)
    rows = []
    for name, odd in ODD.items():
        half = len(pair.suspect) // 2
        changed = replace(pair, suspect=pair.suspect[:half] + odd + pair.suspect[half:])
        theirs, cold, warm = [], [], []
        compare_whole(detector, changed)
        for _ in range(rounds):
            theirs.append(timed(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()))
            cold.append(timed(partial(compare_whole, detector, changed)))
            warm.append(timed(partial(compare_whole, detector, changed)))
        rows += [ratio_row(f"{name}, cold", cold, theirs), ratio_row(f"{name}, warm", warm, theirs)]
    pages = as_pages(pair)
    compare_pages(detector, pages)
    rows.append(
        ratio_row("as pages of HTML, warm", [timed(partial(compare_pages, detector, pages)) for _ in range(rounds)], theirs)
    )
    opcodes = [timed(lambda: Levenshtein.opcodes(one, other)) for _ in range(rounds)]
    rows.append(ratio_row("rapidfuzz word opcodes (no passages, kinds or verdict)", opcodes, theirs))
    notes = ("shares of difflib.SequenceMatcher on the word lists of the pair as it is, round by round",)
    return Section("Against other tools", ("what", *TIME_COLUMNS), tuple(rows), (), notes)


def twins(detector: Detector, pair: Pair, rounds: int) -> Section:
    """The comparison by the compiled modules and by their plain twins, in turns."""
    compiled, plain = [], []
    with plain_twins(pair) as compare_plainly:
        for _ in range(rounds):
            compiled.append(timed(lambda: compare_whole(detector, pair)))
            plain.append(compare_plainly())
    rows = (
        time_row("compiled", compiled),
        time_row("plain twins", plain),
        ratio_row("ratio, round by round", plain, compiled),
    )
    return Section("What the compiler brings", ("form", *TIME_COLUMNS), rows, (), (f"{rounds} rounds, taken in turns",))


class _Watched(NamedTuple):
    """Comparisons in a row: the time of each, the milliseconds of each garbage collection."""

    times: list[Time]
    pauses: list[float]


def tuning(detector: Detector, pair: Pair, rounds: int, in_a_row: int) -> Section:
    """The comparison in a process as Python starts it, and after `tune_process`, in turns of `in_a_row` comparisons."""
    untuned, tuned = [], []
    for _ in range(min(rounds, max(2, rounds // 10))):
        with _untuned():
            untuned.append(_watch(detector, pair, in_a_row))
        tuned.append(_watch(detector, pair, in_a_row))
    rows = (_tuning_row("as Python starts it", untuned), _tuning_row("after tune_process", tuned))
    columns = ("process", "CPU mean", "CPU median", "collections", "ms collecting", "longest pause")
    note = f"{len(tuned)} turns of {in_a_row} comparisons; collections and ms are means of a comparison"
    return Section("What tune_process brings", columns, rows, (), (note,))


def _tuning_row(name: str, watched: list[_Watched]) -> tuple[Cell, ...]:
    times = [time for each in watched for time in each.times]
    pauses = [pause for each in watched for pause in each.pauses]
    cpu = [time.cpu for time in times]
    collecting = (len(pauses) / len(times), sum(pauses) / len(times), max(pauses, default=0.0))
    return name, fmean(cpu), median(cpu), *collecting


@contextmanager
def _untuned() -> Iterator[None]:
    gc.unfreeze()
    gc.set_threshold(*_PYTHONS_THRESHOLDS)
    with threadpool_limits(2, user_api="blas"):
        yield
    tune_process()


def _watch(detector: Detector, pair: Pair, in_a_row: int) -> _Watched:
    marks: list[float] = []

    def mark(_phase: str, _info: object) -> None:
        marks.append(time.perf_counter() * 1_000)

    compare_whole(detector, pair)  # not measured: caches are cold after a change
    gc.callbacks.append(mark)
    try:
        times = [timed(lambda: compare_whole(detector, pair)) for _ in range(in_a_row)]
    finally:
        gc.callbacks.remove(mark)
    pauses = [end - start for start, end in zip(marks[::2], marks[1::2], strict=True)]
    return _Watched(times, pauses)

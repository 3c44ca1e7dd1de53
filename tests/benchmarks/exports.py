"""`python -m tests.benchmarks.exports`: what the forms cost in which a report is handed on. A command, not a test."""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median

import numpy as np
from rich.console import Console

from app.detector import Detector
from app.employment import load_detector
from app.lexicon import Lexicon
from app.report import Report, build_report, redact, report_json
from app.settings import Settings
from app.text import read_text
from app.views import draw_docx, draw_ledger_csv, draw_page, draw_passages_xml, draw_pdf, printing
from tests.benchmarks.figures import Cell, Section
from tests.benchmarks.pairs import Pair, default_pair, prose_pair, swapped
from tests.benchmarks.tables import show
from tests.waiting import PATIENCE

LONG_SHARE = 0.45  # of the content words: of 10,000 words some 2,000 substitutions
FORMS: Mapping[str, Callable[[Report], bytes]] = {
    "HTML": lambda report: draw_page(report).encode(),
    "PDF": draw_pdf,
    "Word": draw_docx,
    "CSV": lambda report: draw_ledger_csv(report).encode(),
    "JSON": report_json,
    "PAN XML": lambda report: draw_passages_xml(report, suspect_name="suspect.txt", reference_name="reference.txt").encode(),
    "redacted, as JSON": lambda report: report_json(redact(report)),
}


def main() -> None:
    """Draws each form a few times and shows the median."""
    options = _options()
    printing.SECONDS = int(PATIENCE)  # what takes long is measured here, and not refused
    console = Console(width=100)
    detector = load_detector(Settings())
    for pair in _pairs(detector.lexicon, options.words):
        show(_section(detector, pair, options.rounds), console)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exports", description=__doc__)
    parser.add_argument("--words", type=int, default=10_000, help="words a side of the long pair")
    parser.add_argument("--rounds", type=int, default=3, help="how often each form is drawn")
    return parser.parse_args()


def _pairs(lexicon: Lexicon, n_words: int) -> Iterator[Pair]:
    yield default_pair()
    reference = prose_pair(n_words, lexicon).reference
    yield Pair("pseudo-prose", reference, swapped(reference, lexicon, np.random.default_rng(n_words), LONG_SHARE))


def _section(detector: Detector, pair: Pair, rounds: int) -> Section:
    report = build_report(detector.compare(read_text(pair.reference), read_text(pair.suspect)))
    size = f"{report.suspect.words:,} words, {len(report.substitutions):,} substitutions"
    rows = tuple(_row(name, draw, report, rounds) for name, draw in FORMS.items())
    return Section(f"{pair.name}: {size}", ("form", "seconds of a processor", "by the clock", "bytes"), rows)


def _row(name: str, draw: Callable[[Report], bytes], report: Report, rounds: int) -> tuple[Cell, ...]:
    times, worked, content = [], [], b""
    for _ in range(rounds):
        started, before = time.perf_counter(), _worked()
        content = draw(report)
        times.append(time.perf_counter() - started)
        worked.append(_worked() - before)
    return name, median(worked), median(times), f"{len(content):,}"


def _worked() -> float:
    """Seconds that this process and those that it has waited for have worked: a PDF is laid out by one of its own."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()

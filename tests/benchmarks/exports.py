"""`python -m tests.benchmarks.exports`: what the forms cost in which a report is handed on. A command, not a test."""

import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median

import numpy as np
from rich.console import Console

from app.detector import Detector
from app.lexicon import Lexicon
from app.main import load_detector
from app.report import (
    Report,
    build_report,
    draw_docx,
    draw_ledger_csv,
    draw_page,
    draw_passages_xml,
    draw_pdf,
    redact,
    report_json,
)
from app.settings import Settings
from app.text import read_text
from tests.benchmarks.figures import Cell, Section
from tests.benchmarks.pairs import Pair, default_pair, prose_pair, swapped
from tests.benchmarks.tables import show

ROUNDS = 3
LONG_WORDS, LONG_SHARE = 10_000, 0.45  # of the content words: some 2,000 substitutions
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
    console = Console(width=100)
    detector = load_detector(Settings())
    for pair in _pairs(detector.lexicon):
        show(_section(detector, pair), console)


def _pairs(lexicon: Lexicon) -> Iterator[Pair]:
    yield default_pair()
    reference = prose_pair(LONG_WORDS, lexicon).reference
    yield Pair("pseudo-prose", reference, swapped(reference, lexicon, np.random.default_rng(LONG_WORDS), LONG_SHARE))


def _section(detector: Detector, pair: Pair) -> Section:
    report = build_report(detector.compare(read_text(pair.reference), read_text(pair.suspect)))
    size = f"{report.suspect.words:,} words, {len(report.substitutions):,} substitutions"
    rows = tuple(_row(name, draw, report) for name, draw in FORMS.items())
    return Section(f"{pair.name}: {size}", ("form", "seconds", "bytes"), rows)


def _row(name: str, draw: Callable[[Report], bytes], report: Report) -> tuple[Cell, ...]:
    times, content = [], b""
    for _ in range(ROUNDS):
        started = time.perf_counter()
        content = draw(report)
        times.append(time.perf_counter() - started)
    return name, median(times), f"{len(content):,}"


if __name__ == "__main__":
    main()

"""A program of its own: pairs as JSON Lines in, the hash of each form of each report out; run against any checkout by its path.

It imports nothing of the tests, for the code that it draws with may be older than they are.
"""

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from rich.console import Console

from app.detector import Detector
from app.report import Annex, Cover, Report, build_report, redact, report_json
from app.text import read_text
from app.views import FORMS, print_report, printing

SLOW_STEP = 20  # a PDF takes seconds: every so manieth is laid out, and the page that it is made of is compared of all
_MADE = datetime(2026, 1, 1, 12, tzinfo=UTC)
_ANNEX = Annex(
    "Review",
    (("Reviewer", "R. Viewer"), ("Decision", "confirmed"), ("Note", "=1+1 <b>looked at</b>")),
    Cover("Two texts", _MADE, "r-1", "/reports/r-1"),
    "confirmed",
)


def main(models: Path, lexicon: Path) -> None:
    """Reads pairs from standard input and writes one line a pair to standard output."""
    detector = Detector.load(models, lexicon)
    for number, line in enumerate(sys.stdin):
        pair = json.loads(line)
        report = build_report(detector.compare(read_text(pair["reference"]), read_text(pair["suspect"])))
        hashes = {name: sha256(content).hexdigest() for name, content in _drawn(report, is_slow=number % SLOW_STEP == 0)}
        sys.stdout.write(f"{json.dumps({'name': pair['name'], 'label': report.label, 'forms': hashes})}\n")


def _drawn(report: Report, *, is_slow: bool) -> Iterator[tuple[str, bytes]]:
    for name, form in FORMS.items():
        if not form.is_slow or is_slow:
            yield name, _unpacked(form.draw(report, _ANNEX))
    yield "html, bare", FORMS["html"].draw(report, None)
    yield "printed page", printing.draw_print(report, _ANNEX).encode()
    yield "printed page, bare", printing.draw_print(report).encode()
    yield "json, redacted", report_json(redact(report))
    yield "terminal", _on_terminal(report).encode()


def _unpacked(content: bytes) -> bytes:
    """What is in a file: of an archive what its members hold, for it says when they were packed too."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(io.BytesIO(content)) as archive:
        return b"".join(name.encode() + archive.read(name) for name in sorted(archive.namelist()))


def _on_terminal(report: Report) -> str:
    written = io.StringIO()
    print_report(report, Console(file=written, width=120, force_terminal=True, color_system="truecolor"), all_rows=True)
    return written.getvalue()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

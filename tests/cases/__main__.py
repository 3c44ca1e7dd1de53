"""`python -m tests.cases FOLDER`: every case of a folder of cases against what is right for it, as a table.

Exits 1 when a case is not right, 2 when the folder has none. Names can follow: `python -m tests.cases FOLDER 22 format-01`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.detector import CompareOptions, Detector
from app.settings import Settings
from tests.cases.expectations import expected_of
from tests.cases.folders import Answer, answer, suspects


def main(arguments: list[str]) -> int:
    """The exit code."""
    if not arguments or not Path(arguments[0]).is_dir():
        Console(stderr=True).print("cases: name a folder of cases")
        return 2
    folders = [path for path in sorted(Path(arguments[0]).iterdir()) if path.is_dir() and _is_chosen(path.name, arguments[1:])]
    settings = Settings()
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    rows = [row for folder in folders for row in _rows(detector, folder)]
    if not rows:
        Console(stderr=True).print("cases: no case there")
        return 2
    _show(rows)
    return 0 if all(is_right for *_, is_right in rows) else 1


def _is_chosen(name: str, chosen: list[str]) -> bool:
    return not chosen or any(name == each or name.startswith(f"{each}-") for each in chosen)


def _rows(detector: Detector, folder: Path) -> Iterator[tuple[str, str, str, str, bool]]:
    """Case, file, what was answered, what is not as it should be, and whether all is."""
    for suspect in suspects(folder):
        expected = expected_of(folder.name, suspect.name)
        given = answer(detector, suspect, expected.options if expected else CompareOptions())
        if expected is None:
            yield folder.name, suspect.name, _said(given), "nothing is known of it", True
            continue
        wrong = [check.asks for check in expected.checks if not check.holds(given)]
        asked = "; ".join(check.asks for check in expected.checks)
        yield folder.name, suspect.name, _said(given), "; ".join(f"NOT {each}" for each in wrong) or asked, not wrong


def _said(given: Answer) -> str:
    if given.document is None:
        return f"refused: {given.refusal}"
    if given.report is None:
        return f"{len(given.document)} words"
    report = given.report
    alerts = ", ".join(f"{alert['code']} ({alert['count']})" for alert in report.alerts if alert["side"] == "suspect")
    figures = f"{report.label} {report.probability:.2f}, spun {report.probabilities.spun:.2f}, {len(report.substitutions)} swaps"
    return f"{figures}{f'; {alerts}' if alerts else ''}"


def _show(rows: list[tuple[str, str, str, str, bool]]) -> None:
    table = Table(title=f"{sum(is_right for *_, is_right in rows)} of {len(rows)} files of cases are right")
    for name in ("case", "file", "right", "answered", "asked"):
        table.add_column(name)
    for case, file, said, asked, is_right in rows:
        table.add_row(case, file, "yes" if is_right else "NO", said, asked)
    Console(width=200).print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

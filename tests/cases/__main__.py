"""`python -m tests.cases FOLDER`: every case of a folder of cases against what is right for it, as a table.

Exits 1 when a case is not right, 2 when the folder has none. Names can follow: `python -m tests.cases FOLDER 22 format-01`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from app.detector import CompareOptions, Detector
from app.settings import Settings
from tests.cases.expectations import expected_of
from tests.cases.folders import answer, suspects
from tests.cases.table import Row, row_of, said, show


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
    show(f"{sum(row.is_right for row in rows)} of {len(rows)} files of cases are right", rows)
    return 0 if all(row.is_right for row in rows) else 1


def _is_chosen(name: str, chosen: list[str]) -> bool:
    return not chosen or any(name == each or name.startswith(f"{each}-") for each in chosen)


def _rows(detector: Detector, folder: Path) -> Iterator[Row]:
    for suspect in suspects(folder):
        expected = expected_of(folder.name, suspect.name)
        given = answer(detector, suspect, expected.options if expected else CompareOptions())
        if expected is None:
            yield Row(folder.name, suspect.name, said(given), "nothing is known of it", True)
        else:
            yield row_of(folder.name, given, expected.checks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

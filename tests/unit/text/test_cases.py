"""The reported cases about reading are right; the texts lie outside of the repository."""

from pathlib import Path

import pytest

from app.detector import Detector
from tests.cases.expectations import EXPECTED, expected_of
from tests.cases.folders import answer, suspects

_CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"
_ABOUT_VERDICTS = ("01", "03", "04", "06", "08", "11", "14", "16", "18", "20", "50", "51")


def _folders() -> list[Path]:
    found = sorted(path for path in _CASES.iterdir() if path.is_dir()) if _CASES.is_dir() else []
    return [path for path in found if path.name.split("-")[0] not in _ABOUT_VERDICTS]


@pytest.mark.skipif(not _CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize("folder", _folders(), ids=lambda path: path.name)
def test_a_case_about_reading_is_right(detector: Detector, folder: Path) -> None:
    for suspect in suspects(folder):
        expected = expected_of(folder.name, suspect.name)
        assert expected is not None
        given = answer(detector, suspect, expected.options)
        assert [check.asks for check in expected.checks if not check.holds(given)] == []


def test_every_expectation_asks_something() -> None:
    for number, rows in EXPECTED.items():
        assert any(row.checks for row in rows), number

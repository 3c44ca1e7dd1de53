"""The reported cases about reading are right; the texts lie outside of the repository.

Further variants of each kind, six at least and with texts of our own, are tests of these modules:

- content not read: test_page_parts (18 wrappings), test_editing_systems (21 pages), sources/test_word_variants (11 embedded)
- hidden text: test_hidden_text (66 style sheets, 17 styles, 37 that hide nothing), test_disguises, test_html_sources; sources:
  test_word_variants (29), test_odt_files (8), test_rtf_files (10), test_pdf_variants (14, and 6 of `ActualText`);
  what spinners left: test_cleaning (15)
- tracked changes: test_page_parts (25), test_editing_systems (13); sources/test_word_variants (8)
- marks on words: test_page_parts (50 note marks, 10 labels), test_cleaning (36 note marks, 15 accents, 9 ligatures, 9 codes),
  test_editing_systems (8 kinds of notes, 7 initials, 21 codes); sources: test_word_variants (17), test_pdf_variants (21)
- files of other types: sources: test_odt_files, test_rtf_files, test_news_files, test_uploads; round_trips;
  service/web/test_reading
- quotations: test_quotations (47 marks, 12 of several paragraphs, 7 blocks); sources/test_word_variants (11)
- credits and explanations: verdict/test_credits (112, 36 mentions), verdict/test_alternatives (6 templates, 6 updates, 6 lists)
- not measured: report/test_builder (7)
- verdicts: verdict/test_variants (12 of each kind)
"""

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

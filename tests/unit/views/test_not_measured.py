"""A report that measured nothing makes no claim about words, swaps or a ledger, in no view."""

import re
from collections.abc import Callable

import pytest

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from app.views import draw_ledger_csv, draw_page
from app.views.printing import draw_print
from tests.unit.views.reading import terminal, word

CLAIM = re.compile(
    r"no word of|\bswapped for\b|ledger|without a counterpart|only in the|substitution|probability|explains|\b0\.0\b"
    r"|(?<![\d.])0\s%",
    re.IGNORECASE,
)
SHORT = "A word or two on the quay."
LONG = "The ferry has been late every day this week, and the only shop of the island has run out of bread. " * 3
FOREIGN = "Die Fähre kam jeden Tag zu spät, und der einzige Laden der Insel hat kein Brot mehr, sagt der Wirt am Hafen. " * 3


def page(report: Report) -> str:
    return re.sub(
        r"<(?:style|script).*?</(?:style|script)>|<dialog.*?</dialog>|<details class=\"legend\".*?</details>",
        "",
        draw_page(report),
        flags=re.S,
    )


def csv(report: Report) -> str:
    return draw_ledger_csv(report).splitlines()[1]


@pytest.mark.parametrize("draw", [terminal, page, draw_print, word, csv])
@pytest.mark.parametrize(("reference", "suspect"), [(LONG, SHORT), (SHORT, LONG), (LONG, FOREIGN), ("", LONG)])
def test_what_was_not_measured_stays_silent(
    draw: Callable[[Report], str], reference: str, suspect: str, detector: Detector
) -> None:
    report = build_report(detector.compare(read_text(reference), read_text(suspect)))
    assert not report.measured
    drawn = draw(report)
    assert CLAIM.findall(drawn) == []
    assert "not measured" in drawn.replace("_", " ").lower()


@pytest.mark.parametrize("draw", [terminal, page, draw_print, word])
def test_why_it_was_not_measured_is_said_once(draw: Callable[[Report], str], detector: Detector) -> None:
    report = build_report(detector.compare(read_text(SHORT), read_text(LONG)))
    drawn = " ".join(draw(report).split())
    assert drawn.count("too short") == 1
    assert "no proof" not in drawn  # of what nobody says


def test_a_measured_report_does_say_it(detector: Detector) -> None:
    report = build_report(detector.compare(read_text(LONG), read_text(LONG)))
    assert all(CLAIM.search(draw(report)) for draw in (terminal, page, draw_print, word))

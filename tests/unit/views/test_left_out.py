"""Every form of a report says how much of a file was left out, and why."""

from collections.abc import Callable

import pytest

from app.detector import CompareOptions, Detector
from app.report import Report, build_report
from app.text import LeftOut, Markings, Omission, read_text
from app.views import draw_page
from app.views.printing import draw_print
from tests.unit.views.reading import terminal, word

LINE = "15 of {} words: 12 navigation, 3 form"


@pytest.fixture(scope="module")
def suspect_of(detector: Detector, sample_reference: str, sample_suspect: str) -> Callable[..., Report]:
    def compare(*left_out: LeftOut, exclude_quotations: bool = False) -> Report:
        suspect = read_text(sample_suspect, Markings(left_out=left_out))
        return build_report(detector.compare(read_text(sample_reference), suspect, CompareOptions(exclude_quotations)))

    return compare


@pytest.mark.parametrize("draw", [terminal, draw_page, draw_print, word])
def test_each_view_says_what_was_left_out(draw: Callable[[Report], str], suspect_of: Callable[..., Report]) -> None:
    report = suspect_of(LeftOut(Omission.NAVIGATION, 12), LeftOut(Omission.FORM, 3))
    assert LINE.format(f"{report.suspect.words + 15:,}") in draw(report)
    assert "file: 15" not in draw(suspect_of())


def test_a_share_is_given_only_of_a_text_that_was_compared_whole(suspect_of: Callable[..., Report]) -> None:
    report = suspect_of(LeftOut(Omission.FORM, 3), exclude_quotations=True)
    assert "3 words: 3 form" in draw_page(report)

"""The sample pair's report, and one whose texts want to do harm."""

import pytest

from app.detector import CompareOptions, Detector
from app.report import Annex, Report, build_report
from app.text import read_text
from tests.unit.views.hostile import HOSTILE

ANNEX = Annex(
    "Review", (("Confirmed, 22 November", "Ann Quill: <b>sure</b> \u202e\x1b"), ("Left out", "substitution: suspect 3–9"))
)


def compared(detector: Detector, reference: str, suspect: str, options: CompareOptions | None = None) -> Report:
    return build_report(detector.compare(read_text(reference), read_text(suspect), options))


@pytest.fixture
def sample(detector: Detector, sample_reference: str, sample_suspect: str) -> Report:
    return compared(detector, sample_reference, sample_suspect)


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest, detector: Detector, sample_reference: str, sample_suspect: str) -> Report:
    """The sample pair with a hostile text between two words, in place of a swapped word, and at the end."""
    harm = HOSTILE[request.param]
    reference, suspect = sample_reference.replace(" ", f" {harm} ", 1), sample_suspect.replace("city", f"city{harm[:20]}", 1)
    return compared(detector, f"{reference}\n\n{harm}", f"{suspect}\n\n{harm}")

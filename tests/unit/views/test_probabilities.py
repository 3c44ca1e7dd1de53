"""No view prints a probability as 100 % or 0 %: a model is never sure."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from app.detector import Detector
from app.report import Report
from app.report.types import Reuse
from app.views import draw_docx, draw_ledger_csv, draw_page, draw_pdf, print_report
from tests.unit.views.conftest import compared
from tests.unit.views.reading import docx_text, pdf_text

SURE: Final = re.compile(r"(?<![\d.,])(?:100|0)[ \u00a0\u202f]?%")
HALF: Final = 0.5


@pytest.fixture
def verbatim(detector: Detector, sample_reference: str) -> Report:
    """A copy with one other word: copied as surely as the model can say it."""
    return shares_halved(compared(detector, sample_reference, sample_reference.replace("took place", "came about", 1)))


@pytest.fixture
def sure(sample: Report) -> Report:
    """The spun sample pair."""
    return shares_halved(sample)


def shares_halved(report: Report) -> Report:
    """The report with every share that may rightly be all or nothing set to a half, so that only probabilities are left."""
    passages = [
        {**passage, "sentences": [{**sentence, "changed": HALF} for sentence in passage["sentences"]]}
        for passage in report.passages
    ]
    return report.model_copy(
        update={
            "reuse": Reuse(copied=0.3, spun=0.3, paraphrased=0.3),
            "passages": passages,
            "alternatives": [{**each, "explains": HALF, "message": "…"} for each in report.alternatives],
            "survival": {kind: {**found, "in_order": HALF} for kind, found in report.survival.items()},
            "substitutions": [{**line, "share": HALF} for line in report.substitutions],
            "reasons": [],
            "assurance": None,
        }
    )


def _terminal(report: Report) -> str:
    written = io.StringIO()
    print_report(report, Console(file=written, width=160), all_rows=True)
    return written.getvalue()


def _page(report: Report) -> str:
    body = LexborHTMLParser(draw_page(report)).body
    assert body is not None
    body.strip_tags(["style", "script"])
    return body.text(separator=" ")


VIEWS: Final[Mapping[str, Callable[[Report], str]]] = {
    "terminal": _terminal,
    "html": _page,
    "pdf": lambda report: pdf_text(draw_pdf(report)),
    "docx": lambda report: docx_text(draw_docx(report)),
}


def _probabilities(report: Report) -> Iterator[float]:
    yield report.probability
    yield from dict(report.probabilities).values()
    for passage in report.passages:
        yield from (passage["probability"], *passage["probabilities"].values())
    yield from (line["spin_probability"] for line in report.substitutions)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_of_a_spun_pair_prints_certainty(view: str, sure: Report) -> None:
    assert SURE.findall(VIEWS[view](sure)) == []


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_of_a_copy_prints_certainty(view: str, verbatim: Report) -> None:
    assert SURE.findall(VIEWS[view](verbatim)) == []


def test_no_probability_in_the_json_is_certain(sure: Report, verbatim: Report) -> None:
    assert [p for report in (sure, verbatim) for p in _probabilities(report) if not 0 < p < 1] == []


def test_no_probability_in_the_ledger_is_certain(sure: Report) -> None:
    lines = list(csv.DictReader(io.StringIO(draw_ledger_csv(sure).removeprefix("\ufeff"))))
    assert lines
    assert [line["number"] for line in lines if not 0 < float(line["spin_probability"]) < 1] == []
    assert 0 < float(lines[0]["probability"]) < 1

"""The real pair in ../shared/seeds: a news article and a spun copy of it, as scraped. Nothing of them stands here."""

from pathlib import Path

import pytest

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not (SEEDS / "001.txt").is_file(), reason="../shared/seeds is not here")


def seed(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def report(detector: Detector) -> Report:
    return build_report(detector.compare(read_text(seed("000")), read_text(seed("001"))))


def test_the_copy_is_spun(report: Report) -> None:
    assert report.label == "spun"
    assert report.probabilities.spun >= 0.9


def test_most_of_the_copy_is_reuse(report: Report) -> None:
    assert sum(report.reuse.model_dump().values()) > 0.8


@pytest.mark.parametrize("name", ["000", "001"])
def test_each_text_is_copied_from_itself_without_substitutions(detector: Detector, name: str) -> None:
    report = build_report(detector.compare(read_text(seed(name)), read_text(seed(name))))
    assert (report.label, report.substitutions, report.patterns) == ("copied", [], [])
    assert report.reuse.copied == pytest.approx(1.0)


def test_the_other_way_round_there_is_an_answer(detector: Detector) -> None:
    report = build_report(detector.compare(read_text(seed("001")), read_text(seed("000"))))
    assert report.measured
    assert report.label in ("spun", "undecided", "paraphrased")
    assert report.label != "independent"
    assert ("overseas", "foreign") in [
        (e["reference"]["text"].lower(), e["suspect"]["text"].lower()) for e in report.substitutions
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("foreign", "overseas"), ("leading", "main"), ("but", "however"), ("through", "by means of")]
)
def test_a_known_swap_stands_in_the_ledger_at_its_place(report: Report, old: str, new: str) -> None:
    lines = [e for e in report.substitutions if (e["reference"]["text"].lower(), e["suspect"]["text"].lower()) == (old, new)]
    assert lines
    for line in lines:
        assert seed("000")[line["reference"]["start"] : line["reference"]["end"]].lower() == old
        assert seed("001")[line["suspect"]["start"] : line["suspect"]["end"]].lower() == new


def test_a_swap_made_again_and_again_is_one_pattern(report: Report) -> None:
    (count,) = [p["count"] for p in report.patterns if (p["from"], p["to"]) == ("military", "army")]
    assert count >= 8


def test_every_line_of_the_ledger_is_at_its_place(report: Report) -> None:
    assert len(report.substitutions) > 100
    for line in report.substitutions:
        assert seed("000")[line["reference"]["start"] : line["reference"]["end"]] == line["reference"]["text"]
        assert seed("001")[line["suspect"]["start"] : line["suspect"]["end"]] == line["suspect"]["text"]

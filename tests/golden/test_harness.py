"""The gold standard's own tools: edits, claims that can fail, and a record that a program cannot turn into an expectation."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from app.verdict import Label
from tests.golden.claims import failed
from tests.golden.observing import differences, observe
from tests.golden.sides import FORMS, Side, edited
from tests.golden.standard import PAIRS, Expected, Stretch, read_pairs, record

TEXT = "Two men and two women met, and two of them left."
MARKET, MARKET_SPUN = Side(("market",)), next(pair for pair in read_pairs() if pair.name == "spun/wrong-senses").suspect


@pytest.fixture(scope="module")
def spun(detector: Detector) -> Report:
    return build_report(detector.compare(read_text(MARKET.text()), read_text(MARKET_SPUN.text())))


def test_an_edit_is_made_behind_the_one_before() -> None:
    assert edited(TEXT, ("two → three", "two of → four of")) == "Two men and three women met, and four of them left."
    assert edited(TEXT, ("men → boys",)) == "Two boys and two women met, and two of them left."


def test_an_edit_without_a_word_deletes_and_takes_the_blank_along() -> None:
    assert edited(TEXT, ("and two women →",)) == "Two men met, and two of them left."


def test_an_edit_ends_a_paragraph() -> None:
    assert edited(TEXT, ("met, → met.¶Then",)) == "Two men and two women met.\n\nThen and two of them left."


def test_an_edit_that_does_not_fit_fails() -> None:
    with pytest.raises(AssertionError, match="not found"):
        edited(TEXT, ("women → girls", "men → boys"))


def test_paragraphs_are_chosen_in_their_order() -> None:
    whole = Side(("market",)).text().split("\n\n")
    assert Side.read({"texts": "market", "paragraphs": "3 1-2"}).text().split("\n\n") == [whole[2], whole[0], whole[1]]


def test_forms_change_no_word_but_its_letters() -> None:
    written = '"I came," she said.'
    assert FORMS["lower, bare"](written) == "i came she said"
    assert FORMS["apart"](written).split() == ['"', "I", "came", ",", '"', "she", "said", "."]
    assert FORMS["treebank"](written).split() == ["``", "I", "came", ",", "''", "she", "said", "."]


@pytest.mark.parametrize(
    ("expected", "claims"),
    [
        (Expected((Label.SPUN,), (Stretch(Label.SPUN),), (("hall", "corridor"),)), set()),
        (Expected((Label.SPUN,), likely=(("hall", "bedroom"),)), {"likely"}),
        (Expected((Label.SPUN,), unlikely=(("hall", "corridor"),)), {"unlikely"}),
        (Expected((Label.SPUN,), (Stretch(Label.COPIED),)), {"passages"}),
        (Expected((Label.COPIED,), nothing_likely=True), {"label", "accused", "unlikely"}),
        (
            Expected((Label.UNDECIDED,), (Stretch(Label.SPUN, suspect=("The included", "put down a bone")),)),
            {"label", "passages"},
        ),
    ],
)
def test_a_claim_fails_when_the_report_says_otherwise(expected: Expected, claims: set[str], detector: Detector) -> None:
    assert set(failed(expected, _stated(detector))) == claims


def _stated(detector: Detector) -> Report:
    """A report that says spun throughout, whatever the model in use says of the pair."""
    report = build_report(detector.compare(read_text(MARKET.text()), read_text(MARKET_SPUN.text())))
    passages = [{**passage, "label": "spun"} for passage in report.passages]
    lines = [{**line, "spin_probability": 0.9} for line in report.substitutions]
    return report.model_copy(update={"label": "spun", "candidates": [], "passages": passages, "substitutions": lines})


def test_the_record_notices_another_answer_and_not_a_breath(spun: Report) -> None:
    now = observe(spun)
    assert not list(differences(now, now))
    near = {**now, "probabilities": {name: abs(p - 0.05) for name, p in now["probabilities"].items()}}
    assert not list(differences(now, near))
    far = {**now, "probabilities": {name: abs(p - 0.5) for name, p in now["probabilities"].items()}}
    for other in (far, {**now, "label": "copied"}, {**now, "passages": []}, {**now, "likely": now["likely"][::2]}):
        assert list(differences(now, other))


def test_a_record_leaves_the_expectation_alone(tmp_path: Path) -> None:
    (tmp_path / "kind").mkdir()
    pair = next(pair for pair in read_pairs() if pair.name == "copied/trimmed")
    before = (PAIRS / "copied/trimmed.json").read_text(encoding="utf-8")
    (tmp_path / "kind/trimmed.json").write_text(before, encoding="utf-8")
    record(replace(pair, name="kind/trimmed"), {"label": "spun"}, tmp_path)
    after = json.loads((tmp_path / "kind/trimmed.json").read_text(encoding="utf-8"))
    assert after == {**json.loads(before), "observed": {"label": "spun"}}

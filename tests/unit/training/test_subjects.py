"""Claims about figures of one subject: they are kept beside the model's others, and its card shows them."""

import json
from pathlib import Path

from app.training import Subject, keep_subject, write_card
from app.training.fitting.metrics import rate
from app.training.measuring.contradictions import RULES
from app.training.measuring.subjects import MEASUREMENTS

ROW = {"labels": {"spun": 2}, "spun": rate([True, True]), "right": rate([True, True])}
SPINNERS = {"bands": {"news, 4 to 8 %": ROW}, "tools": {"swapper": {"news, 4 to 8 %": ROW}}}
RISE = {"steps": 9, "rising_steps": 1, "rising": rate([True, False]), "steepest": 0.01}
CONTRADICTIONS = {"reports": {"dev": {"n": 7} | dict.fromkeys(RULES, 2)}, "rises": {"a likely swap taken back": RISE}}


def test_every_subject_has_its_measurement() -> None:
    assert set(MEASUREMENTS) == set(Subject)


def test_the_figures_of_a_subject_leave_the_others_as_they_were(folder: Path) -> None:
    before = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    after = json.loads(keep_subject(Subject.SPINNERS, {"spinners": SPINNERS}, folder).read_text(encoding="utf-8"))
    assert after["dev"]["robustness"].pop("spinners") == SPINNERS
    before["dev"]["robustness"].pop("spinners", None)
    assert after == before


def test_the_card_shows_spinners_left_out_tools_and_contradictions(folder: Path) -> None:
    keep_subject(Subject.SPINNERS, {"spinners": SPINNERS}, folder)
    keep_subject(Subject.LEFT_OUT, {"tools_left_out": SPINNERS}, folder)
    keep_subject(Subject.CONTRADICTIONS, {"contradictions": CONTRADICTIONS}, folder)
    card = write_card(folder).read_text(encoding="utf-8")
    assert "| swapper | news, 4 to 8 % | 2/2 1.0" in card
    assert "## Published spinners that training never met" in card
    assert "11 in all. P(spun) rises where it may not: a likely swap taken back: 1 of 9 steps." in card
    assert "| spun without a likely swap | 2 |" in card

"""Claims about the gate's checks of published spinners, kinds of writing, damage and contradictions."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.training.fitting.metrics import rate
from app.training.measuring.contradictions import RULES
from app.training.measuring.paired import GateFinding, rate_check
from app.training.measuring.spinner_checks import Share, check_spinners, compare_shares, shares_of


def hits(k: int, n: int = 40) -> dict[str, Any]:
    return rate(at < k for at in range(n))


def figures(found: int = 38, quiet: int = 40, slight_spun: int = 0, broken: int = 0) -> dict[str, Any]:
    bands = {
        "news, 8 % and more": {"spun": hits(found), "right": hits(found)},
        "under 1 %": {"spun": hits(slight_spun), "right": hits(40 - slight_spun)},
        "1 to 4 %": {"spun": hits(5)},
    }
    reports = {"dev": {"n": 100} | dict.fromkeys(RULES, 0) | {next(iter(RULES)): broken}}
    return {
        "spinners": {"bands": bands, "tools": {}},
        "genres": {"speech": {"found": hits(found), "quiet": hits(quiet)}},
        "damaged": {"a third added": {"unseen styles": hits(found)}},
        "contradictions": {"reports": reports, "rises": {"taken back": {"steps": 20, "rising_steps": 0}}},
    }


def lost(candidate: dict[str, Any]) -> set[str]:
    return {c.name for c in compare_shares(shares_of(figures()), shares_of(candidate)) if not c.is_passed}


def test_a_model_against_itself_passes() -> None:
    checks = compare_shares(shares_of(figures()), shares_of(figures()))
    assert len(checks) == 7
    assert all(check.finding is GateFinding.SAME for check in checks)


@pytest.mark.parametrize(
    ("candidate", "names"),
    [
        (figures(slight_spun=1), {"not spun: tools, under 1 %"}),
        (figures(quiet=39), {"untouched, not spun: speech"}),
        (figures(broken=1), {"reports and steps without contradiction"}),
        (figures(found=37), set()),
        (figures(found=20), {"right: tools, news, 8 % and more", "spun: speech", "stays spun: a third added, unseen styles"}),
    ],
)
def test_one_accusation_more_is_a_loss_and_a_miss_more_is_tested(candidate: dict[str, Any], names: set[str]) -> None:
    assert lost(candidate) == names


def test_fewer_accusations_are_a_gain() -> None:
    checks = compare_shares(shares_of(figures(slight_spun=3)), shares_of(figures()))
    assert {check.name for check in checks if check.finding is GateFinding.GAIN} == {"not spun: tools, under 1 %"}


def test_what_one_model_was_not_asked_fails() -> None:
    assert [c.finding for c in compare_shares({"a": Share(1, 2)}, {})] == [GateFinding.MISSING]
    assert [c.finding for c in compare_shares({}, {"a": Share(1, 2)})] == [GateFinding.MISSING]
    assert rate_check("empty", (0, 0), (1, 2)).finding is GateFinding.MISSING


def test_a_current_model_that_can_neither_be_asked_nor_has_figures_fails_the_gate(tmp_path: Path) -> None:
    (tmp_path / "metrics.json").write_text(json.dumps({"dev": {"robustness": {}}}), encoding="utf-8")
    (check,) = check_spinners(tmp_path / "new", tmp_path, tmp_path)
    assert check.finding is GateFinding.MISSING
    assert "unspun evaluate --model" in check.named[0]


def test_a_current_model_that_cannot_be_asked_answers_with_its_stored_figures(tmp_path: Path) -> None:
    stored = figures()
    metrics = {
        "dev": {"robustness": {n: stored[n] for n in ("spinners", "genres", "damaged")}},
        "contradictions": stored["contradictions"],
    }
    (tmp_path / "metrics.json").write_text(json.dumps(metrics), encoding="utf-8")
    assert all(check.is_passed for check in check_spinners(tmp_path, tmp_path, tmp_path))

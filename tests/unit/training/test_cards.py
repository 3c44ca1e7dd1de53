"""Claims about a model's card: what is in metrics.json is on it, what is not is left out."""

import json
from pathlib import Path

from app.training.measuring.cards import write_card

RATE = {"k": 1, "n": 4, "rate": 0.25, "low": 0.0063, "high": 0.8059}
METRICS = {
    "substitutions": {"n": 90, "n_spun": 30, "precision": 0.91, "recall": 0.92, "auc": 0.98, "average_precision": 0.97},
    "ablation": {"articles": {"all features": {"n": 50, "macro_f1": 0.95}, "lengths": {"n": 50, "macro_f1": 0.9312}}},
    "baseline": {
        "threshold": 8.3,
        "spun_recall": {"generated/spun-x": RATE, "detectrl/synonyms": RATE},
        "false_alarms": {"neus": RATE},
    },
}


def card(folder: Path, metrics: object) -> str:
    path = folder / "metrics.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(metrics, dict)
    dev = {name: figures for name, figures in stored["dev"].items() if name != "ledger_rule"}
    path.write_text(json.dumps({"dev": dev} | metrics), encoding="utf-8")
    return write_card(folder).read_text(encoding="utf-8")


def test_a_card_without_ablation_and_pictures_says_nothing_of_them(folder: Path) -> None:
    written = card(folder, {})
    assert "## What each group" not in written
    assert "baseline" not in written
    assert ".png" not in written


def test_pictures_that_are_there_are_shown_with_a_text_for_those_who_do_not_see_them(folder: Path) -> None:
    (folder / "confusion.png").touch()
    written = card(folder, {})
    assert "![Confusion matrix" in written
    assert "reliability.png" not in written


def test_the_rule_of_three_numbers_stands_beside_the_model_in_every_row(folder: Path) -> None:
    dev = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))["dev"]
    dev.pop("ledger_rule", None)
    rule = {"spun_recall": {"generated/spun-x": RATE}, "false_alarms": {"neus": RATE}}
    written = card(folder, {"dev": dev | {"ledger_rule": rule, "right": {"generated/spun-x": RATE | {"k": 4, "rate": 1.0}}}})
    assert "| spun pairs of dev found | rule | model |" in written
    assert "| generated/spun-x | 1 of 4 = 0.25 [0.0063, 0.8059] | 4 of 4 = 1.0 [0.0063, 0.8059] |" in written


def test_groups_substitutions_and_baseline_have_their_tables(folder: Path) -> None:
    dev = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))["dev"]
    dev.pop("ledger_rule", None)
    written = card(folder, METRICS | {"dev": dev | {"right": {"generated/spun-x": RATE | {"k": 4, "rate": 1.0}}}})
    assert "| lengths | 0.9312 |" in written
    assert "precision 0.91 and recall 0.92" in written
    assert "| generated/spun-x | 1 of 4 = 0.25 [0.0063, 0.8059] | 4 of 4 = 1.0 [0.0063, 0.8059] |" in written
    assert "| detectrl/synonyms | 1 of 4 = 0.25 [0.0063, 0.8059] |  |" in written

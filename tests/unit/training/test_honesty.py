"""Claims about what is measured on honest changes, the worst kind, the gate's checks, the rule of three numbers, the card."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

from app.align import Kind
from app.detector import Detector, Measured
from app.model import Model, current_model
from app.text import Span, read_text
from app.training import Subject, assure, keep_subject
from app.training.examples.honest import HONEST_CHANGES, UNTAUGHT_CHANGES, HonestChange
from app.training.examples.labelled_pairs import Example
from app.training.examples.labels import TaughtLabel
from app.training.fitting.metrics import rate
from app.training.measuring.honesty import honesty_of, is_leaning, worst_kind
from app.training.measuring.honesty_checks import ASKED, compare_honesty
from app.training.measuring.honesty_figures import honesty_figures
from app.training.measuring.ledger_rule import EDITORS_KINDS, LedgerCounts, counts_of
from app.training.measuring.outcomes import Outcome
from app.training.measuring.paired import Check, GateFinding

MODELS = Path(__file__).parents[3] / "models"
FIGURES, SLIPS, TEASER = (
    next(c for c in HONEST_CHANGES if c.name == name) for name in ("figures in words", "typing slips", "teaser")
)


def said(label: str, top: TaughtLabel = TaughtLabel.COPIED, *, has_spun_passage: bool = False, by_rule: bool = False) -> Outcome:
    probabilities = tuple(0.7 if known == top else 0.1 for known in TaughtLabel)
    passages = ((Span(0, 9), "spun"),) if has_spun_passage else ()
    return Outcome(label, probabilities, passages, (), 3, (), 250, 1, by_rule)


def examples(change: HonestChange, n: int) -> list[Example]:
    return [Example(f"{change.name} {k}", "", "honest-changes", change.name, change.label, "", "", ()) for k in range(n)]


def measured(**outcomes: Sequence[Outcome]) -> dict[str, Any]:
    changes = {"figures": FIGURES, "slips": SLIPS, "teaser": TEASER}
    pairs = [e for name, said in outcomes.items() for e in examples(changes[name], len(said))]
    return honesty_of(pairs, [o for found in outcomes.values() for o in found], (FIGURES, SLIPS, TEASER))


def test_each_kind_has_its_row_and_a_pool_does_not_hide_it() -> None:
    rows = measured(figures=[said("copied")] * 9, slips=[said("spun", TaughtLabel.SPUN, by_rule=True), said("copied")])
    assert rows["kinds"]["typing slips"]["spun"]["k"] == 1
    assert rows["kinds"]["typing slips"]["by_rule"]["k"] == 1
    assert rows["kinds"]["typing slips"]["spun_ids"] == ["typing slips 0"]
    assert rows["kinds"]["figures in words"]["spun"]["k"] == 0
    assert rows["all"]["n"] == 11
    assert "teaser" not in rows["kinds"]


def test_likely_swaps_are_counted_in_a_thousand_words() -> None:
    assert measured(figures=[said("copied")] * 4)["all"]["likely_swaps_per_1000_words"] == 4.0


def test_an_undecided_pair_leans_to_its_first_candidate_only() -> None:
    assert is_leaning(said("undecided", TaughtLabel.SPUN))
    assert not is_leaning(said("undecided", TaughtLabel.COPIED))
    assert not is_leaning(said("spun", TaughtLabel.SPUN))


def test_a_spun_passage_or_a_leaning_is_a_suspicion() -> None:
    row = measured(slips=[said("copied", has_spun_passage=True), said("undecided", TaughtLabel.SPUN), said("copied")])["all"]
    assert (row["spun"]["k"], row["leaning"]["k"], row["spun_passage"]["k"], row["suspected"]["k"]) == (0, 1, 1, 2)


def test_the_worst_kind_is_the_highest_share_and_then_the_least_known() -> None:
    rates = {"a": rate([False] * 300), "b": rate([True] + [False] * 299), "c": rate([False] * 20)}
    assert worst_kind(rates)["kind"] == "b"
    assert worst_kind({"a": rates["a"], "c": rates["c"]})["kind"] == "c"


def test_the_manifest_names_the_worst_kind_of_all(tmp_path: Path) -> None:
    folder = copytree(current_model(MODELS), tmp_path / "copy")
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    metrics["honest_changes"] = measured(
        figures=[said("copied")] * 300, slips=[said("spun", TaughtLabel.SPUN)] + [said("copied")] * 99
    )
    (folder / "metrics.json").write_text(json.dumps(metrics), encoding="utf-8")
    assure(folder)
    assurance = Model.load(folder).assurance
    assert assurance is not None
    assert (assurance.kind, assurance.false_alarms, assurance.honest_pairs) == ("typing slips", 1, 100)
    assert assurance.upper == pytest.approx(0.0545)


def test_the_manifest_names_the_worst_kind_that_nobody_taught(tmp_path: Path) -> None:
    folder = copytree(current_model(MODELS), tmp_path / "copy")
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    untaught = measured(figures=[said("copied")] * 4, slips=[said("spun", TaughtLabel.SPUN)] * 2 + [said("copied")] * 2)
    keep_subject(Subject.UNTAUGHT, {"untaught_changes": untaught}, folder)
    assurance = Model.load(folder).assurance
    assert assurance is not None
    assert (assurance.untaught_kind, assurance.untaught_alarms, assurance.untaught_pairs) == ("typing slips", 2, 4)
    assert assurance.kind == worst_kind({name: row["spun"] for name, row in metrics["honest_changes"]["kinds"].items()})["kind"]


def failed(checks: Sequence[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks if not check.is_passed}


def test_who_accuses_more_on_one_kind_fails_whatever_was_gained_on_others() -> None:
    before = measured(figures=[said("spun", TaughtLabel.SPUN)] * 9 + [said("copied")], slips=[said("copied")] * 10)
    after = measured(figures=[said("copied")] * 10, slips=[said("spun", TaughtLabel.SPUN)] + [said("copied")] * 9)
    lost = failed(compare_honesty(before["kinds"], after["kinds"]))
    assert list(lost) == ["no false alarm: typing slips"]
    assert lost["no false alarm: typing slips"].named == ("typing slips 0",)


def test_equal_models_pass_and_fewer_accusations_are_a_gain() -> None:
    before = measured(figures=[said("spun", TaughtLabel.SPUN)] + [said("copied")] * 9)["kinds"]
    after = measured(figures=[said("copied")] * 10)["kinds"]
    assert not failed(compare_honesty(before, before))
    assert GateFinding.GAIN in {check.finding for check in compare_honesty(before, after)}


def test_a_kind_that_one_model_was_not_asked_about_is_missing() -> None:
    both, one = measured(figures=[said("copied")], slips=[said("copied")])["kinds"], measured(figures=[said("copied")])["kinds"]
    for pair in ((both, one), (one, both)):
        assert failed(compare_honesty(*pair))["no false alarm: typing slips"].finding is GateFinding.MISSING


def test_more_suspicion_or_less_copied_in_a_family_is_tested() -> None:
    before = measured(slips=[said("copied")] * 60)["kinds"]
    after = measured(slips=[said("undecided", TaughtLabel.SPUN)] * 20 + [said("copied")] * 40)["kinds"]
    assert {"not suspected: typing", "copied: typing"} == failed(compare_honesty(before, after)).keys()
    assert {"not suspected: untaught, typing", "copied: untaught, typing"} == failed(
        compare_honesty(before, after, "untaught, ")
    ).keys()


def test_the_gate_asks_of_kinds_that_nobody_taught_too() -> None:
    asked = {change.name for kinds in ASKED for change in kinds.changes}
    assert asked >= {change.name for change in (*HONEST_CHANGES, *UNTAUGHT_CHANGES)}
    assert len({kinds.figures for kinds in ASKED}) == len(ASKED)


def test_the_card_has_a_row_for_every_kind_and_names_the_worst() -> None:
    section = honesty_figures(
        measured(figures=[said("copied")] * 3, slips=[said("spun", TaughtLabel.SPUN)], teaser=[said("copied")])
    )
    assert "The worst kind is **typing slips**: 1/1" in section
    assert all(f"| {name} | " in section for name in ("figures in words", "typing slips", "teaser", "**all**"))


@pytest.mark.parametrize(
    ("counts", "is_spun"),
    [
        (LedgerCounts(100, 5, 5, 0), True),
        (LedgerCounts(100, 5, 4, 0), False),  # four different swaps
        (LedgerCounts(200, 7, 7, 0), False),  # under 4 in 100 words
        (LedgerCounts(100, 9, 9, 30), False),  # a third is rebuilt
        (LedgerCounts(0, 0, 0, 0), False),
    ],
)
def test_the_rule_asks_for_three_numbers(counts: LedgerCounts, *, is_spun: bool) -> None:
    assert counts.is_spun is is_spun


REFERENCE = (
    "The council voted on Tuesday to close the old bridge to lorries for six months. Engineers had found deep cracks in two of "
    "its iron piers, and drivers of heavy vehicles will have to use the northern road. The mayor said that nobody took this "
    "decision lightly. Shopkeepers fear that goods will arrive late and cost more."
)


def compared(detector: Detector, suspect: str, spin: float) -> Measured:
    """A comparison whose substitutions all have the same spin probability."""
    found = detector.compare(read_text(REFERENCE), read_text(suspect))
    assert isinstance(found, Measured)
    return replace(found, spin=np.full(len(found.spin), spin))


def test_the_rule_counts_likely_swaps_but_no_editors_kinds(detector: Detector) -> None:
    spun = REFERENCE.replace("old", "aged").replace("deep", "profound").replace("found", "discovered").replace("heavy", "weighty")
    spun = spun.replace("fear", "dread").replace("decision", "choice").replace("six", "nine").replace("Tuesday", "Friday")
    counts = counts_of(compared(detector, spun, 0.9))
    assert counts.n_different >= 5
    assert counts.is_spun
    assert counts_of(compared(detector, spun, 0.4)).n_swaps == 0
    typed = REFERENCE.replace("council", "counicl").replace("lightly", "lihgtly").replace("six", "nine")
    assert counts_of(compared(detector, typed, 0.9)).n_swaps == 0
    assert Kind.SYNONYM not in EDITORS_KINDS

"""Claims about the gate: what passes, what is a loss, what is missing. Outcomes are made here; no model is loaded."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.text import Span
from app.training.examples.labelled_pairs import Example
from app.training.examples.labels import TaughtLabel
from app.training.measuring.gate import compare_outcomes, missing_sets
from app.training.measuring.outcomes import NOT_MEASURED, Outcome
from app.training.measuring.paired import Answers, Check, GateFinding, at_least, figure_checks, share_check

LABELS = list(TaughtLabel)


def example(k: int, label: TaughtLabel | None, corpus: str = "detectrl", edit: str = "synonyms") -> Example:
    return Example(f"{corpus}-{k}", f"o{k}", corpus, edit, label, "", "", None)


def said(label: str, spun: Sequence[Span] = ()) -> Outcome:
    probabilities = tuple(0.85 if label == known else 0.05 for known in LABELS)
    return Outcome(label, probabilities, tuple((span, "spun") for span in spun), (), 0)


def dev(n: int = 40) -> tuple[list[Example], list[Outcome]]:
    """As many pairs of each class; the honest ones from honest-news; everything right."""
    corpora = {TaughtLabel.INDEPENDENT: "honest-news", TaughtLabel.COPIED: "generated"}
    examples = [example(k, label, corpora.get(label, "detectrl"), f"made-{label}") for label in TaughtLabel for k in range(n)]
    return examples, [said(str(e.label)) for e in examples]


def failed(checks: Sequence[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks if not check.is_passed}


def test_a_model_against_itself_passes() -> None:
    examples, outcomes = dev()
    checks = compare_outcomes(examples, outcomes, outcomes)
    assert not failed(checks)
    assert {check.finding for check in checks} == {GateFinding.SAME}


def test_every_set_has_its_check() -> None:
    examples, outcomes = dev()
    names = {check.name for check in compare_outcomes(examples, outcomes, outcomes)}
    assert {f"right: {e.corpus}/{e.edit}" for e in examples} <= names
    assert {"right: all", "decided", "measured", "no false alarm: honest-news", "F1: macro"} <= names
    assert {f"calibration error: {label}" for label in (*TaughtLabel, "top class")} <= names


def test_a_lost_set_is_named_whatever_was_gained_elsewhere() -> None:
    examples, right = dev()
    spun = [e.label is TaughtLabel.SPUN for e in examples]
    paraphrased = [e.label is TaughtLabel.PARAPHRASED for e in examples]
    current = [said("copied") if p else o for o, p in zip(right, paraphrased, strict=True)]
    candidate = [said("undecided") if s and k % 2 else o for k, (o, s) in enumerate(zip(right, spun, strict=True))]
    lost = failed(compare_outcomes(examples, current, candidate))
    assert lost["right: detectrl/made-spun"].finding is GateFinding.LOSS
    assert "right: all" not in lost


def test_one_new_false_alarm_fails_and_is_named() -> None:
    examples, current = dev()
    candidate = [said("spun"), *current[1:]]
    check = failed(compare_outcomes(examples, current, candidate))["no false alarm: honest-news"]
    assert check.named == (examples[0].id,)
    assert check.p is None


def test_a_false_alarm_is_not_traded_for_two_others() -> None:
    examples, right = dev()
    current = [right[0], said("spun"), said("spun"), *right[3:]]
    assert "no false alarm: honest-news" in failed(compare_outcomes(examples, current, [said("spun"), *right[1:]]))


def test_fewer_false_alarms_are_a_gain() -> None:
    examples, right = dev()
    checks = compare_outcomes(examples, [said("spun"), *right[1:]], right)
    assert next(c for c in checks if c.name == "no false alarm: honest-news").finding is GateFinding.GAIN


def test_lightly_edited_texts_are_tested_not_counted() -> None:
    examples = [example(k, TaughtLabel.COPIED, "apt-eval", "polish") for k in range(40)]
    right = [said("copied") for _ in examples]
    checks = compare_outcomes(examples, right, [said("spun"), *right[1:]])
    check = next(c for c in checks if c.name == "no false alarm: apt-eval")
    assert check.is_passed
    assert check.named == (examples[0].id,)


def test_a_pair_that_is_no_longer_measured_is_a_miss() -> None:
    examples, right = dev()
    candidate = [*right[:-10], *(Outcome(NOT_MEASURED, (0.0,) * 4, (), (), 0) for _ in range(10))]
    assert {"measured", "right: detectrl/made-paraphrased"} <= failed(compare_outcomes(examples, right, candidate)).keys()


def test_passages_that_are_no_longer_found_fail() -> None:
    gold = Span(100, 200)
    examples = [
        replace(example(k, None, "composites", "spun_paragraph"), passages=((gold, TaughtLabel.SPUN),)) for k in range(20)
    ]
    found = [said("copied", [gold]) for _ in examples]
    checks = failed(compare_outcomes(examples, found, [said("copied")] * 20))
    assert {"passages found: spun_paragraph", "passages' ends near: spun_paragraph"} <= checks.keys()


def test_no_example_at_all_is_missing() -> None:
    assert {check.finding for check in compare_outcomes([], [], [])} == {GateFinding.MISSING}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ({"dev": {"labels": {"a/x": {}, "b/y": {}}}}, []),
        ({"dev": {"labels": {"a/x": {}}}}, ["b/y"]),
        ({"dev": {"labels": {"a/x": {}, "b/y": {}, "c/z": {}}}}, ["c/z"]),
        ({"out_of_fold": {}}, ["metrics of m"]),
        (None, ["metrics of m"]),
    ],
)
def test_a_set_or_metrics_that_one_side_lacks_is_missing(tmp_path: Path, content: object, names: list[str]) -> None:
    (tmp_path / "m").mkdir()
    if content is not None:
        (tmp_path / "m" / "metrics.json").write_text(json.dumps(content), encoding="utf-8")
    checks = missing_sets(tmp_path / "m", frozenset({"a/x", "b/y"}))
    assert [check.name for check in checks] == names
    assert not any(check.is_passed for check in checks)


@pytest.mark.parametrize(("lost", "won", "is_loss"), [(4, 0, False), (5, 0, True), (6, 1, False), (7, 1, True), (9, 9, False)])
def test_mcnemar_decides_by_the_pairs_that_differ(lost: int, won: int, is_loss: bool) -> None:
    check = share_check("x", [(True, False)] * lost + [(False, True)] * won + [(True, True)] * 500)
    assert (check.finding is GateFinding.LOSS) == is_loss
    assert check.p == pytest.approx(at_least(lost, lost + won))


def test_the_exact_test_is_the_binomial_tail() -> None:
    assert at_least(5, 5) == pytest.approx(1 / 32)
    assert at_least(0, 0) == 1.0


def test_an_empty_set_is_missing() -> None:
    assert share_check("x", []).finding is GateFinding.MISSING


def test_worse_calibration_with_the_same_labels_is_a_loss() -> None:
    random = np.random.default_rng(0)
    gold = random.integers(0, 4, 800)
    hit = random.random(800) < 0.9
    answer = np.where(hit, gold, (gold + 1) % 4)
    honest = np.full((800, 4), 0.1 / 3)
    honest[np.arange(800), answer] = 0.9
    boastful = np.full((800, 4), 0.001)
    boastful[np.arange(800), answer] = 0.997
    checks = figure_checks(gold, Answers(answer, honest), Answers(answer, boastful), 1)
    lost = failed(checks)
    assert "calibration error: top class" in lost
    assert not any(name.startswith("F1") for name in lost)

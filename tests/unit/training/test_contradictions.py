"""Claims about reports that contradict themselves, and about probabilities that may only fall. All texts are our own."""

from dataclasses import replace
from random import Random

import pytest

from app.text import Span
from app.training.examples.labelled_pairs import Example
from app.training.measuring.contradiction_figures import (
    N_STEPS,
    Answer,
    n_contradictions,
    rise_figures,
    rule_figures,
    taken_back,
    with_paragraph,
)
from app.training.measuring.contradictions import RULES, Said, Statement, contradictions, n_rises, steepest_rise

SPUN = Statement("spun", (0.02, 0.03, 0.93, 0.02), 7)
COPIED = Statement("copied", (0.02, 0.95, 0.02, 0.01), 0)
SOUND = Said(SPUN, (SPUN, COPIED), {"copied": 0.3, "spun": 0.6, "paraphrased": 0.0})


def test_a_sound_report_breaks_no_rule() -> None:
    assert list(contradictions(SOUND)) == []
    assert list(contradictions(Said(Statement("independent", (0.9, 0.0, 0.0, 0.1), 0), (), {}))) == []
    assert list(contradictions(Said(Statement("undecided", (0.1, 0.0, 0.5, 0.4), 0), (), {}))) == []


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        (replace(SOUND, article=replace(SPUN, n_likely=0)), "spun without a likely swap"),
        (replace(SOUND, passages=(replace(SPUN, n_likely=0),)), "a passage spun without a likely swap"),
        (replace(SOUND, reuse={"spun": 0.0, "copied": 0.9}), "no word reused in the way the label says"),
        (replace(SOUND, article=replace(SPUN, label="undecided")), "P ≥ .9 and another label"),
        (replace(SOUND, article=replace(SPUN, label="copied")), "P ≥ .9 and another label"),
        (replace(SOUND, passages=(replace(COPIED, label="undecided"),)), "a passage with P ≥ .9 and another label"),
    ],
)
def test_each_rule_is_broken_by_its_contradiction_alone(said: Said, broken: str) -> None:
    assert list(contradictions(said)) == [broken]


def test_every_rule_can_be_broken() -> None:
    unsound = Said(replace(SPUN, n_likely=0), (replace(SPUN, n_likely=0), replace(COPIED, label="spun", n_likely=1)), {})
    torn = replace(unsound, article=replace(COPIED, label="undecided"))
    assert set(contradictions(unsound)) | set(contradictions(torn)) == set(RULES)


def test_rises_are_counted_and_falls_are_not() -> None:
    assert n_rises([0.9, 0.9, 0.5, 0.6, 0.1, 0.4]) == 2
    assert steepest_rise([0.9, 0.5, 0.6, 0.1, 0.4]) == pytest.approx(0.3)
    assert n_rises([0.9, 0.9 + 1e-9]) == 0
    assert n_rises([]) == 0
    assert steepest_rise([0.4]) == 0


def test_figures_count_reports_and_steps() -> None:
    torn = replace(SOUND, article=replace(SPUN, label="undecided"))
    reports = rule_figures([SOUND, torn, torn])
    assert reports["n"] == 3
    assert reports["P ≥ .9 and another label"] == 2
    higher = replace(SOUND, article=replace(SPUN, probabilities=(0.0, 0.0, 0.99, 0.01)))
    rises = rise_figures([[Answer(SOUND), Answer(higher)], [Answer(higher), Answer(SOUND)], [Answer(SOUND), Answer(None)]])
    assert (rises["steps"], rises["rising_steps"], rises["rising"]["k"], rises["rising"]["n"]) == (2, 1, 1, 2)
    assert rises["steepest"] == pytest.approx(0.06)
    assert n_contradictions({"reports": {"dev": reports}, "rises": {"one": rises}}) == 3


def test_swaps_are_taken_back_until_none_is_left() -> None:
    reference = " ".join(f"old{k}" for k in range(30))
    suspect = reference.replace("old", "ancient")
    spans = [(Span(r, r + 3), Span(s, s + 7)) for r, s in zip(starts(reference, "old"), starts(suspect, "ancient"), strict=True)]
    example = Example("x", "o", "own", "spun", None, reference, suspect, None)
    chain = taken_back(example, Answer(SOUND, tuple(spans)), Random(1))
    assert len(chain) == N_STEPS + 1
    counts = [one.suspect.count("ancient") for one in chain]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 30
    assert chain[-1].suspect == reference


def starts(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


def test_a_paragraph_is_added_to_both_texts_and_to_the_suspect_alone() -> None:
    example = Example("x", "o", "own", "spun", None, "The wall fell down.", "The barrier fell down.", None)
    for seed in range(4):
        copied, unrelated = with_paragraph(example, "Boats stay in port today. The wind is strong.", Random(seed))
        assert "Boats stay" in copied.reference
        assert copied.suspect == unrelated.suspect
        assert unrelated.reference == example.reference
        assert "The barrier fell down." in copied.suspect

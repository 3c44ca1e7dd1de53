"""Claims about round trips. The alignment needs no translator; the trips themselves do."""

import shutil
from pathlib import Path
from random import Random

import pytest

from app.training.examples.spinners import ApertiumMissing, Trip, spin_round_trip
from app.training.examples.spinners.translation import exchanges, round_trip, sentence_lines

TEXT = "The highest tower stands beside the main road. “We want to repair it,” said the mayor.\n\nThe work is very dear."


def words_of_exchanges(before: str, after: str) -> list[tuple[str, str]]:
    return [(pair.before, pair.after) for pair in exchanges(before, after)]


def test_a_word_that_came_back_as_another_is_an_exchange() -> None:
    assert words_of_exchanges("The highest tower fell.", "The tallest tower fell.") == [("highest", "tallest")]


def test_the_span_of_an_exchange_is_the_word_as_sent() -> None:
    before = "A “highest” tower, via Rome."
    (first, second) = exchanges(before, "A “tallest” tower, road Rome.")
    assert [before[pair.chars.start : pair.chars.end] for pair in (first, second)] == ["highest", "via"]


def test_a_word_that_only_moved_is_no_exchange() -> None:
    assert words_of_exchanges("The red house burns.", "The house red burns.") == []


def test_beside_words_that_came_or_went_nothing_is_believed() -> None:
    assert words_of_exchanges("They have old meanings here.", "Have meanings very old here.") == []


def test_a_missing_translator_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ApertiumMissing, match="apertium-eng-spa"):
        round_trip(["One line."], "spa", tmp_path)


@pytest.mark.skipif(shutil.which("apertium") is None, reason="apertium is not installed")
@pytest.mark.parametrize("keeps_order", [True, False])
def test_kept_stretches_of_a_round_trip_are_equal(keeps_order: bool, tmp_path: Path) -> None:
    (spun,) = spin_round_trip([TEXT], Trip(("spa",), 1.0, keeps_order), Random(1), tmp_path)
    assert keeps_order or spun.text != TEXT
    for one, other in spun.kept:
        assert TEXT[one.start : one.end] == spun.text[other.start : other.end]
    for swap in spun.swaps:
        assert TEXT[swap.reference.start : swap.reference.end] != spun.text[swap.suspect.start : swap.suspect.end]


def test_lines_are_sentences_by_a_rule_that_no_reader_changes() -> None:
    text = 'The wall fell on Monday. "It was old," she said.  "Very old." Nobody was hurt!\n\nMr. Low paid 3.5 crowns.\n'
    assert sentence_lines(text) == [
        "The wall fell on Monday.",
        '"It was old," she said.',
        '"Very old."',
        "Nobody was hurt!",
        "Mr. Low paid 3.5 crowns.",
    ]

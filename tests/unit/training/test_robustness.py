"""Claims about the measures of light hands, found stretches, and the card's section. All texts are our own."""

from typing import Any

from app.text import Span
from app.training.examples.labelled_pairs import Example
from app.training.fitting.metrics import matches, rate
from app.training.measuring.polish import light
from app.training.measuring.robustness_figures import robustness_figures

WORDS = " ".join(f"word{n}" for n in range(40))


def edited(suspect: str) -> Example:
    return Example("one", "one", "own", "polish", None, WORDS, suspect, None)


def test_a_light_hand_changes_something_and_under_a_twentieth_of_the_words() -> None:
    one, two = WORDS.replace("word7 ", "verb "), WORDS.replace("word7 word8 ", "verb noun ")
    assert [e.suspect for e in light([edited(one), edited(two), edited(WORDS)])] == [one]


def test_ends_count_over_everything_that_touches_the_gold_stretch() -> None:
    assert matches(Span(100, 200), [Span(95, 150), Span(150, 210), Span(400, 500)]) == (True, True)
    assert matches(Span(100, 200), [Span(80, 200)]) == (True, False)
    assert matches(Span(100, 200), [Span(100, 140)]) == (False, False)
    assert matches(Span(100, 200), [Span(0, 100)]) == (False, False)


def test_the_card_shows_every_measure() -> None:
    cell = rate([True, True, False]) | {"changes": {"spun to copied": 1}, "became_spun": 0, "labels": {"spun": 2}}
    row: dict[str, Any] = dict.fromkeys(("found", "suspect_ends", "reference_ends", "all", "untouched_quiet"), cell)
    shares = {"replaced_content_words": 0.3, "changed_words": 0.16}
    section = robustness_figures(
        {
            "disturbances": {"unchanged": {"boilerplate": {"spun": cell}}, "half_spun": {"seen": cell}},
            "polish": {"own/polish": {"not_spun": cell, "no_spun_passage": cell}},
            "paragraphs": {"copy, seen styles": row | shares},
        }
    )
    assert all(name in section for name in ("| boilerplate |", "| own/polish |", "| copy, seen styles |", "2/3", "0.3 / 0.16"))

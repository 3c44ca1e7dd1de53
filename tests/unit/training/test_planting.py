"""Claims about one spun paragraph in an honest article. All texts are our own."""

from random import Random

import pytest

from app.text import Span
from app.training.examples.spinners.inflection import NO_FORMS
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.planting import BEDS, LEAST_RATE, Planting, plant, replaced_share
from app.training.examples.spinners.spinning import Style
from app.training.examples.spinners.thesauri import Choices, Thesaurus
from app.training.measuring.outcomes import Outcome
from app.training.measuring.paragraphs import PlantingTrial

OPENING = "The harbour was closed for a day."
LONG = (
    "The harbour office said on Monday that twelve ships had to wait outside because of the storm, but no one was hurt. "
    "According to the pilots, the waves were more than six metres high, and several boats lost their ropes. The harbour "
    "master wants another tug from the town, and the council has not decided whether to pay for it, and some of the members "
    "would rather wait for the winter."
)
REFERENCE = f"{OPENING}\n\n{LONG}\n\nThe storm moved on to the east in the evening."
HOST = "\n\n".join(f"Farmer number {n} counts her goats each evening in a blue book." for n in range(6))
KNOWN = "harbour office ships storm pilots waves boats ropes tug town council members winter metres master".split()


@pytest.fixture(scope="module")
def style() -> Style:
    words = {word: Choices((f"{word}ling",), ()) for word in KNOWN}
    return Style("own", Thesaurus("own", words, {}, NO_FORMS, is_surface=True), Knobs(phrase_rate=0.0))


def planted(name: str, style: Style, seed: int = 1) -> Planting:
    made = plant(name, (REFERENCE, HOST), style, Random(seed))
    assert made is not None
    return made


@pytest.mark.parametrize("name", sorted(BEDS))
def test_only_the_planted_paragraph_differs_from_the_untouched_article(name: str, style: Style) -> None:
    for seed in range(8):
        made = planted(name, style, seed)
        start, end = made.planted.start, made.planted.end
        assert made.suspect[start:end] == made.spun.text != made.bed.paragraph
        assert made.suspect[:start] + made.bed.paragraph + made.suspect[end:] == made.untouched


@pytest.mark.parametrize("name", sorted(BEDS))
def test_the_gold_span_of_the_reference_is_the_long_paragraph(name: str, style: Style) -> None:
    made = planted(name, style)
    assert made.reference[made.paragraph.start : made.paragraph.end] == LONG


def test_a_copy_is_the_reference_without_the_spinning(style: Style) -> None:
    assert planted("copy", style).untouched == REFERENCE


def test_a_host_keeps_its_paragraphs_in_order(style: Style) -> None:
    for seed in range(8):
        bed = planted("host", style, seed).bed
        assert (bed.before.rstrip() + "\n\n" + bed.after.lstrip()).strip() == HOST


def test_the_share_of_replaced_content_words_is_near_what_was_asked(style: Style) -> None:
    assert LEAST_RATE <= replaced_share(planted("copy", style).spun) <= 0.35


def test_a_style_that_knows_too_little_plants_nothing() -> None:
    ignorant = Style("own", Thesaurus("own", {}, {}, NO_FORMS), Knobs())
    assert plant("copy", (REFERENCE, HOST), ignorant, Random(1)) is None


def test_a_text_without_a_long_paragraph_gets_nothing(style: Style) -> None:
    assert plant("copy", (OPENING, HOST), style, Random(1)) is None


def trial(made: Planting, found: Span, label: str = "spun") -> PlantingTrial:
    said = Outcome("copied", (), ((found, label),), (), 0, (made.paragraph,))
    return PlantingTrial(made, said, Outcome("copied", (), (), (), 0))


def test_a_passage_on_the_paragraph_is_found_with_its_ends(style: Style) -> None:
    made = planted("copy", style)
    exact = trial(made, made.planted)
    assert exact.is_found
    assert exact.near == (True, True)
    assert exact.far_ends(0) == exact.far_ends(1) == {}


def test_a_passage_that_ends_too_late_is_told_in_words(style: Style) -> None:
    made = planted("copy", style)
    late = trial(made, Span(made.planted.start, len(made.suspect)))
    assert late.is_found
    assert late.near == (False, True)
    assert late.far_ends(0) == {"end late": len(made.bed.after.split())}
    assert late.far_ends(1) == {}


def test_a_missed_paragraph_says_what_it_was_called(style: Style) -> None:
    made = planted("copy", style)
    assert trial(made, made.planted, "copied").fault == "called copied"
    assert trial(made, Span(0, 1)).fault == "no passage"
    assert trial(made, Span(made.planted.start, made.planted.start + 20)).fault == "covered by less than half"

"""Claims about documents put together, and about the desk's edits. All texts are our own."""

from random import Random

import pytest

from app.training.examples.labels import TaughtLabel, changed_share, new_share, verbatim_share, words_of
from app.training.examples.spinners import Knobs, Maker, load_style
from app.training.examples.spinners.composites import COMPOSITES, Composite, Workshop

PARAGRAPH = (
    "The harbour office said on Monday that {n} ships had to wait outside because of the storm, but no one was "
    "hurt. According to the pilots, the waves were more than six metres high, and several boats lost their ropes. "
    "“We could not let anyone in before the wind dropped,” "
    "said the harbour master, who also asked the town for another tug. "
    "However, the council has not decided whether to pay for it, and a number of members would rather wait."
)
HOST = "\n\n".join(
    f"In the hills above the lake, farmer number {n} counts her goats each evening and writes the figure in a "
    "blue book. Nobody else in the valley keeps such records, and the museum would like to have them one day."
    for n in range(6)
)
REFERENCE = "Storm keeps ships outside\n\n" + "\n\n".join(PARAGRAPH.format(n=n) for n in (12, 15, 18, 21))
SEEDS = range(12)


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(REFERENCE, HOST, load_style("connectives"), Knobs(rate=0, function_rate=0.7))


def made(name: str, workshop: Workshop, seed: int) -> Composite:
    return COMPOSITES[name](workshop, Random(seed))


@pytest.mark.parametrize("name", sorted(COMPOSITES))
def test_passages_lie_in_order_and_inside_both_texts(name: str, workshop: Workshop) -> None:
    for seed in SEEDS:
        composite = made(name, workshop, seed)
        reached = 0
        for passage in composite.passages:
            assert reached <= passage.suspect.start < passage.suspect.end <= len(composite.suspect)
            assert passage.reference.start < passage.reference.end <= len(composite.reference)
            reached = passage.suspect.end


@pytest.mark.parametrize("name", sorted(COMPOSITES))
def test_the_same_random_state_gives_the_same_composite(name: str, workshop: Workshop) -> None:
    assert made(name, workshop, 4) == made(name, workshop, 4)


@pytest.mark.parametrize("name", sorted(COMPOSITES))
def test_the_shares_of_the_labels_add_up_to_one(name: str, workshop: Workshop) -> None:
    composite = made(name, workshop, 1)
    assert sum(composite.share(label) for label in TaughtLabel) == pytest.approx(1)


@pytest.mark.parametrize("name", sorted(COMPOSITES))
def test_copied_passages_hold_no_swap_of_a_spinner(name: str, workshop: Workshop) -> None:
    for seed in SEEDS:
        composite = made(name, workshop, seed)
        for passage in composite.passages:
            makers = {swap.maker for swap in composite.swaps if passage.suspect.start <= swap.suspect.start < passage.suspect.end}
            assert makers <= ({Maker.EDITOR} if passage.label is TaughtLabel.COPIED else {Maker.SPINNER})


def test_one_paragraph_is_spun_and_the_rest_is_word_for_word(workshop: Workshop) -> None:
    composite = made("spun_paragraph", workshop, 2)
    spun = [passage for passage in composite.passages if passage.label is TaughtLabel.SPUN]
    assert len(spun) == 1
    rest = composite.suspect[: spun[0].suspect.start] + composite.suspect[spun[0].suspect.end :]
    left = composite.reference[: spun[0].reference.start] + composite.reference[spun[0].reference.end :]
    assert rest == left


def test_a_paragraph_in_a_host_is_the_only_passage(workshop: Workshop) -> None:
    composite = made("spun_paragraph_in_host", workshop, 3)
    assert [passage.label for passage in composite.passages] == [TaughtLabel.SPUN]
    assert composite.share(TaughtLabel.INDEPENDENT) > 0.5


def test_quotations_alone_make_no_passage(workshop: Workshop) -> None:
    composite = made("shared_quotations", workshop, 3)
    assert composite.passages == ()
    assert "let anyone in before the wind dropped" in composite.suspect


def test_a_desk_changes_little_and_keeps_long_runs(workshop: Workshop) -> None:
    for seed in SEEDS:
        composite = made("edited", workshop, seed)
        reference, suspect = words_of(composite.reference), words_of(composite.suspect)
        assert new_share(reference, suspect) < 0.12
        assert verbatim_share(reference, suspect, 6) > 0.5


def test_the_measures_of_change_are_zero_for_the_same_text() -> None:
    words = words_of(REFERENCE)
    assert changed_share(words, words) == new_share(words, words) == 0
    assert verbatim_share(words, words, 8) == 1
    assert new_share(words, words[40:]) == 0
    assert new_share(words, []) == verbatim_share(words, [], 8) == 0

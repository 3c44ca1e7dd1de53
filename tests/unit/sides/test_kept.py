"""The sides of the last few texts: found again, bounded, and forgotten."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.lexicon import Lexicon
from app.sides import KeptSides, Side
from app.sides.kept import MOST_SIDES
from app.text import read_text
from tests.waiting import wait_until

Prepare = Callable[[str], Side]


@pytest.fixture
def prepare(lexicon: Lexicon) -> Prepare:
    return lambda text: Side.of(read_text(text), lexicon)


@pytest.fixture
def kept() -> Iterator[KeptSides]:
    kept = KeptSides(most_characters=30)
    yield kept
    kept.clear()


def test_a_text_is_prepared_once(kept: KeptSides, prepare: Prepare) -> None:
    side = kept.side("a", lambda: prepare("One two three."))
    assert kept.side("a", lambda: pytest.fail("prepared again")) is side
    assert (len(kept), kept.n_characters) == (1, 14)


def test_the_last_used_are_kept_up_to_so_many_characters(kept: KeptSides, prepare: Prepare) -> None:
    one = kept.side("one", lambda: prepare("One two three."))
    two = kept.side("two", lambda: prepare("Four five six."))
    assert kept.side("one", lambda: pytest.fail("prepared again")) is one
    kept.side("three", lambda: prepare("Seven."))
    assert kept.side("one", lambda: pytest.fail("prepared again")) is one
    assert kept.side("two", lambda: prepare("Four five six.")) is not two
    assert kept.n_characters <= 30


def test_a_text_that_is_too_long_by_itself_is_answered_and_not_kept(kept: KeptSides, prepare: Prepare) -> None:
    assert len(kept.side("long", lambda: prepare("one two three four five six seven"))) == 7
    assert len(kept) == 0


def test_texts_without_a_word_are_kept_few_too(prepare: Prepare) -> None:
    kept, empty = KeptSides(), prepare("")
    for number in range(2 * MOST_SIDES):
        kept.side(number, lambda: empty)
    assert len(kept) == MOST_SIDES
    kept.clear()


def test_a_text_that_cannot_be_read_raises_and_leaves_nothing(kept: KeptSides) -> None:
    def fail() -> Side:
        raise ValueError("no text")

    with pytest.raises(ValueError, match="no text"):
        kept.side("a", fail)
    assert len(kept) == 0


def test_sides_are_forgotten_some_time_after_their_last_use(prepare: Prepare) -> None:
    kept = KeptSides(seconds=0.05)
    kept.side("a", lambda: prepare("One two three."))
    kept.side("b", lambda: prepare("Four five six."))
    wait_until(lambda: len(kept) == 0)
    side = kept.side("a", lambda: prepare("One two three."))  # and it goes on
    assert len(side) == 3
    wait_until(lambda: len(kept) == 0)


def test_what_was_cleared_is_gone(kept: KeptSides, prepare: Prepare) -> None:
    kept.side("a", lambda: prepare("One two three."))
    kept.clear()
    assert (len(kept), kept.n_characters) == (0, 0)


def test_threads_share_what_is_kept(prepare: Prepare) -> None:
    kept = KeptSides(most_characters=100)
    texts = [f"{word} two three four five." for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")] * 20
    with ThreadPoolExecutor(4) as pool:
        sides = list(pool.map(lambda text: kept.side(text, lambda: prepare(text)), texts))
    assert [side.document.text for side in sides] == texts
    assert kept.n_characters <= 100
    kept.clear()

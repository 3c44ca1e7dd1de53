"""Articles go through every kind of file and come back whole: a few here, two hundred by `make round-trips`."""

from pathlib import Path

import pytest

from app.detector import Detector
from tests.round_trips.articles import drawn_articles
from tests.round_trips.measuring import measure
from tests.round_trips.ways import WAYS, Way

ARTICLES = drawn_articles(3)
OWN = [way for way in WAYS if not way.program]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load(Path("models"), Path("data/lexicon"))


@pytest.mark.parametrize("way", OWN, ids=lambda way: way.name)
def test_no_word_is_lost_or_invented(way: Way, detector: Detector) -> None:
    outcome = measure(ARTICLES, way.write(ARTICLES), detector)
    assert outcome.is_right, outcome


def test_a_way_that_loses_a_word_or_a_file_is_not_right(detector: Detector) -> None:
    shorter = [("a.txt", article.text.replace("the ", "", 3).encode()) for article in ARTICLES]
    assert not measure(ARTICLES, shorter, detector).is_right
    assert not measure(ARTICLES, [("a.pdf", b"no pdf")] * 3, detector).is_right


def test_drawn_articles_are_the_same_for_the_same_seed_and_differ() -> None:
    assert drawn_articles(3) == ARTICLES
    assert len({article.text for article in drawn_articles(200)}) == 200

"""What is read from the index in portions is what was put into it, however common some features are."""

from collections import defaultdict
from random import Random

import numpy as np
import pytest

from app.library import Entry, Shelf, pairs_of
from app.store import Database, NewLibrary, create_library, postings_of
from tests.unit.library.articles import entry, made_text

N_ARTICLES = 60
MOST = 7


def _article(place: int, random: Random) -> Entry:
    shared = [word for k, word in enumerate(made_text(900, 80).split()) if random.random() < (k % 10) / 9]
    return entry(f"a{place}", f"{made_text(place, 40)} {' '.join(shared)}")


@pytest.mark.parametrize("seed", [1, 2])
def test_portions_hold_what_single_questions_would(database: Database, seed: int) -> None:
    random = Random(seed)
    with database.transaction() as connection:
        shelf = Shelf(database, create_library(database, connection, NewLibrary("local", "archive"), 1.0))
    shelf.put([_article(place, random) for place in range(N_ARTICLES)], 1.0)
    with database.transaction() as connection:
        store = postings_of(database)
        held = store.features_of(connection, range(1, 10_000))
        holders: defaultdict[int, set[int]] = defaultdict(set)
        for number, features in held.items():
            for feature in features.tolist():
                holders[feature].add(number)
        absent = {random.randrange(1 << 31) for _ in range(300)} - holders.keys()
        asked = np.array(sorted([*holders, *absent]), np.int32)
        found = store.read(connection, asked, MOST)
    assert len(held) == N_ARTICLES
    assert len(asked) > 1_000
    assert sum(len(numbers) >= MOST for numbers in holders.values()) > 20  # else nothing is cut
    begin = 0
    for feature, length in zip(asked.tolist(), found.lengths.tolist(), strict=True):
        numbers, begin = found.numbers[begin : begin + length].tolist(), begin + length
        assert len(set(numbers)) == length
        if len(holders[feature]) < MOST:
            assert set(numbers) == holders[feature]
        else:
            assert length >= MOST
            assert set(numbers) <= holders[feature]
    assert begin == len(found.numbers)


def test_words_that_were_forgotten_keep_their_numbers() -> None:
    first = [f"word{k}" for k in range(1_000)]
    before = pairs_of(first).keys.tolist()
    pairs_of([f"other{k}" for k in range(70_000)])  # more than are known at once
    assert pairs_of(first).keys.tolist() == before

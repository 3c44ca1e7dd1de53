"""What is read from the index is what was put into it, however common some features are."""

from collections import defaultdict
from random import Random

import numpy as np
import pytest

from app import store
from app.library import Entry, Shelf, pairs_of
from app.store import Database, NewLibrary
from tests.unit.library.articles import entry, made_text

N_ARTICLES = 60
MOST = 7


def _article(place: int, random: Random) -> Entry:
    shared = [word for k, word in enumerate(made_text(900, 80).split()) if random.random() < (k % 10) / 9]
    return entry(f"a{place}", f"{made_text(place, 40)} {' '.join(shared)}")


@pytest.mark.parametrize("seed", [1, 2])
def test_all_articles_of_a_feature_are_read_unless_they_are_too_many(database: Database, seed: int) -> None:
    random = Random(seed)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))
    shelf.put([_article(place, random) for place in range(N_ARTICLES)], 1.0)
    with database.transaction() as tx:
        index = store.postings.of(tx)
        held = index.features_of(range(1, 10_000))
        holders: defaultdict[int, set[int]] = defaultdict(set)
        for number, features in held.items():
            for feature in features.tolist():
                holders[feature].add(number)
        absent = {random.randrange(1 << 31) for _ in range(300)} - holders.keys()
        asked = np.array(sorted([*holders, *absent]), np.int32)
        suspected = np.array([random.random() < 0.3 for _ in asked], bool)
        found = index.read(asked, MOST, suspected)
        nothing = index.read(asked[:0], MOST, suspected[:0])
    assert len(held) == N_ARTICLES
    assert len(asked) > 1_000
    assert found.are_too_many.tolist() == [len(holders[feature]) > MOST for feature in asked.tolist()]
    for kind in (suspected, ~suspected):
        assert 10 < found.are_too_many[kind].sum() < kind.sum()
    told = list(zip(found.numbers.tolist(), found.places.tolist(), strict=True))
    assert told == sorted(set(told))
    wanted = {place: holders[feature] for place, feature in enumerate(asked.tolist()) if not found.are_too_many[place]}
    assert set(told) == {(number, place) for place, numbers in wanted.items() for number in numbers}
    assert found.lengths.tolist() == [len(wanted.get(place, ())) for place in range(len(asked))]
    assert (len(nothing.lengths), len(nothing.numbers)) == (0, 0)


def test_the_smallest_and_largest_features_are_found(database: Database) -> None:
    features = np.array([0, 1, 15, 16, 255, 256, 0x0FFFFFFF, 0x10000000, 0x7FFFFFFF], np.int32)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))
    shelf.put([entry("a", made_text(1, 40))], 1.0)
    (article,) = shelf.articles()
    with database.transaction() as tx:
        store.articles.index_again(tx, article.number, features, article.feature_version)
        index = store.postings.of(tx)
        found = index.read(np.array(sorted({*features.tolist(), 2, 17, 0x7FFFFFFE}), np.int32), MOST, np.zeros(12, bool))
        assert found.lengths.tolist() == [1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1]
        index.remove([article.number])
        assert index.read(features, MOST, np.zeros(9, bool)).numbers.tolist() == []


def test_a_sample_is_of_one_library_and_spread_over_it(database: Database) -> None:
    with database.transaction() as tx:
        mine, others = (store.libraries.create(tx, NewLibrary("local", name), 1.0) for name in ("mine", "others"))
    for place in range(40):
        Shelf(database, mine if place % 2 else others).put([entry(f"a{place}", made_text(place, 40))], 1.0)
    with database.transaction() as tx:
        own = {each.number for each in store.articles.page(tx, mine.id, None, 100)}
        assert set(store.articles.sample_numbers(tx, mine.id, 100)) == own
        assert len(store.articles.sample_numbers(tx, mine.id, 7)) == 7
        assert set(store.articles.sample_numbers(tx, mine.id, 7)) < own
        assert store.articles.sample_numbers(tx, "lib_none", 7) == ()


def test_words_that_were_forgotten_keep_their_numbers() -> None:
    first = [f"word{k}" for k in range(1_000)]
    before = pairs_of(first).keys.tolist()
    pairs_of([f"other{k}" for k in range(70_000)])  # more than are known at once
    assert pairs_of(first).keys.tolist() == before

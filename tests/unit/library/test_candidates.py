"""Which articles become candidates: the best of the whole suspect and of every window, as by reckoning them one by one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from app.library.candidates import LEAST_SHARED, OF_WHOLE, OF_WINDOW, find_shared, find_shared_plainly, most_postings, weigh
from app.library.families import count_common, count_common_plainly
from app.library.queries import Query
from app.library.ranking import rank, rank_plainly
from app.store import Postings

N_ARTICLES = 90_000


@pytest.mark.parametrize(
    ("n_articles", "most"), [(1, 50), (50_000, 50), (100_000, 100), (200_000, 200), (300_000, 300), (10_000_000, 300)]
)
def test_what_many_articles_share_does_not_count(n_articles: int, most: int) -> None:
    assert most_postings(n_articles, 0) == most
    assert most_postings(n_articles, 200) == most


@pytest.mark.parametrize(("n_features", "most"), [(200, 300), (600, 100), (1_000, 60), (1_200, 50), (1_000_000, 50)])
def test_a_long_suspect_asks_for_rarer_things(n_features: int, most: int) -> None:
    assert most_postings(1_000_000, n_features) == most


def _made(random: Random, n_features: int, steps: Sequence[int], n_held: int) -> tuple[Query, Postings]:
    marks = sorted({(feature, random.choice(steps)) for feature in range(n_features) for _ in range(random.choice((1, 1, 2)))})
    held = [sorted(random.sample(range(1, n_held + 1), random.choice((0, 3, min(40, n_held))))) for _ in range(n_features)]
    query = Query(np.arange(n_features, dtype=np.int32), np.array(marks, np.int32).T, max(steps) + 1)
    lengths = np.array([len(each) for each in held], np.int32)
    told = sorted((number, feature) for feature, each in enumerate(held) for number in each)
    numbers, features = np.array(told, np.int64).reshape(-1, 2).T.copy()
    return query, Postings(lengths, numbers, features, lengths > 50)


def _reckoned(query: Query, postings: Postings) -> tuple[list[float], list[dict[int, float]]]:
    """The evidence of the best articles of the whole, and that of all articles in each window."""
    weights = weigh(postings.lengths, N_ARTICLES)
    holders = [postings.numbers[postings.places == feature] for feature in range(len(postings.lengths))]
    shared = Counter(postings.numbers.tolist())
    whole: defaultdict[int, float] = defaultdict(float)
    windows: list[dict[int, float]] = [defaultdict(float) for _ in range(query.n_steps + 1)]
    for feature, each in enumerate(holders):
        for number in each.tolist():
            if shared[number] >= LEAST_SHARED:
                whole[number] += weights[feature]
                for step in query.marks[1][query.marks[0] == feature].tolist():
                    for window in (step, step + 1):
                        windows[window][number] += weights[feature]
    return sorted(whole.values(), reverse=True)[:OF_WHOLE], windows


ASKED = [
    (30, [0], 10),
    (40, [0, 1, 2], 200),
    (60, [0, 5], 2_000),
    (300, [0, 1, 2, 300, 521, 522, 523, 524, 698, 699], 2_000),  # the plain form sums these windows up in two portions
]


@pytest.mark.parametrize(("n_features", "steps", "n_held"), ASKED)
def test_the_best_of_the_whole_and_of_every_window_are_candidates(n_features: int, steps: Sequence[int], n_held: int) -> None:
    for seed in range(3):
        query, postings = _made(Random(seed), n_features, steps, n_held)
        whole, windows = _reckoned(query, postings)
        shared = find_shared(query, postings, weigh(postings.lengths, N_ARTICLES))
        chosen = set(shared.numbers.tolist())
        evidence = sorted((shared.has @ shared.weights).tolist(), reverse=True)[: len(whole)]
        assert evidence == pytest.approx(whole)
        assert len(chosen) < 100  # else the weakest windows would have to give way
        for window in windows:
            best = sorted(window.values(), reverse=True)[:OF_WINDOW]
            found = sorted((window[each] for each in chosen if each in window), reverse=True)
            assert found[: len(best)] == pytest.approx(best)


@pytest.mark.parametrize(("n_features", "steps", "n_held"), [*ASKED, (1, [0], 5), (200, list(range(40)), 60)])
def test_the_compiled_choice_is_the_plain_one_in_the_same_order(n_features: int, steps: Sequence[int], n_held: int) -> None:
    for seed in range(5):
        query, postings = _made(Random(seed), n_features, steps, n_held)
        weights = weigh(postings.lengths, N_ARTICLES)
        plain, compiled = find_shared_plainly(query, postings, weights), find_shared(query, postings, weights)
        assert compiled.numbers.tolist() == plain.numbers.tolist()
        assert compiled.has.tolist() == plain.has.tolist()
        for limit in (1, 30, 1_000):
            for mine, other in zip(rank(compiled, limit), rank_plainly(plain, limit), strict=True):
                assert mine.tolist() == other.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_two_articles_have_in_common_what_stands_in_both(seed: int) -> None:
    random = Random(seed)
    one, other = (np.array(sorted(random.sample(range(90), random.randrange(80))), np.int32) for _ in range(2))
    assert count_common(one, other) == count_common_plainly(one, other) == len({*one.tolist()} & {*other.tolist()})


def test_nothing_shared_is_no_candidate() -> None:
    query, postings = _made(Random(1), 20, [0, 1], 100)
    none = np.empty(0, np.int64)
    nothing = Postings(np.zeros(20, np.int32), none, none, np.zeros(20, bool))
    once = Postings(np.ones(20, np.int32), np.arange(1, 21), np.arange(20), np.zeros(20, bool))
    for found, some in ((nothing, False), (once, False), (postings, True)):
        assert (len(find_shared(query, found, weigh(found.lengths, N_ARTICLES)).numbers) > 0) is some

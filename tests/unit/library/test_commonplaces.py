"""Features that are in too many articles are learned, and forgotten when the library is another one."""

import numpy as np
import pytest

from app.library.commonplaces import Commonplaces, _by_chance
from app.store import Postings


def _ints(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(numbers, np.int32)


def _too_many(*are: bool) -> Postings:
    return Postings(np.zeros(len(are), np.int32), np.empty(0, np.int64), np.empty(0, np.int64), np.array(are))


def test_what_was_in_too_many_articles_is_known_next_time() -> None:
    known = Commonplaces()
    assert known.fits(6_000)
    known.learn(_ints(3), _too_many(False), 60)
    assert not known.fits(6_000)
    known.begin(6_000, [_ints(3, 9), _ints(9, 12)])
    asked = _ints(3, 4, 9)
    assert known.guess(asked, 60).are_suspected.tolist() == [True, False, True]
    assert known.guess(asked, 60).are_too_many.tolist() == [False, False, False]
    known.learn(asked, Postings(_ints(1, 2, 0), np.array([1, 1, 2]), np.array([0, 1, 1]), np.array([False, False, True])), 60)
    assert known.guess(asked, 60).are_too_many.tolist() == [False, False, True]


def test_what_is_too_much_for_a_long_question_may_count_in_a_short_one() -> None:
    known, asked = Commonplaces(), _ints(3, 4, 9)
    known.learn(asked, _too_many(True, False, True), 60)
    known.learn(_ints(1, 4, 9), _too_many(False, True, True), 300)
    known.learn(_ints(9, 10), _too_many(True, True), 100)
    asked = _ints(1, 3, 4, 9, 10)
    assert known.guess(asked, 50).are_too_many.tolist() == [False, True, True, True, True]
    assert known.guess(asked, 100).are_too_many.tolist() == [False, False, True, True, True]
    assert known.guess(asked, 300).are_too_many.tolist() == [False, False, True, True, False]


def test_what_is_in_far_too_many_articles_of_a_sample_is_not_read_to_be_sure() -> None:
    known, held_by = Commonplaces(), [10, 50, 60, 100, 150, 1_000, 5_000]  # of 20,000 articles, of which one in ten is looked at
    sample = [_ints(*(k for k, n in enumerate(held_by) if place < n // 10)) for place in range(2_000)]
    known.begin(20_000, sample)
    asked = np.arange(len(held_by), dtype=np.int32)
    assert known.guess(asked, 60).are_too_many.tolist() == [False, False, False, False, False, True, True]
    assert known.guess(asked, 200).are_too_many.tolist() == [False, False, False, False, False, True, True]
    assert known.guess(asked, 900).are_too_many.tolist() == [False, False, False, False, False, False, True]
    assert known.guess(asked, 60).are_suspected.tolist() == [False, False, False, True, True, True, True]


@pytest.mark.parametrize("expected", [0.0, 0.1, 1.2, 6.0, 20.0])
def test_a_sample_is_believed_only_where_chance_is_as_good_as_impossible(expected: float) -> None:
    drawn = np.random.default_rng(2).poisson(expected, 1_000_000)
    most = _by_chance(expected)
    assert (drawn > most).sum() <= 10
    assert most == 0 or (drawn > most // 2).sum() > 10


def test_a_library_that_became_another_is_learned_anew() -> None:
    known = Commonplaces()
    known.begin(6_000, [_ints(3)])
    known.learn(_ints(3), _too_many(True), 60)
    assert known.fits(6_000)
    assert known.fits(9_000)
    assert not known.fits(9_001)
    assert not known.fits(5_999)
    known.begin(5_999, [])
    assert known.fits(5_999)
    assert not known.guess(_ints(3), 60).are_too_many.any()
    assert not known.guess(_ints(3), 60).are_suspected.any()

"""Features that are in too many articles are learned, and forgotten when the library is another one."""

import numpy as np

from app.library.commonplaces import Commonplaces
from app.store import Postings


def _ints(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(numbers, np.int32)


def _too_many(*are: bool) -> Postings:
    return Postings(np.zeros(len(are), np.int32), np.empty(0, np.int64), np.array(are))


def test_what_was_in_too_many_articles_is_known_next_time() -> None:
    known = Commonplaces()
    assert not known.fits(6_000)
    known.begin(6_000, [_ints(3, 9), _ints(9, 12)])
    asked = _ints(3, 4, 9)
    assert known.are_suspected(asked).tolist() == [True, False, True]
    assert known.are_met(asked, 60).tolist() == [False, False, False]
    known.learn(asked, Postings(_ints(1, 2, 0), np.array([1, 1, 2]), np.array([False, False, True])), 60)
    assert known.are_met(asked, 60).tolist() == [False, False, True]


def test_what_is_too_much_for_a_long_question_may_count_in_a_short_one() -> None:
    known, asked = Commonplaces(), _ints(3, 4, 9)
    known.learn(asked, _too_many(True, False, True), 60)
    known.learn(_ints(1, 4, 9), _too_many(False, True, True), 300)
    known.learn(_ints(9, 10), _too_many(True, True), 100)
    asked = _ints(1, 3, 4, 9, 10)
    assert known.are_met(asked, 50).tolist() == [False, True, True, True, True]
    assert known.are_met(asked, 100).tolist() == [False, False, True, True, True]
    assert known.are_met(asked, 300).tolist() == [False, False, True, True, False]


def test_a_library_that_became_another_is_learned_anew() -> None:
    known = Commonplaces()
    known.begin(6_000, [_ints(3)])
    known.learn(_ints(3), _too_many(True), 60)
    assert known.fits(6_000)
    assert known.fits(9_000)
    assert not known.fits(9_001)
    assert not known.fits(5_999)
    known.begin(5_999, [])
    assert not known.are_met(_ints(3), 60).any()
    assert not known.are_suspected(_ints(3)).any()

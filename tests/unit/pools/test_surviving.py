"""A pool survives the death of a worker: every piece has its answer, and only the one that kills has that of the dead."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, takewhile

import pytest

from app.pools import Work, answers_as_they_come, answers_in_order
from tests.unit.pools.work import DEADLY, answer_plus, load_number

Chunks = Iterable[tuple[int, ...]]
Verb = Callable[[Work[int, int, int, str], Chunks], Iterator[str]]
CHUNKS = [(0, 1, 2), (3, DEADLY, 4), (5,), (6, 7), (8, 9)]


def work(workers: int, window: int = 2) -> Work[int, int, int, str]:
    return Work(load_number, answer_plus, lambda piece: f"{piece} died", 100, workers, window)


def right(chunks: Chunks) -> list[str]:
    return [f"{piece} died" if piece == DEADLY else str(piece + 100) for chunk in chunks for piece in chunk]


def test_answers_come_in_the_order_of_the_pieces_whoever_died() -> None:
    assert list(answers_in_order(work(2), CHUNKS)) == right(CHUNKS)


def test_answers_as_they_come_are_whole_too() -> None:
    assert sorted(answers_as_they_come(work(2), CHUNKS)) == sorted(right(CHUNKS))


@pytest.mark.parametrize("verb", [answers_in_order, answers_as_they_come])
def test_no_more_chunks_are_asked_for_than_fit_the_window(verb: Verb) -> None:
    asked: list[int] = []

    def chunks() -> Iterator[tuple[int, ...]]:
        for piece in takewhile(lambda n: n < 50, count()):
            asked.append(piece)
            yield (piece,)

    answers = verb(work(1, window=3), chunks())
    next(answers)
    assert len(asked) == 3
    answers.close()  # type: ignore[attr-defined]


def test_without_work_there_is_no_answer() -> None:
    assert list(answers_in_order(work(1), [])) == []

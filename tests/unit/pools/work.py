"""What the tests have done outside: a module of its own, because the other process imports it."""

import os
import time

import numpy as np

from app.errors import UnreadableInput


def load() -> dict[str, int]:
    return {"template": os.getpid(), "answer": 42}


def load_nothing() -> object:
    raise UnreadableInput("nothing to load")


def add(loaded: dict[str, int], number: int) -> int:
    return loaded["answer"] + number


def pids(loaded: dict[str, int]) -> tuple[int, int]:
    return loaded["template"], os.getpid()


def refuse(_: object) -> None:
    raise UnreadableInput("this is refused")


def cannot_open(_: object) -> None:
    raise FileNotFoundError("this is refused")


def echo(_: object, content: bytes) -> bytes:
    return content


def hold_the_lock(_: object) -> int:
    """One call that takes minutes and does not give the interpreter's lock away."""
    return 3**300_000_000 % 7


def sleep(_: object) -> None:
    time.sleep(60)


def fill_memory(_: object, size: int) -> int:
    return int(np.ones(size, np.uint8).sum())


def die(_: object) -> None:
    os._exit(3)


DEADLY = -1


def load_number(number: int) -> int:
    return number


def answer_plus(loaded: int, piece: int) -> str:
    if piece == DEADLY:
        os._exit(9)
    return str(loaded + piece)

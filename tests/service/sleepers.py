"""A detector that never comes to an end; a module of its own, because another process imports it."""

import time
from collections.abc import Callable
from typing import Any


class Sleeper:
    """What `prepare` does with the second text that can be read is what one does that costs a future quadratic corner."""

    model_name = "sleeper"

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.n_read = 0

    def prepare(self, _source: object, read: Callable[[], object]) -> None:
        read()
        self.n_read += 1
        while self.n_read > 1:
            time.sleep(1)


def load() -> Any:
    return Sleeper()

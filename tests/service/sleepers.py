"""A detector that never comes to an end; a module of its own, because another process imports it."""

import time
from typing import Any


class Sleeper:
    """What `compare` does is what a text does that costs a future quadratic corner."""

    model_name = "sleeper"

    def compare(self, *_: object) -> object:
        while True:
            time.sleep(1)


def load() -> Any:
    return Sleeper()

"""Waiting with an end."""

import time
from collections.abc import Callable

from starlette.testclient import TestClient


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def wait_until_ready(client: TestClient) -> None:
    wait_until(lambda: client.get("/readyz").status_code == 200)

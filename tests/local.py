"""Asking servers of this machine, which need no certificates: to load those known everywhere costs .03 s of a processor a client.

Who waits for a server makes some fifty clients.
"""

from typing import Any

import httpx2

from tests.waiting import PATIENCE


def local_client(url: str = "", **given: Any) -> httpx2.Client:
    """A client of the server at `url`, which speaks plain HTTP; as patient as all tests."""
    return httpx2.Client(base_url=url, timeout=PATIENCE, verify=False, **given)


def status_of(url: str, method: str = "GET", **sent: Any) -> int | None:
    """The status of the answer; nothing where nobody answers."""
    try:
        with local_client() as client:
            return client.request(method, url, **sent).status_code
    except httpx2.HTTPError:
        return None

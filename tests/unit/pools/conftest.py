"""What the tests of work outside share: a process that was loaded, for one module or one test."""

from collections.abc import Iterator

import pytest

from app.pools import Outside
from tests.unit.pools import work


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    yield from opened()


@pytest.fixture
def unused() -> Iterator[Outside]:
    """One without idle workers that other tests have left."""
    yield from opened()


def opened() -> Iterator[Outside]:
    made = Outside(work.load)
    yield made
    made.close()

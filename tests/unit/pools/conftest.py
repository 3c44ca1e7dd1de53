"""What the tests of work outside share: a process that was loaded, for one module."""

from collections.abc import Iterator

import pytest

from app.pools import Outside
from tests.unit.pools import work


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    made = Outside(work.load)
    yield made
    made.close()

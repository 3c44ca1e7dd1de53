"""What fuzzing once found stays mended."""

from pathlib import Path

import pytest

from tests.fuzz.__main__ import TARGETS

SEEDS = [(name, file) for name, target in TARGETS.items() for file in target.seeds]


@pytest.mark.parametrize(("name", "file"), SEEDS, ids=[f"{name}-{file.stem}" for name, file in SEEDS])
def test_a_seed_shows_no_fault_any_more(name: str, file: Path) -> None:
    with TARGETS[name].open_check() as check:
        check(file.read_bytes())

"""No family of nasty inputs costs the square of its length, in time or in memory.

Processor time is compared, not seconds. A family is glanced at first, against limits under which a square that matters at its
size cannot hide; what does not keep to them is measured in a process of its own, against limits far above noise and far below
a square, which is 2. `make growth` measures every family, and holds the fitted exponents to closer limits.
"""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.growth.alone import exponents_alone
from tests.growth.every_family import EVERY_FAMILY as FAMILIES
from tests.growth.families import Family, Stage
from tests.growth.measuring import ROOT, Growth, glance, measure
from tests.waiting import PATIENCE

GLANCED_TIME, GLANCED_MEMORY = 1.4, 1.2
MOST_TIME, MOST_MEMORY = 1.6, 1.3
TRIES = 4


def test_every_stage_has_families() -> None:
    assert len(FAMILIES) >= 30
    assert {family.stage for family in FAMILIES} == set(Stage)
    assert len({(family.stage, family.name) for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=[f"{family.stage}-{family.name.replace(' ', '-')}" for family in FAMILIES])
def test_twice_the_size_costs_about_twice(family: Family) -> None:
    glanced = glance(family)
    if glanced.time <= GLANCED_TIME and glanced.memory <= GLANCED_MEMORY:
        return
    grown = []
    for rounds in range(1, TRIES + 1):  # a neighbour on the core can cost a try, and a square fails them all
        grown.append(exponents_alone(family, rounds))
        if grown[-1][0] <= MOST_TIME and grown[-1][1] <= MOST_MEMORY:
            return
    pytest.fail(f"exponents of {family.name}: {grown}")


def test_a_pair_of_the_longest_texts_takes_no_more_memory_than_is_said() -> None:
    # in a process of its own: this one holds what other tests have loaded
    command = [
        sys.executable,
        "-m",
        "tests.growth",
        "--at-the-limit",
        "chains of broken words",
        "rare words, every second another",
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("\ncompare ") == 2


@pytest.mark.parametrize(
    ("look", "most_time", "most_memory"), [(glance, GLANCED_TIME, GLANCED_MEMORY), (measure, MOST_TIME, MOST_MEMORY)]
)
def test_a_square_would_be_seen(
    look: Callable[[Family], Growth], most_time: float, most_memory: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def square(text: str, _: str) -> object:
        return [text[k:] for k in range(0, len(text), 60)]

    monkeypatch.setitem(measure.__globals__["_WORK"], Stage.COMPARE, square)
    growth = look(Family("a square", Stage.COMPARE, lambda n: ("a" * n,) * 2))
    assert growth.memory > most_memory
    assert growth.time > most_time

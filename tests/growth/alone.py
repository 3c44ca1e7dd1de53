"""The growth of a family in a process of its own."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.growth.every_family import EVERY_FAMILY
from tests.growth.families import Family
from tests.growth.measuring import measure
from tests.waiting import PATIENCE


def exponents_alone(family: Family, rounds: int) -> tuple[float, float]:
    """Of time and of memory, measured where no other test has left a heap full of holes."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_exponents, EVERY_FAMILY.index(family), rounds).result(PATIENCE)


def _exponents(place: int, rounds: int) -> tuple[float, float]:  # a family holds functions that no other process can be handed
    growth = measure(EVERY_FAMILY[place], rounds)
    return growth.time, growth.memory

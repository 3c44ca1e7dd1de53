"""Articles and suspects that are nasty to a library: one is put into it, the other is looked for, and the article goes again."""

from dataclasses import replace

from tests.growth.families import FAMILIES, Family, Stage

_NAMES = (
    "prose with swaps",
    "everyday words",
    "one-letter words",
    "rare words, every second another",
    "rare words in another order",
)


def _screened(family: Family) -> Family:
    return replace(family, stage=Stage.SCREEN)


LIBRARY_FAMILIES = tuple(_screened(each) for each in FAMILIES if each.stage is Stage.COMPARE and each.name in _NAMES)

"""Folds by origin: all examples made from one text stand in one fold."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.training.examples import Example

N_FOLDS = 4


def folds_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The fold of each example, 0..`N_FOLDS`-1: all examples of an origin are in one."""
    return np.array([hash_of(e.origin) % N_FOLDS for e in examples])


def hash_of(origin: str) -> int:
    """A number for an origin that is the same in every run."""
    return crc32(origin.encode())

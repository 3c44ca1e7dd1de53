"""Two rows in, one stored number out: sorted keys and a binary search, for whole arrays at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Keys = NDArray[np.uint64]


_VALUE_BITS: Final = np.uint64(8)


@dataclass(frozen=True)
class PairTable:
    """Numbers of one byte stored for ordered pairs of rows.

    `entries` are `right << 8 | value` in 32 bits, those of left row k at `heads[k]` to `heads[k + 1]`: few cache lines a look-up
    for the compiled twin. Every row is below `base`.
    """

    base: int
    entries: NDArray[np.uint32]
    heads: Rows

    def __len__(self) -> int:
        """Number of pairs that are stored."""
        return len(self.entries)

    @cached_property
    def keys(self) -> Keys:
        """`left * base + right` of each pair, sorted; the last is a sentinel above every real one. Made when asked for: 12 MB."""
        left = np.repeat(np.arange(self.base, dtype=np.uint64), np.diff(self.heads))
        keys = left * np.uint64(self.base) + (self.entries >> _VALUE_BITS)
        return np.append(keys, np.uint64(self.base * self.base))

    @cached_property
    def values(self) -> NDArray[np.uint8]:
        """The number of each key; the sentinel's is 0."""
        return np.append(self.entries.astype(np.uint8), np.uint8(0))

    def lookup(self, left: Rows, right: Rows) -> NDArray[Any]:
        """Returns one value a pair, 0 for a pair not stored. O(log n) a pair, about 0.1 µs."""
        wanted = left.astype(np.uint64) * np.uint64(self.base) + right.astype(np.uint64)
        places = self.keys.searchsorted(wanted)
        found: NDArray[Any] = self.values[places]
        found[self.keys[places] != wanted] = 0
        return found

    def between(self, left: Rows, right: NDArray[np.bool_]) -> tuple[Rows, Rows, NDArray[np.uint8]]:
        """The stored pairs whose first row is one of `left` and whose second is marked in `right` [base]: rows and values.

        O(pairs of the rows of `left`) time.
        """
        first, n = self.heads[left], self.heads[left + 1] - self.heads[left]
        of = np.repeat(np.arange(len(left), dtype=np.int32), n)
        entries = self.entries[np.arange(len(of), dtype=np.int32) + (first - np.cumsum(n, dtype=np.int32) + n)[of]]
        others = (entries >> _VALUE_BITS).astype(np.int32)
        kept = right[others]
        return left[of[kept]], others[kept], entries[kept].astype(np.uint8)


def pair_table(base: int, planes: NDArray[np.uint8], values: NDArray[np.uint8]) -> PairTable:
    """Returns the table of encoded keys (all below `base * base`) and their values."""
    keys = decode_keys(planes)
    heads = keys.searchsorted(np.arange(base + 1, dtype=np.uint64) * np.uint64(base)).astype(np.int32)
    keys %= np.uint64(base)
    keys <<= _VALUE_BITS
    keys |= values
    return PairTable(base, keys.astype(np.uint32), heads)


FEWEST: Final = 3
LOG_STEP: Final = 0.0445
"""A count is stored as one byte: level k >= 1 is FEWEST * exp((k - 1) * LOG_STEP), up to 240,000, within 2.3 %."""
LEVELS: Final = np.append(0, FEWEST * np.exp(LOG_STEP * np.arange(255))).astype(np.float32)


def levels(counts: NDArray[Any]) -> NDArray[np.uint8]:
    """Returns the nearest level of each count (at least FEWEST); `LEVELS[level]` is about the count."""
    nearest = 1 + np.rint(np.log(counts / FEWEST) / LOG_STEP)
    small: NDArray[np.uint8] = np.minimum(nearest, 255).astype(np.uint8)
    return small


def encode_keys(keys: Keys) -> NDArray[np.uint8]:
    """Returns sorted keys as byte planes of their differences, shape [4, n]: zlib then halves them twice.

    Raises:
        ValueError: when two neighbours lie 2**32 or more apart.
    """
    steps = np.diff(keys, prepend=np.uint64(0))
    if steps.size and int(steps.max()) >= 2**32:
        raise ValueError(f"keys need steps below 2**32, got {int(steps.max())}")
    return np.ascontiguousarray(steps.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def decode_keys(planes: NDArray[np.uint8]) -> Keys:
    """Returns what `encode_keys` was given; planes have shape [4, n]."""
    steps = np.ascontiguousarray(planes.T).view("<u4").reshape(-1)
    keys: Keys = np.cumsum(steps, dtype=np.uint64)
    return keys

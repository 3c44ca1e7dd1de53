"""Two rows in, one stored number out: sorted keys and a binary search, for whole arrays at once."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class PairTable:
    """Numbers stored for ordered pairs of rows.

    `keys` are sorted `left * base + right` with every row below `base`; `values` has one number a key. The last key
    is a sentinel above every real pair, and its value is 0. For the compiled look-ups `entries` holds the same once more,
    `right << 8 | value` in 32 bits, those of left row k at `heads[k]` to `heads[k + 1]`: few cache lines a look-up.
    """

    base: int
    keys: Keys
    values: NDArray[Any]
    entries: NDArray[np.uint32]
    heads: Rows

    def lookup(self, left: Rows, right: Rows) -> NDArray[Any]:
        """Returns one value a pair, 0 for a pair not stored. O(log n) a pair, about 0.1 µs."""
        wanted = left.astype(np.uint64) * np.uint64(self.base) + right.astype(np.uint64)
        places = self.keys.searchsorted(wanted)
        found: NDArray[Any] = self.values[places]
        found[self.keys[places] != wanted] = 0
        return found


def pair_table(base: int, planes: NDArray[np.uint8], values: NDArray[Any]) -> PairTable:
    """Returns the table of encoded keys (all below `base * base`) and their values, the sentinel added."""
    keys = np.empty(len(values) + 1, dtype=np.uint64)
    decode_keys(planes, keys[:-1])
    keys[-1] = base * base
    heads = keys[:-1].searchsorted(np.arange(base + 1, dtype=np.uint64) * np.uint64(base)).astype(np.int32)
    left = np.repeat(np.arange(base, dtype=np.uint64), np.diff(heads))
    entries = (((keys[:-1] - left * np.uint64(base)) << np.uint64(8)) | values).astype(np.uint32)
    return PairTable(base, keys, np.append(values, values.dtype.type(0)), entries, heads)


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


def decode_keys(planes: NDArray[np.uint8], out: Keys | None = None) -> Keys:
    """Returns what `encode_keys` was given; planes have shape [4, n], and `out`, when given, receives the n keys."""
    steps = np.ascontiguousarray(planes.T).view("<u4").reshape(-1)
    keys: Keys = np.cumsum(steps, dtype=np.uint64, out=out)
    return keys

"""What stands between two words: how likely a passage ends there."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Marks = NDArray[np.bool_]


class Break(IntEnum):
    """What stands before a token: how likely a passage begins or ends there."""

    INSIDE = 0
    CAPITAL = 1
    LINE = 2
    SENTENCE = 3
    SENTENCE_AND_LINE = 4
    EDGE = 5


def find_breaks(text: str, starts: Ints, ends: Ints) -> NDArray[np.int8]:
    """The `Break` before each token and after the last: int8 [n + 1]; `starts` and `ends` are the tokens' characters."""
    breaks = np.full(len(starts) + 1, Break.EDGE, np.int8)
    starts, ends = starts[1:], ends[:-1]
    characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    n_ends = _running_count((characters == ord(".")) | (characters == ord("!")) | (characters == ord("?")))
    n_lines = _running_count(characters == ord("\n"))
    has_end, has_line = n_ends[starts] > n_ends[ends], n_lines[starts] > n_lines[ends]
    is_upper, is_lower = _cases(characters[starts])
    is_plain = starts - ends == 1
    is_plain[is_plain] = characters[ends[is_plain]] == ord(" ")
    # in the order of `kinds`, the first that holds; after one space a digit is inside, after other gaps it is a capital
    holds = (has_end & has_line, has_end & ~is_lower, has_line, is_upper | ~(is_lower | is_plain))
    kinds = (Break.SENTENCE_AND_LINE, Break.SENTENCE, Break.LINE, Break.CAPITAL)
    breaks[1:-1] = np.select(holds, kinds, Break.INSIDE)
    return breaks


def _running_count(marks: Marks) -> Ints:
    """How many marks stand before each place and before the end: int32 [n + 1]."""
    counts = np.zeros(len(marks) + 1, np.int32)
    np.cumsum(marks, out=counts[1:])
    return counts


def _cases(characters: NDArray[np.uint32]) -> tuple[Marks, Marks]:
    """Whether each character is an upper and a lower case one; each distinct one is asked once."""
    distinct, at = np.unique(characters, return_inverse=True)
    letters = [chr(code) for code in distinct.tolist()]
    upper, lower = (np.array([is_case(c) for c in letters], bool)[at] for is_case in (str.isupper, str.islower))
    return upper, lower

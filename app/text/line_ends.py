"""Words that a printed line broke in two: "govern-" at its end, "ment" on the next."""

import numpy as np

from app.text.types import Ints

_BREAKS = ("-\n", "-\r\n", "\u2010\n")
_LONGEST = 6  # characters between the two parts: a hyphen, a line end, an indent


def join_broken(text: str, norms: tuple[str, ...], starts: Ints, ends: Ints) -> tuple[tuple[str, ...], Ints, Ints]:
    """The words with the two parts of each broken one joined; its span goes over the break. A compound loses its hyphen."""
    if not any(mark in text for mark in _BREAKS):
        return norms, starts, ends
    near = np.flatnonzero((starts[1:] - ends[:-1] >= 2) & (starts[1:] - ends[:-1] <= _LONGEST))
    broken = [k for k in near.tolist() if _is_break(text, int(ends[k]), int(starts[k + 1]))]
    words = list(norms)
    for k in reversed(broken):  # from behind: a part that was joined may have been a first part itself
        words[k] += words[k + 1]
        ends[k] = ends[k + 1]
    kept = np.ones(len(words), bool)
    kept[np.array(broken, np.intp) + 1] = False
    return tuple(word for word, stays in zip(words, kept.tolist(), strict=True) if stays), starts[kept], ends[kept]


def _is_break(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap.startswith(_BREAKS) and not gap[1:].strip() and text[end - 1].isalpha() and text[start].islower()

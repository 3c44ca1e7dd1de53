"""Leaving stretches out: a document loses the words that touch them, and every other word keeps its place."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.text.types import Document, Span


def without(document: Document, stretches: Sequence[Span]) -> Document:
    """`document` without the tokens that touch one of `stretches`; offsets still count in the text as sent.

    `stretches` are characters of the text, in any order; they may overlap, and reach beyond its end. O(n + k log n) time.
    """
    left_out = _touched(document, stretches)
    if not left_out.any():
        return document
    kept = ~left_out
    place = np.concatenate(([0], np.cumsum(kept))).astype(np.int32)
    first = place[document.bounds[:-1]]
    filled = np.flatnonzero(first < place[document.bounds[1:]])
    return replace(
        document,
        spelling=document.spelling.only(kept),
        starts=document.starts[kept],
        ends=document.ends[kept],
        bounds=np.append(first[filled], place[-1]),
        blocks=document.blocks[filled],
    )


def _touched(document: Document, stretches: Sequence[Span]) -> NDArray[np.bool_]:
    """Whether each token shares a character with a stretch."""
    n = len(document.text)
    starts, ends = np.array([(min(s.start, n), min(s.end, n)) for s in stretches], np.int32).reshape(-1, 2).T
    first = np.searchsorted(document.ends, starts, side="right")
    last = np.searchsorted(document.starts, ends, side="left")
    some = (first < last) & (starts < ends)
    depth = np.zeros(len(document) + 1, np.int32)
    np.add.at(depth, first[some], 1)
    np.add.at(depth, last[some], -1)
    touched: NDArray[np.bool_] = np.cumsum(depth[:-1]) > 0
    return touched

"""A change to a part of a text only: a desk that rewrote one paragraph, a recording with one bad stretch."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.types import Edit

_FEWEST_WORDS: Final = 40
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c])")


def in_one_paragraph(change: Edit) -> Edit:
    """The change made in one stretch of 40 words and more, from the start of a sentence on; nowhere else."""

    def edit(text: str, random: Random, rate: float) -> str:
        starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        begin = random.choice(starts)
        wanted = random.choice((_FEWEST_WORDS, 2 * _FEWEST_WORDS, 3 * _FEWEST_WORDS))
        ends = [start for start in starts if start > begin and text.count(" ", begin, start) >= wanted]
        end = ends[0] if ends else len(text)
        return text[:begin] + change(text[begin:end], random, rate) + text[end:]

    return edit

"""Stretches of a text that two honest texts share because of what they are: entries of a list of works, clauses of a bylaw."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.lexicon import Rules
from app.text import Document
from app.verdict.twins import slotting, twin_of

_LONGEST_ENTRY = 600  # characters
_FEWEST_LINES = 3  # of a kind, or it is no list
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BEHIND_YEAR = re.compile(r"[a-z]?\s?\)|[a-z]?\.?[ \t]*(?:\n|\Z)|(?:[–-](?:\d{2,4}|present))?\s?[:\t.,–—|-]")
_BEFORE_YEAR = re.compile(r"(?:\(\s?|(?:^|\n)\W{0,3}|[,.;]\s)\Z")
_SIGN = re.compile(r"ISBN|ISSN|doi[.:]|(?<=\b)pp\. ?\d|(?<=\b)vol\. ?\d|et al\.")
_LETTERS_OF_SIGN = re.compile(r"ISBN|ISSN|doi[.:]|pp\.|vol\.|et al\.")
_NUMBERED = r"\d{1,2}(?:\.\d{1,2})+\.?\s|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]\s"


@dataclass(frozen=True, slots=True)
class ClauseForm:
    """How a clause of a rule begins, and what says that it is one where it begins with nothing but a bracket.

    `letters` are the first and the second letters of the words that it may begin with: uint32 [2, n].
    """

    opening: re.Pattern[str]
    manner: re.Pattern[str]
    letters: NDArray[np.uint32]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, rules: Rules) -> Self:
        """The form in the language of `rules`."""
        heads = "|".join(map(re.escape, (*rules.heads, "§§", "§")))
        opening = re.compile(rf"\W{{0,2}}(?:(?:{heads})\s?(?:\d+|[IVXLC]+)\b|{_NUMBERED})")
        letters = np.array([[ord(head[k]) for head in rules.heads] for k in range(2)], np.uint32)
        return cls(opening, re.compile(rf"\b(?:{'|'.join(map(re.escape, rules.manner))})\b"), letters)

    def has(self, line: str) -> bool:
        """Whether a line is a clause."""
        return self.opening.match(line) is not None and (self.manner.search(line) is not None or line.lstrip()[:1] not in "(")


def traces_plainly(text: str) -> tuple[list[int], list[int]]:
    """What `traces_of_works` returns, without the compiled walk."""
    return [year.start() for year in _YEAR.finditer(text)], [sign.start() for sign in _LETTERS_OF_SIGN.finditer(text)]


@twin_of(traces_plainly)
def traces_of_works(text: str) -> tuple[list[int], list[int]]:
    """Where the years stand in a text, and where the letters of a sign do."""
    return slotting.traces_of_works(text)


def lines_plainly(text: str, form: ClauseForm) -> tuple[list[int], list[int]]:
    """What `lines_of` returns, without the compiled walk: any line may be a clause."""
    ends = [found.end() for found in re.finditer("\n", text)]
    return [0, *ends, len(text) + 1], [*range(len(ends) + 1)]


@twin_of(lines_plainly)
def lines_of(text: str, form: ClauseForm) -> tuple[list[int], list[int]]:
    """Where each line starts and the last one ends, and which lines may be a clause."""
    return slotting.lines_of(text, form.letters)


def list_words(document: Document, rules: Rules) -> NDArray[np.bool_]:
    """Whether each token stands in an entry of a list of works or in a clause of a rule; a line or two alone are none."""
    in_list = np.zeros(len(document), bool)
    text = document.text
    if text.count("\n") < _FEWEST_LINES - 1:
        return in_list
    form = ClauseForm.of(rules)
    starts, likely = lines_of(text, form)
    clauses = [k for k in likely if form.has(text[starts[k] : starts[k + 1] - 1])]
    for entries in (clauses, _works(text, starts)):
        if len(entries) >= _FEWEST_LINES:
            for k in entries:
                first, last = document.starts.searchsorted([starts[k], starts[k + 1] - 1]).tolist()
                in_list[first:last] = True
    return in_list


def _works(text: str, starts: list[int]) -> list[int]:
    """The lines that look like an entry of a list of works: a year in brackets, at their start or at their end."""
    years, signs = traces_of_works(text)
    places = [year for year in years if _is_of_work(text, year)] + [sign for sign in signs if _SIGN.match(text, sign)]
    lines = {bisect_right(starts, place) - 1 for place in places}
    return sorted(k for k in lines if starts[k + 1] - starts[k] <= _LONGEST_ENTRY)


def _is_of_work(text: str, year: int) -> bool:
    before = _BEFORE_YEAR.search(text, max(year - 4, 0), year)
    return before is not None and _BEHIND_YEAR.match(text, year + 4) is not None

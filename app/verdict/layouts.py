"""Stretches of a text that two honest texts share because of what they are: entries of a list of works, clauses of a bylaw."""

import re
from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from app.text import Document
from app.verdict.slots import slotting

_LONGEST_ENTRY = 600  # characters
_FEWEST_LINES = 3  # of a kind, or it is no list
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BEHIND_YEAR = re.compile(r"[a-z]?\s?\)|[a-z]?\.?[ \t]*(?:\n|\Z)|(?:[–-](?:\d{2,4}|present))?\s?[:\t.,–—|-]")
_BEFORE_YEAR = re.compile(r"(?:\(\s?|(?:^|\n)\W{0,3}|[,.;]\s)\Z")
_SIGN = re.compile(r"ISBN|ISSN|doi[.:]|(?<=\b)pp\. ?\d|(?<=\b)vol\. ?\d|et al\.")
_CLAUSE = re.compile(
    r"\W{0,2}(?:(?:Art(?:icle|\.)|Sec(?:tion|\.)|Clause|Rule|Chapter|Part|Schedule|Bylaw|By-law|§{1,2})\s?(?:\d+|[IVXLC]+)\b"
    r"|\d{1,2}(?:\.\d{1,2})+\.?\s|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]\s)"
)
_MANNER = re.compile(r"\b(?:shall|may not|must|hereby|pursuant to|herein|thereof|is entitled to)\b")


def list_words(document: Document) -> NDArray[np.bool_]:
    """Whether each token stands in an entry of a list of works or in a clause of a rule; a line or two alone are none."""
    in_list = np.zeros(len(document), bool)
    text = document.text
    if text.count("\n") < _FEWEST_LINES - 1:
        return in_list
    starts, likely = lines_plainly(text) if slotting is None else slotting.lines_of(text)
    clauses = [k for k in likely if _is_clause(text[starts[k] : starts[k + 1] - 1])]
    for entries in (clauses, _works(text, starts)):
        if len(entries) >= _FEWEST_LINES:
            for k in entries:
                first, last = document.starts.searchsorted([starts[k], starts[k + 1] - 1]).tolist()
                in_list[first:last] = True
    return in_list


def _works(text: str, starts: list[int]) -> list[int]:
    """The lines that look like an entry of a list of works: a year in brackets, at their start or at their end."""
    years, has_sign = traces_plainly(text) if slotting is None else slotting.traces_of_works(text)
    places = [year for year in years if _is_of_work(text, year)]
    if has_sign:
        places.extend(sign.start() for sign in _SIGN.finditer(text))
    lines = {bisect_right(starts, place) - 1 for place in places}
    return sorted(k for k in lines if starts[k + 1] - starts[k] <= _LONGEST_ENTRY)


def traces_plainly(text: str) -> tuple[list[int], bool]:
    """Where the years stand in a text, and whether one of the signs may."""
    return [year.start() for year in _YEAR.finditer(text)], any(sign in text for sign in ("pp.", "vol.", "IS", "doi", "et al"))


def _is_of_work(text: str, year: int) -> bool:
    before = _BEFORE_YEAR.search(text, max(year - 4, 0), year)
    return before is not None and _BEHIND_YEAR.match(text, year + 4) is not None


def lines_plainly(text: str) -> tuple[list[int], list[int]]:
    """Where each line starts and the last one ends, and which lines may be a clause: all of them."""
    ends = [found.end() for found in re.finditer("\n", text)]
    return [0, *ends, len(text) + 1], [*range(len(ends) + 1)]


def _is_clause(line: str) -> bool:
    return _CLAUSE.match(line) is not None and (_MANNER.search(line) is not None or line.lstrip()[:1] not in "(")

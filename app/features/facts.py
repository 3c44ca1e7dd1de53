"""What two texts on one event share without copying: names, numbers, quotations, and which of them stand unchanged.

In: an alignment. Out: `Facts`, the reference's names, numbers and quotations in its aligned stretches.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, longest_rising
from app.features.twins import marking, twin_of
from app.lexicon import Lexicon, PartOfSpeech
from app.sides import Side
from app.text import Document

LEAST_QUOTED = 3  # words; between quotation marks, fewer are a term and no quotation
_LAST_ASCII = 127
Marks = NDArray[np.bool_]
Ints = NDArray[np.int32]
Tokens = NDArray[np.intp]
Short = tuple[NDArray[np.int8], Marks, Ints]


@dataclass(frozen=True, slots=True)
class FactLimits:
    """Plain numbers for both twins: rows of two words (-1: not in the lexicon), and parts of speech."""

    may: int
    one: int
    name: int = int(PartOfSpeech.NAME)
    number: int = int(PartOfSpeech.NUMBER)
    noun_like: int = int(PartOfSpeech.NOUN | PartOfSpeech.NAME)

    @classmethod
    def of(cls, lexicon: Lexicon) -> "FactLimits":
        """The limits for one lexicon."""
        return cls(lexicon.index.get(lexicon.english.month, -1), lexicon.index.get(lexicon.english.pronoun, -1))


class FactKind(StrEnum):
    """What sort of fact it is."""

    NAME = "name"
    NUMBER = "number"
    QUOTATION = "quotation"


FACT_KINDS = tuple(FactKind)


@dataclass(frozen=True, slots=True)
class Survival:
    """Of one kind: how many facts stand unchanged, out of how many, and the share of the kept ones in the same order, 0..1."""

    kept: int
    of: int
    in_order: float


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of the reference's aligned stretches as columns, one entry a fact, by kind and in the reference's order.

    `kinds` number `FACT_KINDS`; `starts` and `ends` are tokens of the reference; `suspect` is the suspect's first token where
    the fact stands unchanged, -1 where it does not. `is_fact` [n_reference] marks the tokens of names, numbers and titles.
    """

    kinds: NDArray[np.int8]
    starts: Ints
    ends: Ints
    suspect: Ints
    is_fact: Marks

    def survival_plainly(self) -> dict[FactKind, Survival]:
        """What `survival` returns, without the compiled walk."""
        return {kind: self._survival(self.suspect[self.kinds == k]) for k, kind in enumerate(FACT_KINDS)}

    @twin_of(survival_plainly)
    def survival(self) -> dict[FactKind, Survival]:
        """How much of each kind survived."""
        found = marking.survivals(self.kinds, self.suspect, len(FACT_KINDS))
        return {
            kind: Survival(len(kept), n, 1.0 if is_rising and len(kept) else _in_order(kept))
            for kind, (n, kept, is_rising) in zip(FACT_KINDS, found, strict=True)
        }

    def survived(self) -> Tokens:
        """The facts that stand unchanged, by number, in the suspect's order."""
        kept = (self.suspect >= 0).nonzero()[0]
        return kept[self.suspect[kept].argsort(kind="stable")]

    @staticmethod
    def _survival(suspect: Ints) -> Survival:
        kept = suspect[suspect >= 0]
        return Survival(len(kept), len(suspect), _in_order(kept))


def _in_order(places: Ints) -> float:
    """The share of the places that one longest rising run of them takes; 0 of none."""
    return int(np.count_nonzero(longest_rising(places))) / max(len(places), 1)


def find_facts_plainly(alignment: Alignment) -> Facts:
    """What `find_facts` returns, without the compiled passes."""
    side, document = alignment.pair.reference, alignment.reference
    marks, linked, short = find_short_plainly(side)
    starts, ends = np.concatenate((short, _quotations(document)), axis=1)
    kinds = np.full(len(starts), FACT_KINDS.index(FactKind.QUOTATION), np.int8)
    kinds[: short.shape[1]] = marks[short[0]]
    aligned = _aligned(alignment)
    inside = aligned[starts] & aligned[ends - 1]
    kinds, starts, ends = kinds[inside], starts[inside], ends[inside]
    is_fact = marks >= 0
    is_fact[_titles(side, starts, linked)] = True
    return Facts(kinds, starts, ends, _unchanged(alignment, kinds, starts, ends), is_fact)


@twin_of(find_facts_plainly)
def find_facts(alignment: Alignment) -> Facts:
    """The facts of the reference that stand in its passages. O(n) time in the number of words."""
    document = alignment.reference
    words = document.spelling, document.starts, document.ends, document.quote_bounds
    quoted = alignment.suspect.in_quotes.view(np.uint8)
    short = find_short(alignment.pair.reference)
    titles = alignment.pair.lexicon.english.honorifics
    return Facts(*marking.find_facts(short, words, alignment.edit_rows, alignment.partners, quoted, titles, LEAST_QUOTED))


def find_short_plainly(side: Side) -> Short:
    """Names and numbers without the compiled loop.

    Returns the kind of fact that each word is part of as a number of `FACT_KINDS`, or -1: int8 [n]; whether each word stands
    in the sentence of the one before it, after a space or an abbreviation's point: bool [n]; first word and end of each run
    of words of one kind that follow each other so: int32 [2, n_runs].
    """
    words = _FactWords(side, FactLimits.of(side.lexicon))
    marks = words.marks()
    return marks, words.linked, words.runs(marks)


@twin_of(find_short_plainly)
def find_short(side: Side) -> Short:
    """What stands in `find_short_plainly`, by a compiled loop. O(n) time."""
    document, lexicon = side.document, side.lexicon
    columns = document.starts, document.ends, document.bounds, document.quote_bounds[0], side.rows
    words = *columns, document.in_capitals.view(np.uint8)
    known = lexicon.main_part, lexicon.is_function.view(np.uint8)
    return marking.find_short(document.text, words, known, FactLimits.of(lexicon))


@dataclass(frozen=True)
class _FactWords:
    """The words of one text, asked for names and numbers by their first letter and what the lexicon knows.

    Tokens are numbers in rising order. Nearly all words are neither, so columns are looked up for the few that may be.
    """

    side: Side
    limits: FactLimits

    @property
    def document(self) -> Document:
        return self.side.document

    @cached_property
    def characters(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.document.text.encode("utf-32-le"), np.uint32)

    @cached_property
    def first(self) -> NDArray[np.uint32]:
        """The first character of each word."""
        return self.characters[self.document.starts]

    @cached_property
    def opens(self) -> Marks:
        """Whether a sentence or a quotation begins with each word."""
        document = self.document
        opens = np.zeros(len(document) + 1, bool)  # a quotation may open behind the last word
        opens[document.bounds[:-1]] = True
        opens[np.searchsorted(document.starts, document.quote_bounds[0])] = True
        return opens[:-1]

    @cached_property
    def linked(self) -> Marks:
        """Whether each word stands in the sentence of the one before it, after a space or an abbreviation's point."""
        document = self.document
        gap = document.starts[1:] - document.ends[:-1]
        mark = self.characters[document.ends[:-1]]
        spaced = (gap == 1) & ((mark == ord(" ")) | (mark == ord("\u00a0")))
        linked = np.zeros(len(document), bool)
        linked[1:] = spaced | ((gap == 2) & (mark == ord(".")))
        return linked & ~self.opens

    def marks(self) -> NDArray[np.int8]:
        """The kind of fact that each word is, or is part of, as a number of `FACT_KINDS`; -1 for none."""
        marks = np.full(len(self.document), -1, np.int8)
        marks[self._names()] = FACT_KINDS.index(FactKind.NAME)
        marks[self._numbers()] = FACT_KINDS.index(FactKind.NUMBER)
        return marks

    def _names(self) -> Tokens:
        """Words with a capital that no sentence's or quotation's beginning and no headline's style explains."""
        capitals = self._capitals()
        explained = self._explained(capitals)
        capitals, explained = self._without_function_words(capitals, explained)
        rows = self.side.rows[capitals]
        part = self.side.lexicon.main_part[rows]
        is_name = ~explained | (part == self.limits.name) | (rows == self.side.lexicon.n_words)
        # "Marrow" in "Marrow Bay" where a sentence begins with it
        before_name = is_name[1:] & (np.diff(capitals) == 1) & self.linked[capitals[1:]]
        is_name[:-1] |= before_name & (part[:-1] & self.limits.noun_like != 0)
        names: Tokens = capitals[is_name]
        return names

    def _capitals(self) -> Tokens:
        first = self.first
        capital = first - ord("A") <= ord("Z") - ord("A")  # unsigned: what stands before A is far behind Z
        for k in np.flatnonzero(first > _LAST_ASCII).tolist():
            capital[k] = chr(first[k]).isupper()
        return np.flatnonzero(capital)

    def _explained(self, capitals: Tokens) -> Marks:
        """Whether each of the words opens a sentence or a quotation, or stands in a sentence with capitals on most words."""
        sentences = np.searchsorted(self.document.bounds, capitals, "right") - 1
        explained: Marks = self.opens[capitals] | self.document.in_capitals[sentences]
        return explained

    def _without_function_words(self, tokens: Tokens, explained: Marks) -> tuple[Tokens, Marks]:
        rows = self.side.rows[tokens]
        is_month = (rows == self.limits.may) & ~explained  # trap: to the lexicon "May" is a verb's help
        kept = ~self.side.lexicon.is_function[rows] | is_month
        return tokens[kept], explained[kept]

    def _numbers(self) -> Marks:
        """Figures and number words; "one" only beside another number."""
        is_figure = self.first - ord("0") <= ord("9") - ord("0")
        is_number: Marks = is_figure | (self.side.lexicon.main_part[self.side.rows] == self.limits.number)
        ones = np.flatnonzero(self.side.rows == self.limits.one)
        if len(ones):
            joined = np.zeros(len(is_number) + 1, bool)
            joined[1:-1] = is_number[1:] & is_number[:-1] & self.linked[1:]
            is_number[ones] = joined[ones] | joined[ones + 1]
        return is_number

    def runs(self, marks: NDArray[np.int8]) -> Ints:
        """First word and end of each run of words with one mark that follow each other: int32 [2, n]."""
        goes_on = np.zeros(len(marks) + 1, bool)
        goes_on[1:-1] = (marks[1:] == marks[:-1]) & self.linked[1:]
        is_fact = marks >= 0
        return np.array((np.flatnonzero(is_fact & ~goes_on[:-1]), np.flatnonzero(is_fact & ~goes_on[1:]) + 1), np.int32)


def _titles(side: Side, starts: Ints, linked: Marks) -> list[int]:
    """Words that are titles right before a fact, as a rule a name; `starts` are the facts' first words."""
    spelling, titles = side.document.spelling, side.lexicon.english.honorifics
    return [k - 1 for k in starts[linked[starts]].tolist() if spelling[k - 1] in titles]  # word 0 is linked to none


def _quotations(document: Document) -> Ints:
    """First token and end of each quotation: int32 [2, n]."""
    opening, closing = document.quote_bounds
    starts = np.searchsorted(document.ends, opening, side="right")
    ends = np.searchsorted(document.starts, closing, side="left")
    return np.array((starts, ends), np.int32)[:, ends - starts >= LEAST_QUOTED]


def _aligned(alignment: Alignment) -> Marks:
    """Whether each token of the reference stands in a passage."""
    aligned = np.zeros(len(alignment.reference), bool)
    for passage in alignment.passages:
        aligned[passage.reference.start : passage.reference.end] = True
    return aligned


def running_count(marks: Marks) -> Ints:
    """How many marks stand before each token and before the end: int32 [n + 1]."""
    counts = np.zeros(len(marks) + 1, np.int32)
    np.cumsum(marks, out=counts[1:])
    return counts


def _held(marked: Marks, starts: Ints, ends: Ints) -> Marks:
    """Whether all tokens of each stretch are marked."""
    seen = running_count(marked)
    held: Marks = seen[ends] - seen[starts] == ends - starts
    return held


def _unchanged(alignment: Alignment, kinds: NDArray[np.int8], starts: Ints, ends: Ints) -> Ints:
    """The suspect's first token of each fact whose words stand there in one piece, a quotation's in quotation marks; or -1."""
    partners, quoted = alignment.partners, alignment.suspect.in_quotes
    first, last = partners[starts], partners[ends - 1]
    kept = _held(partners >= 0, starts, ends) & (last - first == ends - starts - 1)
    kept &= (kinds != FACT_KINDS.index(FactKind.QUOTATION)) | (quoted[first] & quoted[last])
    return np.where(kept, first, np.int32(-1))

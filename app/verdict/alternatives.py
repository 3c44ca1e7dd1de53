"""Fair explanations of reuse besides spinning, each with the share of the reused words that it explains.

Reused words are the suspect's words in passages called copied, spun or paraphrased. One word may have several explanations,
so the shares do not add up to anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Op, Passage
from app.features import LONG_RUN, Facts, longest_rising
from app.verdict.credits import credited_agency
from app.verdict.types import Alternative, Judgement, Label

_REUSED = (Label.COPIED, Label.SPUN, Label.PARAPHRASED)
NOTHING = "No words are reused, so there is nothing to explain."
_Weighed = tuple[int, str]  # how many reused words are explained, and the sentence that says it


def weigh_alternatives(alignment: Alignment, judgements: tuple[Judgement, ...], facts: Facts) -> tuple[Alternative, ...]:
    """Every alternative of the table, with what it explains of the reused words of `alignment`. O(n log n) time."""
    chosen = tuple(p for p, j in zip(alignment.passages, judgements, strict=True) if j.label in _REUSED)
    reuse = _Reuse(alignment, chosen, facts)
    found = []
    for code, title, weigh in _ALTERNATIVES:
        n, message = weigh(reuse) if reuse.n_words else (0, NOTHING)
        found.append(Alternative(code, title, n / max(reuse.n_words, 1), message))
    return tuple(found)


@dataclass(frozen=True)
class _Reuse:
    """The reused passages, and the reference's tokens that stand equal in them."""

    alignment: Alignment
    passages: tuple[Passage, ...]
    facts: Facts

    @cached_property
    def n_words(self) -> int:
        return sum(len(passage.suspect) for passage in self.passages)

    @cached_property
    def matched(self) -> NDArray[np.intp]:
        """Tokens of the reference that stand equal in the reused passages, in order."""
        reused = np.zeros(len(self.alignment.reference), bool)
        for passage in self.passages:
            reused[passage.reference.start : passage.reference.end] = True
        return np.flatnonzero(reused & (self.alignment.partners >= 0))

    def words(self, n: int) -> str:
        """`40 of the 112 reused words`."""
        return f"{n:,} of the {self.n_words:,} reused words"


def _quotation(reuse: _Reuse) -> _Weighed:
    alignment, at = reuse.alignment, reuse.matched
    both = alignment.reference.in_quotes[at] & alignment.suspect.in_quotes[alignment.partners[at]]
    if not (n := int(both.sum())):
        return 0, "No reused word stands unchanged between quotation marks in both texts."
    return n, f"{reuse.words(n)} stand unchanged between quotation marks in both texts, as two reports of one speech would."


def _agency_copy(reuse: _Reuse) -> _Weighed:
    alignment = reuse.alignment
    sides = (("reference", alignment.reference), ("suspect", alignment.suspect))
    credits_ = [f"the {side} credits {agency}" for side, text in sides if (agency := credited_agency(text.text))]
    if not credits_:
        return 0, "Neither text credits a news agency in its first or last lines."
    n, credit = _n_in_runs(alignment.partners, reuse.matched), " and ".join(credits_)
    opening = f"{credit[:1].upper()}{credit[1:]}"
    if not n:
        return 0, f"{opening}, but no {LONG_RUN} words in a row are the same, as they would be in two prints of one agency text."
    return n, f"{opening}; {reuse.words(n)} stand in runs of {LONG_RUN} or more, as in two prints of one agency text."


def _n_in_runs(partners: NDArray[np.int32], at: NDArray[np.intp]) -> int:
    """How many of the tokens `at` stand in runs of `LONG_RUN` or more that are the same in both texts."""
    cuts = np.flatnonzero((np.diff(at) != 1) | (np.diff(partners[at]) != 1)) + 1
    lengths = np.diff(np.concatenate(([0], cuts, [len(at)])))
    return int(lengths[lengths >= LONG_RUN].sum())


def _later_version(reuse: _Reuse) -> _Weighed:
    places, lengths = _kept_sentences(reuse.passages)
    in_order = longest_rising(places)
    if not (n := int(lengths[in_order].sum())):
        return 0, "No sentence is kept word for word, as a later version of the same article would keep most of them."
    n_kept = int(in_order.sum())
    kept = "one sentence that is" if n_kept == 1 else f"{n_kept:,} sentences that are"
    order = "" if n_kept == 1 else " and in the same order"
    return n, f"{reuse.words(n)} stand in {kept} kept word for word{order}, as in a later version of the same article."


def _kept_sentences(passages: tuple[Passage, ...]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The reference's first token and the length of each sentence pair without any change, in the suspect's order."""
    rows = np.concatenate([np.empty((0, 5), np.int32), *map(_whole_pairs, passages)])
    rows = rows[rows[:, 0] == Op.EQUAL]
    return rows[:, 1], rows[:, 2] - rows[:, 1]


def _whole_pairs(passage: Passage) -> NDArray[np.int32]:
    """The edits that are a whole sentence pair each."""
    first, last = passage.pair_rows[:, 4], passage.pair_rows[:, 5]
    whole: NDArray[np.int32] = passage.edit_rows[first[last - first == 1]]
    return whole


def _shared_facts(reuse: _Reuse) -> _Weighed:
    n = int(reuse.facts.is_fact[reuse.matched].sum())
    if not n:
        return 0, "No name, number or title is among the words that both texts share."
    return n, f"{reuse.words(n)} are names, numbers and titles that stand in both texts, as in any two reports of one event."


_ALTERNATIVES: tuple[tuple[str, str, Callable[[_Reuse], _Weighed]], ...] = (
    ("quotation", "Quotation", _quotation),
    ("agency_copy", "Agency copy", _agency_copy),
    ("later_version", "Later version of the same article", _later_version),
    ("shared_facts", "Shared facts", _shared_facts),
)

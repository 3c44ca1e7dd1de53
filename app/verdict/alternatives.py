"""Fair explanations of reuse besides spinning, each with the share of the reused words that it explains.

Reused words are the suspect's words in passages called copied, spun or paraphrased. One word may have several explanations,
so the shares do not add up to anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Passage, longest_rising
from app.features import LONG_RUN, Facts
from app.lexicon import CreditWording
from app.text import Document
from app.verdict.credits import Credits, credited_agency
from app.verdict.layouts import list_words
from app.verdict.slots import KeptSentences, kept_sentences
from app.verdict.twins import slotting, twin_of
from app.verdict.types import Alternative, Judgement, Label

_REUSED = (Label.COPIED, Label.SPUN, Label.PARAPHRASED)
NOTHING = "No words are reused, so there is nothing to explain."
UNSURE = "No passage is surely copied, spun or retold, so there is nothing to explain."
_FEWEST_FILLED_IN, _FEWEST_SLOTS = 3, 4  # sentences and changes of a template: fewer are chance
_Weighed = tuple[int, str]  # how many reused words are explained, and the sentence that says it


def weigh_alternatives(alignment: Alignment, judgements: tuple[Judgement, ...], facts: Facts) -> tuple[Alternative, ...]:
    """Every alternative of the table, with what it explains of the reused words of `alignment`. O(n log n) time."""
    chosen = tuple(p for p, j in zip(alignment.passages, judgements, strict=True) if j.label in _REUSED)
    reuse = _Reuse(alignment, chosen, facts)
    nothing = UNSURE if any(each.label is Label.UNDECIDED for each in judgements) else NOTHING
    found = []
    for code, title, weigh in _ALTERNATIVES:
        n, message = weigh(reuse) if reuse.n_words else (0, nothing)
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

    def counts_plainly(self) -> tuple[int, int, int]:
        """What `counts` are, without the compiled walk."""
        alignment, at = self.alignment, self.matched
        quoted = alignment.suspect.in_quotes[alignment.partners[at]]
        both = quoted & alignment.reference.in_quotes[at]
        return int(quoted.sum()), int(both.sum()), int(self.facts.is_fact[at].sum())

    @twin_of(counts_plainly)
    def _counts(self) -> tuple[int, int, int]:
        alignment = self.alignment
        spans = [(passage.reference.start, passage.reference.end) for passage in self.passages]
        quoted = alignment.reference.in_quotes.view(np.uint8), alignment.suspect.in_quotes.view(np.uint8)
        return slotting.count_reused(spans, alignment.partners, quoted, self.facts.is_fact.view(np.uint8))

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many of the matched tokens are quoted in the suspect, quoted in both texts, and facts."""
        return self._counts()

    @cached_property
    def sentences(self) -> KeptSentences:
        """What is kept of the sentence pairs whose order of words is."""
        return kept_sentences(self.alignment, self.passages, self.facts)

    def words(self, n: int) -> str:
        """`40 of the 112 reused words`."""
        return f"{n:,} of the {self.n_words:,} reused words"


def _quotation(reuse: _Reuse) -> _Weighed:
    n, n_both, _ = reuse.counts
    if not n:
        return 0, "No reused word stands unchanged between quotation marks in the suspect."
    if n == n_both:
        return n, f"{reuse.words(n)} stand unchanged between quotation marks in both texts, as two reports of one speech would."
    message = "stand unchanged between quotation marks in the suspect, as a report that quotes the reference would set them"
    return n, f"{reuse.words(n)} {message} (in both texts: {n_both:,})."


def _agency_copy(reuse: _Reuse) -> _Weighed:
    alignment = reuse.alignment
    sides = (("reference", alignment.reference), ("suspect", alignment.suspect))
    wording = alignment.pair.lexicon.english.credits
    found = [(side, Credits.of(document.text, wording), document) for side, document in sides]
    credits_ = [f"the {side} credits {agency}" for side, said, text in found if (agency := _credit_of(said, text, wording))]
    if not credits_:
        picture = next(filter(None, (said.of_picture for _, said, _ in found)), None)
        but = f" but that of a picture ({picture})" if picture else ""
        return 0, f"No credit of a news agency was recognised in the first or last lines of either text{but}."
    n, credit = _n_in_runs(alignment.partners, reuse.matched), " and ".join(credits_)
    opening = f"{credit[:1].upper()}{credit[1:]}"
    if not n:
        return 0, f"{opening}, but no {LONG_RUN} words in a row are the same, as they would be in two prints of one agency text."
    return n, f"{opening}; {reuse.words(n)} stand in runs of {LONG_RUN} or more, as in two prints of one agency text."


def _credit_of(said: Credits, document: Document, wording: CreditWording) -> str | None:
    """The agency that a text credits, or that its file names as the author."""
    author = document.markings.about.author
    return said.agency or (credited_agency(f"By {author}\n", wording) if author else None)


def _n_in_runs(partners: NDArray[np.int32], at: NDArray[np.intp]) -> int:
    """How many of the tokens `at` stand in runs of `LONG_RUN` or more that are the same in both texts."""
    cuts = np.flatnonzero((np.diff(at) != 1) | (np.diff(partners[at]) != 1)) + 1
    lengths = np.diff(np.concatenate(([0], cuts, [len(at)])))
    return int(lengths[lengths >= LONG_RUN].sum())


def _later_version(reuse: _Reuse) -> _Weighed:
    starts, n_equal, n_figures = reuse.sentences.updates
    chosen = longest_rising(starts)
    if not (n := int(n_equal[chosen].sum())):
        return 0, "No sentence is kept word for word, as a later version of the same article would keep most of them."
    n_sentences, n_updated = np.count_nonzero(chosen), np.count_nonzero(n_figures[chosen])
    count = "one sentence that is" if n_sentences == 1 else f"{n_sentences:,} sentences that are"
    order = "" if n_sentences == 1 else " and in the same order"
    figures = f", {n_updated:,} of them with other figures," if n_updated else ""
    return n, f"{reuse.words(n)} stand in {count} kept word for word{figures}{order}, as in a later version of the same article."


def _template(reuse: _Reuse) -> _Weighed:
    """Words of a frame that is filled in anew each time; one sentence alone may differ so by chance."""
    template = reuse.sentences.template
    n_slots = template.n_figures + template.n_filled_in
    if template.n_sentences < _FEWEST_FILLED_IN or n_slots < _FEWEST_SLOTS or not template.n_filled_in:
        return 0, "Too few sentences differ only in what a template leaves open: names, days, places and figures."
    differ = f"in the {template.n_sentences:,} that differ in names, days, places and figures ({n_slots:,} of them)"
    where = f"in sentences that are the same, or {differ}, as in texts filled in from one agreed template"
    return template.n_equal, f"{reuse.words(template.n_equal)} stand {where}."


def _shared_list(reuse: _Reuse) -> _Weighed:
    in_list = list_words(reuse.alignment.suspect, reuse.alignment.pair.lexicon.english.rules)
    if not in_list.any() or not (n := int(in_list[reuse.alignment.partners[reuse.matched]].sum())):
        return 0, "No reused word stands in a list of works or in the clauses of a rule."
    where = "in a list of works (a bibliography, a filmography) or in the clauses of a rule"
    return n, f"{reuse.words(n)} stand {where}, which have one wording wherever they are printed."


def _shared_facts(reuse: _Reuse) -> _Weighed:
    _, _, n = reuse.counts
    if not n:
        return 0, "No name, number or title is among the words that both texts share."
    return n, f"{reuse.words(n)} are names, numbers and titles that stand in both texts, as in any two reports of one event."


_ALTERNATIVES: tuple[tuple[str, str, Callable[[_Reuse], _Weighed]], ...] = (
    ("quotation", "Quotation", _quotation),
    ("agency_copy", "Agency copy", _agency_copy),
    ("later_version", "Later version of the same article", _later_version),
    ("agreed_template", "Agreed template", _template),
    ("shared_list", "Shared bibliography, list of works or bylaw", _shared_list),
    ("shared_facts", "Shared facts", _shared_facts),
)

"""One spun paragraph in an article that is honest otherwise: the text, its twin without the spinning, and the gold spans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Final, NamedTuple

from app.text import Span
from app.training.examples.spinners.composites import paragraphs_of
from app.training.examples.spinners.editing import LIGHT, edits
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.pages import read_page
from app.training.examples.spinners.spinning import Style, is_content, spin
from app.training.examples.spinners.types import Change, Spun, pieces_of, render, without_overlaps

SHORTEST, LONGEST = 60, 120  # words of the paragraph
RATE: Final = 0.3  # of its content words
LEAST_RATE: Final = 0.25  # under it the style does not know enough of the words
_GAP: Final = "\n\n"


class Bed(NamedTuple):
    """An honest article around one paragraph of the reference."""

    before: str
    paragraph: str
    after: str


@dataclass(frozen=True, slots=True)
class Planting:
    """A bed with its paragraph spun; `paragraph`: its characters in the reference."""

    host: str
    style: str
    reference: str
    paragraph: Span
    bed: Bed
    spun: Spun

    @property
    def suspect(self) -> str:
        """The article with the spun paragraph."""
        return self.bed.before + self.spun.text + self.bed.after

    @property
    def untouched(self) -> str:
        """The same article without the spinning."""
        return "".join(self.bed)

    @property
    def planted(self) -> Span:
        """Characters of the spun paragraph in the suspect."""
        return Span(len(self.bed.before), len(self.bed.before) + len(self.spun.text))


Bedder = Callable[[str, Span, str, Random], Bed]


def in_host(reference: str, paragraph: Span, host: str, random: Random) -> Bed:
    """Between two paragraphs of an independent article, or at one of its ends."""
    at = random.choice([*(span.start for span in paragraphs_of(read_page(host))), len(host)])
    before, after = host[:at].rstrip(), host[at:]
    return Bed(before + _GAP * bool(before), reference[paragraph.start : paragraph.end], _GAP * bool(after) + after)


def in_copy(reference: str, paragraph: Span, host: str, random: Random) -> Bed:
    """Where it stood, the rest word for word."""
    return Bed(reference[: paragraph.start], reference[paragraph.start : paragraph.end], reference[paragraph.end :])


def in_edited_copy(reference: str, paragraph: Span, host: str, random: Random) -> Bed:
    """Where it stood, all of it lightly edited by a desk, the paragraph too."""
    changes = without_overlaps(edits(read_page(reference), LIGHT, random))
    cuts = (0, paragraph.start, paragraph.end, len(reference))
    return Bed(*(_changed(reference, Span(a, b), changes) for a, b in pairwise(cuts)))


def _changed(text: str, part: Span, changes: Sequence[Change]) -> str:
    inside = [change for change in changes if part.start <= change.chars.start and change.chars.end <= part.end]
    return render(text, pieces_of(text, part, inside)).text


BEDS: Final[dict[str, Bedder]] = {"host": in_host, "copy": in_copy, "edited_copy": in_edited_copy}
"""Where the paragraph is put, by name."""


def plant(name: str, texts: tuple[str, str], style: Style, random: Random) -> Planting | None:
    """One paragraph of `texts[0]` spun in the bed of that name, `texts[1]` the host where it needs one.

    None when the text has no paragraph of a fitting length, or the style cannot replace `LEAST_RATE` of its content words.
    """
    reference, host = texts
    fitting = [span for span in paragraphs_of(read_page(reference)) if SHORTEST <= _n_words(reference, span) <= LONGEST]
    if not fitting:
        return None
    paragraph = random.choice(fitting)
    bed = BEDS[name](reference, paragraph, host, random)
    spun = spin(bed.paragraph, style, knobs_of(style), random)
    return Planting(name, style.name, reference, paragraph, bed, spun) if replaced_share(spun) >= LEAST_RATE else None


def knobs_of(style: Style) -> Knobs:
    """As the style is usually set, but with `RATE` of the content words and no connectives on top."""
    return replace(style.knobs, rate=RATE, function_rate=0.0)


def replaced_share(spun: Spun) -> float:
    """Share of the content words that were replaced, 0..1."""
    content = [slot for slot in read_page(spun.reference).slots if is_content(slot)]
    spans = [swap.reference for swap in spun.swaps]
    hits = sum(any(span.start <= slot.start < span.end for span in spans) for slot in content)
    return hits / max(1, len(content))


def _n_words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())

"""What is missing or foreign when a reference is an abridged copy and a suspect has been worked on: sentences and words.

Each kind of damage takes both texts and gives both; the marks of a spinner's words in the suspect move along.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import Final, NamedTuple

from app.text import Span
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.pages import Page, Unit, read_page
from app.training.examples.spinners.types import Change, Maker, SwapKind

WORD_SHARE: Final = 0.05  # of the words: one in 20
FOREIGN_SHARE: Final = 1 / 3  # of the suspect's sentences afterwards
CUT_SHARE: Final = 0.3  # of the sentences that are cut short
SHORTEST: Final = 8  # words of a sentence that is cut short
_CLAUSE: Final = re.compile(r",? (?:and|but|which|who|because|while|as|after|when|that) |[,;:\u2013\u2014] ")


class Damaged(NamedTuple):
    """Both texts after the damage."""

    reference: str
    suspect: Marked


class Foreign(NamedTuple):
    """Sentences of other articles, as many as may be asked for."""

    sentences: Sequence[str]


Damage = Callable[[str, Marked, Foreign, Random], Damaged]


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that are no headings."""
    page = read_page(text)
    return [text[unit.chars.start : unit.chars.end] for unit in page.units if not unit.is_heading]


def _abridged(share: float, reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """The reference without a share of its sentences."""
    page = read_page(reference)
    gone = random.sample(page.units, round(share * len(page.units)))
    return Damaged(changed(Marked(reference), (_without(page, unit) for unit in gone)).text.strip(), suspect)


def third_replaced(reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """A third of the suspect's sentences are another article's instead."""
    page = read_page(suspect.text)
    n = min(len(foreign.sentences), round(FOREIGN_SHARE * len(page.units)))
    places = random.sample(page.units, n)
    news = _run(foreign, n, random)
    return Damaged(reference, changed(suspect, (_put(u.chars, text) for u, text in zip(places, news, strict=True))))


def third_added(reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """Another article's sentences are put in, until a third of the suspect's have no counterpart."""
    page = read_page(suspect.text)
    n = min(len(foreign.sentences), round(FOREIGN_SHARE / (1 - FOREIGN_SHARE) * len(page.units)))
    places = sorted(random.choices(page.units, k=n), key=lambda unit: unit.row)
    grouped: dict[int, list[str]] = {}
    for unit, text in zip(places, _run(foreign, n, random), strict=True):
        grouped.setdefault(unit.chars.end, []).append(text)
    return Damaged(reference, changed(suspect, (_put(Span(end, end), " " + " ".join(t)) for end, t in grouped.items())))


def cut_short(reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """Some of the suspect's sentences end before a clause, or in the middle."""
    page = read_page(suspect.text)
    return Damaged(reference, changed(suspect, _cuts(page, random)))


def _cuts(page: Page, random: Random) -> Iterator[Change]:
    for unit in page.units:
        text = page.text[unit.chars.start : unit.chars.end]
        if unit.is_heading or len(text.split()) < SHORTEST or random.random() >= CUT_SHARE:
            continue
        ends = [m.start() for m in _CLAUSE.finditer(text) if len(text[: m.start()].split()) >= SHORTEST / 2]
        end = random.choice(ends) if ends else text.index(" ", len(text) // 2) if " " in text[len(text) // 2 :] else len(text)
        yield _put(Span(unit.chars.start + end, unit.chars.end), "." if text[-1] == "." else "")


def words_inserted(reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """One word in 20 is put in from somewhere else."""
    page = read_page(suspect.text)
    words = " ".join(foreign.sentences).split() or ["also"]
    places = random.sample(page.slots, round(WORD_SHARE * len(page.slots)))
    puts = (_put(Span(slot.end, slot.end), f" {random.choice(words).strip('.,;:!?').lower()}") for slot in places)
    return Damaged(reference, changed(suspect, puts))


def words_left_out(reference: str, suspect: Marked, foreign: Foreign, random: Random) -> Damaged:
    """One word in 20 is left out."""
    page = read_page(suspect.text)
    places = [slot for slot in page.slots if slot.joins_next]
    gone = random.sample(places, min(len(places), round(WORD_SHARE * len(page.slots))))
    return Damaged(reference, changed(suspect, (_put(Span(slot.start, slot.end + 1), "") for slot in gone)))


DAMAGES: Final[dict[str, Damage]] = {
    **{f"reference without {share:.0%}": partial(_abridged, share) for share in (0.2, 0.4, 0.6)},
    "a third replaced": third_replaced,
    "a third added": third_added,
    "sentences cut short": cut_short,
    "one word in 20 inserted": words_inserted,
    "one word in 20 left out": words_left_out,
}
"""All kinds, by name; the same for the same `random` state."""


def _without(page: Page, unit: Unit) -> Change:
    """The sentence gone, with the blanks after it."""
    rest = page.units[unit.row + 1 : unit.row + 2]
    end = rest[0].chars.start if rest and rest[0].paragraph == unit.paragraph else unit.chars.end
    return _put(Span(unit.chars.start, end), "")


def _run(foreign: Foreign, n: int, random: Random) -> Sequence[str]:
    """`n` sentences that follow each other."""
    at = random.randint(0, len(foreign.sentences) - n)
    return foreign.sentences[at : at + n]


def _put(chars: Span, text: str) -> Change:
    return Change(chars, text, SwapKind.CUT if not text else SwapKind.WORDING, Maker.EDITOR)

"""A desk at work: honest light edits of an article. In: a text. Out: changes and cuts that an editor would make.

None of it is spinning: house style, trims, a source told in other words, a day named anew, a number brought up to date.
All tables are our own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final

from app.text import Span
from app.training.examples.spinners.formats import HOUSES, restyled
from app.training.examples.spinners.pages import Page
from app.training.examples.spinners.types import Change, Maker, SwapKind

_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_REPORTING: Final = {
    "said": ("told reporters", "added", "noted", "said in a statement", "explained"),
    "told reporters": ("said",), "said in a statement": ("said",), "says": ("said",), "stated": ("said",),
    "added": ("said",), "noted": ("said",),
}  # fmt: skip
_TITLES: Final = {
    "Sen.": ("Senator",), "Senator": ("Sen.",), "Rep.": ("Representative", "Congressman"), "Gov.": ("Governor",),
    "Governor": ("Gov.",), "Representative": ("Rep.",), "President-elect": ("President",), "Dr.": ("Doctor",),
    "Mr. ": ("",), "Mrs. ": ("",), "Ms. ": ("",), "Representatives": ("Reps.",), "Gen.": ("General",),
    "Lt.": ("Lieutenant",),
}  # fmt: skip
_WORDINGS: Final = {
    "representative": ("spokesman", "spokesperson"), "spokeswoman": ("spokesperson",), "spokesman": ("spokesperson",),
    "approximately": ("about",), "about": ("around", "nearly"), "killed": ("dead",), "children": ("kids",),
    "over": ("more than",), "more than": ("over",), "following": ("after",), "prior to": ("before",),
    "attempted": ("tried",), "purchased": ("bought",), "individuals": ("people",), "persons": ("people",),
    "currently": ("now",), "due to": ("because of",), "around": ("about",), "while": ("as",), "however": ("but",),
    "in order to": ("to",), "announced": ("said",), "which": ("that",), "police": ("officers",),
    "officers": ("police",), "the man": ("he",), "numerous": ("many",), "rose": ("fell", "climbed"),
    "fell": ("dropped", "rose"), "able": ("unable",), "will": ("would",), "has": ("had",), "have": ("had",),
    "is": ("was",), "are": ("were",), "Democrats": ("Democratic lawmakers",),
    "GOP": ("Republican Party", "Republicans"), "gunman": ("shooter", "suspect"), "suspect": ("man",),
    "bill": ("legislation", "measure"), "legislation": ("bill",), "company": ("firm",), "lawmakers": ("members",),
    "Congress": ("lawmakers",), "the White House": ("the administration",), "the president": ("Trump", "Mr. Biden"),
}  # fmt: skip
_TRIMS: Final = (
    r", (?:which|who) [^,.;\"\u201c\u201d]{5,80},(?= )", r" \([^)]{2,80}\)",
    r",? (?:he|she|they) (?:said|added|noted)(?=\.)",
    r"\b(?:also|reportedly|recently|reportedly|really|very|however,|meanwhile,|additionally,) ", r" in a statement\b",
    r", according to [^,.;\"\u201c\u201d]{5,60}(?=\.)",
    r" on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    r"(?<=\w), (?:a|an|the) [a-z][^,.;\"\u201c\u201d]{5,60},(?= )",
)  # fmt: skip
_ADDED: Final = (
    "A request for comment was not immediately returned.", "The announcement comes after weeks of speculation.",
    "It was not immediately clear what would happen next.", "Further details were not available by the evening.",
    "The figures could not be independently verified.", "Reaction was swift on both sides of the aisle.",
    "Officials did not give a timeline.", "The story was first reported by a local newspaper.",
    "He has denied any wrongdoing.", "No one else was hurt.", "The two sides are due to meet again next week.",
    "This is a developing story and will be updated.",
    "Several people familiar with the matter asked not to be named.", "A hearing has been set for next month.",
    "The vote is expected in the coming days.", "Shares were little changed in early trading.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """How hard an editor works; shares of the places where something could be done. `wordings` is per 100 words."""

    house: float = 0.8
    reporting: float = 0.08
    titles: float = 0.3
    days: float = 0.25
    wordings: float = 0.3
    numbers: float = 0.02
    trims: float = 0.06
    cut_sentences: float = 0.04
    cut_paragraphs: float = 0.05
    cut_ending: float = 0.0
    added: float = 0.02
    straight_quotes: bool = False


LIGHT: Final = Hand()
UPDATE: Final = Hand(house=0.0, numbers=0.3, added=0.08, cut_paragraphs=0.12, days=0.0)
DESK: Final = Hand(house=1.0, reporting=0.15, wordings=0.8, trims=0.15, cut_sentences=0.12, cut_paragraphs=0.15, cut_ending=0.4)


def edits(page: Page, hand: Hand, random: Random) -> list[Change]:
    """What the editor changes, adds and cuts, in the order of importance; they may overlap."""
    return [
        *_cuts(page, hand, random),
        *_trims(page.text, hand, random),
        *_house(page.text, hand, random),
        *_swaps(page.text, _REPORTING, hand.reporting, random),
        *_swaps(page.text, _TITLES, hand.titles, random),
        *_some_wordings(page.text, hand, random),
        *_days(page.text, hand, random),
        *_numbers(page.text, hand, random),
        *_additions(page, hand, random),
        *(_quotes(page.text) if hand.straight_quotes else ()),
    ]


def _cuts(page: Page, hand: Hand, random: Random) -> Iterator[Change]:
    """Whole paragraphs, the ending (agency copy is cut from below), and single sentences; the gap goes too."""
    reach = random.uniform(0.4, 0.9) if random.random() < hand.cut_ending else 1.0
    for before, rows in pairwise(page.paragraphs):
        is_late = rows[0].chars.start > reach * len(page.text)
        if is_late or random.random() < hand.cut_paragraphs:
            yield _change(Span(before[-1].chars.end, rows[-1].chars.end), "", SwapKind.CUT)
        elif len(rows) > 1 and random.random() < hand.cut_sentences * len(rows):
            place = random.randrange(1, len(rows))
            yield _change(Span(rows[place - 1].chars.end, rows[place].chars.end), "", SwapKind.CUT)


def _trims(text: str, hand: Hand, random: Random) -> Iterator[Change]:
    for pattern in _TRIMS:
        for match in re.finditer(pattern, text):
            if random.random() < hand.trims:
                yield _change(Span(*match.span()), "", SwapKind.CUT)


def _house(text: str, hand: Hand, random: Random) -> Iterator[Change]:
    if random.random() < hand.house:
        yield from restyled(text, Span(0, len(text)), random.choice(HOUSES), Maker.EDITOR)


def _swaps(text: str, table: dict[str, tuple[str, ...]], share: float, random: Random) -> Iterator[Change]:
    for match in _pattern(tuple(table)).finditer(text):
        if random.random() < share:
            yield _change(Span(*match.span()), random.choice(table[match.group()]), SwapKind.WORDING)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


def _some_wordings(text: str, hand: Hand, random: Random) -> Iterator[Change]:
    found = list(_swaps(text, _WORDINGS, 1.0, random))
    n = min(len(found), round(hand.wordings * text.count(" ") / 100 * random.uniform(0, 2)))
    yield from random.sample(found, n)


def _days(text: str, hand: Hand, random: Random) -> Iterator[Change]:
    """Monday becomes today or yesterday, yesterday becomes Monday."""
    for match in re.finditer(rf"\b(?:on )?({'|'.join(_DAYS)})\b", text):
        if random.random() < hand.days:
            yield _change(Span(*match.span()), random.choice(("today", "yesterday", "last week")), SwapKind.WORDING)
    for match in re.finditer(r"\b(yesterday|today|last night)\b", text):
        if random.random() < hand.days:
            yield _change(Span(*match.span()), f"on {random.choice(_DAYS)}", SwapKind.WORDING)


def _numbers(text: str, hand: Hand, random: Random) -> Iterator[Change]:
    """Counts that are brought up to date."""
    for match in re.finditer(r"(?<![\w$.,-])\d{1,3}(?![\w.,%-])", text):
        if random.random() < hand.numbers:
            yield _change(Span(*match.span()), str(int(match.group()) + random.randint(1, 9)), SwapKind.WORDING)


def _additions(page: Page, hand: Hand, random: Random) -> Iterator[Change]:
    for sentence in page.units:
        if not sentence.is_heading and random.random() < hand.added:
            end = Span(sentence.chars.end, sentence.chars.end)
            yield _change(end, " " + random.choice(_ADDED), SwapKind.ADDED)


def _quotes(text: str) -> Iterator[Change]:
    for match in re.finditer("[\u2018\u2019\u201c\u201d]", text):
        yield _change(Span(*match.span()), "'" if match.group() in "\u2018\u2019" else '"', SwapKind.SPELLING)


def _change(chars: Span, text: str, kind: SwapKind) -> Change:
    return Change(chars, text, kind, Maker.EDITOR)

"""What published tools do to letters and marks by the way: case lost, marks lost or set apart, words cut to their stems.

Found by reading what they made of texts. None of it tells of a spinner by itself: an export or a scan does the same.
"""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from app.text import Span
from app.training.examples.spinners.inflection import regular_form
from app.training.examples.spinners.pages import Page
from app.training.examples.spinners.spinning import is_content
from app.training.examples.spinners.types import Change, SwapKind
from app.training.examples.spinners.word_habits import Habit, Supply

_MARK: Final = re.compile(r"(?<=\w)['\u2019](?=\w)|[\"\u201c\u201d\u2018\u2019'()\[\],;:\u2013\u2014-]")
_ENDED: Final = re.compile(r"(?<=\w)([.!?])(?=\s|$)")
_DIGITS: Final = re.compile(r"(?<!\S)\d[\d.,]*\s")
_SOLID: Final = re.compile(r"(?<=\w)['\u2019](?=\w)|(?<=\w)-(?=\w)|--+|[\"\u201c\u201d()]|(?<=\w)[.,](?=\w)")
_CONTRACTION: Final = re.compile(r"(?<=\w)(?=(?:n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))\b)", re.IGNORECASE)
_QUOTE: Final = re.compile(r"(?<!\S)[\"\u201c]|[\"\u201d](?=\W|$)")
_COMMA: Final = re.compile(r", (?=[a-z])")
_BREAK: Final = re.compile(r"\s*\n\s*")
_ENDINGS: Final = ("NNS", "VBD", "VBG")


def lowered(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """All letters small, or only those of words inside a sentence."""
    is_all = random.random() < 0.7
    for slot in page.slots:
        if slot.word != slot.lower and (is_all or not slot.starts_sentence):
            yield _form(Span(slot.start, slot.end), slot.lower)


def unmarked(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Marks lost, "don't" → "dont", "well-known" → "well known", with them often the figures; full stops set apart or lost."""
    for match in _MARK.finditer(page.text):
        yield _form(Span(*match.span()), _gap(page.text, match))
    stop = random.choice((" .", "", None))
    if stop is not None:
        yield from (_form(Span(*match.span()), stop) for match in _ENDED.finditer(page.text))
    if random.random() < 0.4:
        yield from (_form(Span(*match.span()), "") for match in _DIGITS.finditer(page.text))


def _gap(text: str, match: re.Match[str]) -> str:
    """What stays of a mark: a blank for a hyphen within a word."""
    is_within = text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum()
    return " " if is_within and match.group() not in "'\u2019" else ""


def set_apart(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Marks with a blank on both sides, or on one: "it's" → "it ' s", "(CNN)" → "( CNN )"."""
    before, after = random.choice(((" ", " "), (" ", " "), ("", " "), (" ", "")))
    for match in _SOLID.finditer(page.text):
        yield _form(Span(*match.span()), before + " ".join(match.group()) + after)


def split_contractions(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """As a treebank has them: "don't" → "do n't", quotation marks as `` and ''."""
    for match in _CONTRACTION.finditer(page.text):
        yield _form(Span(*match.span()), " ")
    for match in _QUOTE.finditer(page.text):
        is_opening = match.group() == "\u201c" or page.text[match.end() : match.end() + 1].isalnum()
        yield _form(Span(*match.span()), "`` " if is_opening else "''")


def broken_sentences(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A full stop for a comma, the next word with a capital."""
    share = random.choice((0.1, 0.3, 1.0))
    for match in _COMMA.finditer(page.text):
        if random.random() < share:
            end = match.end()
            yield _form(Span(match.start(), end + 1), f". {page.text[end].upper()}")


def joined_paragraphs(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """All in one line."""
    for match in _BREAK.finditer(page.text):
        yield _form(Span(*match.span()), " ")


def stemmed(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Words in their dictionary form: "directed" → "direct", "lawyers" → "lawyer"."""
    for slot in page.slots:
        lemma = supply.thesaurus.inflection.read(slot.lower).lemma
        if is_content(slot) and lemma != slot.lower and random.random() < rate:
            yield _form(Span(slot.start, slot.end), lemma.capitalize() if slot.word[0].isupper() else lemma)


def overgrown(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A regular ending on a word that has one, or needs none: "based" → "baseded", "women" → "womens"."""
    for slot in page.slots:
        if is_content(slot) and random.random() < rate:
            yield _form(Span(slot.start, slot.end), regular_form(slot.word, random.choice(_ENDINGS)))


def _form(chars: Span, text: str) -> Change:
    return Change(chars, text, SwapKind.FORM)


FORM_HABITS: Final[dict[str, Habit]] = {
    habit.__name__: habit
    for habit in (
        lowered, unmarked, set_apart, split_contractions, broken_sentences, joined_paragraphs, stemmed, overgrown,
    )
}  # fmt: skip
"""All habits of letters and marks, by name."""

_CHATTER: Final = ("Well,", "Actually,", "You know,", "I mean,", "Look,", "Honestly,", "Okay, so", "Right,", "To be fair,")
_SHORT: Final = {
    "it is": "it's", "there is": "there's", "they have": "they've", "do not": "don't", "does not": "doesn't",
    "did not": "didn't", "is not": "isn't", "was not": "wasn't", "will not": "won't", "cannot": "can't", "we have": "we've",
    "they are": "they're", "that is": "that's", "would not": "wouldn't", "have not": "haven't", "you are": "you're",
}  # fmt: skip
_LONG: Final = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")


def chatty(page: Page, random: Random) -> Iterator[Change]:
    """Fillers, contractions and broken sentences: what "humanisers" do, which swap no word; the text stays copied."""
    share = random.choice((0.05, 0.15, 0.3))
    for unit in page.units:
        if not unit.is_heading and random.random() < share:
            first = page.text[unit.chars.start]
            yield _form(Span(unit.chars.start, unit.chars.start + 1), f"{random.choice(_CHATTER)} {first.lower()}")
    for match in _LONG.finditer(page.text):
        if random.random() < 2 * share:
            yield _form(Span(*match.span()), _SHORT[match.group()])
    for match in _COMMA.finditer(page.text):
        if random.random() < share / 2:
            yield _form(Span(match.start(), match.end() + 1), f". {page.text[match.end()].upper()}")

"""What scrapers, captions, printouts and manuscripts leave of a text: its wording, without the ends of its sentences.

Each way takes a text and gives it again; every word of it stays, so a verdict and its swaps should stay too. For measuring only.
"""

import re
from collections.abc import Callable
from itertools import count
from random import Random
from textwrap import wrap
from typing import Final

from app.training.examples.spinners.pages import read_page

Way = Callable[[str, Random], str]
COLUMNS: Final = 60  # of a printed line
_STOP: Final = re.compile(r"[.!?\u2026]+(?=[\"'\u2019\u201d)\]]*$)")
_ENDS: Final = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]*$")
# Marks that captions lack: not those inside words and figures.
_MARKS: Final = re.compile(r"(?!(?<=\d)[.,:](?=\d)|(?<=\w)['\u2019&@-](?=\w))[^\w\s$%\u00a3\u20ac]+")
_BLANKS: Final = re.compile(r"\s+")


def sentence_texts(text: str) -> list[str]:
    """The sentences of a text with their marks, headings too."""
    page = read_page(text)
    return [one for unit in page.units if (one := _one_line(text[unit.chars.start : unit.chars.end]))]


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _glued(text: str, random: Random) -> str:
    """No blank behind a stop: neighbouring elements of a page."""
    return "".join(one if _ENDS.search(one) else f"{one}\n" for one in sentence_texts(text)).strip()


def _without_stops(text: str, random: Random) -> str:
    """The sentences of a slide or a note, one behind the other."""
    return " ".join(_STOP.sub("", one) for one in sentence_texts(text))


def _as_captions(text: str, random: Random) -> str:
    """Lower case and no marks."""
    return _one_line(_MARKS.sub(" ", text).lower())


def _lines(text: str) -> list[str]:
    return [line for paragraph in text.split("\n") for line in wrap(_one_line(paragraph), COLUMNS)]


def _line_a_paragraph(text: str, random: Random) -> str:
    return "\n\n".join(_lines(text))


def _numbered_lines(text: str, random: Random) -> str:
    """A manuscript that a court or a reviewer quotes by line."""
    return "\n".join(f"{number:>3}  {line}" for number, line in enumerate(_lines(text), 1))


def _with_citations(text: str, random: Random) -> str:
    """An encyclopedia's marks behind every stop, each paragraph as it was."""
    numbers = count(1)
    page = read_page(text)
    paragraphs = ([_one_line(text[unit.chars.start : unit.chars.end]) for unit in rows] for rows in page.paragraphs)
    return "\n\n".join(" ".join(f"{one}[{next(numbers)}]" if _ENDS.search(one) else one for one in rows) for rows in paragraphs)


def _list_in_another_order(text: str, random: Random) -> str:
    """An item for each sentence, without its stop, anywhere."""
    items = [_STOP.sub("", one) for one in sentence_texts(text)]
    return "\n".join(f"- {item}" for item in random.sample(items, len(items)))


def _one_block(text: str, random: Random) -> str:
    return _one_line(text)


LOST_ENDS: Final[dict[str, Way]] = {
    "glued": _glued,
    "no stops": _without_stops,
    "lower case": _as_captions,
    "line a paragraph": _line_a_paragraph,
    "numbered lines": _numbered_lines,
    "citation marks": _with_citations,
    "list in another order": _list_in_another_order,
    "one block": _one_block,
}
"""The ways, by name; the same for the same `random` state."""

"""What a file holds besides its bytes: an article's source, and what the file says about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import UnreadableInput
from app.sources.sides import Source

_LONGEST_FACT = 300  # characters; what is longer is no title and no name
_PROGRAMS = ("python-docx",)
_LISTED = 8  # titles in a refusal
_LISTED_TITLE = 60


@dataclass(frozen=True, slots=True)
class About:
    """Title, author, date and language as a file gives them, each one line; empty when it does not. Nothing is checked."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""

    @classmethod
    def of(cls, *, title: object = "", author: object = "", date: object = "", language: object = "") -> "About":
        """The same from whatever a file holds: blanks folded, what is too long or no text left out."""
        if _line(author) in _PROGRAMS:  # a template's own facts
            return cls(language=_line(language))
        return cls(_line(title), _line(author), _line(date), _line(language))


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file: its source, and what the file says about it."""

    source: Source
    about: About = About()


class SeveralArticles(UnreadableInput):
    """The file holds several articles."""


def choose(titles: Sequence[str], item: int | None) -> int:
    """The place of the article that is meant: the only one, or number `item`, counted from 1.

    Raises:
        SeveralArticles: there are several and none was chosen; the message lists their titles.
        UnreadableInput: none at all, or no such number.
    """
    if not titles:
        raise UnreadableInput("holds no article")
    if item is not None and not 1 <= item <= len(titles):
        raise UnreadableInput(f"holds {_count(len(titles))}; there is no number {item}")
    if item is None and len(titles) > 1:
        raise SeveralArticles(f"holds {_count(len(titles))}; say which one by its number: {_listed(titles)}")
    return (item or 1) - 1


def _count(n: int) -> str:
    return "1 article" if n == 1 else f"{n:,} articles"


def _listed(titles: Sequence[str]) -> str:
    shown = [f"{k} “{_line(title)[:_LISTED_TITLE] or 'without a title'}”" for k, title in enumerate(titles[:_LISTED], 1)]
    return ", ".join(shown) + (" …" if len(titles) > _LISTED else "")


def _line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(each if each.isprintable() else " " for each in value).split())
    return line if len(line) <= _LONGEST_FACT else ""

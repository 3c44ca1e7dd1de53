"""What a file holds besides its bytes: an article's source, and what the file says about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import UnreadableInput
from app.plurals import plural
from app.sources.sides import Source
from app.text import NO_FACTS, About

_LISTED = 8  # titles in a refusal
_LISTED_TITLE = 60


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file: its source, and what the file says about it."""

    source: Source
    about: About = NO_FACTS


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
        raise UnreadableInput(f"holds {plural(len(titles), 'article')}; there is no number {item}")
    if item is None and len(titles) > 1:
        raise SeveralArticles(f"holds {plural(len(titles), 'article')}; say which one by its number: {_listed(titles)}")
    return (item or 1) - 1


def _listed(titles: Sequence[str]) -> str:
    shown = [
        f"{k} “{About.of(title=title).title[:_LISTED_TITLE] or 'without a title'}”" for k, title in enumerate(titles[:_LISTED], 1)
    ]
    return ", ".join(shown) + (" …" if len(titles) > _LISTED else "")

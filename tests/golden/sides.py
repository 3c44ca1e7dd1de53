"""How the text of one side comes about: paragraphs of our own texts, edits written by hand, and a form put over the whole.

In: what a pair's file says of a side, and the folder of texts. Out: the text. An edit that does not fit raises, so no pair
says less than it seems to.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

TEXTS: Final = Path(__file__).parent / "texts"
ARROW: Final = "→"
PARAGRAPH: Final = "¶"  # in an edit: a paragraph ends here


@dataclass(frozen=True, slots=True)
class Side:
    """Names of texts, which of their paragraphs in which order (from 1; none: all), and what is done to them.

    In a file: `"texts": "ferry bus"`, `"paragraphs": "1-3 5"`. `edits` are "old → new" in the order of the text, each found
    behind the one before; `everywhere` are the same for each place; `form` names a row of `FORMS`.
    """

    texts: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()
    edits: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    form: str | None = None

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Side":
        """The side that a pair's file describes."""
        return cls(
            tuple(written["texts"].split()),
            tuple(_numbers(written.get("paragraphs", ""))),
            tuple(written.get("edits", ())),
            tuple(written.get("everywhere", ())),
            written.get("form"),
        )

    def text(self) -> str:
        """The text of this side."""
        every = [paragraph for name in self.texts for paragraph in read_paragraphs(name)]
        chosen = [every[k - 1] for k in self.paragraphs] if self.paragraphs else every
        text = edited("\n\n".join(chosen), self.edits)
        for each in self.everywhere:
            old, new = halves(each)
            assert old in text, f"nothing to replace everywhere: {each!r}"
            text = text.replace(old, new)
        return FORMS[self.form](text) if self.form else text


def _numbers(ranges: str) -> Iterator[int]:
    for each in ranges.split():
        first, _, last = each.partition("-")
        yield from range(int(first), int(last or first) + 1)


def read_paragraphs(name: str) -> list[str]:
    """The paragraphs of a text of our own."""
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")


def halves(edit: str) -> tuple[str, str]:
    """What an edit takes out and what it puts there."""
    old, arrow, new = edit.replace(PARAGRAPH, "\n\n").partition(ARROW)
    assert arrow, f"an edit needs {ARROW}: {edit!r}"
    return old.strip(" "), new.strip(" ")


def edited(text: str, edits: tuple[str, ...]) -> str:
    """`text` with each edit made at the first place, as whole words, behind the one before."""
    return replaced(text, located(text, edits))


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit puts in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def located(text: str, edits: tuple[str, ...]) -> tuple[Change, ...]:
    """Where each edit falls; a deleted word takes its blank along."""
    changes: list[Change] = []
    for edit in edits:
        old, new = halves(edit)
        found = _whole(old).search(text, changes[-1].end if changes else 0)
        assert found, f"not found behind the edit before: {edit!r}"
        start, end = found.span()
        changes.append(Change(start, end if new or text[end : end + 1] != " " else end + 1, new))
    return tuple(changes)


def replaced(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes` made, which are in order and do not overlap."""
    written, at = "", 0
    for change in changes:
        written, at = written + text[at : change.start] + change.new, change.end
    return written + text[at:]


def _whole(words: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + after)


def _bare(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text)


def _apart(text: str) -> str:
    return re.sub(r"(?<=\S)([^\w\s])|([^\w\s])(?=\S)", lambda m: f" {m[1]} " if m[1] else f"{m[2]} ", text)


def _treebank(text: str) -> str:
    return _apart(re.sub(r'"([^"]*)"', r"``\1''", text.replace("“", '"').replace("”", '"')).replace("``", "“").replace("''", "”"))


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 58) for paragraph in text.split("\n\n"))


FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "lower": str.lower,
    "bare": _bare,  # every mark lost
    "lower, bare": lambda text: _bare(text.lower()),
    "no commas": lambda text: text.replace(",", ""),
    "apart": _apart,  # every mark set apart, as some spinners leave it
    "treebank": lambda text: _treebank(text).replace("“", "``").replace("”", "''"),
    "wrapped": _wrapped,  # lines ended by hand
    "one paragraph": lambda text: text.replace("\n\n", " "),
    "line a sentence": lambda text: re.sub(r"(?<=[.!?]) (?=[A-Z“])", "\n", text),
}

"""A file's paragraphs become one text, with the places where words were left out and what the file sets as quotations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.errors import TextTooLong
from app.sources.looks import LetterLook
from app.text import About, Document, LeftOut, Markings, Omission, Span, count_left_out, in_raised_figures, is_note_mark, is_power

_BETWEEN = "\n\n"
_NOTHING = Markings()
_UNKNOWN = About()
_TAIL = 40  # characters; asked for at every raised figure, so a long piece is not copied
_STROKE = re.compile(r" ?[/\u2044](?:\d|\Z)")  # of a fraction, with what stands under it or before that is written
_DEEPER = 280  # twips: half a centimetre, about the smallest indent that programs offer


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one article, what its file showed besides, and what the file says about it."""

    text: str
    markings: Markings = _NOTHING
    about: About = _UNKNOWN


@dataclass(slots=True)
class _Open:
    """The paragraph that is being written."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    length: int = 0
    is_quote: bool = False
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph that is done; `indent` is None where it says nothing (lists, tables)."""

    chars: Span
    is_quote: bool
    indent: int | None


class Manuscript:
    """Takes a file's characters in order: what is shown, what is left out and why, where a paragraph ends.

    A paragraph that stands further in than most characters of the file do is a quotation: printers set them so, without
    marks. Time and memory grow with the characters taken.
    """

    def __init__(self, max_characters: int) -> None:
        self._max_characters = max_characters
        self._texts: list[str] = []
        self._length = 0
        self._hidden: list[Span] = []
        self._paragraphs: list[_Set] = []
        self._left_out: defaultdict[Omission, list[str]] = defaultdict(list)
        self._counted: list[LeftOut] = []
        self._raised = ""  # figures above the line that were written or left out last
        self._struck_word = False  # what was written last is struck through, from the beginning of a word
        self._is_apart = False  # something was shown since words were left out
        self._open = _Open()
        self._outer: list[_Open] = []

    def write(self, text: str) -> None:
        """Characters that a reader sees.

        Raises:
            TextTooLong: more than `max_characters` by now.
        """
        if not text:
            return
        raised, self._raised = self._raised, ""
        if raised and _STROKE.match(text):
            self._begin_fraction(raised)
        self._put(text)

    def write_raised(self, text: str) -> None:
        """Characters above the line: left out where they mark a note; figures before a stroke are a fraction's.

        Raises:
            TextTooLong: more than `max_characters` by now.
        """
        if is_note_mark(self.tail(), text):
            self.leave_out(text, Omission.NOTE)
        else:
            self.write(in_raised_figures(text) if is_power(self.tail(), text) else text)
        self._raised = text if text.strip().isdecimal() else ""

    def write_letters(self, text: str, look: LetterLook) -> None:
        """Characters that look so: written, or left out where no reader sees them.

        Raises:
            TextTooLong: more than `max_characters` by now.
        """
        if look.leaves_no_room:
            self.leave_out(text, Omission.HIDDEN)
        elif look.is_invisible:
            self.leave_out(text, Omission.HIDDEN, takes_room=True)
        elif look.is_raised:
            self.write_raised(text)
        else:
            if look.is_struck or self._struck_word:
                self._part_from_struck(text, is_struck=bool(look.is_struck))
            self.write(text)

    def _part_from_struck(self, text: str, *, is_struck: bool) -> None:
        """Puts a blank before a word that stands in place of one that is struck through, with nothing between them."""
        follows_word = self.tail()[-1:].isalnum()
        if self._struck_word and not is_struck and follows_word and text[:1].isalnum():
            self._put(" ")
        self._struck_word = is_struck and (self._struck_word or not follows_word)

    def leave_out(self, text: str, reason: Omission, *, takes_room: bool = False) -> None:
        """Characters that are not the text. Hidden ones are marked with their place; where they take room a blank is seen."""
        if not text:
            return
        self._raised = ""
        self._left_out[reason].append(f" {text}" if self._is_apart else text)
        self._is_apart = False
        if takes_room and self.tail()[-1:] not in ("", " "):
            self.write(" ")
        if reason is Omission.HIDDEN and text.strip() and self._open.hidden[-1:] != [self._open.length]:
            self._open.hidden.append(self._open.length)

    def tail(self) -> str:
        """The last characters of the paragraph so far: `_TAIL` of its last three pieces, or more."""
        return "".join(piece[-_TAIL:] for piece in self._open.pieces[-3:])

    def quote(self) -> None:
        """The paragraph that is being written is set as a quotation."""
        self._open.is_quote = True

    def set_in(self, twips: int | None) -> None:
        """How far the paragraph that is being written stands in from the left; None where that says nothing."""
        self._open.indent = twips

    def begin_aside(self) -> None:
        """What follows, up to `end_aside`, stands beside the paragraph that is being written: a text box."""
        self._outer.append(self._open)
        self._open, self._raised = _Open(), ""

    def end_aside(self) -> None:
        """Goes on with the paragraph in which the aside began."""
        self.end_paragraph()
        self._open = self._outer.pop()

    def end_paragraph(self) -> None:
        """What follows is another paragraph; empty ones are none."""
        paragraph, self._open, self._is_apart, self._raised = self._open, _Open(), True, ""
        whole = "".join(paragraph.pieces)
        text = whole.strip()
        lead = len(whole) - len(whole.lstrip()) if text else 0
        start = self._start_of(text)
        self._hidden += [Span(at, at) for at in _moved(paragraph.hidden, start - lead, start, start + len(text))]
        if text:
            self._append(text)
            self._paragraphs.append(_Set(Span(start, self._length), paragraph.is_quote, paragraph.indent))

    def insert(self, document: Document) -> None:
        """A whole document that stands in the file, as paragraphs of its own.

        Raises:
            TextTooLong: more than `max_characters` by now.
        """
        self.end_paragraph()
        start = self._start_of(document.text)
        markings = document.markings
        self._hidden += [Span(span.start + start, span.end + start) for span in markings.hidden]
        self._paragraphs += [_Set(Span(span.start + start, span.end + start), True, None) for span in markings.quotes]
        self._counted += markings.left_out
        if document.text:
            self._append(document.text)
            self._check_length(self._length)

    def finish(self, about: About) -> FileText:
        """The whole text."""
        self.end_paragraph()
        counts: Counter[Omission] = Counter()
        pieces = ((reason, "".join(texts)) for reason, texts in self._left_out.items() if texts)
        for each in (*count_left_out(pieces), *self._counted):
            counts[each.reason] += each.words
        left_out = tuple(LeftOut(reason, words) for reason, words in counts.most_common())
        return FileText(_BETWEEN.join(self._texts), Markings(tuple(self._hidden), tuple(self._quotes()), left_out), about)

    def _quotes(self) -> Iterator[Span]:
        counts: Counter[int] = Counter()
        for each in self._paragraphs:
            if each.indent is not None:
                counts[each.indent] += len(each.chars)
        usual = max(counts, key=lambda indent: (counts[indent], -indent), default=0)
        for each in self._paragraphs:
            if each.is_quote or (each.indent is not None and each.indent >= usual + _DEEPER):
                yield each.chars

    def _begin_fraction(self, raised: str) -> None:
        """Takes back what became of `raised`, and writes it apart from a whole number before it."""
        if self._open.pieces[-1:] in ([raised], [in_raised_figures(raised)]):
            self._open.length -= len(self._open.pieces.pop())
        elif notes := self._left_out[Omission.NOTE]:
            notes.pop()
        self._put(f" {raised}" if self.tail()[-1:].isalnum() else raised)

    def _put(self, text: str) -> None:
        self._is_apart = True
        self._open.pieces.append(text)
        self._open.length += len(text)
        self._check_length(self._length + self._open.length)

    def _start_of(self, text: str) -> int:
        return self._length + (len(_BETWEEN) if self._texts and text else 0)

    def _append(self, text: str) -> None:
        self._length = self._start_of(text) + len(text)
        self._texts.append(text)

    def _check_length(self, length: int) -> None:
        if length > self._max_characters:
            raise TextTooLong(f"The file holds more than {self._max_characters:,} characters, which is the limit.")


def _moved(places: list[int], by: int, first: int, last: int) -> Iterator[int]:
    return (min(max(at + by, first), last) for at in places)

"""The text of a page, written piece by piece: white space folds, blocks are parted, what is hidden or quoted keeps its place.

A piece may know where each of its characters stands in a source; then the text does, too.
"""

import re
from collections.abc import Sequence

from app.text.types import Span

_SPACE = tuple(" \t\n\r\f\v")
_UNFOLDED = ("  ", "\t", "\n", "\r", "\f", "\v")
_WORDS = re.compile(r"[^ \t\n\r\f\v]+|[ \t\n\r\f\v]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_END_MARKS = ".!?;:,…)]”\"'’"
_WITHIN_SENTENCES = ",;)”\"'’"
_OPENERS = "“\"'‘([«"
_GAPS = ("", " ", "\n", "\n\n")  # the narrowest first
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad]\Z")
_TAIL = 40  # characters; a word before a raised mark
Places = Sequence[tuple[int, int]]  # of each character: start and end in the source


class Writer:
    """Collects text, keeping count of the characters written."""

    def __init__(self, *, keeps_blank_lines: bool = False, is_placed: bool = False) -> None:
        self.pieces: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.hidden: list[Span] = []
        self.quotes: list[Span] = []
        self.set_in: list[Span] = []  # what stands further in than its page: quotations, unless most of the text does
        self.length = 0
        self._gap = ""
        self._n_quotes = 0  # that are open
        self._seam = False  # one inline element ended where the next begins
        self._seam_is_weak = False
        self._cap_end = -1  # where an initial ended
        self._line_start = -1  # where a printed line began behind a hyphen
        self._struck_end = -1  # where words ended that are struck through
        self._keeps_blank_lines = keeps_blank_lines
        self._is_placed = is_placed

    def write(self, text: str, places: Places | None = None) -> None:
        """Adds text of the page; `places` says where its characters stand in the source."""
        if places is not None:
            self._write_placed(text, places)
            return
        if self._keeps_blank_lines and _BLANK_LINE.search(text):
            for number, part in enumerate(_BLANK_LINE.split(text)):
                if number:
                    self.part("\n\n")
                self._write(part)
            return
        self._write(text)

    def part(self, gap: str) -> None:
        """Asks for a gap before the next text; the widest one asked for wins."""
        if _GAPS.index(gap) > _GAPS.index(self._gap):
            self._gap = gap

    def seam(self, *, is_text: bool = False, is_label: bool = False) -> None:
        """Says that an inline element ended and another one begins, or plain text, with nothing between them.

        Plain text goes on with the word more often; what is bold is a label.
        """
        self._seam_is_weak = is_text and not is_label and (self._seam_is_weak or not self._seam)
        self._seam = True

    def join(self) -> None:
        """Says that what was written last is the initial of the word that follows."""
        self._cap_end = self.length

    def strike(self) -> None:
        """Says that the words written last are struck through: a word that follows at once stands in their place."""
        self._struck_end = self.length

    def begin_line(self) -> None:
        """Says that a line of a printed page begins; a word that the line before broke goes on in it."""
        if _BROKEN.search(self.before.rstrip()):
            self._line_start = self.length
        self.part(" ")

    def initial(self, letter: str) -> None:
        """Writes a letter that the source shows as a picture, and joins it with what follows."""
        self._open(letter)
        self._push(letter)
        self._place_at_end(len(letter))
        self.join()

    def hide(self) -> None:
        """Notes that words which nobody sees were left out here."""
        self.hidden.append(Span(self.length, self.length))

    def quote(self, start: int, *, is_set_in: bool = False) -> None:
        """Notes that what was written since `start` is a quotation, or that it is set in as one."""
        while start < self.length and self._at(start).isspace():
            start += 1
        if start < self.length:
            (self.set_in if is_set_in else self.quotes).append(Span(start, self.length))

    def open_quote(self) -> None:
        """Writes an opening mark before the next text; a single one inside another quotation."""
        mark = "‘" if self._n_quotes % 2 else "“"
        self._n_quotes += 1
        self._open(mark)
        self._push(mark)
        self._place_at_end(1)

    def close_quote(self) -> None:
        """Writes a closing mark straight behind what was written."""
        gap, self._gap = self._gap, ""
        self._seam = False
        self._n_quotes -= 1
        self._push("’" if self._n_quotes % 2 else "”")
        self._place_at_end(1)
        self._gap = gap

    @property
    def before(self) -> str:
        """The last characters, and a blank where a gap will come."""
        tail = ""
        for piece in reversed(self.pieces):
            tail = piece[-_TAIL:] + tail
            if len(tail) >= _TAIL:
                break
        return tail[-_TAIL:] + (" " if self._gap else "")

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    def _write(self, text: str) -> None:
        if text.startswith(_SPACE):
            self.part(" ")
        if body := _folded(text):
            self._open(body)
            self._push(body)
            if text.endswith(_SPACE):
                self.part(" ")

    def _write_placed(self, text: str, places: Places) -> None:
        for run in _WORDS.finditer(text):
            if run.group().isspace():
                is_paragraph = self._keeps_blank_lines and run.group().count("\n") > 1
                self.part("\n\n" if is_paragraph else " ")
                continue
            self._open(run.group())
            self._push(run.group())
            self.places.extend(places[run.start() : run.end()])

    def _open(self, body: str) -> None:
        """Writes the gap before `body`."""
        if self._seam and not self._gap and self.length and _is_glued(self.before, body, is_weak=self._seam_is_weak):
            self._gap = " "
        self._seam = False
        if self._struck_end == self.length and body[0].isalnum():
            self.part(" ")
        if self._cap_end == self.length and self.length and self._goes_on(body):
            self._gap = ""
        if self._line_start == self.length and body[0].islower():
            self._take_back()
        gap = self._gap if self.length else ""
        self._push(gap)
        self._place_at_end(len(gap))
        self._gap = ""

    def _take_back(self) -> None:
        """Takes the hyphen back that was written last, and the gap behind it."""
        self.pieces[-1] = self.pieces[-1][:-1]
        self.length -= 1
        del self.places[-1:]
        self._gap = ""

    def _goes_on(self, body: str) -> bool:
        """Whether `body` is the rest of the word that an initial began; of A, I and O, which are words, only without a gap."""
        return (body[0].isalpha() or body[0] in "’'") and not (self._gap and self._at(self.length - 1) in "AIO")

    def _place_at_end(self, n: int) -> None:
        """Places for `n` characters that the source does not have: behind the last one that it has."""
        if self._is_placed:
            end = self.places[-1][1] if self.places else 0
            self.places.extend([(end, end)] * n)

    def _push(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)

    def _at(self, place: int) -> str:
        """The character at `place`, which is near the end or near the start of the last pieces."""
        at = self.length
        for piece in reversed(self.pieces):
            at -= len(piece)
            if at <= place:
                return piece[place - at]
        return ""


def _folded(text: str) -> str:
    """`text` with one blank for each run of white space, without it at the ends: `split` of bytes goes by what HTML calls so."""
    if not any(unfolded in text for unfolded in _UNFOLDED):
        return text.strip(" ")
    return b" ".join(text.encode("utf-8", "surrogatepass").split()).decode("utf-8", "surrogatepass")


def _is_glued(before: str, body: str, *, is_weak: bool) -> bool:
    """Whether two elements that touch are two labels or two sentences, and not the parts of one word."""
    last, first = before[-1], body[0]
    if last in _END_MARKS and len(before) > 1 and not before[-2].isupper():
        if is_weak:
            return last not in _WITHIN_SENTENCES and (first.isupper() or first in "“‘")
        return first.isupper() or first.isdigit() or first in _OPENERS
    if last.isupper() and before[-2:-1].isupper():  # a label in capitals, and no initial
        return first.isupper() and body[1:2].islower()
    return not is_weak and (last.islower() or last.isdigit()) and first.isupper()

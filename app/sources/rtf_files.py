"""The text of a Rich Text Format file: paragraphs and table cells in their order, tracked changes accepted.

Left out and counted: notes, headers and footers, comments, deleted words, list marks, and what no reader sees.
"""

from collections import defaultdict
from dataclasses import replace

from app.errors import UnreadableInput
from app.sources.manuscripts import FileText, Manuscript
from app.sources.rtf_formats import CODE_PAGES, FORMATS, Colours, Destination, Fonts, State, StyleNames
from app.sources.rtf_tokens import RtfKind, RtfPiece, pieces_of
from app.sources.word_styles import is_quotation_name
from app.text import About, Omission

_LONGEST_FACT = 400  # characters; what is longer is no title and no name
MAX_GROUPS = 1_000  # open at once; Word itself writes some tens


_PLACES: dict[str, Destination | Omission] = {
    "fonttbl": Destination.FONTS,
    "colortbl": Destination.COLOURS,
    "stylesheet": Destination.STYLES,
    "info": Destination.FACTS,
    "title": Destination.TITLE,
    "author": Destination.AUTHOR,
    "creatim": Destination.CREATED,
    "footnote": Omission.NOTE,
    "annotation": Omission.COMMENT,
    "listtext": Omission.LIST_MARK,
    "pntext": Omission.LIST_MARK,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Omission.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Omission.FOOTER),
    # what these hold is drawn from something else, is a second copy for old programs, or is never drawn
    **dict.fromkeys(
        "pict objdata shprslt nonshppict upr fldinst xe tc rxe bkmkstart bkmkend atnid atnauthor atnref atndate atrfstart "
        "atrfend operator company subject keywords comment doccomm category manager revtim printim buptim filetbl listtable "
        "listoverridetable revtbl rsidtbl pnseclvl private template sp sn sv ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
        "nonesttables ffname ffdeftext ffhelptext ffstattext ffformat ffl themedata colorschememapping datastore "
        "latentstyles generator background htmltag mhtmltag".split(),
        Destination.NOWHERE,
    ),
}
_SHOWN_AGAIN = {"ud", "shpinst", "shppict", "fldrslt", "nesttableprops"}
_ASIDES = {"shptxt", "dptxbxtext"}
# words with a star that begin no place of their own: styles of letters, the drawings of Word 6, formulas
_NO_PLACES = {"cs", "ds", "ts", "do", "moMath", "moMathPara"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "softline": "\n",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "mden": "/",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
_ENDS = {"par", "sect", "cell", "nestcell", "row", "nestrow"}
_PARAGRAPH_SYMBOLS = {"\n", "\r"}  # a backslash at a line's end is an old \\par
_TABLES = {Destination.FONTS, Destination.COLOURS, Destination.STYLES, Destination.CREATED}


def _is_of_formula(word: str) -> bool:
    """Whether a group says how a formula is set."""
    return word.startswith("m") and word.endswith("Pr")


def rtf_text(content: bytes, max_characters: int) -> FileText:
    """The text of an RTF file. O(n) time.

    Raises:
        TextTooLong: more than `max_characters`.
        UnreadableInput: damaged or made to harm.
    """
    reading = _Reading(max_characters)
    for piece in pieces_of(content):
        reading.take(piece)
    return reading.finish()


class _Reading:
    def __init__(self, max_characters: int) -> None:
        self._out = Manuscript(max_characters)
        self._fonts = Fonts()
        self._colours = Colours()
        self._styles = StyleNames()
        self._facts: defaultdict[Destination, str] = defaultdict(str)
        self._state = State()
        self._stack: list[State] = []
        self._bytes: list[str] = []
        self._to_skip = 0
        self._high = ""
        self._is_starred = False

    def take(self, piece: RtfPiece) -> None:
        """One piece of the file, in order."""
        if piece.kind is RtfKind.BYTES:
            self._take_bytes(piece.text)
            return
        self._flush()
        if piece.kind is not RtfKind.WORD or piece.text != "u":
            self._to_skip = 0
        match piece.kind:
            case RtfKind.OPEN:
                self._open()
            case RtfKind.CLOSE:
                self._close()
            case RtfKind.SYMBOL:
                self._symbol(piece.text)
            case RtfKind.WORD:
                self._word(piece.text, piece.number)

    def finish(self) -> FileText:
        """Raises: UnreadableInput, when the file ends inside a group."""
        self._flush()
        if self._stack:
            raise UnreadableInput("is RTF that ends too early")
        facts = self._facts
        return self._out.finish(
            About.of(title=facts[Destination.TITLE], author=facts[Destination.AUTHOR], date=facts[Destination.CREATED])
        )

    def _open(self) -> None:
        if len(self._stack) >= MAX_GROUPS:
            raise UnreadableInput(f"opens more than {MAX_GROUPS:,} groups of RTF inside one another")
        self._stack.append(self._state)
        self._state = replace(self._state, begins_aside=False)

    def _close(self) -> None:
        if self._state.begins_aside:
            self._out.end_aside()
        self._state = self._stack.pop() if self._stack else State()
        if not self._stack:  # what stands behind the last brace is no part of the file
            self._state = replace(self._state, place=Destination.NOWHERE)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_starred = True
        elif symbol in _PARAGRAPH_SYMBOLS:
            self._end_paragraph()
        elif symbol in _SYMBOLS:
            self._text(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        is_starred, self._is_starred = self._is_starred, False
        if word in _PLACES or _is_of_formula(word) or (is_starred and not self._is_known(word)):
            self._enter(word)
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif word == "u":
            self._unicode(number or 0)
        elif word in _ASIDES:
            self._begin_aside()
        elif self._state.place in _TABLES:
            self._table(word, number)
        elif word in FORMATS:
            self._state = FORMATS[word](self._state, number, self._colours)
        elif word in CODE_PAGES or word == "ansicpg":
            self._fonts.set_code_page(word, number)
        elif word == "deff":
            self._fonts.default = number

    def _is_known(self, word: str) -> bool:
        """Whether a word is read where it stands, starred or not; in the table of styles a star parts those of letters."""
        return self._state.place is not Destination.STYLES and (word in _NO_PLACES or word in FORMATS or word in _CHARACTERS)

    def _enter(self, word: str) -> None:
        """The group that begins with this word belongs somewhere else."""
        place = self._state.place
        if word in _SHOWN_AGAIN:
            if place is Destination.NOWHERE:
                self._state = replace(self._state, place=self._state.outside)
            return
        entered = _PLACES.get(word, Destination.NOWHERE)
        is_counted = isinstance(place, Omission) and entered is not Destination.NOWHERE
        if place is not Destination.NOWHERE and not is_counted:
            self._state = replace(self._state, place=entered, outside=place)

    def _begin_aside(self) -> None:
        if self._state.place is Destination.BODY and not self._state.begins_aside:
            self._out.begin_aside()
            self._state = replace(State(), font=self._state.font, n_skipped=self._state.n_skipped, begins_aside=True)

    def _table(self, word: str, number: int | None) -> None:
        match self._state.place:
            case Destination.FONTS:
                self._fonts.take(word, number)
            case Destination.COLOURS:
                self._colours.take(word, number)
            case Destination.STYLES:
                self._styles.take(word, number)
            case Destination.CREATED if (
                word in ("yr", "mo", "dy") and number and len(self._facts[Destination.CREATED]) < _LONGEST_FACT
            ):
                self._facts[Destination.CREATED] += f"{'-' if self._facts[Destination.CREATED] else ''}{number:02}"

    def _unicode(self, number: int) -> None:
        self._to_skip = self._state.n_skipped
        character = chr(number % 0x10000)
        if "\ud800" <= character <= "\udbff":
            self._high = character
            return
        if "\udc00" <= character <= "\udfff":
            pair = (self._high + character).encode("utf-16-le", "surrogatepass")
            character = pair.decode("utf-16-le", "replace")
        self._high = ""
        self._text(character)

    def _take_bytes(self, text: str) -> None:
        self._is_starred = False
        if self._to_skip:
            n = min(self._to_skip, len(text))
            self._to_skip -= n
            text = text[n:]
        self._bytes.append(text)

    def _flush(self) -> None:
        if self._bytes:
            text, self._bytes = "".join(self._bytes), []
            self._text(text if text.isascii() else self._fonts.decode(text.encode("latin-1"), self._state.font))

    def _text(self, text: str) -> None:
        state, place = self._state, self._state.place
        if isinstance(place, Omission):
            self._out.leave_out(text, place)
        elif place is Destination.BODY:
            self._letters(text, state)
        elif place is Destination.COLOURS:
            self._colours.end(text)
        elif place is Destination.STYLES:
            self._styles.name(text)
        elif place in (Destination.TITLE, Destination.AUTHOR):
            self._facts[place] = (self._facts[place] + text)[:_LONGEST_FACT]

    def _letters(self, text: str, state: State) -> None:
        if state.is_deleted:
            self._out.leave_out(text, Omission.DELETED)
        else:
            look = replace(state.look, ground=state.look.ground or state.ground, line=state.line)
            self._out.write_letters(text, look)

    def _end_paragraph(self) -> None:
        state = self._state
        if isinstance(state.place, Omission):
            self._out.leave_out("\n", state.place)
        if state.place is not Destination.BODY:
            return
        if is_quotation_name(self._styles.names.get(state.style, "")):
            self._out.quote()
        self._out.set_in(None if state.is_in_table or state.is_hanging else state.indent)
        if not (state.is_deleted or state.is_drop_capital or state.look.is_vanished):
            self._out.end_paragraph()

"""What RTF's control words set: how letters look, where a paragraph stands, which font and code page count."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from app.sources.looks import PLAIN, UNKNOWN, LetterLook
from app.text import Omission

CODE_PAGES = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
# a table, for to ask Python for a code page that it lacks costs a look at its folders, and keeps the name for ever
_NUMBERED = {
    **{number: f"cp{number:03}" for number in (
        37, 154, 273, 367, 424, 437, 500, 720, 737, 775, 850, 852, 855, 856, 857, 858, 860, 861, 862, 863, 864, 865,
        866, 869, 874, 875, 932,
        949, 950, 1006, 1026, 1051, 1125, 1140, *range(1250, 1259),
    )},
    708: "iso8859-6", 819: "latin-1", 936: "gbk", 1361: "johab", 10000: "mac-roman", 10006: "mac-greek", 10007: "mac-cyrillic",
    10029: "mac-latin2", 10079: "mac-iceland", 10081: "mac-turkish", 65001: "utf-8",
}  # fmt: skip
_LONGEST_NAME = 100  # characters of a style's name that are kept; to add to longer ones would cost the square of them
_SYMBOL = "symbol"  # letters of such a font are pictures
_CHARSETS = {
    0: "cp1252", 2: _SYMBOL, 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip


class Destination(Enum):
    """Where a group's words belong, when they are none of the text and not counted."""

    BODY = auto()
    NOWHERE = auto()
    FONTS = auto()
    COLOURS = auto()
    STYLES = auto()
    FACTS = auto()
    TITLE = auto()
    AUTHOR = auto()
    CREATED = auto()


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits and loses at its end."""

    place: Destination | Omission = Destination.BODY
    outside: Destination | Omission = Destination.BODY  # where words belonged before a group that is never drawn
    look: LetterLook = PLAIN
    is_deleted: bool = False
    font: int | None = None
    n_skipped: int = 1  # bytes behind \u, for programs without Unicode
    style: int = 0
    indent: int = 0
    is_hanging: bool = False
    is_in_table: bool = False
    is_drop_capital: bool = False
    ground: str | None = None  # behind the paragraph
    line: int | None = None  # twips, where the paragraph's lines are held to that height
    begins_aside: bool = False


@dataclass(slots=True)
class Colours:
    """The table of colours; number 0 is mostly the automatic one."""

    colours: list[str | None] = field(default_factory=list)
    _channels: dict[str, int] = field(default_factory=dict)

    def take(self, word: str, number: int | None) -> None:
        """A control word inside the table."""
        if word in ("red", "green", "blue"):
            self._channels[word] = min(max(number or 0, 0), 255)

    def end(self, text: str) -> None:
        """Each semicolon ends a colour; one of which nothing was said is automatic."""
        for _ in range(text.count(";")):
            channels, self._channels = self._channels, {}
            said = (f"{channels.get(name, 0):02X}" for name in ("red", "green", "blue"))
            self.colours.append("".join(said) if channels else None)

    def of(self, number: int | None) -> str | None:
        """A colour by its number; None for the automatic one."""
        return self.colours[number] if number and 0 < number < len(self.colours) else None


@dataclass(slots=True)
class Fonts:
    """The table of fonts: which code page the bytes of a font's letters are in."""

    default: int | None = None
    _code_page: str = "cp1252"
    _charsets: dict[int, str] = field(default_factory=dict)
    _current: int = 0

    def take(self, word: str, number: int | None) -> None:
        """A control word inside the table."""
        if word == "f":
            self._current = number or 0
        elif word == "fcharset" and number in _CHARSETS:
            self._charsets[self._current] = _CHARSETS[number]

    def set_code_page(self, word: str, number: int | None) -> None:
        """The code page of the whole file."""
        named = CODE_PAGES.get(word) or _NUMBERED.get(number or 0)
        if named:
            self._code_page = named

    def decode(self, content: bytes, font: int | None) -> str:
        """Letters of a font as text; a font of the usual character set has the file's code page."""
        codec = self._charsets.get(self.default or 0 if font is None else font, self._code_page)
        if codec == _SYMBOL:
            return " "
        return content.decode(self._code_page if codec == "cp1252" else codec, "replace")


@dataclass(slots=True)
class StyleNames:
    """The names of paragraph styles by number."""

    names: dict[int, str] = field(default_factory=dict)
    _current: int = 0

    def take(self, word: str, number: int | None) -> None:
        """A control word inside the table."""
        if word == "s":
            self._current = number or 0

    def name(self, text: str) -> None:
        """Letters inside the table: a name and its semicolon."""
        self.names[self._current] = (self.names.get(self._current, "") + text.rstrip(";"))[:_LONGEST_NAME]
        if text.endswith(";"):
            self.names[self._current] = self.names[self._current].strip()
            self._current = 0


Change = Callable[[State, int | None, Colours], State]


def _look(**values: Callable[[int | None], object]) -> Change:
    """A change of how letters look; each value is made from the control word's number."""

    def changed(state: State, number: int | None, _: Colours) -> State:
        made = {name: value(number) for name, value in values.items()}
        return replace(state, look=replace(state.look, **made))  # type: ignore[arg-type]  # the table below has the right ones

    return changed


def _is_on(number: int | None) -> bool:
    return number != 0


def _colour(state: State, number: int | None, colours: Colours) -> State:
    return replace(state, look=replace(state.look, colour=colours.of(number)))


def _ground(state: State, number: int | None, colours: Colours) -> State:
    return replace(state, look=replace(state.look, ground=colours.of(number)))


def _paragraph_ground(state: State, number: int | None, colours: Colours) -> State:
    return replace(state, ground=colours.of(number))


def _cell_ground(state: State, number: int | None, colours: Colours) -> State:
    return replace(state, ground=UNKNOWN if colours.of(number) else state.ground)


def _plain_letters(state: State, _: int | None, __: Colours) -> State:
    return replace(state, look=PLAIN, is_deleted=False, font=None)


def _plain_paragraph(state: State, _: int | None, __: Colours) -> State:
    plain = replace(state, style=0, indent=0, is_hanging=False, is_in_table=False, is_drop_capital=False, line=None)
    return plain if state.ground == UNKNOWN else replace(plain, ground=None)


def _new_row(state: State, _: int | None, __: Colours) -> State:
    return replace(state, ground=None)


FORMATS: dict[str, Change] = {
    "v": _look(is_vanished=_is_on),
    "fs": _look(size=lambda number: number),
    "charscalex": _look(width=lambda number: number),
    "expndtw": _look(spacing=lambda number: number),
    "expnd": _look(spacing=lambda number: 5 * (number or 0)),  # quarters of a point
    "outl": _look(is_outlined=_is_on),
    "sl": lambda state, number, _: replace(state, line=-number if number and number < 0 else None),
    "super": _look(is_raised=_is_on),
    "strike": _look(is_struck=_is_on),
    "sub": _look(is_raised=lambda _: False),
    "nosupersub": _look(is_raised=lambda _: False),
    "up": _look(is_raised=lambda number: (number or 6) >= 4),
    "cf": _colour,
    **dict.fromkeys(("cb", "chcbpat", "highlight"), _ground),
    "cbpat": _paragraph_ground,
    "clcbpat": _cell_ground,
    "trowd": _new_row,
    "plain": _plain_letters,
    "pard": _plain_paragraph,
    **dict.fromkeys(("deleted", "mvf"), lambda state, number, _: replace(state, is_deleted=_is_on(number))),
    "f": lambda state, number, _: replace(state, font=number),
    "uc": lambda state, number, _: replace(state, n_skipped=max(number or 0, 0)),
    "s": lambda state, number, _: replace(state, style=number or 0),
    **dict.fromkeys(("li", "lin"), lambda state, number, _: replace(state, indent=number or 0)),
    "fi": lambda state, number, _: replace(state, is_hanging=(number or 0) < 0),
    "intbl": lambda state, _, __: replace(state, is_in_table=True),
    "dropcapli": lambda state, number, _: replace(state, is_drop_capital=(number or 0) > 0),
}

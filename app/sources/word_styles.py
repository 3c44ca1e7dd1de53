"""How a Word file's styles make letters look: hidden, white, tiny, raised; and which paragraphs they set as quotations.

In: the root of `styles.xml`, or None. Out: looks of style names, and of a run's own properties.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.sources.looks import PLAIN, UNKNOWN, WHITE, LetterLook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PALE_THEMES = ("background1", "light1", "bg1", "lt1")  # white, but in a theme for dark pages
_CLEAR = 95_000  # of 100,000: letters that let so much shine through are not seen
_OFF = ("0", "false", "off", "none")
_QUOTATION = re.compile(
    r"(?:intense ?|block ?|long ?)?(?:quote|quotations?|citat|citation|zitat|cita|citazione|citaat)(?: ?intense| destacada)?"
    r"|intensives ?zitat|block ?text",
    re.IGNORECASE,
)
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGray": "A9A9A9",
    "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "green": "00FF00",
    "lightGray": "D3D3D3", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_WIDTH = re.compile(r"\d{1,9}%*")
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,20})?)(pt|in|cm|mm|pc|pi)?")
_FLAT_ROW = 40  # twips
_OFF_THE_PAGE = -4_000  # twips: 7 cm, and margins are narrower
_MAX_CHAIN = 20  # styles that are based on one another


class WordStyles:
    """The styles of a file, each resolved once."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else root.iter(f"{W}style")
        self._styles = {_attribute(style, "styleId"): style for style in styles}
        self._looks: dict[str, LetterLook] = {}
        self._quotations: dict[str, bool] = {}
        self._grounds: dict[str, bool] = {}
        defaults = None if root is None else _find(root, "docDefaults", "rPrDefault", "rPr")
        self.default = look_of(defaults)
        self._normal = next((key for key, each in self._styles.items() if _is_normal(each)), "")

    def paragraph(self, style_id: str) -> LetterLook:
        """The look of a paragraph's style; of the usual one when it names none."""
        return self.default.under(self.character(style_id or self._normal))

    def character(self, style_id: str) -> LetterLook:
        """What a style itself and those it is based on say."""
        if style_id not in self._looks:
            look = PLAIN
            for style in reversed(list(self._chain(style_id))):
                look = look.under(paragraph_look(_find(style, "pPr"))).under(look_of(_find(style, "rPr")))
            self._looks[style_id] = look
        return self._looks[style_id]

    def is_quotation(self, style_id: str) -> bool:
        """Whether a style, or one it is based on, is named as one for quotations."""
        if style_id not in self._quotations:
            names = (_value(_find(style, "name")) or "" for style in self._chain(style_id))
            self._quotations[style_id] = any(map(is_quotation_name, (*names, style_id)))
        return self._quotations[style_id]

    def table(self, style_id: str) -> LetterLook:
        """How a table's style sets letters in all of its cells."""
        look = self.character(style_id)
        return LetterLook(is_vanished=look.is_vanished, colour=look.colour, size=look.size)

    def has_ground(self, style_id: str) -> bool:
        """Whether a table's style fills cells with a colour, for whichever rows."""
        if style_id not in self._grounds:
            shadings = (shading for style in self._chain(style_id) for shading in style.iter(f"{W}shd"))
            self._grounds[style_id] = any(_attribute(each, "fill") not in ("", "auto") for each in shadings)
        return self._grounds[style_id]

    def _chain(self, style_id: str) -> Iterator[Any]:
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = _value(_find(style, "basedOn")) or ""


def is_quotation_name(name: str) -> bool:
    """Whether a style of that name is one for quotations ("Intense Quote", LibreOffice's "Quotations", HTML's "Block Text")."""
    return bool(_QUOTATION.fullmatch(name))


def look_of(properties: Any) -> LetterLook:
    """What the properties of a run, or of the letters of a style, say; `properties` may be None."""
    if properties is None or not len(properties):
        return PLAIN
    size, width = length(_value(_find(properties, "sz")), 10.0), _value(_find(properties, "w")) or ""
    fill = properties.find(f"{_W14}textFill")
    return LetterLook(
        is_vanished=_switch(_find(properties, "vanish")),
        colour=_text_colour(_find(properties, "color")) if fill is None else _colour_of_fill(fill),
        is_clear=None if fill is None else _is_clear(fill),
        is_outlined=_is_outlined(properties),
        spacing=length(_value(_find(properties, "spacing"))),
        size=size,
        width=int(width.rstrip("%")) if _WIDTH.fullmatch(width) else None,
        is_raised=_is_raised(properties),
        is_struck=_switch(_find(properties, "strike")),
        ground=_highlight(properties) or _ground(_find(properties, "shd")),
    )


def paragraph_look(properties: Any) -> LetterLook:
    """What the properties of a paragraph say, but for those of its mark."""
    if properties is None or not len(properties):
        return PLAIN
    indents, numbering = _find(properties, "ind"), _find(properties, "numPr")
    left, hanging = (None, None) if indents is None else (_left(indents), _attribute(indents, "hanging") not in ("", "0"))
    is_list = None if numbering is None else _value(_find(numbering, "numId")) != "0"
    ground, line = _ground(_find(properties, "shd")), _held_line(_find(properties, "spacing"))
    return LetterLook(ground=ground, line=line, indent=left, is_hanging=hanging, is_list=is_list)


def colour_of_page(document: Any) -> str | None:
    """The colour of the pages, where the file gives them one."""
    page = _find(document, "background")
    return None if page is None else _colour(_attribute(page, "color") or "auto")


def is_unseen_row(properties: Any) -> bool:
    """Whether a table's row is hidden, or held to a height at which nothing of it is seen."""
    if properties is None:
        return False
    height = _find(properties, "trHeight")
    is_held = height is not None and _attribute(height, "hRule") == "exact"
    twips = length(_attribute(height, "val")) if is_held else None
    return is_on(_find(properties, "hidden")) or (twips is not None and twips <= _FLAT_ROW)


def is_merged_away(properties: Any) -> bool:
    """Whether a cell goes on with the one above it or before it, so that nothing of its own is drawn."""
    merged = [] if properties is None else [_find(properties, name) for name in ("vMerge", "hMerge")]
    return any(each is not None and _value(each) in (None, "continue") for each in merged)


def is_off_the_page(properties: Any) -> bool:
    """Whether a paragraph stands so far to the left or above that no page shows it."""
    if properties is None:
        return False
    frame, indents = _find(properties, "framePr"), _find(properties, "ind")
    places = [] if frame is None else [length(_attribute(frame, "x")), length(_attribute(frame, "y"))]
    places += [] if indents is None else [_left(indents)]
    return any(place is not None and place <= _OFF_THE_PAGE for place in places)


def ground_of(shading: Any) -> str | None:
    """The colour that an element `w:shd` puts behind letters; None when it puts none."""
    return _ground(shading)


def length(written: str | None, units_a_point_size: float = 1.0) -> int | None:
    """A length in twips, or in what a bare number counts; Strict files write units (`1pt`). None when it is none."""
    found = _LENGTH.fullmatch(written or "")
    if not found:
        return None
    number = float(found[1])
    return round(number * _UNITS[found[2]] / units_a_point_size if found[2] else number)


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    return bool(_switch(element))


def _held_line(spacing: Any) -> int | None:
    """The height of a paragraph's lines where letters that are higher are cut off."""
    is_held = spacing is not None and _attribute(spacing, "lineRule") == "exact"
    return length(_attribute(spacing, "line")) if is_held else None


def _text_colour(colour: Any) -> str | None:
    written = _colour(_value(colour))
    if written is None and colour is not None and _attribute(colour, "themeColor") in _PALE_THEMES:
        return WHITE
    return written


def _colour_of_fill(fill: Any) -> str:
    """The colour of Word 2010's fill of letters; unknown for a course of colours."""
    named = fill.find(f"{_W14}solidFill/{_W14}srgbClr")
    if named is not None:
        return _colour(named.get(f"{_W14}val")) or UNKNOWN
    theme = fill.find(f"{_W14}solidFill/{_W14}schemeClr")
    return WHITE if theme is not None and theme.get(f"{_W14}val") in _PALE_THEMES and not len(theme) else UNKNOWN


def _is_clear(fill: Any) -> bool:
    shares = [
        int((each.get(f"{_W14}val") or "0")[:9])
        for each in fill.iter(f"{_W14}alpha")
        if (each.get(f"{_W14}val") or "").isdecimal()
    ]
    return fill.find(f"{_W14}noFill") is not None or any(share >= _CLEAR for share in shares)


def _is_outlined(properties: Any) -> bool | None:
    """Whether letters have an edge of a colour of its own."""
    outline = properties.find(f"{_W14}textOutline")
    if outline is None or outline.find(f"{_W14}noFill") is not None:
        return _switch(_find(properties, "outline"))
    named = outline.find(f"{_W14}solidFill/{_W14}srgbClr")
    return named is None or named.get(f"{_W14}val") != WHITE


def _switch(element: Any) -> bool | None:
    return None if element is None else (_value(element) or "1").lower() not in _OFF


def _is_raised(properties: Any) -> bool | None:
    vertical = _value(_find(properties, "vertAlign"))
    position = length(_value(_find(properties, "position")), 10.0)
    if vertical is None and position is None:
        return None
    return vertical == "superscript" or (position or 0) >= 4


def _highlight(properties: Any) -> str | None:
    named = _value(_find(properties, "highlight"))
    return None if named is None or named == "none" else _HIGHLIGHTS.get(named, UNKNOWN)


def _ground(shading: Any) -> str | None:
    if shading is None:
        return None
    pattern, fill = _value(shading) or "clear", _attribute(shading, "fill")
    if pattern not in ("clear", "nil") or (fill in ("", "auto") and _attribute(shading, "themeFill") not in ("", *_PALE_THEMES)):
        return UNKNOWN
    return WHITE if fill in ("", "auto") else _colour(fill)


def _colour(written: str | None) -> str | None:
    if written is None or written == "auto":
        return None
    return written.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", written) else UNKNOWN


def _left(indents: Any) -> int | None:
    return length(_attribute(indents, "left") or _attribute(indents, "start"))


def _is_normal(style: Any) -> bool:
    return _attribute(style, "type") == "paragraph" and _attribute(style, "default") in ("1", "true", "on")


def _find(element: Any, *path: str) -> Any:
    return element.find("/".join(f"{W}{name}" for name in path))


def _value(element: Any) -> str | None:
    return None if element is None else _attribute(element, "val") or None


def _attribute(element: Any, name: str) -> str:
    return str(element.get(f"{W}{name}") or "")

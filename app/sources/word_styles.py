"""How a Word file's styles make letters look: hidden, white, tiny, raised; and which paragraphs they set as quotations.

In: the root of `styles.xml`, or None. Out: looks of style names, and of a run's own properties.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.sources.looks import PLAIN, UNKNOWN, WHITE, Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_MAX_CHAIN = 20  # styles that are based on one another


class Styles:
    """The styles of a file, each resolved once."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else root.iter(f"{W}style")
        self._styles = {_attribute(style, "styleId"): style for style in styles}
        self._looks: dict[str, Look] = {}
        self._quotations: dict[str, bool] = {}
        defaults = None if root is None else _find(root, "docDefaults", "rPrDefault", "rPr")
        self.default = look_of(defaults)
        self._normal = next((key for key, each in self._styles.items() if _is_normal(each)), "")

    def paragraph(self, style_id: str) -> Look:
        """The look of a paragraph's style; of the usual one when it names none."""
        return self.default.under(self.character(style_id or self._normal))

    def character(self, style_id: str) -> Look:
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

    def has_ground(self, style_id: str) -> bool:
        """Whether a table's style fills cells with a colour, for whichever rows."""
        return any(
            _attribute(shading, "fill") not in ("", "auto")
            for style in self._chain(style_id)
            for shading in style.iter(f"{W}shd")
        )

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


def look_of(properties: Any) -> Look:
    """What the properties of a run, or of the letters of a style, say; `properties` may be None."""
    if properties is None or not len(properties):
        return PLAIN
    size, width = length(_value(_find(properties, "sz")), 10.0), _value(_find(properties, "w")) or ""
    return Look(
        is_vanished=_switch(_find(properties, "vanish")),
        colour=_colour(_value(_find(properties, "color"))),
        size=size,
        width=int(width.rstrip("%")) if width.rstrip("%").isdecimal() else None,
        is_raised=_is_raised(properties),
        ground=_highlight(properties) or _ground(_find(properties, "shd")),
    )


def paragraph_look(properties: Any) -> Look:
    """What the properties of a paragraph say, but for those of its mark."""
    if properties is None or not len(properties):
        return PLAIN
    indents, numbering = _find(properties, "ind"), _find(properties, "numPr")
    left, hanging = (None, None) if indents is None else (_left(indents), _attribute(indents, "hanging") not in ("", "0"))
    is_list = None if numbering is None else _value(_find(numbering, "numId")) != "0"
    return Look(ground=_ground(_find(properties, "shd")), indent=left, is_hanging=hanging, is_list=is_list)


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
    if pattern not in ("clear", "nil"):
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

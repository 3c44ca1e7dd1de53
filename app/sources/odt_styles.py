"""How an OpenDocument file's styles make letters look, and which paragraphs they set as quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.sources.looks import PLAIN, UNKNOWN, WHITE, LetterLook
from app.sources.word_styles import is_quotation_name

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LENGTH = re.compile(r"(-?(?:\d{1,9}(?:\.\d{1,20})?|\.\d{1,20}))(pt|in|cm|mm|pc|px)")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "px": 15.0}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PERCENT = re.compile(r"(-?\d{1,9})%")
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FAINT = range(10)  # percent of opacity
_TINY_SHARE, _USUAL_POINTS = 30, 12
_RAISED_FROM = 20  # percent of the letters' height
_OFF_THE_PAGE = -4_000  # twips: 7 cm, and margins are narrower
_MAX_CHAIN = 20  # styles that are based on one another


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style and its parents say."""

    look: LetterLook = PLAIN
    is_quotation: bool = False


class OdtStyles:
    """The styles of a file by family and name, each resolved once."""

    def __init__(self, *roots: Any) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._defaults: dict[str, LetterLook] = {}
        self._page = PLAIN
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                self._elements[_of(style, "family"), _of(style, "name")] = style
            for style in root.iter(f"{_STYLE}default-style"):
                self._defaults[_of(style, "family")] = _look_of(style)
            for layout in root.iter(f"{_STYLE}page-layout-properties"):
                self._page = self._page.under(_box(layout))
        self._styles: dict[tuple[str, str], OdtStyle] = {}

    @property
    def page(self) -> LetterLook:
        """What stands behind everything: the colour of the pages."""
        return self._page

    def style(self, family: str, name: str) -> OdtStyle:
        """A style by its family and name; the plain one where there is none."""
        if (family, name) not in self._styles:
            chain = list(self._chain(family, name))
            look = self._defaults.get(family, PLAIN)
            for style in reversed(chain):
                look = look.under(_look_of(style))
            names = [name, *(each for style in chain for each in (_of(style, "name"), _of(style, "display-name")))]
            self._styles[family, name] = OdtStyle(look, any(map(is_quotation_name, names)))
        return self._styles[family, name]

    def _chain(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_MAX_CHAIN):
            style = self._elements.get((family, name))
            if style is None:
                return
            yield style
            name = _of(style, "parent-style-name")


def _look_of(style: Any) -> LetterLook:
    look = PLAIN
    for properties in style:
        kind = str(properties.tag).rpartition("}")[2]
        if kind in _READERS:
            look = look.under(_READERS[kind](properties))
    return look


def _letters(properties: Any) -> LetterLook:
    display, position, scale = properties.get(f"{TEXT}display"), _of(properties, "text-position"), _of(properties, "text-scale")
    size, struck = _twips(properties.get(f"{_FO}font-size")), _of(properties, "text-line-through-style")
    # LibreOffice writes an opacity of 0 % beside the automatic colour, which is drawn all the same
    is_automatic = _of(properties, "use-window-font-color") == "true"
    is_faint = not is_automatic and _percent(properties.get(f"{_LOEXT}opacity") or "100%") in _FAINT
    return LetterLook(
        is_vanished=True if is_faint else _is_none(display),
        colour=None if is_automatic else _colour(properties.get(f"{_FO}color")),
        size=_share_of_usual(properties.get(f"{_FO}font-size")) if size is None else round(size / 10),
        width=_percent(scale),
        is_raised=_is_raised(position) if position else None,
        is_struck=struck != "none" if struck else None,
        ground=_ground(properties),
        spacing=_twips(properties.get(f"{_FO}letter-spacing")),
        is_outlined=(_of(properties, "text-outline") == "true") or None,
    )


def _is_none(display: str | None) -> bool | None:
    return None if display is None else display == "none"


def _share_of_usual(size: str | None) -> int | None:
    """Half points of letters whose size is told by that of the style above: only tiny ones are sure."""
    share = _percent(size or "")
    return None if share is None or share > _TINY_SHARE else max(2 * _USUAL_POINTS * share // 100, 1)


def _paragraph(properties: Any) -> LetterLook:
    first_line = _twips(properties.get(f"{_FO}text-indent")) or 0
    left = _twips(properties.get(f"{_FO}margin-left"))
    is_hanging = None if left is None else first_line < 0
    line = _twips(properties.get(f"{_FO}line-height"))  # in percent it makes way for the letters
    is_off_the_page = True if left is not None and left <= _OFF_THE_PAGE else None
    return LetterLook(is_vanished=is_off_the_page, indent=left, is_hanging=is_hanging, ground=_ground(properties), line=line)


def _box(properties: Any) -> LetterLook:
    return LetterLook(ground=_ground(properties))


def _frame(properties: Any) -> LetterLook:
    is_filled = properties.get(f"{DRAW}fill") not in (None, "none") or _ground(properties) not in (None, WHITE)
    return LetterLook(ground=UNKNOWN) if is_filled else PLAIN


_READERS = {
    "text-properties": _letters,
    "paragraph-properties": _paragraph,
    "table-properties": _box,
    "table-row-properties": _box,
    "table-cell-properties": _box,
    "graphic-properties": _frame,
    "section-properties": _box,
}


def without_hiding(look: LetterLook) -> LetterLook:
    """What a box hands on to what stands in it: the colour behind letters."""
    return replace(PLAIN, ground=look.ground)


def _ground(properties: Any) -> str | None:
    written = properties.get(f"{_FO}background-color")
    return None if written in (None, "transparent") else _colour(written)


def _colour(written: str | None) -> str | None:
    if written is None:
        return None
    return written[1:].upper() if _COLOUR.fullmatch(written) else UNKNOWN


def _is_raised(position: str) -> bool:
    height = position.partition(" ")[0]
    return height == "super" or (_percent(height) or 0) >= _RAISED_FROM


def _percent(written: str) -> int | None:
    found = _PERCENT.fullmatch(written)
    return int(found[1]) if found else None


def _twips(written: str | None) -> int | None:
    found = _LENGTH.fullmatch(written or "")
    return round(float(found[1]) * _TWIPS[found[2]]) if found else None


def _of(element: Any, name: str) -> str:
    return str(element.get(f"{_STYLE}{name}") or "")

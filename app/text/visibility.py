"""Whether a reader of a page sees an element: not displayed, off the screen, clipped, tiny, or of the colour behind it."""

import re
from dataclasses import dataclass, replace

from app.text.colours import WHITE, Colour, can_be_told_apart, is_clear, read_colour
from app.text.style_sheets import Declarations

SMALLEST = 3.0  # pixels of a letter that somebody reads; 1 pt is 1.3, the smallest that browsers offer 6
_FAR_OFF = -400.0  # pixels; nobody shifts a word so far to be seen
_LEAST_OPACITY = 0.1
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "%": 0.16, "in": 96.0,
           "cm": 37.8, "mm": 3.78, "q": 0.945, "vw": 12.8, "vh": 7.2}  # fmt: skip
_LENGTH = re.compile(r"(?<![\w.#-])(-?(?:\d+\.?\d*|\.\d+)(?:e\d+)?)(px|pt|pc|r?em|ex|ch|%|in|cm|mm|q|vw|vh)?(?![\w.])")
_FONT_SIZE = re.compile(r"(?<![\w.#-])((?:\d+\.?\d*|\.\d+)(?:px|pt|pc|r?em|ex|%|in|cm|mm)|0(?=\s*/|\s+\D))")
_HIDING_SHAPE = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|ellipse\(\s*0|polygon\(\s*(?:0(?:px|%)?\s+0(?:px|%)?\s*,?\s*)+\)"
)
_RECTANGLE = re.compile(r"rect\(([^)]*)\)")
_SHRUNK = re.compile(r"scale(?:3d|x|y)?\(\s*0?(?:\.0\d*)?\s*[,)]")


@dataclass(frozen=True, slots=True)
class Look:
    """What the text of an element inherits: its colours (None: not known), and whether it is too small or kept invisible."""

    colour: Colour | None = None
    background: Colour | None = WHITE
    is_clear: bool = False
    is_tiny: bool = False
    is_invisible: bool = False

    @property
    def is_unseen_anywhere(self) -> bool:
        """Whether text of this look is not seen, whatever is behind it."""
        return self.is_clear or self.is_tiny or self.is_invisible

    @property
    def is_seen(self) -> bool:
        """Whether a reader sees text of this look."""
        if self.is_unseen_anywhere:
            return False
        return self.colour is None or self.background is None or can_be_told_apart(self.colour, self.background)


def is_removed(styles: Declarations) -> bool:
    """Whether nothing of the element, and of what is in it, can be seen."""
    return bool(styles) and any(test(styles) for test in _REMOVED)


def look_of(styles: Declarations, inherited: Look) -> Look:
    """The look of an element with these declarations."""
    if not styles:
        return inherited
    look = inherited
    if size := styles.get("font-size") or _size_of_font(styles.get("font", "")):
        look = replace(look, is_tiny=_is_tiny(size, inherited))
    if (visibility := styles.get("visibility")) is not None:
        look = replace(look, is_invisible=visibility in ("hidden", "collapse"))
    return _with_colours(look, styles)


def _with_colours(look: Look, styles: Declarations) -> Look:
    behind = styles.get("background-color") or styles.get("background")
    if "text" in (styles.get("background-clip", ""), styles.get("-webkit-background-clip", "")):
        return replace(look, background=None, is_clear=False)  # letters cut out of a picture
    if "background-image" in styles or (behind and ("url(" in behind or "gradient" in behind)):
        look = replace(look, background=None)
    elif behind and not is_clear(behind) and behind not in ("none", "inherit"):
        look = replace(look, background=read_colour(behind))
    colour = styles.get("-webkit-text-fill-color") or styles.get("color")
    if colour and colour not in ("inherit", "currentcolor", "initial", "unset"):
        look = replace(look, colour=read_colour(colour), is_clear=is_clear(colour))
    return look


def _is_tiny(size: str, inherited: Look) -> bool:
    pixels = _pixels(size)
    if pixels is None:
        return False
    is_relative = size.endswith(("em", "%", "ex", "ch")) and not size.endswith("rem")
    return pixels < SMALLEST or (is_relative and inherited.is_tiny and pixels < 16 * 16 / SMALLEST)


def _size_of_font(font: str) -> str:
    found = _FONT_SIZE.search(font)
    return found[1] if found else ""


def _pixels(written: str | None) -> float | None:
    found = _LENGTH.search(written or "")
    return float(found[1]) * _PIXELS[found[2] or ""] if found else None


def _is_at_most(styles: Declarations, name: str, pixels: float) -> bool:
    value = _pixels(styles.get(name))
    return value is not None and value <= pixels


def _is_shifted(styles: Declarations) -> bool:
    is_placed = styles.get("position") in ("absolute", "fixed", "relative", "sticky")
    sides = ("left", "top", "right", "bottom") if is_placed else ()
    shifted = any(_is_at_most(styles, side, _FAR_OFF) for side in (*sides, "text-indent", "margin-left", "margin-top"))
    transform = styles.get("transform", "")
    moved = "translate" in transform and any(
        float(n) * _PIXELS[unit] <= _FAR_OFF or (unit in ("vw", "vh", "%") and float(n) <= -100)
        for n, unit in _LENGTH.findall(transform)
    )
    return shifted or moved or bool(_SHRUNK.search(transform))


def _is_clipped(styles: Declarations) -> bool:
    if _HIDING_SHAPE.search(styles.get("clip-path", "")):
        return True
    if rectangle := _RECTANGLE.search(styles.get("clip", "")):
        edges = [float(n) * _PIXELS[unit] for n, unit in _LENGTH.findall(rectangle[1])]
        return (
            len(edges) == 4
            and styles.get("position") in ("absolute", "fixed")
            and (edges[2] - edges[0] <= 1 or edges[1] - edges[3] <= 1)
        )
    overflow = (styles.get("overflow", ""), styles.get("overflow-x", ""), styles.get("overflow-y", ""))
    if any(value.startswith(("hidden", "clip")) for value in overflow):
        return any(_is_at_most(styles, size, 1) for size in ("width", "height", "max-width", "max-height"))
    return False


def _is_transparent(styles: Declarations) -> bool:
    opacity = styles.get("opacity") or ""
    if "opacity(" in styles.get("filter", ""):
        opacity = styles["filter"].partition("opacity(")[2]
    found = re.match(r"\s*(\d*\.?\d+)(%?)", opacity)
    return found is not None and float(found[1]) / (100 if found[2] else 1) < _LEAST_OPACITY


_REMOVED = (
    lambda styles: styles.get("display") == "none",
    lambda styles: styles.get("mso-hide") == "all",
    lambda styles: styles.get("content-visibility") == "hidden",
    _is_transparent,
    _is_shifted,
    _is_clipped,
)

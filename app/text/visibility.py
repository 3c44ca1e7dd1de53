"""Whether a reader of a page sees an element: not displayed, off the screen, clipped, tiny, or of the colour behind it."""

import re
from dataclasses import dataclass, replace

from app.text.colours import WHITE, Colour, can_be_told_apart, is_clear, read_colour
from app.text.style_sheets import PLACES_OF_SIDES, Declarations

SMALLEST = 3.0  # pixels of a letter that somebody reads; 1 pt is 1.3, the smallest that browsers offer 6
_FAR_OFF = -400.0  # pixels; nobody shifts a word so far to be seen
_FAR_RIGHT = 1_280.0  # pixels; a usual screen ends there
_COLLAPSED = -8.0  # pixels between letters, which then stand on one another
_LEAST_OPACITY = 0.1
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "%": 0.16, "in": 96.0,
           "cm": 37.8, "mm": 3.78, "q": 0.945, "vw": 12.8, "vh": 7.2}  # fmt: skip
_LENGTH = re.compile(r"(?<![\w.#-])(-?(?:\d+\.?\d*|\.\d+)(?:e\d+)?)(px|pt|pc|r?em|ex|ch|%|in|cm|mm|q|vw|vh)?(?![\w.])")
_FONT_SIZE = re.compile(r"(?<![\w.#-])((?:\d+\.?\d*|\.\d+)(?:px|pt|pc|r?em|ex|%|in|cm|mm)|0(?=\s*/|\s+\D))")
_HIDING_SHAPE = re.compile(
    r"(?:circle|ellipse)\(\s*0(?![\d.])|polygon\(\s*+(?:0(?:px|%)?\s++0(?:px|%)?\s*+,?\s*+)+\)|rect\(\s*+(?:0(?:px|%)?[\s,]*+){4}\)"
    r"|xywh\([^()]*?\s0(?:px|%)?[\s)]"
)
_INSET = re.compile(r"inset\(([^)]*+)(?:\)|\Z)")
_CLEAR = r"(?:transparent|#0{4}|#0{8}|rgba\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*\))"
_GONE_MASK = re.compile(rf"gradient\(\s*{_CLEAR}\s*,\s*{_CLEAR}\s*\)")
_FACTOR = re.compile(r"calc\(\s*(-?[\d.]{1,12})\s*\*\s*([^()]{1,40})|calc\(\s*(-?[\d.]{1,12}[a-z]{1,3})\s*\*\s*(-?[\d.]{1,12})")
_WHOLE_WIDTH = re.compile(r"-[1-9]\d{2,}(?:\.\d*)?%")
_EDGEWISE = re.compile(r"rotate[xy]\(\s*-?(?:90|270)deg|(?:^|\s)[xy]\s+-?(?:90|270)deg")
_NOTHING = re.compile(r"(?:0(?:\.0\d*)?|\.0\d*)%?(?:\s|$)")
_OPACITY = re.compile(r"\s*(?:calc\(\s*)?((?:\d++(?:\.\d++)?|\.\d++)(?:e-?\d++)?)(%?)(?=\s*(?:$|\)|[!;]|\s))")
_WORD_OF_VALUE = re.compile(r"[a-z-]++\([^)]*+(?:\)|\Z)|[^\s,]++")
_SIZES = ("width", "height", "max-width", "max-height")
_RECTANGLE = re.compile(r"rect\(([^)]*+)(?:\)|\Z)")
_SHRUNK = re.compile(r"scale(?:3d|x|y)?\(\s*+0?(?:\.0\d*+)?\s*+[,)]|matrix\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*,")


@dataclass(frozen=True, slots=True)
class Look:
    """What the text of an element inherits: its colours (None: not known), and whether it is too small or kept invisible.

    `edge` is the colour that a shadow or a stroke draws around letters; `is_turned`: letters are drawn from right to left.
    """

    colour: Colour | None = None
    background: Colour | None = WHITE
    edge: Colour | None = None
    is_clear: bool = False
    is_tiny: bool = False
    is_invisible: bool = False
    is_turned: bool = False

    @property
    def is_unseen_anywhere(self) -> bool:
        """Whether text of this look is not seen, whatever is behind it."""
        return self.is_tiny or self.is_invisible or (self.is_clear and not self._has_seen_edge)

    @property
    def is_seen(self) -> bool:
        """Whether a reader sees text of this look."""
        if self.is_unseen_anywhere:
            return False
        is_pale = not (self.colour is None or self.background is None or can_be_told_apart(self.colour, self.background))
        return not is_pale or self._has_seen_edge

    @property
    def takes_room(self) -> bool:
        """Whether text of this look, seen or not, keeps the words around it apart."""
        return not self.is_tiny

    @property
    def _has_seen_edge(self) -> bool:
        return self.edge is not None and (self.background is None or can_be_told_apart(self.edge, self.background))


def is_removed(styles: Declarations) -> bool:
    """Whether nothing of the element, and of what is in it, can be seen."""
    return bool(styles) and any(test(styles) for test in _REMOVED)


def is_raised(styles: Declarations) -> bool:
    """Whether an element stands above the line."""
    if not styles:
        return False
    vertical = styles.get("vertical-align", "")
    if vertical in ("super", "text-top", "top") or (vertical and (_pixels(vertical) or 0.0) > 0):
        return True
    is_lifted = styles.get("position") == "relative" and (_is_at_most(styles, "top", -1) or _is_at_least(styles, "bottom", 1))
    return is_lifted or _is_at_least(styles, "mso-text-raise", 1)


def is_set_in_on_both_sides(styles: Declarations, pixels: float) -> bool:
    """Whether a block stands further in by so much on the left and on the right, and is no item of a list."""
    return (
        bool(styles)
        and _is_at_least(styles, "margin-left", pixels)
        and _is_at_least(styles, "margin-right", pixels)
        and not _is_at_most(styles, "text-indent", -1)
    )


def takes_room(styles: Declarations) -> bool:
    """Whether an element that is removed keeps its place on the page, as a blank."""
    return _is_transparent(styles) and styles.get("display") != "none"


def look_of(styles: Declarations, inherited: Look) -> Look:
    """The look of an element with these declarations."""
    if not styles:
        return inherited
    look = inherited
    if size := styles.get("font-size") or _size_of_font(styles.get("font", "")):
        look = replace(look, is_tiny=_is_tiny(size, inherited))
    if _is_at_most(styles, "letter-spacing", _COLLAPSED):
        look = replace(look, is_tiny=True)
    if (visibility := styles.get("visibility")) is not None:
        look = replace(look, is_invisible=visibility in ("hidden", "collapse"))
    if "unicode-bidi" in styles:
        look = replace(look, is_turned="override" in styles["unicode-bidi"] and styles.get("direction") == "rtl")
    return _with_colours(look, styles)


def _with_colours(look: Look, styles: Declarations) -> Look:
    if edge := styles.get("text-shadow") or styles.get("-webkit-text-stroke"):
        look = replace(look, edge=_colour_in(edge))
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
    if not written:
        return None
    if "*" in written and (product := _FACTOR.search(written)):
        times, one = _LENGTH.search(product[1] or product[4]), _LENGTH.search(product[2] or product[3])
        return float(times[1]) * float(one[1]) * _PIXELS[one[2] or ""] if times and one else None
    found = _LENGTH.search(written)
    return float(found[1]) * _PIXELS[found[2] or ""] if found else None


def _is_at_most(styles: Declarations, name: str, pixels: float) -> bool:
    value = _pixels(styles.get(name))
    return value is not None and value <= pixels


def _is_at_least(styles: Declarations, name: str, pixels: float) -> bool:
    value = _pixels(styles.get(name))
    return value is not None and value >= pixels


def _colour_in(written: str) -> Colour | None:
    """The first colour among other words: of a shadow, of a stroke."""
    words = _WORD_OF_VALUE.findall(written)
    return next(
        (colour for word in words if not word[0].isdigit() and (colour := read_colour(word)) and not is_clear(word)), None
    )


def _is_shifted(styles: Declarations) -> bool:
    is_placed = styles.get("position") in ("absolute", "fixed", "relative", "sticky")
    sides = ("left", "top", "right", "bottom") if is_placed else ()
    if any(_is_at_most(styles, side, _FAR_OFF) for side in (*sides, "text-indent", "margin-left", "margin-top")):
        return True
    if styles.get("position") in ("absolute", "fixed") and any(_WHOLE_WIDTH.match(styles.get(side, "")) for side in sides):
        return True
    return any(_is_at_least(styles, side, _FAR_RIGHT) for side in (*sides[:1], "text-indent", "margin-left"))


def _is_transformed_away(styles: Declarations) -> bool:
    transform = styles.get("transform", "")
    moves = transform if "translate" in transform else styles.get("translate", "")
    for n, unit in _LENGTH.findall(moves) if moves else ():
        pixels = float(n) * _PIXELS[unit]
        if not _FAR_OFF < pixels < _FAR_RIGHT or (unit in ("vw", "vh", "%") and abs(float(n)) >= 100 and float(n) <= -100):
            return True
    is_shrunk = _SHRUNK.search(transform) or _NOTHING.match(styles.get("scale", "")) or _NOTHING.match(styles.get("zoom", ""))
    return bool(is_shrunk) or bool(_EDGEWISE.search(f"{transform} {styles.get('rotate', '')}"))


def _is_clipped(styles: Declarations) -> bool:
    if _is_shaped_away(styles.get("clip-path", "")) or _GONE_MASK.search(styles.get("mask", "")):
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
        is_beyond = styles.get("text-indent", "").startswith(("100%", "101%", "110%", "120%", "150%", "200%"))
        is_flat = _is_at_most(styles, "line-height", 0.1)  # a bare number is times the letters' size
        return is_beyond or is_flat or any(_is_at_most(styles, size, 1) for size in _SIZES)
    return False


def _is_shaped_away(shape: str) -> bool:
    """Whether a clip path leaves nothing of an element."""
    if not shape or _HIDING_SHAPE.search(shape):
        return bool(shape)
    if not (inset := _INSET.search(shape)):
        return False
    edges = [(float(n), unit) for n, unit in _LENGTH.findall(inset[1])]
    if len(edges) not in PLACES_OF_SIDES:
        return False
    top, right, bottom, left = (edges[k] for k in PLACES_OF_SIDES[len(edges)])
    return any(_reach(*one) + _reach(*other) >= 1 for one, other in ((top, bottom), (left, right)))


def _reach(number: float, unit: str) -> float:
    """How much of an element an edge takes off, 1 for all of it."""
    return number / 100 if unit == "%" else number * _PIXELS[unit] / -_FAR_OFF


def _is_transparent(styles: Declarations) -> bool:
    opacity = styles.get("opacity") or ""
    if "opacity(" in styles.get("filter", ""):
        opacity = styles["filter"].partition("opacity(")[2]
    found = _OPACITY.match(opacity)
    return found is not None and float(found[1]) / (100 if found[2] else 1) < _LEAST_OPACITY


_REMOVED = (
    lambda styles: styles.get("display") == "none",
    lambda styles: styles.get("mso-hide") == "all",
    lambda styles: styles.get("content-visibility") == "hidden",
    _is_transparent,
    _is_shifted,
    _is_transformed_away,
    _is_clipped,
)

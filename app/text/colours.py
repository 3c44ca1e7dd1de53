"""Colours of style sheets, as far as it matters whether letters can be told from what is behind them."""

import colorsys
import re
from functools import lru_cache

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
LEAST_CONTRAST = 1.25  # white on #e6e6e6; WCAG asks for 4.5, and who hides text goes under 1.1
_NAMES = {
    "white": "ffffff", "snow": "fffafa", "ivory": "fffff0", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0",
    "whitesmoke": "f5f5f5", "mintcream": "f5fffa", "azure": "f0ffff", "aliceblue": "f0f8ff", "seashell": "fff5ee",
    "honeydew": "f0fff0", "lightyellow": "ffffe0", "black": "000000", "red": "ff0000", "lime": "00ff00", "blue": "0000ff",
    "yellow": "ffff00", "cyan": "00ffff", "aqua": "00ffff", "magenta": "ff00ff", "fuchsia": "ff00ff", "green": "008000",
    "navy": "000080", "gray": "808080", "grey": "808080", "silver": "c0c0c0", "maroon": "800000", "purple": "800080",
    "teal": "008080", "olive": "808000", "orange": "ffa500",
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b")
_NAMES |= {
    **dict.fromkeys(("canvas", "window", "field", "-webkit-body"), "ffffff"),  # colours of the system that are white by day
    **dict.fromkeys(("canvastext", "windowtext", "fieldtext", "-webkit-text"), "000000"),
}
_FUNCTION = re.compile(r"(rgba?|hsla?|hwb|oklab|oklch|lab|lch|color)\(([^)]*+)(?:\)|\Z)")
_MIX = re.compile(
    r"\s*color-mix\(\s*in\s[^,()]{1,40},\s*(#?[a-z0-9]{1,30})\s*(?:(\d{1,3})%)?\s*,\s*(#?[a-z0-9]{1,30})\s*(?:(\d{1,3})%)?\s*\)"
)
_BY_DAY = re.compile(r"\s*light-dark\(((?:[^(),]|\([^()]*\))*)")
_NUMBER = re.compile(r"-?(?:\d++(?:\.\d*+)?|\.\d++)%?")
_ALMOST_CLEAR = 0.05
_LARGEST = 1e6


def read_colour(written: str) -> Colour | None:
    """The first colour in `written` (lower case); None where there is none that is known. See `is_clear`."""
    if by_day := _BY_DAY.match(written):
        written = by_day[1]
    if mixed := _MIX.match(written):
        return _mixed(mixed)
    if found := _FUNCTION.search(written):
        return _from_function(found[1], _NUMBER.findall(found[2]))
    if found := re.match(r"\s*#?[0-9a-z]+", written):
        word = _NAMES.get(found[0].strip(), found[0].strip())
        digits = _HEX.fullmatch(word)
        return _from_digits(digits[1]) if digits else None
    return None


def is_clear(written: str) -> bool:
    """Whether a colour is transparent, or nearly so."""
    if written.strip() == "transparent":
        return True
    if found := _FUNCTION.search(written):
        numbers = _NUMBER.findall(found[2])
        return len(numbers) == 4 and _share(numbers[3]) <= _ALMOST_CLEAR
    digits = re.fullmatch(r"#(?:[0-9a-f]{3}([0-9a-f])|[0-9a-f]{6}([0-9a-f]{2}))", written.strip())
    return digits is not None and int(digits[1] * 2 if digits[1] else digits[2], 16) / 255 <= _ALMOST_CLEAR


@lru_cache(maxsize=1_000)  # a page has a few colours, and asks for each of its texts
def can_be_told_apart(one: Colour, other: Colour) -> bool:
    """Whether the contrast of two colours (WCAG's ratio) lets a reader see one on the other."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST


def _mixed(found: re.Match[str]) -> Colour | None:
    one, other = read_colour(found[1]), read_colour(found[3])
    if one is None or other is None:
        return None
    share = float(found[2]) / 100 if found[2] else 1 - float(found[4]) / 100 if found[4] else 0.5
    red, green, blue = (_byte(share * a + (1 - share) * b) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _from_digits(digits: str) -> Colour:
    whole = "".join(digit * 2 for digit in digits) if len(digits) < 6 else digits
    return int(whole[:2], 16), int(whole[2:4], 16), int(whole[4:6], 16)


def _from_function(name: str, numbers: list[str]) -> Colour | None:
    if len(numbers) < 3:
        return None
    if name.startswith("rgb") or name == "color":
        whole = 1.0 if name.startswith("rgb") else 255.0  # `color(srgb 1 1 1)` counts to one
        red, green, blue = (_share(n) * 255 if n.endswith("%") else _amount(n) * whole for n in numbers[:3])
        return _byte(red), _byte(green), _byte(blue)
    if name.startswith("hsl"):
        parts = colorsys.hls_to_rgb(_amount(numbers[0].rstrip("%")) / 360, _part(numbers[2]), _part(numbers[1]))
        return _byte(255 * parts[0]), _byte(255 * parts[1]), _byte(255 * parts[2])
    if name == "hwb":
        white, black = _part(numbers[1]), _part(numbers[2])
        pure = colorsys.hls_to_rgb(_amount(numbers[0].rstrip("%")) / 360, 0.5, 1.0)
        red, green, blue = (255 * (part * max(1 - white - black, 0) + white) for part in pure)
        return _byte(red), _byte(green), _byte(blue)
    return _grey(name, numbers)


def _grey(name: str, numbers: list[str]) -> Colour | None:
    """A colour that is told by its lightness, if it is grey or nearly so; of others only black and white are certain."""
    lightness = _share(numbers[0]) if numbers[0].endswith("%") else _amount(numbers[0]) / (1 if name.startswith("ok") else 100)
    tints = numbers[1:2] if name.endswith("lch") else numbers[1:3]
    most = 0.03 if name.startswith("ok") else 8.0
    if any(abs(_amount(tint.rstrip("%"))) > most for tint in tints):
        return None
    linear = lightness**3 if name.startswith("ok") else ((100 * lightness + 16) / 116) ** 3
    value = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return (_byte(255 * value),) * 3


def _byte(value: float) -> int:
    return min(max(round(value), 0), 255)


def _part(number: str) -> float:
    """A percentage, with or without its sign."""
    return _amount(number.rstrip("%")) / 100


def _share(number: str) -> float:
    return _amount(number[:-1]) / 100 if number.endswith("%") else _amount(number)


def _amount(number: str) -> float:
    """The number, or the largest of its sign: one of 400 digits is infinite, and cannot be rounded."""
    return min(max(float(number), -_LARGEST), _LARGEST)


def _luminance(colour: Colour) -> float:
    red, green, blue = ((part / 255 / 12.92) if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

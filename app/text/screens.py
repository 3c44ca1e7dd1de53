"""Whether the condition of a style sheet's block is met on a usual screen: a wide one of a computer with a mouse, by day."""

import operator
import re
from collections.abc import Callable

NESTING = ("@media", "@supports", "@layer", "@container", "@scope", "@starting-style")
_WIDTH, _HEIGHT = 1_280.0, 800.0  # pixels
_PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0}
_SIZES = {"width": _WIDTH, "device-width": _WIDTH, "height": _HEIGHT, "device-height": _HEIGHT, "inline-size": _WIDTH}
_NAME = re.compile("@[a-z-]+")
_TYPE = re.compile(r"(?:only\s+)?([a-z-]+)")
_FEATURE = re.compile(r"\(([^()]*+)\)")
_BOUND = re.compile(r"(min|max)-([a-z-]++)\s*+:\s*+([\d.]++)\s*+([a-z]*+)")
_RANGE = re.compile(
    r"(?:([\d.]++)\s*+([a-z]*+)\s*+([<>]=?)\s*+)?([a-z-]++)(?:\s*+([<>]=?|[:=])\s*+([\d.]++)\s*+([a-z]*+))?"
)  # asked for whole features only
_WORDS = {
    "orientation": ("landscape",),
    "prefers-color-scheme": ("light",),
    "prefers-reduced-motion": ("no-preference",),
    "prefers-contrast": ("no-preference",),
    "hover": ("hover", ""),
    "any-hover": ("hover", ""),
    "pointer": ("fine", ""),
    "any-pointer": ("fine", ""),
    "scripting": ("enabled", ""),
    "color": ("",),
    "update": ("fast", ""),
    "display-mode": ("browser",),
}
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, ":": operator.eq,
}  # fmt: skip


def holds_on_a_screen(prelude: str) -> bool:
    """Whether the block that begins with `prelude` (lower case: `@media (min-width: 600px)`) counts."""
    name = _NAME.match(prelude)
    return name is None or _CONDITIONS.get(name[0], _always)(prelude[name.end() :])


def is_met(queries: str) -> bool:
    """Whether one of the media queries of a list is met; an empty list is."""
    return any(map(_is_query_met, queries.lower().split(",")))


def _is_query_met(query: str) -> bool:
    said = query.strip()
    is_negated = said.startswith("not ")
    said = said.removeprefix("not ").strip()
    kind = _TYPE.match(said)
    is_of_screen = kind is None or kind[1] in ("screen", "all", "and", "or", "not")
    parts = re.split(r"\bor\b", said) if " or " in said else [said]
    is_true = is_of_screen and any(all(map(_is_feature_met, _FEATURE.findall(part))) for part in parts)
    return is_true != is_negated


def _is_feature_met(written: str) -> bool:
    feature = written.strip()
    if bound := _BOUND.fullmatch(feature):
        least_or_most, name, number, unit = bound.groups()
        held = _SIZES.get(name)
        pixels = _pixels(number, unit)
        return held is not None and pixels is not None and (held >= pixels if least_or_most == "min" else held <= pixels)
    name, _, value = (part.strip() for part in feature.partition(":"))
    if name in _WORDS:
        return value in _WORDS[name]
    found = _RANGE.fullmatch(feature)
    if found is None or found[4] not in _SIZES:
        return False  # of no usual screen, as far as is known here
    held = _SIZES[found[4]]
    lower = found[1] is None or _is_in_order(_pixels(found[1], found[2]), found[3], held)
    return lower and (found[6] is None or _is_in_order(held, found[5], _pixels(found[6], found[7])))


def _always(_: str) -> bool:
    return True


def _is_container_met(condition: str) -> bool:
    return all(map(_is_feature_met, _FEATURE.findall(condition)))


def _is_supported(condition: str) -> bool:
    return not condition.strip().startswith("not")


def _never(_: str) -> bool:
    return False


_CONDITIONS: dict[str, Callable[[str], bool]] = {
    "@media": is_met,
    "@supports": _is_supported,
    "@container": _is_container_met,
    "@starting-style": _never,
}


def _is_in_order(one: float | None, order: str, other: float | None) -> bool:
    return one is not None and other is not None and _ORDERS[order](one, other)


def _pixels(number: str, unit: str) -> float | None:
    try:
        return float(number) * _PIXELS[unit]
    except (KeyError, ValueError):
        return None

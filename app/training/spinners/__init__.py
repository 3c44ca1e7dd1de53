"""Spinners: an honest article becomes a spun one, with the gold substitutions.

In: a text, a style, knobs, a random state. Out: `Spun` with character spans on both sides. For training and measuring
only; the words come from sources that are not in the repository (see `thesauri`), our own table is `connectives`.
"""

from app.training.spinners.composites import COMPOSITES, Composite, GoldPassage, Workshop
from app.training.spinners.knobs import Knobs
from app.training.spinners.roundtrip import Trip, spin_round_trip
from app.training.spinners.spinning import Style, spin, swap_lines
from app.training.spinners.styles import STYLES, StyleMissing, load_style, load_styles, mixed
from app.training.spinners.translation import ApertiumMissing
from app.training.spinners.types import Maker, Spun, Swap, SwapKind

__all__ = [
    "COMPOSITES",
    "STYLES",
    "ApertiumMissing",
    "Composite",
    "GoldPassage",
    "Knobs",
    "Maker",
    "Spun",
    "Style",
    "StyleMissing",
    "Swap",
    "SwapKind",
    "Trip",
    "Workshop",
    "load_style",
    "load_styles",
    "mixed",
    "spin",
    "spin_round_trip",
    "swap_lines",
]

"""Spinners: an honest article becomes a spun one, with the gold substitutions.

In: a text, a style, knobs, a random state. Out: `Spun` with character spans on both sides. For training and measuring
only; the words come from sources that are not in the repository (see `thesauri`), our own table is `connectives`.
"""

from app.training.examples.spinners.composites import COMPOSITES, Composite, GoldPassage, Workshop
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.roundtrip import Trip, spin_round_trip
from app.training.examples.spinners.spinning import Style, spin, swap_lines
from app.training.examples.spinners.styles import STYLES, StyleMissing, load_style, load_styles, mixed
from app.training.examples.spinners.translation import ApertiumMissing
from app.training.examples.spinners.types import Maker, Spun, Swap, SwapKind

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

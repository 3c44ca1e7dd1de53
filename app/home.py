"""Where the model, the lexicon and the samples lie: beside the code in a checkout, and within it where a wheel was installed."""

from pathlib import Path
from typing import Final

# `setup.py` copies them there into a wheel, and nowhere else
SHIPPED: Final = Path(__file__).resolve().parent / "shipped"


def home() -> Path:
    """The folder with `models/` and `data/`."""
    return SHIPPED if SHIPPED.is_dir() else SHIPPED.parents[1]

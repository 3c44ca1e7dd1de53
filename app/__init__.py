"""Unspun: says, with evidence, whether a suspect article was made from a reference by swapping words."""

from pathlib import Path

from app.compiled import check_compiled

__version__ = "0.1.0"

check_compiled(Path(__file__).parent)

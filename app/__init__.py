"""Unspun: says, with evidence, whether a suspect article was made from a reference by swapping words."""

__version__ = "0.1.0"

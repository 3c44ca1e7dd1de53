"""Types of the compiled scanner."""

from app.text.types import Ints

def split(text: str) -> tuple[tuple[str, ...], Ints, Ints]: ...

"""The compiled forms of this room, or their plain twins: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.features import counting, marking, summing
else:
    counting = load_compiled("app.features.counting")
    marking = load_compiled("app.features.marking")
    summing = load_compiled("app.features.summing")

__all__ = ["counting", "marking", "summing", "twin_of"]

"""The compiled form of this room, or its plain twin: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.verdict import slotting
else:
    slotting = load_compiled("app.verdict.slotting")

__all__ = ["slotting", "twin_of"]

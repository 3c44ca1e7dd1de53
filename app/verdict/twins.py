"""The compiled forms of this room, or their plain twins: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.verdict import slotting, tallying
else:
    slotting = load_compiled("app.verdict.slotting")
    tallying = load_compiled("app.verdict.tallying")

__all__ = ["slotting", "tallying", "twin_of"]

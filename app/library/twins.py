"""The compiled forms of this room, or their plain twins: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.library import choosing
else:
    choosing = load_compiled("app.library.choosing")

__all__ = ["choosing", "twin_of"]

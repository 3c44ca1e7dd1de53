"""The compiled form of this room, or its plain twin: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.views import shading
else:
    shading = load_compiled("app.views.shading")

__all__ = ["shading", "twin_of"]

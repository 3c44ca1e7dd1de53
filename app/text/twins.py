"""The compiled form of this room, or its plain twin: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.text import scanner
else:
    scanner = load_compiled("app.text.scanner")

__all__ = ["scanner", "twin_of"]

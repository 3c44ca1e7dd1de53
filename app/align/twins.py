"""The compiled forms of this room, or their plain twins: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import load_compiled, twin_of

if TYPE_CHECKING:
    from app.align import kernel, laying, likening, naming
else:
    kernel = load_compiled("app.align.kernel")
    laying = load_compiled("app.align.laying")
    likening = load_compiled("app.align.likening")
    naming = load_compiled("app.align.naming")

__all__ = ["kernel", "laying", "likening", "naming", "twin_of"]

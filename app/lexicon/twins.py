"""The compiled look-ups, or their plain twins: chosen here, once."""

from typing import TYPE_CHECKING, Any

from app.compiled import is_compiled, load_compiled, twin_of

if TYPE_CHECKING:
    from app.lexicon import lookups
else:
    lookups = load_compiled("app.lexicon.lookups")

__all__ = ["tables_of", "twin_of"]


def tables_of(lexicon: Any) -> "lookups.Tables | None":
    """The arrays of a lexicon as the compiled look-ups want them; the plain ones want none. Takes 15 ms."""
    return lookups.Tables(lexicon) if is_compiled() else None

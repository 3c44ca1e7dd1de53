"""The compiled form of this room, or its plain twin: chosen here, once."""

from typing import TYPE_CHECKING

from app.compiled import is_compiled, load_compiled, twin_of

if TYPE_CHECKING:
    from app.report import line_writer
else:
    line_writer = load_compiled("app.report.line_writer")

__all__ = ["layout_of", "line_writer", "twin_of"]


def layout_of(cells: list[tuple[bytes, int, int]], end: bytes) -> "line_writer.Layout | None":
    """A layout as the compiled writer wants it; the plain one wants none."""
    return line_writer.Layout(cells, end) if is_compiled() else None

"""The strips as a PNG, for documents that cannot show SVG."""

import io
from typing import Final

from app.views.strips import HEIGHT, STRIP, WIDTH, Ribbon, StripBlock, Strips

_SCALE: Final = 2
_SHADES: Final = ("#f3e3e0", "#efbdb5", "#e08a7e", "#c9503f", "#8f1d15")
_FREE: Final = "#dcdedb"
_RIBBONS: Final = {"spun": "#eac3bf", "copied": "#e6d8bf", "paraphrased": "#dcc8e7", "independent": "#c6dccf"}
_OTHER: Final = "#cfd3d7"
_STEPS: Final = 24  # straight pieces of a ribbon's side


def draw_picture(drawn: Strips) -> bytes:
    """The picture, twice as large as the box of the strips."""
    # imported here: a service that starts does not need it
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), "white")
    pen = ImageDraw.Draw(image)
    for ribbon in drawn.ribbons:
        pen.polygon(_outline(ribbon), fill=_RIBBONS.get(ribbon.label, _OTHER), outline="#555d69")
    for blocks, y in ((drawn.suspect, 0), (drawn.reference, HEIGHT - STRIP)):
        for block in blocks:
            pen.rectangle(_box(block, y), fill=_FREE if block.is_free else _SHADES[block.level], outline="white")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _box(block: StripBlock, y: int) -> tuple[float, float, float, float]:
    return block.x * _SCALE, y * _SCALE, (block.x + block.width) * _SCALE, (y + STRIP) * _SCALE


def _outline(ribbon: Ribbon) -> list[tuple[float, float]]:
    a, b, c, d = ribbon.corners
    right = [_point(b, c, k / _STEPS) for k in range(_STEPS + 1)]
    left = [_point(a, d, k / _STEPS) for k in reversed(range(_STEPS + 1))]
    return [(x * _SCALE, y * _SCALE) for x, y in (*right, *left)]


def _point(above: float, below: float, t: float) -> tuple[float, float]:
    """A point of the soft side from the upper strip to the lower one, as the SVG has it."""
    soft = t * t * (3 - 2 * t)
    return above + (below - above) * soft, STRIP + (HEIGHT - 2 * STRIP) * t

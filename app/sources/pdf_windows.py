"""Which part of a page shows the letters that a path cuts off. Part of the process of `pdf_reader.py`.

The drawn page alone does not tell: what is cut off may stand where other letters are drawn.
"""

import ctypes
from typing import Any

Window = tuple[float, float, float, float]  # left, bottom, right, top; points of the page


def windows_of(page: Any) -> dict[int, Window]:
    """What is shown of each text object that has a clip path, by the object's address; not of those in forms."""
    import pypdfium2  # noqa: PLC0415

    raw = pypdfium2.raw
    found: dict[int, Window] = {}
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1):
        path = raw.FPDFPageObj_GetClipPath(drawn.raw)
        boxes = [box for k in range(raw.FPDFClipPath_CountPaths(path)) if (box := _box(raw, path, k))]
        if boxes:
            left, bottom, right, top = zip(*boxes, strict=True)
            found[ctypes.cast(drawn.raw, ctypes.c_void_p).value or 0] = (max(left), max(bottom), min(right), min(top))
    return found


def _box(raw: Any, path: Any, k: int) -> Window | None:
    """The box around one path; None for one without points."""
    across, along = [], []
    for number in range(raw.FPDFClipPath_CountPathSegments(path, k)):
        x, y = ctypes.c_float(), ctypes.c_float()
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, k, number), ctypes.byref(x), ctypes.byref(y)):
            across.append(x.value)
            along.append(y.value)
    return (min(across), min(along), max(across), max(along)) if across else None

"""PDFs are laid out by WeasyPrint, which needs the system library Pango; a bare machine does not have it."""

from typing import Any

import pytest


def weasyprint_html() -> Any:
    """WeasyPrint's `HTML`; skips the test where Pango is missing, as the product does without PDFs there."""
    try:
        from weasyprint import HTML  # noqa: PLC0415
    except OSError as error:
        pytest.skip(f"Pango is not installed: {error}")
    return HTML

"""The pair that the submit page offers to try: our own invented article and a spun copy of it."""

from collections.abc import Mapping
from typing import Final

from app.home import home

_FOLDER: Final = home() / "data" / "samples"


def sample_pair() -> Mapping[str, str]:
    """The texts by side; none where the service was installed without its data."""
    files = {side: _FOLDER / f"{side}.txt" for side in ("reference", "suspect")}
    return {side: path.read_text(encoding="utf-8") for side, path in files.items() if path.is_file()}

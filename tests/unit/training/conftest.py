"""What tests of models' folders share."""

from pathlib import Path
from shutil import copy

import pytest

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the manifest and the figures of the model in use, to be changed."""
    current = (MODELS / "CURRENT").read_text(encoding="utf-8").strip()
    for name in ("manifest.json", "metrics.json"):
        copy(MODELS / current / name, tmp_path)
    return tmp_path

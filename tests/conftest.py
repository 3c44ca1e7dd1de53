"""What most tests need: the committed lexicon, the detector with the model in use, and our own sample pair."""

from pathlib import Path

import pytest

from app.detector import Detector
from app.lexicon import Lexicon
from app.model import Model, current_model

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load(ROOT / "data" / "lexicon")


@pytest.fixture(scope="session")
def detector(lexicon: Lexicon) -> Detector:
    return Detector(lexicon, Model.load(current_model(ROOT / "models")))


@pytest.fixture(scope="session")
def sample_reference() -> str:
    return (ROOT / "data" / "samples" / "reference.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample_suspect() -> str:
    return (ROOT / "data" / "samples" / "suspect.txt").read_text(encoding="utf-8")

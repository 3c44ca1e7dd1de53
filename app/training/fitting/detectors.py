"""The detector with a model that is being fitted or measured, once a process: each asks it of thousands of pairs."""

from functools import cache
from pathlib import Path

from app.detector import Detector
from app.lexicon import Lexicon
from app.model import Model
from app.training.fitting.pair_tables import LEXICON


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load(LEXICON)


@cache
def detector_of(model: Path) -> Detector:
    """The detector with the model in that folder.

    Raises:
        ModelError: the model is missing or altered, or was made for other features.
    """
    return Detector(_lexicon(), Model.load(model))

"""The detector of the commands that compare in their own process."""

from typing import TYPE_CHECKING

from app.cli.refusals import failing
from app.errors import LexiconError, ModelError
from app.settings import Settings

if TYPE_CHECKING:
    from app.detector import Detector


def configured_detector(settings: Settings) -> "Detector":
    """The one that the settings name; a model or lexicon that cannot be used ends the program with one line."""
    from app.detector import Detector

    with failing(ModelError, LexiconError):
        return Detector.load(settings.models_dir, settings.lexicon_dir, settings.cache_dir)

"""The finder of reused passages: PAN's corpus and measure, what the finder is fitted on, its folder and card.

In: folders of PAN's text alignment task. Out: a folder that `Finder.load` takes, and `Plagdet` of anybody's detections.
"""

from app.training.finder.pan_corpus import PanPair, read_pan
from app.training.finder.pan_xml import Case, read_pan_xml
from app.training.finder.plagdet import (
    FolderMeasure,
    Plagdet,
    measure_as_json,
    measure_as_table,
    measure_detections,
    measure_folders,
)
from app.training.finder.runs import N_FOLDS, fold_of, train_finder

__all__ = [
    "N_FOLDS",
    "Case",
    "FolderMeasure",
    "PanPair",
    "Plagdet",
    "fold_of",
    "measure_as_json",
    "measure_as_table",
    "measure_detections",
    "measure_folders",
    "read_pan",
    "read_pan_xml",
    "train_finder",
]

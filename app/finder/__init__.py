"""The finder room: passages of reuse in any order and wording, as spans on both sides."""

from app.finder.acceptance import ACCEPTANCE_FEATURES, acceptance_features
from app.finder.condensation import find_condensation
from app.finder.evidence import token_features
from app.finder.finding import (
    Finder,
    Weighed,
    candidates_of,
    chosen,
    detections,
    drawn_stretches,
    first_stretches,
    redrawn,
    weighed,
)
from app.finder.overlaps import gap, hull
from app.finder.stored import FOLDS, FORMAT, ROUNDS, FinderModel, FinderParts, finder_feature_names
from app.finder.types import Detection, EvidenceWeights, Rectangle

__all__ = [
    "ACCEPTANCE_FEATURES",
    "FOLDS",
    "FORMAT",
    "ROUNDS",
    "Detection",
    "EvidenceWeights",
    "Finder",
    "FinderModel",
    "FinderParts",
    "Rectangle",
    "Weighed",
    "acceptance_features",
    "candidates_of",
    "chosen",
    "detections",
    "drawn_stretches",
    "find_condensation",
    "finder_feature_names",
    "first_stretches",
    "gap",
    "hull",
    "redrawn",
    "token_features",
    "weighed",
]

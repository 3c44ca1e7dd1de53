"""The finder room: passages of reuse in any order and wording, as spans on both sides."""

from app.finder.acceptance import acceptance_features
from app.finder.condensation import find_condensation
from app.finder.evidence import token_features
from app.finder.finding import Finder, candidates_of, detections, first_stretches, redrawn
from app.finder.overlaps import gap, hull
from app.finder.stored import FORMAT, ROUNDS, FinderModel, finder_feature_names
from app.finder.types import Detection, EvidenceWeights, Rectangle

__all__ = [
    "FORMAT",
    "ROUNDS",
    "Detection",
    "EvidenceWeights",
    "Finder",
    "FinderModel",
    "Rectangle",
    "acceptance_features",
    "candidates_of",
    "detections",
    "find_condensation",
    "finder_feature_names",
    "first_stretches",
    "gap",
    "hull",
    "redrawn",
    "token_features",
]

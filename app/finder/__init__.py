"""The finder room: passages of reuse in any order and wording, as spans on both sides."""

from app.finder.acceptance import ACCEPTANCE_FEATURES, acceptance_features
from app.finder.boundaries import BOUNDARY_FEATURES
from app.finder.condensation import CONDENSATION_FEATURES, find_condensation
from app.finder.evidence import TOKEN_FEATURES, token_features
from app.finder.finding import Finder, candidates_of, detections, first_stretches, redrawn
from app.finder.sides import read_sides
from app.finder.stored import FORMAT, PARTS, ROUNDS, FinderModel
from app.finder.types import Detection, EvidenceWeights, Rectangle, Side, Sides

__all__ = [
    "ACCEPTANCE_FEATURES",
    "BOUNDARY_FEATURES",
    "CONDENSATION_FEATURES",
    "FORMAT",
    "PARTS",
    "ROUNDS",
    "TOKEN_FEATURES",
    "Detection",
    "EvidenceWeights",
    "Finder",
    "FinderModel",
    "Rectangle",
    "Side",
    "Sides",
    "acceptance_features",
    "candidates_of",
    "detections",
    "find_condensation",
    "first_stretches",
    "read_sides",
    "redrawn",
    "token_features",
]

"""Whether a pair of stretches is reuse or chance: what is measured of it."""

import numpy as np

from app.finder.evidence import TOKEN_FEATURES, token_features
from app.finder.types import EvidenceWeights, Floats, Rectangle, Side, Sides
from app.text import Span

ACCEPTANCE_FEATURES: tuple[str, ...] = (
    "suspect_evidence", "suspect_mean_evidence", "reference_evidence", "reference_mean_evidence",
    "suspect_found", "reference_found", "suspect_found_anywhere", "suspect_length", "reference_length", "length_ratio",
    "bigrams", "common_stems", "rare_found", "very_rare_found", "evidence_around", "reference_words", "suspect_words",
    "reference_share",
)  # fmt: skip
_AROUND = 100  # tokens on both sides of a stretch, to see how much of it is only the common topic
_FOUND, _MISSING = TOKEN_FEATURES.index("found"), TOKEN_FEATURES.index("missing")
_RARE, _VERY_RARE = TOKEN_FEATURES.index("found_rare"), TOKEN_FEATURES.index("found_very_rare")
_BIGRAMS = [TOKEN_FEATURES.index("bigram"), TOKEN_FEATURES.index("function_bigram")]


def acceptance_features(rectangle: Rectangle, sides: Sides, weights: EvidenceWeights) -> Floats:
    """Values of `ACCEPTANCE_FEATURES`: float64 [18]."""
    reference, suspect = sides.reference, sides.suspect
    one, other = rectangle.reference, rectangle.suspect
    taken = token_features(suspect, other, reference, one, sides)
    given = token_features(reference, one, suspect, other, sides)
    anywhere = token_features(suspect, other, reference, Span(0, len(reference)), sides)
    near = Span(max(0, other.start - _AROUND), min(len(suspect), other.end + _AROUND))
    around = _evidence(token_features(suspect, near, reference, one, sides), weights.suspect).sum()
    mine, theirs = _evidence(taken, weights.suspect), _evidence(given, weights.reference)
    return np.array([
        mine.sum(), mine.mean(), theirs.sum(), theirs.mean(),
        found_share(taken), found_share(given), found_share(anywhere),
        np.log(len(other)), np.log(len(one)), np.log(len(other) / len(one)),
        taken[:, _BIGRAMS].sum() / len(other), _n_common(reference, one, suspect, other, sides.n_stems),
        taken[:, _RARE].sum(), taken[:, _VERY_RARE].sum(),
        (around - mine.sum()) / max(len(near) - len(other), 1),
        np.log(len(reference)), np.log(len(suspect)), len(one) / len(reference),
    ])  # fmt: skip


def found_share(features: Floats) -> float:
    """Share of the content words that the other side has."""
    found, missing = features[:, _FOUND].sum(), features[:, _MISSING].sum()
    return float(found / max(found + missing, 1.0))


def _evidence(features: Floats, weights: Floats) -> Floats:
    evidence: Floats = features @ weights[:-1] + weights[-1]
    return evidence


def _n_common(reference: Side, one: Span, suspect: Side, other: Span, n_stems: int) -> int:
    """Distinct content stems in both stretches."""
    marks = []
    for side, tokens in ((reference, one), (suspect, other)):
        part = slice(tokens.start, tokens.end)
        mark = np.zeros(n_stems, bool)
        mark[side.stems[part][~side.is_function[part]]] = True
        marks.append(mark)
    return int((marks[0] & marks[1]).sum())

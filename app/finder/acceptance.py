"""Whether a pair of stretches is reuse or chance: what is measured of it."""

import numpy as np

from app.finder.evidence import BIGRAMS, FOUND, MISSING, TOKEN_FEATURES, evidence_of, members, token_features
from app.finder.types import EvidenceWeights, Floats, Marks, Rectangle, Side, Sides, View
from app.text import Span

ACCEPTANCE_FEATURES: tuple[str, ...] = (
    "suspect_evidence", "suspect_mean_evidence", "reference_evidence", "reference_mean_evidence",
    "suspect_found", "reference_found", "suspect_found_anywhere", "suspect_length", "reference_length", "length_ratio",
    "bigrams", "common_stems", "rare_found", "very_rare_found", "evidence_around", "reference_words", "suspect_words",
    "reference_share",
)  # fmt: skip
_AROUND = 100  # tokens on both sides of a stretch, to see how much of it is only the common topic
_RARE, _VERY_RARE = TOKEN_FEATURES.index("found_rare"), TOKEN_FEATURES.index("found_very_rare")


def acceptance_features(rectangle: Rectangle, sides: Sides, weights: EvidenceWeights) -> Floats:
    """Values of `ACCEPTANCE_FEATURES`: float64 [18]."""
    reference, suspect = sides.reference, sides.suspect
    one, other = rectangle.reference, rectangle.suspect
    taken, given = token_features(sides.suspect_view, other, one), token_features(sides.reference_view, one, other)
    near = Span(max(0, other.start - _AROUND), min(len(suspect), other.end + _AROUND))
    around = evidence_of(token_features(sides.suspect_view, near, one), weights.suspect).sum()
    mine, theirs = evidence_of(taken, weights.suspect), evidence_of(given, weights.reference)
    in_common = content_stems(reference, one, sides.n_stems) & content_stems(suspect, other, sides.n_stems)
    return np.array([
        mine.sum(), mine.mean(), theirs.sum(), theirs.mean(),
        found_share(taken), found_share(given), _share_found_anywhere(sides.suspect_view, other),
        np.log(len(other)), np.log(len(one)), np.log(len(other) / len(one)),
        taken[:, BIGRAMS].sum() / len(other), in_common.sum(),
        taken[:, _RARE].sum(), taken[:, _VERY_RARE].sum(),
        (around - mine.sum()) / max(len(near) - len(other), 1),
        np.log(len(reference)), np.log(len(suspect)), len(one) / len(reference),
    ])  # fmt: skip


def found_share(features: Floats) -> float:
    """Share of the content words that the other side has."""
    found, missing = features[:, FOUND].sum(), features[:, MISSING].sum()
    return float(found / max(found + missing, 1.0))


def content_stems(side: Side, tokens: Span, n_stems: int) -> Marks:
    """Whether each stem stands among the content words of a stretch: bool [n_stems]."""
    part = slice(tokens.start, tokens.end)
    return members(side.stems[part][~side.is_function[part]], n_stems)


def _share_found_anywhere(view: View, tokens: Span) -> float:
    """Share of the content words that the other document has at all."""
    part = slice(tokens.start, tokens.end)
    stems = view.side.stems[part][~view.side.is_function[part]]
    return float(members(view.other.stems, view.n_stems)[stems].sum() / max(len(stems), 1))

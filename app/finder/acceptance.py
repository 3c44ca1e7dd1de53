"""Whether a pair of stretches is reuse or chance: what is measured of it."""

import numpy as np

from app.finder.evidence import BIGRAMS, FOUND, MISSING, TOKEN_FEATURES, evidence_of, members, token_features
from app.finder.types import EvidenceWeights, Floats, Marks, Rectangle
from app.sides import Ints, Pair
from app.text import Span

ACCEPTANCE_FEATURES: tuple[str, ...] = (
    "suspect_evidence", "suspect_mean_evidence", "reference_evidence", "reference_mean_evidence",
    "suspect_found", "reference_found", "suspect_found_anywhere", "suspect_length", "reference_length", "length_ratio",
    "bigrams", "common_stems", "rare_found", "very_rare_found", "evidence_around", "reference_words", "suspect_words",
    "reference_share",
)  # fmt: skip
_AROUND = 100  # tokens on both sides of a stretch, to see how much of it is only the common topic
_RARE, _VERY_RARE = TOKEN_FEATURES.index("found_rare"), TOKEN_FEATURES.index("found_very_rare")


def acceptance_features(rectangle: Rectangle, pair: Pair, weights: EvidenceWeights) -> Floats:
    """Values of `ACCEPTANCE_FEATURES`: float64 [18]."""
    reference, suspect, turned = pair.reference, pair.suspect, pair.turned
    one, other = rectangle.reference, rectangle.suspect
    taken, given = token_features(pair, other, one), token_features(turned, one, other)
    near = Span(max(0, other.start - _AROUND), min(len(suspect), other.end + _AROUND))
    around = evidence_of(token_features(pair, near, one), weights.suspect).sum()
    mine, theirs = evidence_of(taken, weights.suspect), evidence_of(given, weights.reference)
    in_common = content_stems(turned, one) & content_stems(pair, other)
    return np.array([
        mine.sum(), mine.mean(), theirs.sum(), theirs.mean(),
        found_share(taken), found_share(given), _share_found_anywhere(pair, other),
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


def content_stems(pair: Pair, tokens: Span) -> Marks:
    """Whether each stem of the pair stands among the content words of a stretch of the suspect: bool [n_stems]."""
    return members(_content(pair, tokens), pair.stems.n)


def _share_found_anywhere(pair: Pair, tokens: Span) -> float:
    """Share of the content words of a stretch of the suspect that the reference has at all."""
    stems = _content(pair, tokens)
    return float(members(pair.stems.reference, pair.stems.n)[stems].sum() / max(len(stems), 1))


def _content(pair: Pair, tokens: Span) -> Ints:
    """Stems of the content words of a stretch of the suspect."""
    part = slice(tokens.start, tokens.end)
    stems: Ints = pair.stems.suspect[part][~pair.suspect.is_function[part]]
    return stems

"""The verb of the room: two texts become detections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import numpy as np

from app.finder.acceptance import acceptance_features
from app.finder.boundaries import Candidates, boundary_candidates, median_place
from app.finder.condensation import find_condensation
from app.finder.evidence import evidence_of, token_features
from app.finder.overlaps import gap, merged, without_twins
from app.finder.seeds import find_seeds
from app.finder.stored import ROUNDS, FinderModel
from app.finder.types import Detection, EvidenceWeights, Rectangle
from app.lexicon import Lexicon
from app.model import Network
from app.sides import KeptSides, Pair, Side
from app.text import Document, Span, read_text

LEAST_EVIDENCE = 2.0  # nats; seeds below are chance


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds passages of reuse in any order and wording: copied, shuffled, translated, condensed."""

    lexicon: Lexicon
    model: FinderModel
    kept: KeptSides = field(init=False, default_factory=KeptSides, repr=False, compare=False)

    @classmethod
    def load(cls, models: Path, lexicon: Path) -> Self:
        """The finder that `models/FINDER` names, with the lexicon of a folder.

        Raises:
            ModelError, LexiconError: a file is missing or altered.
        """
        return cls(Lexicon.load(lexicon), FinderModel.load(models))

    def find(self, reference: str, suspect: str) -> tuple[Detection, ...]:
        """Reused passages in the order of the suspect, as characters of both texts."""
        return tuple(detections(Pair.of(self._side(reference), self._side(suspect)), self.model))

    def _side(self, text: str) -> Side:
        """The side of a text: the pairs of a list share their texts with their neighbours."""
        return self.kept.side(text, lambda: Side.of(read_text(text, orthography=self.lexicon.english.orthography), self.lexicon))


@dataclass(frozen=True, slots=True)
class Weighed:
    """All stretches of a pair that may be reuse, with their probabilities, and the likeliest summary of the whole reference."""

    passages: tuple[tuple[Rectangle, float], ...]
    summary: tuple[Rectangle, float] | None


def detections(pair: Pair, model: FinderModel) -> list[Detection]:
    """What `Finder.find` returns, for documents that were read."""
    return chosen(weighed(pair, model), pair, model.thresholds)


def weighed(pair: Pair, model: FinderModel) -> Weighed:
    """Where reuse may be, with both ends, and how likely it is."""
    if not len(pair.reference) or not len(pair.suspect):
        return Weighed((), None)
    found = drawn_stretches(pair, model.boundaries, model.weights)
    return Weighed(tuple(_with_chances(found, pair, model)), _summary(pair, model))


def chosen(found: Weighed, pair: Pair, thresholds: Mapping[str, float]) -> list[Detection]:
    """What is likely enough, in the order of the suspect: passages, or a summary in place of those that it contains."""
    passages = [(r, p) for r, p in found.passages if p >= thresholds["acceptance"]]
    if found.summary and found.summary[1] >= thresholds["condensation"]:
        stretch = found.summary[0].suspect
        passages = [*((r, p) for r, p in passages if gap(r.suspect, stretch) >= 0), found.summary]
    return [_detection(r, p, pair) for r, p in sorted(passages, key=lambda x: x[0].suspect.start)]


def first_stretches(pair: Pair, weights: EvidenceWeights) -> list[Rectangle]:
    """Where reuse may be, roughly."""
    return merged([seed for seed in find_seeds(pair, weights) if seed.evidence > LEAST_EVIDENCE])


def drawn_stretches(pair: Pair, boundaries: Sequence[tuple[Network, Network]], weights: EvidenceWeights) -> list[Rectangle]:
    """Where reuse may be, with the ends that each of `ROUNDS` sets."""
    found = first_stretches(pair, weights)
    for kind, ends in zip(ROUNDS, boundaries, strict=True):
        found = redrawn(found, kind, ends, pair, weights)
    return found


def candidates_of(rectangle: Rectangle, kind: str, pair: Pair, weights: EvidenceWeights) -> tuple[Candidates, Candidates]:
    """`boundary_candidates` of the side that a round of this kind is about."""
    one, other = rectangle.reference, rectangle.suspect
    if kind == "reference":
        return boundary_candidates(pair.turned, one, other, weights.reference)
    return boundary_candidates(pair, other, one, weights.suspect)


def redrawn(
    found: Sequence[Rectangle], kind: str, ends: tuple[Network, Network], pair: Pair, weights: EvidenceWeights
) -> list[Rectangle]:
    """The stretches with one side's ends where passages most likely begin and end; twins are dropped."""
    return without_twins([_with_evidence(_redrawn(r, kind, ends, pair, weights), pair, weights) for r in found])


def _redrawn(rectangle: Rectangle, kind: str, ends: tuple[Network, Network], pair: Pair, weights: EvidenceWeights) -> Rectangle:
    start, close = (
        median_place(at, network.log_odds(values))
        for network, (at, values) in zip(ends, candidates_of(rectangle, kind, pair, weights), strict=True)
    )
    stretch = Span(start, max(close, start + 1))
    return replace(rectangle, reference=stretch) if kind == "reference" else replace(rectangle, suspect=stretch)


def _with_evidence(rectangle: Rectangle, pair: Pair, weights: EvidenceWeights) -> Rectangle:
    values = token_features(pair, rectangle.suspect, rectangle.reference)
    return replace(rectangle, evidence=float(evidence_of(values, weights.suspect).sum()))


def _with_chances(found: Sequence[Rectangle], pair: Pair, model: FinderModel) -> Iterable[tuple[Rectangle, float]]:
    if not found:
        return ()
    values = np.stack([acceptance_features(r, pair, model.weights) for r in found]).astype(np.float32)
    return zip(found, model.acceptance.probabilities(values).tolist(), strict=True)


def _summary(pair: Pair, model: FinderModel) -> tuple[Rectangle, float] | None:
    candidate = find_condensation(pair, model.weights.condensation)
    if candidate is None:
        return None
    rectangle, values = candidate
    return rectangle, float(model.condensation.probabilities(values[None, :])[0, 1])


def _detection(rectangle: Rectangle, chance: float, pair: Pair) -> Detection:
    reference, suspect = pair.reference.document, pair.suspect.document
    return Detection(_chars(reference, rectangle.reference), _chars(suspect, rectangle.suspect), chance)


def _chars(document: Document, tokens: Span) -> Span:
    """Characters of the tokens with the punctuation that belongs to them: up to the next white space, all of a whole text."""
    if len(tokens) == len(document):
        return Span(0, len(document.text))
    start, end = int(document.starts[tokens.start]), int(document.ends[tokens.end - 1])
    first = int(document.ends[tokens.start - 1]) if tokens.start else 0
    last = int(document.starts[tokens.end]) if tokens.end < len(document) else len(document.text)
    while end < last and not document.text[end].isspace():
        end += 1
    while start > first and not document.text[start - 1].isspace():
        start -= 1
    return Span(start, end)

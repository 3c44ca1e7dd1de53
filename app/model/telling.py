"""What weighs `paraphrased` against `independent` once more, as a model's manifest has it (decision 0044).

A handful of weights that an editor can read: they stand in the manifest beside the thresholds, with the names of what they weigh.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from app.model.manifest_parts import read_part
from app.model.saying import SaidOdds

TELLING_FEATURES: Final = ("log_odds", "own_facts", "facts")
"""What is weighed; `verdict.told_apart` measures it."""
_LOG_ODDS, _OWN_FACTS, _ = range(len(TELLING_FEATURES))


@dataclass(frozen=True, slots=True)
class Telling:
    """A logistic regression without intercept that says whether a text was retold or only tells of the same event.

    `weights`, nats, in the order of `TELLING_FEATURES`: odds may only speak for what they are odds of, and facts that the
    reference lacks only against a retelling.
    """

    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.weights) != len(TELLING_FEATURES):
            raise ValueError(f"telling needs {len(TELLING_FEATURES)} weights, got {self.weights}")
        if not self.weights[_LOG_ODDS] > 0.0 or not self.weights[_OWN_FACTS] <= 0.0:
            raise ValueError(f"telling needs a weight above 0 of the odds and none of own facts, got {self.weights}")

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Self | None:
        """The one of a manifest; None where it has none: nothing is weighed once more then.

        Raises:
            ModelError: it has one of another form.
        """
        return read_part(manifest, "telling", cls._read, "telling is")

    @classmethod
    def _read(cls, kept: Mapping[str, Any]) -> Self:
        if tuple(kept) != TELLING_FEATURES:
            raise ValueError(f"it weighs {kept}, not {', '.join(TELLING_FEATURES)}")
        return cls(tuple(float(weight) for weight in kept.values()))

    def entry(self) -> dict[str, float]:
        """What a manifest keeps of it."""
        return dict(zip(TELLING_FEATURES, self.weights, strict=True))

    def log_odds(self, values: Sequence[float]) -> float:
        """Log odds of `paraphrased` against `independent`, nats, from values of `TELLING_FEATURES`."""
        return sum(weight * value for weight, value in zip(self.weights, values, strict=True))


@dataclass(frozen=True, slots=True)
class Steering:
    """What of a model steers its verdicts: from when a class is said, what weighs two once more, how sure a retelling is said."""

    thresholds: Mapping[str, float]
    telling: Telling | None = None
    said_odds: SaidOdds | None = None

"""How sure a retelling is said, once the label is known, as a model's manifest has it (decision 0047)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Self

from app.errors import ModelError


@dataclass(frozen=True, slots=True)
class SaidOdds:
    """Nats by which `paraphrased` is likelier against each of two other classes than networks and rules leave it."""

    independent: float
    copied: float

    def __post_init__(self) -> None:
        if not (isfinite(self.independent) and isfinite(self.copied)):
            raise ValueError(f"said odds need finite nats, got {self.independent} and {self.copied}")

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Self | None:
        """Those of a manifest; None where it has none: probabilities are said as they are then.

        Raises:
            ModelError: it has some of another form.
        """
        kept = manifest.get("said_odds")
        if kept is None:
            return None
        try:
            return cls(**{name: float(nats) for name, nats in kept.items()})
        except (TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"the manifest's said odds are of another form: {error}") from error

    def entry(self) -> dict[str, float]:
        """What a manifest keeps of them."""
        return asdict(self)

"""How sure a retelling is said, once the label is known, as a model's manifest has it (decision 0047)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Self

from app.model.manifest_parts import read_part


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
        return read_part(manifest, "said_odds", cls._read, "said odds are")

    @classmethod
    def _read(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**{name: float(nats) for name, nats in kept.items()})

    def entry(self) -> dict[str, float]:
        """What a manifest keeps of them."""
        return asdict(self)

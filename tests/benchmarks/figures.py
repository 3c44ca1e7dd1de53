"""The nouns of the bench: a check against a requirement, a section with a table, and the summaries of repeated measurements."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.clocks import Time

Cell = str | float | int


@dataclass(frozen=True, slots=True)
class Check:
    """One measured value against the most that is allowed."""

    claim: str
    value: float
    limit: float
    unit: str

    @property
    def holds(self) -> bool:
        return self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        return {
            "claim": self.claim, "value": self.value, "limit": self.limit, "unit": self.unit, "holds": self.holds,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One table of figures, what they say about the requirements, and what a reader must know of them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
            "checks": [check.as_json() for check in self.checks],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """Repeated measurements of one thing."""

    best: float
    lower: float
    median: float
    upper: float


def summary(values: Sequence[float]) -> Summary:
    """Best, quartiles and median; of a single value it is all of them."""
    lower, middle, upper = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [*values] * 3
    return Summary(min(values), lower, middle, upper)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Summary:
    """Quotients round by round: what slows the machine down for a while slows both down."""
    return summary([mine / other for mine, other in zip(ours, theirs, strict=True)])


TIME_COLUMNS = ("CPU best", "CPU lower", "CPU median", "CPU upper", "wall best", "wall median")


def time_row(name: str, times: Sequence[Time]) -> tuple[Cell, ...]:
    """A row under `TIME_COLUMNS`."""
    cpu, wall = summary([t.cpu for t in times]), summary([t.wall for t in times])
    return name, cpu.best, cpu.lower, cpu.median, cpu.upper, wall.best, wall.median


def ratio_row(name: str, ours: Sequence[Time], theirs: Sequence[Time]) -> tuple[Cell, ...]:
    """Quotients of two things under `TIME_COLUMNS`."""
    cpu = ratios([t.cpu for t in ours], [t.cpu for t in theirs])
    wall = ratios([t.wall for t in ours], [t.wall for t in theirs])
    return name, cpu.best, cpu.lower, cpu.median, cpu.upper, wall.best, wall.median


__all__ = ["TIME_COLUMNS", "Cell", "Check", "Section", "Summary", "median", "ratio_row", "ratios", "summary", "time_row"]

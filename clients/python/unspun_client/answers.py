"""What goes in and what comes out, as values; `raw` of each answer holds the JSON as the service sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
BatchState = Literal["open", "queued", "running", "done", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One side of a comparison: a text or HTML, exactly one of the two, and what is known of it."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.html is None):
            raise ValueError("an article has a text or html, exactly one of them")

    @property
    def body(self) -> dict[str, str]:
        """The article as it is sent."""
        names = ("text", "html", "title", "author", "url", "published")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Swap:
    """A word or phrase that was swapped; places count the characters (code points) of the texts."""

    reference: str
    suspect: str
    reference_place: tuple[int, int]
    suspect_place: tuple[int, int]
    kind: str
    spin_probability: float
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From an entry of `substitutions`."""
        one, other = raw["reference"], raw["suspect"]
        places = ((one["start"], one["end"]), (other["start"], other["end"]))
        return cls(one["text"], other["text"], *places, raw["kind"], raw["spin_probability"], raw)


@dataclass(frozen=True, slots=True)
class Report:
    """What the service says of a pair: `spun`, `copied`, `paraphrased`, `independent`, `undecided` or `not_measured`."""

    label: str
    probability: float | None
    probabilities: Mapping[str, float]
    reuse: Mapping[str, float]
    reasons: tuple[str, ...]
    swaps: tuple[Swap, ...]
    why_not_measured: str | None
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From the JSON of a report; parts that were not asked for are empty."""
        return cls(
            label=raw["label"],
            probability=raw.get("probability"),
            probabilities=raw.get("probabilities") or {},
            reuse=raw.get("reuse") or {},
            reasons=tuple(raw.get("reasons") or ()),
            swaps=tuple(map(Swap.read, raw.get("substitutions") or ())),
            why_not_measured=raw.get("not_measured_reason"),
            raw=raw,
        )

    @classmethod
    def inside(cls, raw: Mapping[str, Any]) -> Self | None:
        """From the JSON of a job or of a batch's line, once there is one."""
        report = raw.get("report")
        return None if report is None else cls.read(report)


@dataclass(frozen=True, slots=True)
class Job:
    """One pair in the queue; `page` is the path under which editors see its evidence."""

    id: str
    state: JobState
    custom_id: str | None
    page: str
    report: Report | None
    error: Mapping[str, Any] | None
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From the JSON of a job; of one in a list, `report` is None whatever its state."""
        return cls(raw["id"], raw["state"], raw["custom_id"], raw["page"], Report.inside(raw), raw.get("error"), raw)

    @property
    def is_done(self) -> bool:
        """Whether it changes no more."""
        return self.state not in {"queued", "running"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Many pairs in the queue."""

    id: str
    state: BatchState
    counts: Mapping[str, int]
    expected_finish: str | None
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From the JSON of a batch."""
        return cls(raw["id"], raw["state"], raw["counts"], raw["expected_finish"], raw)

    @property
    def is_done(self) -> bool:
        """Whether it changes no more."""
        return self.state in {"done", "cancelled"}


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One answered pair of a batch: it has a report, or an error, or neither when its texts are purged."""

    line: int
    custom_id: str | None
    page: str | None
    report: Report | None
    error: Mapping[str, Any] | None
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From a line of the results."""
        return cls(raw["line"], raw["custom_id"], raw.get("page"), Report.inside(raw), raw.get("error"), raw)

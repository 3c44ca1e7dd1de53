"""What the API says of a stored report and what may be done to it; times are ISO 8601 in UTC."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.store import Decision, Exclusion, ExclusionKind, Link, ReviewState, Stretch
from app.web.frames import machine_time

Side = Literal["reference", "suspect"]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionBody(_Sent):
    """A decision about a report."""

    verdict: Literal["confirmed", "denied", "unsure"]
    name: str = Field(min_length=1, max_length=100, description="who decides")
    note: str = Field("", max_length=2_000)


class ExclusionBody(_Sent):
    """What to leave out: all quotations, a passage or a substitution by its number, or a stretch of one side."""

    kind: ExclusionKind
    number: int | None = Field(
        None, ge=1, le=10_000_000, description="of a passage or a substitution, from 1; it stays for the report's life"
    )
    side: Side | None = Field(None, description="of a stretch of boilerplate or of a template")
    start: int | None = Field(None, ge=0, le=10_000_000, description="code points, as in the report")
    end: int | None = Field(None, ge=0, le=10_000_000)
    name: str = Field("", max_length=100, description="who leaves it out")


class LinkBody(_Sent):
    """A link that opens the report for somebody without a key."""

    days: int = Field(ge=1, le=3_650, description="how long it lives; at most `UNSPUN_LINK_DAYS`")
    redacted: bool = Field(False, description="leave only the swaps and two words on either side readable")
    name: str = Field("", max_length=100, description="who makes it")


class DecisionShown(BaseModel):
    """A decision with what it was about; it outlives the report."""

    id: str
    verdict: ReviewState
    name: str
    note: str
    at: str
    label: str
    probability: float
    model: str

    @classmethod
    def of(cls, decision: Decision) -> "DecisionShown":
        """The decision as it is shown."""
        opinion, judged = decision.opinion, decision.judged
        return cls(
            id=decision.id, verdict=opinion.verdict, name=opinion.name, note=opinion.note, at=machine_time(decision.at),
            label=judged.label, probability=judged.probability, model=judged.model,
        )  # fmt: skip


class ExclusionShown(BaseModel):
    """Something that does not count, or did not until it was put back."""

    id: str
    kind: ExclusionKind
    reference: dict[str, int] | None = Field(description="start and end, half-open, in code points")
    suspect: dict[str, int] | None
    name: str
    at: str
    withdrawn_at: str | None = Field(description="when it was put back; null as long as it is left out")

    @classmethod
    def of(cls, exclusion: Exclusion) -> "ExclusionShown":
        """The exclusion as it is shown."""
        what, until = exclusion.what, exclusion.withdrawn_at
        return cls(
            id=exclusion.id, kind=what.kind, reference=_place(what.reference), suspect=_place(what.suspect),
            name=exclusion.who, at=machine_time(exclusion.at), withdrawn_at=None if until is None else machine_time(until),
        )  # fmt: skip


class LinkShown(BaseModel):
    """A link to the report."""

    id: str
    path: str = Field(description="the page that it opens", examples=["/shared/eyJ…"])
    badge: str = Field(description="the verdict as a small picture", examples=["/shared/eyJ…/badge.svg"])
    embedded: str = Field(description="the evidence for a frame in a page of `UNSPUN_EMBED_ORIGINS`")
    redacted: bool
    name: str
    created_at: str
    expires_at: str
    withdrawn_at: str | None

    @classmethod
    def of(cls, link: Link) -> "LinkShown":
        """The link as it is shown."""
        until, path = link.withdrawn_at, f"/shared/{link.token}"
        return cls(
            id=link.id, path=path, badge=f"{path}/badge.svg", embedded=f"{path}/embedded",
            redacted=link.is_redacted, name=link.created_by,
            created_at=machine_time(link.created_at), expires_at=machine_time(link.expires_at),
            withdrawn_at=None if until is None else machine_time(until),
        )  # fmt: skip


class DecisionsShown(BaseModel):
    """The decisions about a report, the newest first."""

    decisions: list[DecisionShown]


class ExclusionsShown(BaseModel):
    """Everything that was ever left out of a report, the oldest first."""

    exclusions: list[ExclusionShown]


class LinksShown(BaseModel):
    """The links to a report, the newest first."""

    links: list[LinkShown]


class ReviewedReport(BaseModel):
    """A stored report as reviewers see it."""

    id: str
    page: str = Field(description="where editors see the evidence", examples=["/reports/j_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])
    title: str
    state: ReviewState = Field(description="of the newest decision; `open` where there is none")
    assignee: str = Field(description="who looks at it; empty: nobody")
    created_at: str
    report: dict[str, Any] = Field(description="the Report without what is left out")
    decisions: list[DecisionShown]
    exclusions: list[ExclusionShown]
    links: list[LinkShown]


def _place(stretch: Stretch | None) -> dict[str, int] | None:
    return None if stretch is None else {"start": stretch[0], "end": stretch[1]}

"""The nouns of the report: one versioned JSON form of a comparison, from which every page and export is drawn.

Offsets are half-open, zero-based counts of Unicode code points in the text exactly as it was sent
(for HTML: in the extracted text, which the report returns under `reference.text` and `suspect.text`).
"""

from enum import StrEnum
from typing import Literal, NotRequired  # pydantic asks for this one before Python 3.12

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

SideName = Literal["reference", "suspect"]
SIDES: tuple[SideName, SideName] = ("reference", "suspect")
REPORT_VERSION = 2  # 1 had no excluded stretches, survived facts, alternatives and assurance; early ones of 2 no places


class Part(StrEnum):
    """The parts of a report that a caller may leave out; everything else is always there. `PLACES` are there when asked for."""

    TEXTS = "texts"
    PASSAGES = "passages"
    PLACES = "places"
    SUBSTITUTIONS = "substitutions"
    PATTERNS = "patterns"
    EDITS = "edits"
    FEATURES = "features"
    ALERTS = "alerts"
    SURVIVED = "survived"


# Leaves are typed dicts: a report holds hundreds of them, and a pydantic object each would cost more than the alignment.
class Place(TypedDict):
    """A stretch of one text, in code points."""

    start: int
    end: int


class Quote(TypedDict):
    """A stretch of one text with its words."""

    start: int
    end: int
    text: str


class SentenceEntry(TypedDict):
    """One aligned group of sentences; `changed` is the share of its words that differ, 0..1."""

    reference: Place
    suspect: Place
    changed: float


class PassageEntry(TypedDict):
    """Two stretches that belong together, with their own verdict; `number` only where it is not the place in the list."""

    reference: Place
    suspect: Place
    label: str
    probability: float
    probabilities: dict[str, float]
    words: int
    substitutions: int
    sentences: list[SentenceEntry]
    number: NotRequired[int]


class PlaceOfReuseEntry(TypedDict):
    """Two stretches of which one was reused in the other, in whatever manner; `passages` are numbers of the passages there.

    `label` is that of most characters of its passages; `undecided` where they say nothing of reuse.
    """

    reference: Place
    suspect: Place
    label: str
    passages: list[int]


class SubstitutionEntry(TypedDict):
    """One line of the ledger: what became what, how, and how likely a spinner did it; `number` as for passages."""

    reference: Quote
    suspect: Quote
    kind: str
    spin_probability: float
    share: float
    reason: str
    passage: int
    in_quotation: bool
    number: NotRequired[int]


class EditEntry(TypedDict):
    """A stretch that was put in (`insert`), left out (`delete`) or rebuilt (`rewrite`); substitutions have their own list."""

    op: str
    reference: Place
    suspect: Place


PatternEntry = TypedDict("PatternEntry", {"from": str, "to": str, "count": int})


class AlertEntry(TypedDict):
    """Something hidden or disguised in one text, with every place."""

    code: str
    side: str
    message: str
    count: int
    places: list[Place]


class SurvivedEntry(TypedDict):
    """A name, number or quotation of the reference that stands unchanged in the suspect; `text` as in the reference."""

    kind: str
    text: str
    reference: Place
    suspect: Place


class SurvivalEntry(TypedDict):
    """Of one kind: how many stand unchanged, of how many in the reference's passages, and the share of them still in order."""

    kept: int
    of: int
    in_order: float


class AlternativeEntry(TypedDict):
    """A fair explanation of the reuse besides spinning, and the share of the reused words that it explains, 0..1."""

    code: str
    title: str
    explains: float
    message: str


class LeftOutEntry(TypedDict):
    """How many words of a text's file were left out for one reason."""

    reason: str
    words: int


class FactsEntry(TypedDict, total=False):
    """What a text's file, or who sent it, says about its article, as it is said; what is not said is missing."""

    title: str
    author: str
    date: str
    language: str
    url: str
    published: str


class Unmatched(TypedDict):
    """Stretches of both texts that have no counterpart on the other side."""

    reference: list[Place]
    suspect: list[Place]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Probabilities(_Frozen):
    """Calibrated probability of each class; they add up to 1 (all 0 when nothing was measured)."""

    independent: float = Field(ge=0, le=1)
    copied: float = Field(ge=0, le=1)
    spun: float = Field(ge=0, le=1)
    paraphrased: float = Field(ge=0, le=1)


class Reuse(_Frozen):
    """Share of the suspect's words that stand in passages of each class, 0..1."""

    copied: float = Field(ge=0, le=1)
    spun: float = Field(ge=0, le=1)
    paraphrased: float = Field(ge=0, le=1)


class TextEntry(_Frozen):
    """One compared text: its size, its hash, and (part `texts`) the text that the offsets count in.

    `quotations` are stretches that its file sets as quotations without marks; `left_out` the words of the file that are not
    in the text; of an HTML source that was sent as text only the words of its page were compared. `about` is what the file
    says about its article.
    """

    text: str | None
    sha256: str
    characters: int
    words: int
    sentences: int
    quotations: list[Place] = []
    left_out: list[LeftOutEntry] = []
    is_html_source: bool = False
    about: FactsEntry = {}


class ModelEntry(_Frozen):
    """The model that judged."""

    name: str
    version: str


class AssuranceEntry(_Frozen):
    """How often the model called an honest pair of the kind it accuses most spun, at its threshold; see its card.

    `kind` is empty in reports by models whose kinds were not told apart, `untaught_kind` in those by models that were asked
    about no kind beyond them.
    """

    threshold: float = Field(ge=0, le=1, description="probability from which an article is called spun")
    honest_pairs: int = Field(ge=0, description="honest pairs it was asked")
    false_alarms: int = Field(ge=0, description="how many of them it called spun")
    upper: float = Field(ge=0, le=1, description="upper end of the exact 95 % interval of that share")
    kind: str = Field(default="", description="what was done to these pairs: of all kinds of honest changes the worst")
    untaught_kind: str = Field(default="", description="of the kinds of honest changes that no model was taught, the worst")
    untaught_pairs: int = Field(default=0, ge=0, description="honest pairs of that kind it was asked")
    untaught_alarms: int = Field(default=0, ge=0, description="how many of them it called spun")


class ReviewEntry(TypedDict):
    """What reviewers did with a report, in an export: decisions (the newest first), and what they left out."""

    decisions: list[dict[str, str]]
    left_out: list[str]


class ExcludedEntry(_Frozen):
    """Stretches of each text whose words were left out of the comparison."""

    reference: list[Place] = []
    suspect: list[Place] = []


class SettingsEntry(_Frozen):
    """The settings that this report was made with."""

    exclude_quotations: bool
    minimum_passage_words: int
    excluded: ExcludedEntry = ExcludedEntry()


class Report(_Frozen):
    """Everything known about one pair. `label` is a class, `undecided`, or `not_measured` (then `measured` is false)."""

    version: int
    measured: bool
    not_measured_reason: str | None
    label: str
    probability: float = Field(ge=0, le=1)
    probabilities: Probabilities
    candidates: list[str]
    reuse: Reuse
    reasons: list[str]
    reference: TextEntry
    suspect: TextEntry
    passages: list[PassageEntry]
    places: list[PlaceOfReuseEntry] | None = Field(None, description="null where nobody asked for places")
    unmatched: Unmatched
    substitutions: list[SubstitutionEntry]
    patterns: list[PatternEntry]
    edits: list[EditEntry]
    alerts: list[AlertEntry]
    features: dict[str, float]
    survived: list[SurvivedEntry] = []
    survival: dict[str, SurvivalEntry] = {}
    alternatives: list[AlternativeEntry] = []
    model: ModelEntry
    assurance: AssuranceEntry | None = None
    settings: SettingsEntry
    review: ReviewEntry | None = Field(None, description="only in exports of a report that somebody reviewed")

"""The nouns of the verdict room."""

from dataclasses import dataclass
from enum import StrEnum

from app.text import Span


class Label(StrEnum):
    """What a passage or an article is; `undecided` and `not_measured` are open states, never a quiet `independent`."""

    INDEPENDENT = "independent"
    COPIED = "copied"
    SPUN = "spun"
    PARAPHRASED = "paraphrased"
    UNDECIDED = "undecided"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label with its probability, the probabilities of the four classes in order, and the two candidates if undecided."""

    label: Label
    probability: float
    probabilities: tuple[float, ...]
    candidates: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something hidden, disguised or quietly altered; `places` are characters of the side it stands on."""

    code: str
    side: str
    message: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A fair explanation of reuse, in a sentence, and the share of the reused words that it explains, 0..1."""

    code: str
    title: str
    explains: float
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The article's judgement, one for each passage, the share of the suspect's words by class, and why."""

    article: Judgement
    passages: tuple[Judgement, ...]
    reuse: dict[str, float]
    reasons: tuple[str, ...]
    alerts: tuple[Alert, ...]

"""What the detector says of one example, in the few words that measuring needs."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from app.detector import NotMeasured
from app.model import Model
from app.text import Span, read_text
from app.training.examples import Example, TaughtLabel
from app.training.fitting import detector_of, measure_all
from app.training.measuring.ledger_rule import counts_of, n_likely

NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the detector says of one example.

    `passages`: suspect characters and label of each; `references`: the reference characters of each, in the same order;
    `alerts`: their codes; `n_words` the suspect's; `n_likely` its substitutions that the model calls likely;
    `is_spun_by_rule` what the rule of three numbers says of the same ledger.
    """

    label: str
    probabilities: tuple[float, ...]
    passages: tuple[tuple[Span, str], ...]
    alerts: tuple[str, ...]
    n_substitutions: int
    references: tuple[Span, ...] = ()
    n_words: int = 0
    n_likely: int = 0
    is_spun_by_rule: bool = False

    @property
    def spun(self) -> list[Span]:
        """Suspect characters of the passages called spun."""
        return [span for span, label in self.passages if label == TaughtLabel.SPUN]

    @property
    def spun_references(self) -> list[Span]:
        """Reference characters of the passages called spun."""
        return [span for span, (_, label) in zip(self.references, self.passages, strict=True) if label == TaughtLabel.SPUN]


def outcome(example: Example, model: Path) -> Outcome:
    """The verdict on one example by the model in the folder `model`; each detector is loaded once a process."""
    found = detector_of(model).compare(read_text(example.reference), read_text(example.suspect))
    if isinstance(found, NotMeasured):
        return Outcome(NOT_MEASURED, (0.0,) * len(TaughtLabel), (), (), 0)
    alignment, passages = found.alignment, found.alignment.passages
    spans = (alignment.suspect.chars(passage.suspect) for passage in passages)
    return Outcome(
        str(found.verdict.article.label),
        found.verdict.article.probabilities,
        tuple((span, str(j.label)) for span, j in zip(spans, found.verdict.passages, strict=True)),
        tuple(alert.code for alert in found.verdict.alerts),
        len(alignment.substitutions),
        tuple(alignment.reference.chars(passage.reference) for passage in passages),
        len(alignment.suspect),
        n_likely(found),
        counts_of(found).is_spun,
    )


def outcomes_of(examples: Sequence[Example], model: Path) -> list[Outcome]:
    """What the model in the folder `model` says of each example, in order, found on all cores.

    Raises:
        ModelError: the model is missing or altered, or was made for other features.
    """
    Model.load(model)  # a broken one is said here, not from a process of the pool
    rows = measure_all(outcome, examples, model, workers=os.cpu_count() or 1)
    return list(track(rows, f"Dev, {model.name}", len(examples)))

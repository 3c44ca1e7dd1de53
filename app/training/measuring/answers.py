"""What a model said of the dev sets, kept in its folder: a later code with other features can still compare against it.

A row is found by a digest of the two texts; no text is kept.
"""

import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.errors import ModelError
from app.model import Model
from app.text import Span
from app.training.examples import Example
from app.training.measuring.outcomes import Outcome, outcomes_of

FILE: Final = "answers.json.gz"
_DIGITS: Final = 5  # of a probability


def answers_of(examples: Sequence[Example], model: Path) -> list[Outcome]:
    """What the model in the folder `model` says of each example: asked now, or as kept when it was made for other features.

    Raises:
        ModelError: it can neither be asked nor does it have a kept answer for every example.
    """
    try:
        Model.load(model)
    except ModelError as error:
        return _kept(examples, model, error)
    return outcomes_of(examples, model)


def keep_answers(model: Path, examples: Sequence[Example], outcomes: Sequence[Outcome]) -> Path:
    """Writes the answers of the model in the folder `model`; the same bytes for the same answers. Returns the file's path."""
    rows = {digest(e): _row(o) for e, o in zip(examples, outcomes, strict=True)}
    content = json.dumps(rows, separators=(",", ":"), sort_keys=True).encode()
    (model / FILE).write_bytes(gzip.compress(content, mtime=0))
    return model / FILE


def digest(example: Example) -> str:
    """A name for the two texts of an example."""
    return hashlib.blake2b(f"{example.reference}\0{example.suspect}".encode(), digest_size=9).hexdigest()


def _kept(examples: Sequence[Example], model: Path, error: ModelError) -> list[Outcome]:
    try:
        rows: dict[str, list[Any]] = json.loads(gzip.decompress((model / FILE).read_bytes()))
    except (OSError, ValueError) as unreadable:
        raise ModelError(f"{error}, and it has no kept answers: {unreadable}") from error
    lost = sum(digest(example) not in rows for example in examples)
    if lost:
        raise ModelError(f"{error}, and its kept answers lack {lost} of {len(examples)} dev examples") from error
    return [_outcome(rows[digest(example)]) for example in examples]


def _row(found: Outcome) -> list[Any]:
    passages = [
        [span.start, span.end, label, *((r.start, r.end) if r else ())]
        for (span, label), r in zip(found.passages, found.references or [None] * len(found.passages), strict=True)
    ]
    return [found.label, [round(p, _DIGITS) for p in found.probabilities], passages, list(found.alerts), found.n_substitutions]


def _outcome(row: list[Any]) -> Outcome:
    label, probabilities, passages, alerts, n = row
    return Outcome(
        label,
        tuple(probabilities),
        tuple((Span(p[0], p[1]), p[2]) for p in passages),
        tuple(alerts),
        n,
        tuple(Span(*p[3:5]) for p in passages if len(p) == 5),
    )

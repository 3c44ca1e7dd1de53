"""Labelled pairs whose texts were damaged (`spinners.damage`), where the label stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from app.training.examples.labelled_pairs import TOOL_CORPUS, Example
from app.training.examples.labels import TaughtLabel
from app.training.examples.spinners.damage import DAMAGES, Foreign, sentences_of
from app.training.examples.spinners.marked import Marked
from app.training.examples.tools import swapped_share

FEWEST_SWAPS: Final = 8
"""Words that are still swapped after the damage of a spun pair that teaches or is measured."""
SHORTEST: Final = 40  # words of either text after the damage
_KEEPS_COPIED: Final = (
    "reference without 20%", "a third replaced", "a third added", "sentences cut short", "one word in 20 inserted",
    "one word in 20 left out",
)  # fmt: skip
SHORT: Final = 200  # words: up to here damage takes much of what a text shows, so such texts teach more of it
_WORN: Final = frozenset({TaughtLabel.SPUN, TaughtLabel.COPIED, TaughtLabel.PARAPHRASED})
_TWICE: Final = 0.3  # of the short texts: damaged in two ways
PUBLISHED_TIMES: Final = 4  # times that each pair of a published tool is damaged: there are few
_KEEPS: Final[dict[TaughtLabel, tuple[str, ...]]] = {
    TaughtLabel.SPUN: tuple(DAMAGES),
    TaughtLabel.COPIED: (*_KEEPS_COPIED, "reference without 40%"),
    TaughtLabel.PARAPHRASED: _KEEPS_COPIED,
    TaughtLabel.INDEPENDENT: tuple(DAMAGES),
}
"""What leaves the label of a pair as it is."""


def damaged_examples(examples: Sequence[Example], share: float, random: Random) -> Iterator[Example]:
    """A `share` of the examples that are one thing all through, each with one kind of damage that keeps its label."""
    plain = [e for e in examples if e.label is not None and e.passages is None]
    for example in random.sample(plain, round(share * len(plain))):
        found = _damaged_somehow(example, plain, random)
        if found is not None:
            yield found


def worn_examples(examples: Sequence[Example], share: float, random: Random) -> Iterator[Example]:
    """A `share` of the short examples, and all by published tools, damaged in one or two ways that keep their label."""
    plain = [e for e in examples if e.label in _WORN and e.passages is None]
    short = [e for e in plain if len(e.suspect.split()) <= SHORT]
    published = [e for e in plain if e.corpus == TOOL_CORPUS and e.label is TaughtLabel.SPUN]
    for example in [*random.sample(short, round(share * len(short))), *PUBLISHED_TIMES * published]:
        found = _damaged_somehow(example, plain, random)
        if found is not None and random.random() < _TWICE:
            found = _damaged_somehow(found, plain, random) or found
        if found is not None:
            yield found


def is_worn(example: Example) -> bool:
    """Whether the example is what damage left of a short text: it shows whether swaps are in it, and little else."""
    return len(example.suspect.split()) <= SHORT and any(example.id.endswith(f"-{name}") for name in DAMAGES)


def _damaged_somehow(example: Example, others: Sequence[Example], random: Random) -> Example | None:
    assert example.label
    return damaged(example, random.choice(_KEEPS[example.label]), random.choice(others).suspect, random)


def damaged(example: Example, name: str, other: str, random: Random) -> Example | None:
    """The example with that damage, foreign sentences from the text `other`.

    None when too little is left to measure, or of a spun pair too few swapped words.
    """
    marked = Marked(example.suspect, example.gold or ())
    made = DAMAGES[name](example.reference, marked, Foreign(sentences_of(other)), random)
    reference, suspect = made.reference, made.suspect.text
    if min(len(reference.split()), len(suspect.split())) < SHORTEST:
        return None
    gold = None if example.gold is None else made.suspect.marks
    changed = replace(example, id=f"{example.id}-{name}", reference=reference, suspect=suspect, gold=gold)
    return changed if example.label is not TaughtLabel.SPUN or shows(example, reference) else None


def shows(example: Example, reference: str) -> bool:
    """Whether about `FEWEST_SWAPS` of the example's swapped words are opposite to what is left of its reference."""
    left = len(reference.split()) / max(1, len(example.reference.split()))
    n_swapped = swapped_share(example.reference, example.suspect) * len(example.suspect.split())
    return left * n_swapped >= FEWEST_SWAPS

"""The nouns of honest changes: what one is made from, what comes out, and what a kind of them teaches."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import NamedTuple

from app.training.examples.labels import TaughtLabel

NOISE_RATES = (0.01, 0.02, 0.03, 0.05, 0.08, 0.10, 0.15, 0.20)
"""Shares of the words that a scanner, a typist or a machine gets wrong."""
PLACE_RATES = (0.1, 0.3, 0.6, 1.0)
"""Shares of the places where something can be changed that a person does change."""


class ChangeFamily(StrEnum):
    """Who makes such a change."""

    UPDATE = "update"
    EDITION = "edition"
    GRAMMAR = "grammar"
    SCAN = "scan"
    TYPING = "typing"
    PUNCTUATION = "punctuation"
    FOOTNOTES = "footnotes"
    TRIM = "trim"
    ORDER = "order"
    HEADLINE = "headline"
    ADDITION = "addition"
    TEASER = "teaser"
    QUOTATION = "quotation"
    TEMPLATE = "template"
    MIXTURE = "mixture"


class ChangeSource(NamedTuple):
    """What a change is made from: an article, and another one for what has to come from elsewhere."""

    text: str
    other: str


class HonestPair(NamedTuple):
    """Two texts of which nobody swapped words for synonyms to hide where they come from."""

    reference: str
    suspect: str


Edit = Callable[[str, Random, float], str]
"""The text after a change to a share of its places; the same text when it has no such place."""
Make = Callable[[ChangeSource, Random, float], HonestPair | None]
"""A pair with the change; None where the source gives no occasion for it."""


@dataclass(frozen=True, slots=True)
class HonestChange:
    """One kind of honest change.

    `is_verbatim`: the rest is word for word, so it must be called copied. `label` is what a pair teaches; None where the
    article as a whole is no class for sure, only never spun. `rates` are what measuring and training draw from.
    """

    name: str
    family: ChangeFamily
    make: Make
    is_verbatim: bool = True
    label: TaughtLabel | None = TaughtLabel.COPIED
    rates: tuple[float, ...] = PLACE_RATES


def edited(edit: Edit) -> Make:
    """The article as it stands against the article after the edit."""

    def make(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
        suspect = edit(source.text, random, rate)
        return HonestPair(source.text, suspect) if suspect != source.text else None

    return make


def chain(*edits: Edit) -> Edit:
    """One edit after the other, each at the same rate."""

    def edit(text: str, random: Random, rate: float) -> str:
        for each in edits:
            text = each(text, random, rate)
        return text

    return edit

"""What a report says about places of one text, as marks on that text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from operator import attrgetter
from typing import Literal

from app.report.glyphs import hidden_places
from app.report.types import Report

SideName = Literal["reference", "suspect"]
_DRAWN_EDITS = {
    "reference": {"delete": "delete", "rewrite": "rewrite", "substitute": "rewrite"},
    "suspect": {"insert": "insert", "rewrite": "rewrite", "substitute": "rewrite"},
}


class Layer(IntEnum):
    """What a mark stands for; where two overlap, the smaller one is drawn outside."""

    SUBSTITUTION = 0
    EDIT = 1
    ALERT = 2
    HIDDEN = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of characters with a meaning; `number` counts the report's entries, `label` is shown or spoken."""

    start: int
    end: int
    layer: Layer
    number: int = 0
    label: str = ""


def marks_of(report: Report, side: SideName, text: str) -> list[Mark]:
    """All marks on one side's text, flattened."""
    found = [*_substitutions(report, side), *_edits(report, side), *_alerts(report, side)]
    found += [Mark(at, at + 1, Layer.HIDDEN, label=name) for at, name in hidden_places(text)]
    return flatten(found, len(text))


def flatten(marks: Iterable[Mark], length: int) -> list[Mark]:
    """The marks inside `[0, length)`, sorted, without overlap inside a layer: the earlier one keeps its place. O(n log n)."""
    kept: list[Mark] = []
    reached = dict.fromkeys(Layer, 0)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer)):
        start, end = max(mark.start, reached[mark.layer]), min(mark.end, length)
        if start < end:
            kept.append(replace(mark, start=start, end=end))
            reached[mark.layer] = end
    return sorted(kept, key=attrgetter("start", "layer"))


def _substitutions(report: Report, side: SideName) -> Iterator[Mark]:
    for number, entry in enumerate(report.substitutions, start=1):
        yield Mark(entry[side]["start"], entry[side]["end"], Layer.SUBSTITUTION, number)


def _edits(report: Report, side: SideName) -> Iterator[Mark]:
    drawn = _DRAWN_EDITS[side]
    for number, entry in enumerate(report.edits, start=1):
        if entry["op"] in drawn:
            yield Mark(entry[side]["start"], entry[side]["end"], Layer.EDIT, number, drawn[entry["op"]])


def _alerts(report: Report, side: SideName) -> Iterator[Mark]:
    for number, alert in enumerate(report.alerts, start=1):
        if alert["side"] == side:
            for place in alert["places"]:
                yield Mark(place["start"], place["end"], Layer.ALERT, number, alert["code"].replace("_", " "))

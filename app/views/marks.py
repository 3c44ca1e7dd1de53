"""What a report says about places of one text, as marks on that text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from operator import attrgetter

from app.report import Report, SideName, numbered
from app.views.glyphs import cluster_end, cluster_start, hidden_places

_DRAWN_EDITS = {
    "reference": {"delete": "delete", "rewrite": "rewrite", "substitute": "rewrite"},
    "suspect": {"insert": "insert", "rewrite": "rewrite", "substitute": "rewrite"},
}


class Layer(IntEnum):
    """What a mark stands for; where two overlap, the smaller one is drawn outside."""

    SUBSTITUTION = 0
    EDIT = 1
    COPIED = 2
    ALERT = 3
    HIDDEN = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of characters with a meaning; `number` counts the report's entries, `label` is shown or spoken."""

    start: int
    end: int
    layer: Layer
    number: int = 0
    label: str = ""


def marks_of(report: Report, side: SideName, text: str) -> list[Mark]:
    """All marks on one side's text, or on its beginning, flattened."""
    end = len(text)
    found = [*_substitutions(report, side, end), *_edits(report, side, end), *_excluded(report, side), *_alerts(report, side)]
    found += [Mark(at, at + 1, Layer.HIDDEN, label=name) for at, name in hidden_places(text)]
    return flatten(found, text)


def alert_marks(report: Report, side: SideName, text: str) -> list[Mark]:
    """Those of the alerts, as they stand among all marks of the text."""
    return flatten(_alerts(report, side), text)


def flatten(marks: Iterable[Mark], text: str) -> list[Mark]:
    """The marks inside `text`, sorted, without overlap inside a layer: the earlier one keeps its place. O(n log n).

    A mark that would tear a drawn character (a letter from its accent) takes it in whole.
    """
    kept: list[Mark] = []
    reached = dict.fromkeys(Layer, 0)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer)):
        start, end = _whole(mark, text)
        start = max(start, reached[mark.layer])
        if start < end:
            kept.append(replace(mark, start=start, end=end))
            reached[mark.layer] = end
    return sorted(kept, key=attrgetter("start", "layer"))


def _whole(mark: Mark, text: str) -> tuple[int, int]:
    """Start and end of the mark on `text`; a hidden character has its label to itself."""
    start, end = max(mark.start, 0), min(mark.end, len(text))
    if mark.layer is Layer.HIDDEN or start >= end:
        return start, end
    return cluster_start(text, start), cluster_end(text, end)


def _substitutions(report: Report, side: SideName, end: int) -> Iterator[Mark]:
    for number, entry in numbered(report.substitutions):
        if entry[side]["start"] < end:
            yield Mark(entry[side]["start"], entry[side]["end"], Layer.SUBSTITUTION, number)


def _edits(report: Report, side: SideName, end: int) -> Iterator[Mark]:
    drawn = _DRAWN_EDITS[side]
    for number, entry in enumerate(report.edits, start=1):
        if entry["op"] in drawn and entry[side]["start"] < end:
            yield Mark(entry[side]["start"], entry[side]["end"], Layer.EDIT, number, drawn[entry["op"]])


def _excluded(report: Report, side: SideName) -> Iterator[Mark]:
    excluded = report.settings.excluded
    for number, place in enumerate(excluded.reference if side == "reference" else excluded.suspect, start=1):
        yield Mark(place["start"], place["end"], Layer.EDIT, number, "excluded")


def _alerts(report: Report, side: SideName) -> Iterator[Mark]:
    for number, alert in enumerate(report.alerts, start=1):
        if alert["side"] == side:
            for place in alert["places"]:
                yield Mark(place["start"], place["end"], Layer.ALERT, number, alert["code"].replace("_", " "))

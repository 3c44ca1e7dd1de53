"""The alerts of a report with the places that each leads to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.report import SIDES, Report
from app.views.ink import alert_anchor
from app.views.marks import alert_marks
from app.views.spread import Texts

PLACES = 8  # of one alert that are linked one by one


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert; `targets` are the elements that show its first places, `more` counts the rest of the places."""

    side: str
    message: str
    count: int
    targets: tuple[str, ...]
    more: int


def alert_lines(report: Report, texts: Texts | None) -> Iterator[AlertLine]:
    """One line for each alert, in the report's order; without texts none leads anywhere."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for side, text in zip(SIDES, texts or (), strict=False):
        for mark in alert_marks(report, side, text):
            places[mark.number].append(alert_anchor(side, mark))
    for number, alert in enumerate(report.alerts, start=1):
        found = places[number]
        targets = tuple(found[:PLACES])
        more = max(alert["count"] - len(targets), 0) if found else 0
        yield AlertLine(alert["side"], alert["message"], alert["count"], targets, more)

"""The alerts of a report with the places that each leads to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.report import SIDES, Report
from app.views.ink import alert_anchor
from app.views.marks import Mark
from app.views.spread import Spread

PLACES = 8  # of one alert that are linked one by one


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert; `targets` are the elements that show its first places, `more` counts the rest of the places."""

    side: str
    message: str
    count: int
    targets: tuple[str, ...]
    more: int


def alert_lines(report: Report, spreads: Sequence[Spread]) -> Iterator[AlertLine]:
    """One line for each alert, in the report's order; without texts none leads anywhere."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for side, mark in _begun(spreads):
        places[mark.number].append(alert_anchor(SIDES[side], mark))
    for number, alert in enumerate(report.alerts, start=1):
        found = places[number]
        targets = tuple(found[:PLACES])
        more = max(alert["count"] - len(targets), 0) if found else 0
        yield AlertLine(alert["side"], alert["message"], alert["count"], targets, more)


def _begun(spreads: Sequence[Spread]) -> Iterator[tuple[int, Mark]]:
    for side in range(len(SIDES)):
        for spread in spreads:
            for run in spread.runs[side]:
                yield from ((side, mark) for piece in run.pieces if (mark := piece.begun_alert))

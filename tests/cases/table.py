"""Answers to cases as a table, in which what is not as it should be stands out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from tests.cases.checks import Check
from tests.cases.folders import Answer


class Row(NamedTuple):
    """One answer: where it belongs, what was answered, what was asked or is not as it should be, and whether all is."""

    case: str
    file: str
    said: str
    asked: str
    is_right: bool


def row_of(case: str, given: Answer, checks: Iterable[Check], known: Callable[[Check], str] = lambda _: "") -> Row:
    """The row of one answer, of which `checks` are asked; `known` says of which it is known that they do not hold."""
    asked = tuple(checks)
    wrong = [f"NOT {check.asks}{' (known)' if known(check) else ''}" for check in asked if not check.holds(given)]
    told = "; ".join(wrong or [check.asks for check in asked])
    return Row(case, given.file, said(given), told, not wrong)


def said(given: Answer) -> str:
    """What was answered, in one line."""
    if given.document is None:
        return f"refused: {given.refusal}"
    if given.report is None:
        return f"{len(given.document)} words"
    report = given.report
    alerts = ", ".join(f"{alert['code']} ({alert['count']})" for alert in report.alerts if alert["side"] == "suspect")
    figures = f"{report.label} {report.probability:.2f}, spun {report.probabilities.spun:.2f}, {len(report.substitutions)} swaps"
    return f"{figures}{f'; {alerts}' if alerts else ''}"


def show(title: str, rows: Iterable[Row]) -> None:
    """Prints the rows."""
    table = Table(title=title)
    for name in ("case", "file", "right", "answered", "asked"):
        table.add_column(name)
    for row in rows:
        table.add_row(row.case, row.file, "yes" if row.is_right else "NO", row.said, row.asked)
    Console(width=200).print(table)

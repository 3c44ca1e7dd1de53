"""The sections as tables in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from tests.benchmarks.figures import Cell, Check, Section


def show(section: Section, console: Console) -> None:
    """One section: its table, then its notes."""
    table = Table(title=section.title, title_justify="left", title_style="bold")
    for k, column in enumerate(section.columns):
        table.add_column(column, justify="right" if k else "left")
    for row in section.rows:
        table.add_row(*map(_written, row))
    console.print(table)
    for note in section.notes:
        console.print(f"  {note}", highlight=False)
    console.print()


def show_checks(checks: Iterable[Check], console: Console) -> None:
    """Each requirement, and whether it is met."""
    table = Table(title="Against the requirements", title_justify="left", title_style="bold")
    for column in ("requirement", "measured", "at most", ""):
        table.add_column(column, justify="left" if column in {"requirement", ""} else "right")
    for check in checks:
        verdict = "[green]PASS[/green]" if check.holds else "[red]short of requirement[/red]"
        measured, limit = (f"{value:,.2f} {check.unit}".strip() for value in (check.value, check.limit))
        table.add_row(check.claim, measured, limit, verdict)
    console.print(table)


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.1f}" if cell >= 100 else f"{cell:,.2f}" if cell >= 1 else f"{cell:.3f}"
    return f"{cell:,}" if isinstance(cell, int) else cell

"""The command `probe`: an article of one's own is spun in many ways, to see what the detector sees of each."""

import dataclasses
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.comparing import InputFormat, Item, read_document
from app.cli.detectors import configured_detector
from app.cli.options import FORMAT_HELP
from app.plurals import plural
from app.settings import Settings

if TYPE_CHECKING:
    from app.probing import Probe, Trial

_BARS = " ▁▂▃▄▅▆▇█"


def probe(
    article: Annotated[str, typer.Argument(help="An article of your own: a file, or - for standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print every version's figures as JSON and nothing else.")] = False,
    format_: Annotated[InputFormat, typer.Option("--format", help=FORMAT_HELP)] = InputFormat.AUTO,
    item: Item = None,
) -> None:
    """Check what the detector would see if an article were spun, at several rates and in several disguises."""
    from app.probing import probe as probe_document

    settings = Settings()
    document = read_document(article, format_, settings.max_characters, item)
    found = probe_document(configured_detector(settings), document)
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(dataclasses.asdict(found), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _print(found)


def _print(found: "Probe") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from app.probing import MEANINGS, RATES, Evasion
    from app.views import percent

    console = Console(highlight=False)
    console.print(
        f"{plural(found.n_words, 'word')}, {found.n_swappable:,} of them with a synonym in the thesaurus; model {found.model}"
    )
    if found.reason:
        console.print(f"Not measured: {found.reason}.")
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), caption=_caption(found))
    table.add_column("Evasion")
    for rate in RATES:
        table.add_column(f"{percent(rate)} swapped")
    for disguise in Evasion:
        row = found.row(disguise)
        chart = "".join(_BARS[round((each.spun or 0.0) * 8)] for each in row)
        table.add_row(f"{MEANINGS[disguise]}\n{chart}", *map(_cell, row), end_section=True)
    console.print(table)


def _cell(trial: "Trial") -> str:
    from app.views import percent

    spun = "" if trial.spun is None else f"spun {percent(trial.spun)}"
    return f"{trial.label.value}\n{spun}\n{trial.n_found} of {trial.n_swapped}"


def _caption(found: "Probe") -> str:
    from app.views import percent

    seen = found.least_seen
    first = "called spun at no rate" if seen is None else f"called spun from {percent(seen)} of the words that have a synonym"
    return (
        f"A cell: the label, how likely spun, how many of the swaps are named. Without a disguise this article is {first}. "
        "Another tool's words may be seen better or worse."
    )

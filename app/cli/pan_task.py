"""The commands of PAN's text alignment task: `pan` writes detections, `plagdet` measures them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.long_runs import N_CORES, Workers, stop_on_signals
from app.cli.refusals import failing, refuse
from app.errors import InputError, LexiconError, ModelError
from app.plurals import plural, plural_with
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from app.pairs import PairOfNames, PanOptions, PanOutcome, PanTotals


def pan(
    pairs: Annotated[Path, typer.Option("--pairs", help="Two names a line: a suspicious document and its source.")],
    source: Annotated[Path, typer.Option("--source", help="Folder of the source documents.")],
    suspicious: Annotated[Path, typer.Option("--suspicious", help="Folder of the suspicious documents.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the XML, one file a pair; made when missing.")],
    workers: Workers = N_CORES,
) -> None:
    """Find reused passages in PAN's pairs of documents: one XML file of detections a pair."""
    from app.pairs import PanOptions, load_finder, read_pairs

    for folder in (source, suspicious):
        if not folder.is_dir():
            refuse(f"{folder}: not a folder")
    try:
        named = read_pairs(pairs)
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}")
    except InputError as error:
        refuse(str(error))
    settings = Settings()
    options = PanOptions(source, suspicious, out, settings.models_dir, settings.lexicon_dir, workers, load_finder)
    with failing(ModelError, LexiconError):
        options.load(options.models, options.lexicon)  # a broken model is one clear line, not one error a pair
    _run_pan(named, options)


def _run_pan(named: "list[PairOfNames]", options: "PanOptions") -> None:
    from time import monotonic

    from rich.console import Console

    from app.pairs import run_pairs

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    began, stopped = monotonic(), stop_on_signals()
    totals = _show_outcomes(run_pairs(named, options, stopped.is_set), console, len(named))
    seconds = monotonic() - began
    each = 1000 * seconds * options.workers / max(totals.n_pairs, 1)
    console.print(
        f"{plural(totals.n_pairs, 'pair')} ({plural(totals.n_errors, 'error')}), "
        f"{plural(totals.n_detections, 'detection')} in {seconds:,.1f} s; "
        f"{each:,.1f} ms a pair and worker ({plural(options.workers, 'worker')})"
    )
    if stopped.is_set():
        console.print(f"Stopped; {plural_with(len(named) - totals.n_pairs, 'pair', ('was', 'were'))} not begun.")
        raise typer.Exit(130)
    if totals.n_errors:
        raise typer.Exit(1)


def _show_outcomes(outcomes: "Iterable[PanOutcome]", console: "Console", n_pairs: int) -> "PanTotals":
    """A bar where a terminal looks on, and a line for each pair that failed."""
    from rich.progress import Progress

    from app.pairs import PanTotals

    totals = PanTotals()
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Pairs", total=n_pairs)
        for outcome in outcomes:
            totals = totals.plus(outcome)
            if outcome.error:
                console.print(f"unspun: line {outcome.pair.line:,}: {outcome.error}")
            bar.update(
                task, advance=1, description=f"{plural(totals.n_detections, 'detection')}, {plural(totals.n_errors, 'error')}"
            )
    return totals


def plagdet(
    truth: Annotated[Path, typer.Option("--truth", help="Folder with the XML of the true cases; or a corpus of such folders.")],
    detections: Annotated[Path, typer.Option("--detections", help="Folder with the XML of the detections.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON and nothing else.")] = False,
) -> None:
    """Measure detections against PAN's truth: plagdet, recall, precision, granularity."""
    from app.training import measure_as_json, measure_as_table, measure_folders

    try:
        measure = measure_folders(truth, detections)
    except InputError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}")
    for warning in measure.warnings:
        typer.echo(f"unspun: WARNING: {warning}", err=True)
    if measure.missing:
        shown = ", ".join(measure.missing[:3]) + (", …" if len(measure.missing) > 3 else "")
        pairs = plural(len(measure.missing), "pair")
        typer.echo(f"unspun: WARNING: no file of detections for {pairs}, counted as none: {shown}", err=True)
    typer.echo(measure_as_json(measure) if as_json else measure_as_table(measure))

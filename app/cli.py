"""The command line: `unspun compare | batch | pan | plagdet | serve | train | evaluate | gate | ablate | lexicon | version`.

Exit codes: 0 done, whatever the label; 2 bad input or usage, one line on standard error; 1 a fault of ours, or pairs of
`pan` that could not be read; 130 stopped.
Heavy rooms are imported by the commands that need them, so that `unspun --help` is quick.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: the matrices are small, threads only fight over them

import typer

from app import __version__
from app.errors import InputError, LexiconError, ModelError, UnspunError
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Event

    from rich.console import Console

    from app.detector import CompareOptions
    from app.pan import Outcome, PairOfNames, PanOptions, PanTotals
    from app.report import Report
    from app.text import Document

STDIN = "-"
app = typer.Typer(
    help="Says, with evidence, whether a suspect article was made from a reference by swapping words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"


Quotations = Annotated[bool, typer.Option("--exclude-quotations", help="Leave out what stands between quotation marks.")]
Minimum = Annotated[int, typer.Option("--minimum-passage-words", min=1, max=1000, help="Shorter passages are left out.")]


@app.command()
def compare(  # noqa: PLR0913 - one parameter an option
    reference: Annotated[str, typer.Argument(help="The original: a file, or - for standard input.")],
    suspect: Annotated[str, typer.Argument(help="The article under suspicion: a file, or - for standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON and nothing else.")] = False,
    html: Annotated[str | None, typer.Option("--html", help="Write one self-contained page to this file (- prints it).")] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="How to read the files; auto goes by .html and .htm.")
    ] = Format.AUTO,
    exclude_quotations: Quotations = False,
    minimum_passage_words: Minimum = 15,
    all_rows: Annotated[bool, typer.Option("--all", help="Show the whole ledger.")] = False,
) -> None:
    """Compare two articles: verdict, reasons and the ledger of swaps."""
    from app.detector import CompareOptions

    if reference == suspect == STDIN:
        _refuse("only one side can be standard input")
    settings = Settings()
    documents = [_read(name, format_, settings.max_characters) for name in (reference, suspect)]
    report = _compare(documents[0], documents[1], CompareOptions(exclude_quotations, minimum_passage_words), settings)
    if html is not None:
        _write_page(report, html)
    if as_json:
        from app.report import report_json

        sys.stdout.buffer.write(report_json(report) + b"\n")
    elif html != STDIN:
        _print(report, all_rows=all_rows, page=html)


def _read(name: str, format_: Format, max_characters: int) -> "Document":
    """The document of a file; whatever is wrong with it ends the program with one line."""
    from app.sources import Source, decode, read_source

    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        text = decode(content)
        as_html = format_ is Format.HTML or (format_ is Format.AUTO and name.lower().endswith((".html", ".htm")))
        return read_source(Source(html=text) if as_html else Source(text=text), max_characters=max_characters)
    except OSError as error:
        _refuse(f"{name}: {error.strerror}")
    except InputError as error:
        _refuse(f"{'standard input' if name == STDIN else name}: {error}")


def _compare(reference: "Document", suspect: "Document", options: "CompareOptions", settings: Settings) -> "Report":
    from app.detector import Detector
    from app.report import build_report

    try:
        detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    except (ModelError, LexiconError) as error:
        _fail(str(error))
    return build_report(detector.compare(reference, suspect, options))


def _write_page(report: "Report", target: str) -> None:
    from app.report import draw_page

    written = draw_page(report)
    if target == STDIN:
        sys.stdout.write(written)
        return
    try:
        Path(target).write_text(written, encoding="utf-8")
    except OSError as error:
        _refuse(f"{target}: {error.strerror}")


def _print(report: "Report", *, all_rows: bool, page: str | None) -> None:
    from rich.console import Console

    from app.report import print_report

    console = Console(highlight=False)
    print_report(report, console, all_rows=all_rows)
    if page:
        console.print(f"\nThe page with both sides marked: {page}")


@app.command()
def batch(  # noqa: PLR0913 - one parameter an option
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="One pair a line; - for standard input.")],
    out: Annotated[Path, typer.Option("--out", help="One report or error a line; goes on behind what it already holds.")],
    *,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=256, help="Processes.", show_default="one a core")
    ] = os.cpu_count() or 1,
    parts: Annotated[str | None, typer.Option("--parts", help="Parts of the report, with commas; default: all.")] = None,
    progress: Annotated[bool | None, typer.Option("--progress/--no-progress", help="Default: when a terminal looks on.")] = None,
    exclude_quotations: Quotations = False,
    minimum_passage_words: Minimum = 15,
) -> None:
    """Compare many pairs: JSON Lines in and out, in order, resumable; one bad line never stops the rest."""
    from app.batches import BatchOptions
    from app.detector import CompareOptions
    from app.report import Part

    settings = Settings()
    try:
        wanted = frozenset(map(Part, parts.split(","))) if parts is not None else None
    except ValueError as error:
        _refuse(f"--parts: {error}; there are {', '.join(Part)}")
    options = BatchOptions(
        models=settings.models_dir,
        lexicon=settings.lexicon_dir,
        workers=workers,
        max_characters=settings.max_characters,
        max_line_bytes=settings.body_limit,
        compare=CompareOptions(exclude_quotations, minimum_passage_words),
        parts=wanted,
    )
    _run_batch(source, out, options, show=sys.stderr.isatty() if progress is None else progress)


def _run_batch(source: str, out: Path, options: object, *, show: bool) -> None:
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    from app.batches import BatchOptions, Totals, run_batch
    from app.detector import Detector

    assert isinstance(options, BatchOptions)
    console = Console(stderr=True, highlight=False)
    began = monotonic()
    stopped = _stop_on_signals()
    try:
        Detector.load(options.models, options.lexicon)  # a broken model is one clear line, not one error a pair
        with (
            sys.stdin.buffer if source == STDIN else Path(source).open("rb") as lines,
            Progress(console=console, disable=not show) as bar,
        ):
            size = None if source == STDIN else Path(source).stat().st_size
            task = bar.add_task("Pairs", total=size)

            def advance(totals: Totals) -> None:
                at = lines.tell() if size is not None else None
                bar.update(task, completed=at, description=f"{totals.skipped + totals.done:,} pairs, {totals.errors:,} errors")

            totals = run_batch(lines, out, options, advance, stopped.is_set)
    except (ModelError, LexiconError) as error:
        _fail(str(error))
    except OSError as error:
        _refuse(f"{error.filename or source}: {error.strerror}")
    except UnspunError as error:
        _refuse(str(error))
    rate = totals.done / max(monotonic() - began, 1e-9)
    console.print(
        f"{totals.done:,} answered ({totals.errors:,} errors), {totals.skipped:,} were already there; {rate:,.1f} pairs a second"
    )
    if stopped.is_set():
        console.print(f"Stopped. Run the same command again to go on behind the lines in {out}.")
        raise typer.Exit(130)


def _stop_on_signals() -> "Event":
    """Set by the first key or signal that asks to stop."""
    from signal import SIG_DFL, SIGINT, SIGTERM, signal
    from threading import Event

    stopped = Event()

    def stop(number: int, _: object) -> None:
        stopped.set()
        signal(number, SIG_DFL)  # a second time is meant at once; what is written stays whole

    for number in (SIGINT, SIGTERM):
        signal(number, stop)
    return stopped


@app.command()
def pan(
    pairs: Annotated[Path, typer.Option("--pairs", help="Two names a line: a suspicious document and its source.")],
    source: Annotated[Path, typer.Option("--source", help="Folder of the source documents.")],
    suspicious: Annotated[Path, typer.Option("--suspicious", help="Folder of the suspicious documents.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the XML, one file a pair; made when missing.")],
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=256, help="Processes.", show_default="one a core")
    ] = os.cpu_count() or 1,
) -> None:
    """Find reused passages in PAN's pairs of documents: one XML file of detections a pair."""
    from app.pan import PanOptions, load_finder, read_pairs

    for folder in (source, suspicious):
        if not folder.is_dir():
            _refuse(f"{folder}: not a folder")
    try:
        named = read_pairs(pairs)
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}")
    except InputError as error:
        _refuse(str(error))
    settings = Settings()
    options = PanOptions(source, suspicious, out, settings.models_dir, settings.lexicon_dir, workers, load_finder)
    try:
        options.load(options.models, options.lexicon)  # a broken model is one clear line, not one error a pair
    except (ModelError, LexiconError) as error:
        _fail(str(error))
    _run_pan(named, options)


def _run_pan(named: "list[PairOfNames]", options: "PanOptions") -> None:
    from time import monotonic

    from rich.console import Console

    from app.pan import run_pairs

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    began, stopped = monotonic(), _stop_on_signals()
    totals = _show_outcomes(run_pairs(named, options, stopped.is_set), console, len(named))
    seconds = monotonic() - began
    each = 1000 * seconds * options.workers / max(totals.n_pairs, 1)
    console.print(
        f"{totals.n_pairs:,} pairs ({totals.n_errors:,} errors), {totals.n_detections:,} detections in {seconds:,.1f} s; "
        f"{each:,.1f} ms a pair and worker ({options.workers} workers)"
    )
    if stopped.is_set():
        console.print(f"Stopped; {len(named) - totals.n_pairs:,} pairs were not begun.")
        raise typer.Exit(130)
    if totals.n_errors:
        raise typer.Exit(1)


def _show_outcomes(outcomes: "Iterable[Outcome]", console: "Console", n_pairs: int) -> "PanTotals":
    """A bar where a terminal looks on, and a line for each pair that failed."""
    from rich.progress import Progress

    from app.pan import PanTotals

    totals = PanTotals()
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Pairs", total=n_pairs)
        for outcome in outcomes:
            totals = totals.plus(outcome)
            if outcome.error:
                console.print(f"unspun: line {outcome.pair.line:,}: {outcome.error}")
            bar.update(task, advance=1, description=f"{totals.n_detections:,} detections, {totals.n_errors:,} errors")
    return totals


@app.command()
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
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}")
    if measure.missing:
        shown = ", ".join(measure.missing[:3]) + (", …" if len(measure.missing) > 3 else "")
        typer.echo(
            f"unspun: WARNING: no file of detections for {len(measure.missing):,} pairs, counted as none: {shown}", err=True
        )
    typer.echo(measure_as_json(measure) if as_json else measure_as_table(measure))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; default 8000, 0 picks a free one.")
    ] = None,
) -> None:
    """Serve the HTTP API."""
    from app.main import serve as serve_api

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    serve_api(Settings().model_copy(update=given))


@app.command()
def train(
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
    workers: Annotated[int, typer.Option(min=1, help="Processes; default: one a core.")] = os.cpu_count() or 1,
) -> None:
    """Train the model from the corpora; resumable."""
    _fix_hashes()
    from app.training import Recipe
    from app.training import train as run

    try:
        typer.echo(f"written: {run(shared, models, recipe=Recipe(workers=workers))}")
    except (UnspunError, OSError) as error:  # OSError: not in the repository's folder
        _refuse(str(error))


@app.command()
def train_finder(
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
) -> None:
    """Train the finder of reused passages on the PAN 2013 corpus, with its figures by cross-validation."""
    _fix_hashes()
    from app.training import train_finder as run

    try:
        typer.echo(f"written: {run(shared, models)}")
    except (UnspunError, OSError) as error:
        _refuse(str(error))


@app.command()
def evaluate(
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
    *,
    model: Annotated[Path | None, typer.Option(help="Folder of one model; default: the one that CURRENT names.")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Store figures and pictures in the model's folder, and its CARD.md.")
    ] = False,
) -> None:
    """Measure a model on the dev corpora."""
    _fix_hashes()
    from app.training import add_metrics, draw_pictures, write_card
    from app.training import evaluate as run

    try:
        folder = model or _current(models)
        measures = run(shared, folder)
    except (UnspunError, OSError) as error:
        _refuse(str(error))
    if write:
        pictures = draw_pictures(folder, measures)
        written = [add_metrics(folder, {"dev": measures}), *pictures, write_card(folder)]
        typer.echo(f"written: {', '.join(map(str, written))}")


@app.command()
def gate(
    candidate: Annotated[Path, typer.Option(help="Folder of the model that wants to be the current one.")],
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
) -> None:
    """Compare a candidate with the current model on every dev set; exit code 1 when it loses anything anywhere."""
    _fix_hashes()
    from app.training import print_checks, run_gate

    if not candidate.is_dir():
        _refuse(f"{candidate}: not a folder")
    try:
        current = _current(models)
    except ModelError as error:
        _refuse(str(error))
    try:
        checks = run_gate(candidate, current, shared)
    except (UnspunError, OSError) as error:  # what is missing or broken is no pass
        _fail(str(error))
    print_checks(checks, candidate, current)
    if not all(check.is_passed for check in checks):
        raise typer.Exit(1)


@app.command()
def ablate(
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
    workers: Annotated[int, typer.Option(min=1, help="Processes; default: one a core.")] = os.cpu_count() or 1,
    *,
    write: Annotated[bool, typer.Option("--write", help="Store the figures in the model's metrics.json and CARD.md.")] = False,
) -> None:
    """Measure what each group of features brings, and a simple baseline beside the current model."""
    _fix_hashes()
    from app.training import Recipe, add_metrics, write_card
    from app.training import ablate as run

    try:
        folder = _current(models)
        measures = run(shared, recipe=Recipe(workers=workers))
    except (UnspunError, OSError) as error:
        _refuse(str(error))
    if write:
        typer.echo(f"written: {add_metrics(folder, measures)}, {write_card(folder)}")


def _current(models: Path) -> Path:
    from app.model import current_model

    return current_model(models)


@app.command()
def lexicon(
    shared: Annotated[Path, typer.Option(help="Folder with the news counts.")] = Path("../shared"),
    wordnet: Annotated[Path, typer.Option(help="Folder of Debian's wordnet-base.")] = Path("/usr/share/wordnet"),
    moby: Annotated[Path | None, typer.Option(help="words.txt of npm's moby; fetched with npm when left out.")] = None,
    out: Annotated[Path, typer.Option(help="Where the packs go.")] = Path("data/lexicon"),
) -> None:
    """Build the lexicon packs from their sources (WordNet, Moby, news counts)."""
    from app.training import build, read_sources

    try:
        build(read_sources(wordnet, shared, moby), out)
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}")
    except UnspunError as error:
        _refuse(str(error))


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def _fix_hashes() -> None:
    """Starts this command again with fixed string hashes: the order of sets must not decide what is spun."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (this very command)


def _refuse(message: str) -> NoReturn:
    """Bad input or usage: one line, exit code 2."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(2)


def _fail(message: str) -> NoReturn:
    """A fault of the installation: one line, exit code 1."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(1)


def main() -> None:
    """Entry point of the `unspun` command."""
    app()

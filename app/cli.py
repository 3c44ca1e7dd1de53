"""The command line: `unspun compare | batch | serve | train | evaluate | lexicon | version`.

Exit codes: 0 done, whatever the label; 2 bad input or usage, one line on standard error; 1 a fault of ours.
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
    from app.detector import CompareOptions
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
    from signal import SIG_DFL, SIGINT, SIGTERM, signal
    from threading import Event
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    from app.batches import BatchOptions, Totals, run_batch
    from app.detector import Detector

    assert isinstance(options, BatchOptions)
    console = Console(stderr=True, highlight=False)
    began = monotonic()
    stopped = Event()

    def stop(number: int, _: object) -> None:
        stopped.set()
        signal(number, SIG_DFL)  # a second time is meant at once; what is written stays whole

    for number in (SIGINT, SIGTERM):
        signal(number, stop)
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
def evaluate(
    shared: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared"),
    models: Annotated[Path, typer.Option(help="Folder of the models.")] = Path("models"),
    *,
    write: Annotated[bool, typer.Option("--write", help="Store the figures in the model's metrics.json and CARD.md.")] = False,
) -> None:
    """Measure the current model on the dev corpora."""
    _fix_hashes()
    from app.training import add_metrics, write_card
    from app.training import evaluate as run

    try:
        measures = run(shared, models)
    except (UnspunError, OSError) as error:
        _refuse(str(error))
    if write:
        metrics = add_metrics(models, measures)
        typer.echo(f"written: {metrics}, {write_card(metrics.parent)}")


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

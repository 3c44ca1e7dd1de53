"""The commands that compare: `compare` two articles, `batch` many pairs, `serve` whoever asks; and `version`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import __version__
from app.cli.detectors import configured_detector
from app.cli.long_runs import N_CORES, Workers, stop_on_signals
from app.cli.options import SUSPECT_HELP, Progress
from app.cli.refusals import fail, refuse, refuse_device, refuse_to_overwrite, refusing
from app.errors import InputError, LexiconError, ModelError, UnspunError, UnusableDatabase
from app.plurals import plural, plural_with
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from rich.progress import Progress as Bar

    from app.detector import CompareOptions
    from app.pairs import BatchOptions, BatchTotals
    from app.report import Report
    from app.sources import Source
    from app.text import Document

STDIN = "-"
OUT_HELP = "Write the report to this file in the form of its ending: .pdf, .docx, .csv and whatever else its page offers."


class InputFormat(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"


Quotations = Annotated[bool, typer.Option("--exclude-quotations", help="Leave out what stands between quotation marks.")]
Item = Annotated[int | None, typer.Option(min=1, help="Which article of a file that holds several; counted from 1.")]
Minimum = Annotated[int, typer.Option("--minimum-passage-words", min=1, max=1000, help="Shorter passages are left out.")]


def compare(  # noqa: PLR0913 - one parameter an option
    reference: Annotated[str, typer.Argument(help="The original: a file, or - for standard input.")],
    suspect: Annotated[str, typer.Argument(help=SUSPECT_HELP)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON and nothing else.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help=OUT_HELP)] = None,
    html: Annotated[str | None, typer.Option("--html", help="Write one self-contained page to this file (- prints it).")] = None,
    format_: Annotated[
        InputFormat, typer.Option("--format", help="How to read the files; auto goes by their content.")
    ] = InputFormat.AUTO,
    reference_item: Item = None,
    suspect_item: Item = None,
    exclude_quotations: Quotations = False,
    minimum_passage_words: Minimum = 15,
    all_rows: Annotated[bool, typer.Option("--all", help="Show the whole ledger.")] = False,
) -> None:
    """Compare two articles: verdict, reasons and the ledger of swaps."""
    from app.detector import CompareOptions

    if reference == suspect == STDIN:
        refuse("only one side can be standard input")
    if as_json and html == STDIN:
        refuse("--json prints the report and nothing else: give --html a file")
    for written in (out, Path(html) if html is not None else None):
        refuse_to_overwrite(written, reference, suspect)
    form = _form_of(out) if out else None
    settings = Settings()
    chosen = ((reference, reference_item, "--reference-item"), (suspect, suspect_item, "--suspect-item"))
    documents = [_read(_File(name, item, option), format_, settings.max_characters) for name, item, option in chosen]
    report = _compare(documents[0], documents[1], CompareOptions(exclude_quotations, minimum_passage_words), settings)
    if out and form:
        _write_form(report, form, out)
    if html is not None:
        _write_page(report, html)
    if as_json:
        from app.report import report_json

        sys.stdout.buffer.write(report_json(report) + b"\n")
    elif html != STDIN:
        _print(report, all_rows=all_rows, page=html)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the command line, which article of it is meant, and the option that says so."""

    name: str
    item: int | None
    option: str


def _read(file: _File, format_: InputFormat, max_characters: int) -> "Document":
    """The document of a file; whatever is wrong with it ends the program with one line."""
    from app.sources import SeveralArticles, read_source

    try:
        content = sys.stdin.buffer.read() if file.name == STDIN else Path(file.name).read_bytes()
        return read_source(_source(file, content, format_, max_characters), max_characters=max_characters)
    except OSError as error:
        refuse(f"{file.name}: {error.strerror}")
    except SeveralArticles as error:
        refuse(f"{_called(file)}: {error} Say so with {file.option}.")
    except InputError as error:
        refuse(f"{_called(file)}: {error}")


def read_document(name: str, format_: InputFormat, max_characters: int, item: int | None = None) -> "Document":
    """The document of a file or, of `-`, of standard input; whatever is wrong with it ends the program with one line."""
    return _read(_File(name, item, "--item"), format_, max_characters)


def _called(file: _File) -> str:
    return "standard input" if file.name == STDIN else file.name


def _source(file: _File, content: bytes, format_: InputFormat, max_characters: int) -> "Source":
    """Raises: InputError."""
    from app.sources import ENDINGS, FileMarkings, Source, decode, read_upload

    if format_ is InputFormat.AUTO:
        is_known = file.name.lower().endswith(ENDINGS)  # any other ending says nothing: the content decides
        name = Path(file.name).name if is_known else ""
        return read_upload(name, content, max_characters=max_characters, item=file.item).source
    text = decode(content)
    return Source(html=text) if format_ is InputFormat.HTML else Source(text=text, markings=FileMarkings())  # not taken for HTML


def _compare(reference: "Document", suspect: "Document", options: "CompareOptions", settings: Settings) -> "Report":
    from app.report import Part, build_report

    return build_report(configured_detector(settings).compare(reference, suspect, options), frozenset(Part))


def _form_of(out: Path) -> str:
    """The form that a file's ending asks for; another ending ends the program with one line, before anything is read."""
    from app.views import FORMS

    form = next((each for each in FORMS if out.name.lower().endswith(f".{each}")), None)
    if form is None:
        refuse(f"{out}: its ending says the form; there are {', '.join(f'.{each}' for each in FORMS)}")
    return form


def _write_form(report: "Report", form: str, out: Path) -> None:
    from app.views import FORMS, PdfTooCostly, PdfUnavailable

    try:
        out.write_bytes(FORMS[form].draw(report, None))
    except OSError as error:
        refuse(f"{out}: {error.strerror}")
    except PdfTooCostly as error:
        refuse(f"{out}: {error}")
    except PdfUnavailable as error:
        fail(f"{out}: {error}")


def _write_page(report: "Report", target: str) -> None:
    from app.views import draw_page

    written = draw_page(report)
    if target == STDIN:
        sys.stdout.write(written)
        return
    try:
        Path(target).write_text(written, encoding="utf-8")
    except OSError as error:
        refuse(f"{target}: {error.strerror}")


def _print(report: "Report", *, all_rows: bool, page: str | None) -> None:
    from rich.console import Console

    from app.views import print_report

    console = Console(highlight=False)
    print_report(report, console, all_rows=all_rows)
    if page:
        console.print(f"\nThe page with both sides marked: {page}")


def batch(  # noqa: PLR0913 - one parameter an option
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="One pair a line; - for standard input.")],
    out: Annotated[Path, typer.Option("--out", help="One report or error a line; goes on behind what it already holds.")],
    *,
    workers: Workers = N_CORES,
    parts: Annotated[
        str | None, typer.Option("--parts", help="Parts of the report, with commas; default: all but places.")
    ] = None,
    progress: Progress = None,
    exclude_quotations: Quotations = False,
    minimum_passage_words: Minimum = 15,
) -> None:
    """Compare many pairs: JSON Lines in and out, in order, resumable; one bad line never stops the rest."""
    refuse_to_overwrite(out, source)
    refuse_device(out)
    from app.pairs import BatchOptions, Options
    from app.report import Part

    settings = Settings()
    try:
        wanted = [Part(part) for part in parts.split(",")] if parts is not None else None
    except ValueError as error:
        refuse(f"--parts: {error}; there are {', '.join(Part)}")
    options = BatchOptions(
        models=settings.models_dir,
        lexicon=settings.lexicon_dir,
        cache=settings.cache_dir,
        workers=workers,
        max_characters=settings.max_characters,
        max_line_bytes=settings.body_limit,
        compare=Options(exclude_quotations=exclude_quotations, minimum_passage_words=minimum_passage_words, parts=wanted),
    )
    _run_batch(source, out, options, show=sys.stderr.isatty() if progress is None else progress)


def _run_batch(source: str, out: Path, options: "BatchOptions", *, show: bool) -> None:
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    from app.detector import Detector
    from app.pairs import run_batch

    console = Console(stderr=True, highlight=False)
    began, stopped = monotonic(), stop_on_signals()
    with _ending_batch(source):
        Detector.load(options.models, options.lexicon, options.cache)  # a broken model is one clear line, not one error a pair
        with (
            sys.stdin.buffer if source == STDIN else Path(source).open("rb") as lines,
            Progress(console=console, disable=not show) as bar,
        ):
            advance = _advancing(bar, lines, None if source == STDIN else Path(source).stat().st_size)
            totals = run_batch(lines, out, options, advance, stopped.is_set)
    rate = totals.done / max(monotonic() - began, 1e-9)
    console.print(
        f"{totals.done:,} answered ({plural(totals.errors, 'error')}), "
        f"{plural_with(totals.skipped, 'other', ('was', 'were'))} already there; {rate:,.1f} pairs a second"
    )
    if stopped.is_set():
        console.print(f"Stopped. Run the same command again to go on behind the lines in {out}.")
        raise typer.Exit(130)


@contextmanager
def _ending_batch(source: str) -> Iterator[None]:
    """Whatever is wrong with the model, a file or a line of the batch ends the program with one line."""
    try:
        yield
    except (ModelError, LexiconError) as error:
        fail(str(error))
    except OSError as error:
        refuse(f"{error.filename or source}: {error.strerror}")
    except UnspunError as error:
        refuse(str(error))


def _advancing(bar: "Bar", lines: "BinaryIO", size: int | None) -> "Callable[[BatchTotals], None]":
    """Moves a bar as far as `lines`, `size` bytes where that is known, are read."""
    task = bar.add_task("Pairs", total=size)

    def advance(totals: "BatchTotals") -> None:
        said = f"{plural(totals.skipped + totals.done, 'pair')}, {plural(totals.errors, 'error')}"
        bar.update(task, completed=lines.tell() if size is not None else None, description=said)

    return advance


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; default 8000, 0 picks a free one.")
    ] = None,
) -> None:
    """Serve the HTTP API."""
    from app.employment import begin_to_load

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings().model_copy(update=given)
    load = begin_to_load(settings)  # unpacks and sorts on one core while the other imports the routes
    from app.main import PortTaken, SettingRefused
    from app.main import serve as serve_api

    with refusing(UnusableDatabase, PortTaken, SettingRefused):
        serve_api(settings, load)


def version() -> None:
    """Print the version."""
    typer.echo(__version__)

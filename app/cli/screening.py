"""The command `screen`: one suspect against libraries."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.comparing import InputFormat, Item, read_document
from app.cli.databases import open_made_database
from app.cli.detectors import configured_detector
from app.cli.libraries import LOCAL, Client
from app.cli.options import FORMAT_HELP, SUSPECT_HELP
from app.cli.refusals import refuse, refusing
from app.cli.sweeping import Engine, Wanted, sweep, sweep_opener
from app.settings import Settings

if TYPE_CHECKING:
    from app.library import Screening, Wish
    from app.store import Library
    from app.text import Document


_OF_ONE: Final = frozenset("item limit exclude external_id author source published as_json reports format_".split())
_OF_MANY: Final = frozenset({"engine", "master"})


def screen(  # noqa: PLR0913 - one parameter an option
    suspect: Annotated[str | None, typer.Argument(help=SUSPECT_HELP)] = None,
    *,
    item: Item = None,
    libraries: Annotated[list[str] | None, typer.Option("--library", help="A library to search; several may be named.")] = None,
    corpus: Annotated[
        list[Path] | None, typer.Option("--corpus", help="Many suspects in place of one: files, folders, JSON Lines.")
    ] = None,
    itself: Annotated[bool, typer.Option("--itself", help="Screen the corpus against itself.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the pairs of a corpus go: a file .parquet, .csv or .jsonl.")
    ] = None,
    engine: Annotated[Engine, typer.Option("--engine", help="What joins a corpus with a library.")] = Engine.DUCKDB,
    master: Annotated[
        str | None, typer.Option("--master", help="Where Spark works, as it writes it: local[2], spark://host:7077.")
    ] = None,
    compare: Annotated[int, typer.Option("--compare", min=0, max=10, help="How many candidates are compared.")] = 3,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="How many candidates are listed.")] = 10,
    exclude: Annotated[
        str,
        typer.Option("--exclude", help="What makes a candidate no source: external_id, author, source, version; with commas."),
    ] = "",
    external_id: Annotated[str, typer.Option("--id", help="The suspect's own id, for --exclude.")] = "",
    author: Annotated[str, typer.Option("--author", help="The suspect's author, for --exclude.")] = "",
    source: Annotated[str, typer.Option("--source", help="Who published the suspect, for --exclude.")] = "",
    published: Annotated[str, typer.Option("--published", help="When: later candidates are flagged.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the screening as JSON and nothing else.")] = False,
    reports: Annotated[Path | None, typer.Option("--reports", help="A folder for a page for each compared source.")] = None,
    format_: Annotated[InputFormat, typer.Option("--format", help=FORMAT_HELP)] = InputFormat.AUTO,
    client: Client = LOCAL,
    context: typer.Context,
) -> None:
    """Search libraries for the sources of an article, and compare it with the best."""
    _refuse_others(context, _OF_ONE if corpus else _OF_MANY, "a --corpus" if corpus else "one suspect")
    if corpus:
        library, opener = _swept_library(suspect, libraries or [], out, itself=itself), sweep_opener(engine, master)
        sweep(Wanted(corpus, library, client, compare, out or Path(), opener))
        return
    if suspect is None or not libraries or itself or out is not None:
        refuse("name a suspect and a --library, or a --corpus with --out and a --library or --itself")
    wish = _wish(compare, limit, exclude, (external_id, author, source, published))
    document = read_document(suspect, format_, Settings().max_characters, item)
    found, searched = _screened(document, wish, client, libraries)
    if reports is not None:
        _write_reports(found, reports)
    if as_json:
        from app.library import screening_json

        sys.stdout.buffer.write(screening_json(found, searched) + b"\n")
    else:
        _print(found)


def _refuse_others(context: typer.Context, others: frozenset[str], mode: str) -> None:
    """Ends the program where an option is given that says nothing about what is asked: it would be passed over."""
    parameters = {each.name: each.opts[0] for each in context.command.params}
    given = [option for name, option in parameters.items() if name in others and _is_given(context, name)]
    if given:
        refuse(f"{' and '.join(given)} cannot be had with {mode}")


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _screened(document: "Document", wish: "Wish", client: str, libraries: list[str]) -> "tuple[Screening, list[Library]]":
    """What is found in a client's libraries of these names, and the libraries."""
    from app import store
    from app.library import Screener, Shelf
    from app.store import NoSuchLibrary

    detector = configured_detector(Settings())
    with open_made_database() as database:
        with refusing(NoSuchLibrary), database.transaction() as tx:
            found = [store.libraries.find_searchable(tx, client, name) for name in libraries]
        screener = Screener(database, client, [Shelf(database, library) for library in found], detector)
        return screener.screen(document, wish), found


def _swept_library(suspect: str | None, libraries: list[str], out: Path | None, *, itself: bool) -> str | None:
    if suspect is not None or out is None or len(libraries) + itself != 1:
        refuse("a --corpus needs --out, and either one --library or --itself, and no other suspect")
    return libraries[0] if libraries else None


def _wish(compare: int, limit: int, exclude: str, suspect: tuple[str, str, str, str]) -> "Wish":
    from app.library import Same, Wish, read_time
    from app.store import ArticleFacts

    external_id, author, source, published = suspect
    try:
        same = frozenset(Same(each.strip()) for each in exclude.split(",") if each.strip())
    except ValueError as error:
        refuse(f"--exclude: {error}; there are {', '.join(Same)}")
    if published and read_time(published) is None:
        refuse(f"--published: a date as in 2026-11-28 is expected, got {published!r}")
    facts = ArticleFacts(author=author, source=source, published=read_time(published) if published else None)
    return Wish(compare=compare, limit=limit, exclude=same, external_id=external_id, facts=facts)


def _write_reports(found: "Screening", folder: Path) -> None:
    from app.views import draw_page

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place, each in enumerate(found.sources, 1):
            if each.report is not None:
                (folder / f"{place}.html").write_text(draw_page(each.report), encoding="utf-8")
    except OSError as error:
        refuse(f"{folder}: {error.strerror}")


def _print(found: "Screening") -> None:
    from rich.console import Console

    from app.library import print_screening

    print_screening(found, Console(highlight=False))

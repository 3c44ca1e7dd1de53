"""The commands for libraries: `unspun library add|import|remove|list|export|reindex|check`, on the database of the settings."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.databases import open_database, open_made_database
from app.cli.long_runs import stop_on_signals
from app.cli.options import OF_FILE, Progress
from app.cli.refusals import fail, refuse, refusing
from app.errors import InputError
from app.plurals import plural, plural_with
from app.settings import Settings

if TYPE_CHECKING:
    from app.library import Imported, Shelf
    from app.store import Database, Library

library = typer.Typer(help="Keep articles to screen suspects against.", no_args_is_help=True)

LOCAL = "local"  # the client of a service without keys

Name = Annotated[str, typer.Argument(metavar="LIBRARY", help="The library's name.")]
Client = Annotated[str, typer.Option("--client", help="Whose library: a client of `unspun keys`; default: of no key.")]
IndexOnly = Annotated[bool, typer.Option("--index-only", help="Keep no texts: articles are found and cannot be compared.")]


@library.command()
def add(  # noqa: PLR0913 - one parameter an option
    name: Name,
    file: Annotated[str, typer.Argument(help="A file of one article, or - for a text on standard input.")],
    *,
    external_id: Annotated[str | None, typer.Option("--id", help="Its id in the library; default: the file's name.")] = None,
    title: Annotated[str | None, typer.Option("--title", help=OF_FILE)] = None,
    author: Annotated[str | None, typer.Option("--author", help=OF_FILE)] = None,
    source: Annotated[str, typer.Option("--source", help="Who published it.")] = "",
    url: Annotated[str, typer.Option("--url", help="Where.")] = "",
    published: Annotated[str | None, typer.Option("--published", help="As in 2026-11-28; default: as the file says.")] = None,
    index_only: IndexOnly = False,
    client: Client = LOCAL,
) -> None:
    """Add one article, or put it in the place of the one with the same id; makes the library when there is none."""
    from app.library import read_one

    given = {"title": title, "author": author, "source": source, "url": url, "published": published}
    wanted = {key: value for key, value in given.items() if value is not None}
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        called = external_id or ("" if file == "-" else Path(file).name)
        if not called:
            refuse("say how the text of standard input is called with --id")
        most = Settings().max_characters
        entry = read_one("" if file == "-" else Path(file).name, content, called, wanted, max_characters=most)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    except InputError as error:
        refuse(f"{file}: {error}")
    with open_database() as database, _refusing_names():
        shelf = _shelf(database, client, name, make=True)
        put = shelf.put([entry.without_text() if index_only else entry], time.time())
    typer.echo("added" if put.added else "replaced" if put.replaced else "unchanged")


@library.command("import")
def import_(  # noqa: PLR0913 - one parameter an option
    name: Name,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, and JSON Lines (.jsonl) of articles.")],
    *,
    sitemap: Annotated[
        Path | None,
        typer.Option(
            "--sitemap", help="The sitemap of a site whose copy the folders hold: only pages that it names are articles."
        ),
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Who published them, where the files do not say.")] = "",
    index_only: IndexOnly = False,
    client: Client = LOCAL,
    progress: Progress = None,
) -> None:
    """Add every article of files and folders; run again it goes on, for what is there already costs little."""
    from app.library import ImportOptions, Mirror, Watch, articles_in, import_articles, read_mirror

    settings = Settings()
    reading = ImportOptions(settings.max_characters, settings.body_limit, not index_only, source)
    show = sys.stderr.isatty() if progress is None else progress
    stopped = stop_on_signals()
    with open_database() as database, _refusing_names(), progress_bar("Articles", show=show) as advance:
        shelf = _shelf(database, client, name, make=True)
        try:
            articles = articles_in(paths, reading) if sitemap is None else read_mirror(sitemap, Mirror.of(paths), reading)
            done = import_articles(shelf, articles, Watch(advance, stopped.is_set))
        except OSError as error:
            refuse(f"{error.filename}: {error.strerror}")
        except InputError as error:
            refuse(f"{sitemap}: {error}")
    typer.echo(_line(done))
    if stopped.is_set():
        typer.echo("Stopped. Run the same command again to go on.", err=True)
        raise typer.Exit(130)


@library.command()
def remove(
    name: Name,
    external_ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Articles to remove.")] = None,
    *,
    whole: Annotated[bool, typer.Option("--whole", help="Delete the library with everything in it.")] = False,
    client: Client = LOCAL,
) -> None:
    """Remove articles, with text and features, or the whole library."""
    if whole == bool(external_ids):
        refuse("name the articles to remove, or say --whole")
    with open_made_database() as database, _refusing_names():
        shelf, now = _shelf(database, client, name), time.time()
        n = sum(shelf.empty(now)) if whole else shelf.remove(external_ids or [], now)
    typer.echo(f"{n:,} removed")


@library.command("list")
def list_(
    name: Annotated[str | None, typer.Argument(metavar="LIBRARY", help="A library; default: all of them.")] = None,
    *,
    failures: Annotated[bool, typer.Option("--failures", help="What could not be added, and why.")] = False,
    client: Client = LOCAL,
) -> None:
    """List the libraries, or the articles of one: id, title, words."""
    from app import store
    from app.library import write_time

    with open_made_database() as database, _refusing_names():
        if name is None:
            with database.transaction() as tx:
                for each in store.libraries.of_client(tx, client):
                    typer.echo(
                        f"{each.name}\t{plural(each.n_articles, 'article')}\t{plural(each.n_failures, 'failure')}\t"
                        f"{write_time(each.changed_at)}"
                    )
            return
        shelf = _shelf(database, client, name)
        if failures:
            with database.transaction() as tx:
                for external_id, detail, _ in store.libraries.failures(tx, shelf.library.id, None):
                    typer.echo(f"{external_id}\t{detail}")
            return
        for article in shelf.articles():
            typer.echo(f"{article.external_id}\t{article.facts.title}\t{plural(article.n_words, 'word')}")


@library.command()
def export(name: Name, *, client: Client = LOCAL) -> None:
    """Print every article as JSON Lines, with its text where that is kept: what `import` reads."""
    with open_made_database() as database, _refusing_names():
        for line in _shelf(database, client, name).lines():
            sys.stdout.buffer.write(line)


@library.command()
def reindex(name: Name, *, client: Client = LOCAL, progress: Progress = None) -> None:
    """Make the features of every article again from its text and merge the index; screenings go on meanwhile."""
    show = sys.stderr.isatty() if progress is None else progress
    with open_made_database() as database, _refusing_names(), progress_bar("Articles", show=show) as advance:
        shelf = _shelf(database, client, name)
        done, without = shelf.reindex(time.time(), advance)
        shelf.tidy()
    typer.echo(f"{done:,} indexed again, {without:,} without a text stay as they are")


@library.command()
def check() -> None:
    """Check that index and store hold the same, of all libraries; exit code 1 when they do not."""
    from app import store

    with open_made_database() as database, database.transaction() as tx:
        faults = list(store.postings.of(tx).faults())
    if faults:
        fail(
            f"{plural_with(len(faults), 'article', ('differs', 'differ'))} between index and store; "
            f"the first has number {faults[0]}: reindex their library"
        )
    typer.echo("index and store hold the same")


def _shelf(database: "Database", client: str, name: str, *, make: bool = False) -> "Shelf":
    from app import store
    from app.library import Shelf
    from app.store import NewLibrary, NoSuchLibrary

    with database.transaction() as tx:
        try:
            found: Library = store.libraries.find(tx, client, name)
        except NoSuchLibrary:
            if not make:
                raise
            found = store.libraries.create(tx, NewLibrary(client, name), time.time())
    return Shelf(database, found)


@contextmanager
def _refusing_names() -> Iterator[None]:
    """What is wrong with a library's name ends the program with one line."""
    from app.store import BadLibraryName, NoSuchLibrary

    with refusing(NoSuchLibrary, BadLibraryName):
        yield


@contextmanager
def progress_bar(what: str, *, show: bool) -> "Iterator[Callable[[int], None]]":
    """A bar on standard error that is told how many are done."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True, highlight=False), disable=not show) as bar:
        task = bar.add_task(what, total=None)

        def advance(n: int) -> None:
            bar.update(task, completed=n, description=f"{n:,} {what.lower()}")

        yield advance


def _line(done: "Imported") -> str:
    return f"{done.added:,} added, {done.replaced:,} replaced, {done.unchanged:,} unchanged, {done.failed:,} failed"

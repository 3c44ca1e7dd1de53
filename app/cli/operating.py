"""The commands of an operator on the database of the settings: `migrate`, `backup`, `purge`, `queue`; `doctor`: see `checks`."""

import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.databases import open_made_database, place_of, reach_database
from app.cli.durations import read_duration
from app.cli.options import AsJson
from app.cli.refusals import fail, refuse, refusing
from app.plurals import plural, plural_with
from app.settings import Settings

if TYPE_CHECKING:
    from app.store import Database, Standing, Waiting

_DAY = 86_400.0


def migrate(
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="URL", help="Copy everything to this empty database, such as a PostgreSQL.")
    ] = None,
) -> None:
    """Bring the database to the tables of this version, as starting the service does; with --to, move it to another."""
    if to is not None:
        _move(to)
        return
    from app import store
    from app.jobs import JobQueue

    with reach_database() as database:
        before = store.revisions.present(database)
        JobQueue.open(database).close()  # the engine's own tables too
    after = store.revisions.newest()
    typer.echo(
        f"the tables are those of revision {after}" + (", as before" if before == after else f"; before: {before or 'none'}")
    )


def _move(url: str) -> None:
    """Copies what the database of the settings keeps to the one at `url`, and makes the index of its libraries there."""
    from app import store
    from app.jobs import JobQueue
    from app.store import NotMovable

    with open_made_database() as source, reach_database(url) as target:
        if source.url == target.url:
            refuse("both are the same database")
        JobQueue.open(target).close()  # with its tables, and the engine's own
        with refusing(NotMovable):
            n_rows = store.moving.move(source, target, lambda table, n: typer.echo(f"{table:18} {n:,}", err=True))
        for client, name in store.moving.libraries_to_index(target):
            _index_again(target, client, name)
    typer.echo(
        f"{plural_with(n_rows, 'row', ('is', 'are'))} in the other database; "
        "set UNSPUN_DATABASE_URL to it, and keep the old one until you have looked"
    )


def _index_again(target: "Database", client: str, name: str) -> None:
    from app import store
    from app.library import Shelf

    with target.transaction() as tx:
        shelf = Shelf(target, store.libraries.find(tx, client, name))
    n_indexed, _ = shelf.reindex(shelf.library.changed_at, lambda *_: None)
    shelf.tidy()
    typer.echo(f"library {name}: {plural(n_indexed, 'article')} indexed", err=True)


def backup(file: Annotated[Path, typer.Argument(help="The copy, which must not be there yet.")]) -> None:
    """Copy a SQLite database to a file while everything runs; of PostgreSQL, pg_dump makes the copy."""
    if file.exists():
        refuse(f"{file} is there already")
    with reach_database() as database:  # as it is: a copy before an upgrade is one of the tables before it
        if not database.is_sqlite:
            refuse('PostgreSQL is copied with pg_dump --format=custom --file=unspun.dump "$URL" (docs/operations.md)')
        n_bytes = _copied(database, file)
    typer.echo(f"{file}: {n_bytes:,} bytes; it holds texts and the secrets of webhooks")


def _copied(database: "Database", file: Path) -> int:
    """Bytes of a packed copy of one moment."""
    kept = Path(place_of(database))
    if not kept.is_file():
        refuse(f"{kept}: there is no database; UNSPUN_DATABASE_URL says where it is")
    part = file.with_name(f"{file.name}.part")  # what has the name of a backup is one, however this ends
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(kept)) as source:
            source.execute("vacuum into ?", [str(part)])
        return part.rename(file).stat().st_size
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        fail(f"{file}: the copy failed: {error}")


def purge(
    *,
    older_than: Annotated[
        str | None, typer.Option("--older-than", help="Age of what goes, such as 30d; default UNSPUN_RETENTION_DAYS.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and delete nothing.")] = False,
) -> None:
    """Delete texts and reports of that age now, as the workers do by and by."""
    from app import store
    from app.jobs import JobQueue, Retention

    with refusing(ValueError):
        seconds = Settings().retention_days * _DAY if older_than is None else read_duration(older_than)
    with open_made_database() as database:
        now = time.time()
        with database.transaction() as tx:
            n_old = store.batches.count_finished_before(tx, now - seconds)
        if not dry_run:
            queue = JobQueue.open(database)
            Retention(database, queue.client, seconds / _DAY).tidy_all(now)
            queue.close()
    done = "would lose their texts and reports" if dry_run else "lost their texts and reports"
    typer.echo(f"{n_old:,} {'request' if n_old == 1 else 'requests'} {done}")


def queue(*, as_json: AsJson = False) -> None:
    """Show what waits, whose it is, who works on it, and which webhooks are due."""
    from app import store
    from app.jobs import SILENT_SECONDS

    with open_made_database() as database, database.transaction() as tx:
        now = time.time()
        standing = store.standing.read(tx, now=now, silence=SILENT_SECONDS)
        clients = store.standing.waiting_by_client(tx)
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(_facts(standing, clients, now), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _print(standing, clients, now)


def _facts(standing: "Standing", clients: "tuple[Waiting, ...]", now: float) -> dict[str, Any]:
    return {
        "workers": standing.n_workers,
        "batches": {state.value: live.n_batches for state, live in standing.live.items()},
        "waiting": _n_waiting(standing),
        "oldest_waiting_seconds": round(standing.oldest_waiting, 1),
        "clients": [_facts_of_client(each, now) for each in clients],
        "webhooks_due": standing.n_due,
        "oldest_webhook_seconds": round(standing.oldest_due, 1),
        "disabled_endpoints": standing.n_disabled_endpoints,
        "answers": standing.results,
    }


def _facts_of_client(each: "Waiting", now: float) -> dict[str, Any]:
    age = round(now - each.since, 1)
    return {"client": each.client, "batches": each.n_batches, "waiting": each.n_waiting, "oldest_seconds": age}


def _n_waiting(standing: "Standing") -> int:
    return sum(live.n_waiting for live in standing.live.values())


def _print(standing: "Standing", clients: "tuple[Waiting, ...]", now: float) -> None:
    typer.echo(f"workers   {standing.n_workers}")
    typer.echo(f"waiting   {_n_waiting(standing):,}, the oldest for {standing.oldest_waiting:,.0f} s")
    for each in clients:
        age = now - each.since
        typer.echo(f"          {each.n_waiting:,} of {each.client} in {each.n_batches:,}, the oldest for {age:,.0f} s")
    typer.echo(f"webhooks  {standing.n_due:,} due, the oldest for {standing.oldest_due:,.0f} s")
    typer.echo(f"endpoints {standing.n_disabled_endpoints:,} disabled")
    if _n_waiting(standing) and not standing.n_workers:
        typer.echo("Nobody works on the queue: start `unspun worker`, or on SQLite `unspun serve`.")

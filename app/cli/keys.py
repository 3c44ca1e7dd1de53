"""The commands for API keys: `unspun keys create|list|rotate|revoke`, on the database of the settings.

A secret is printed once, when it is made; nobody can read it again.
"""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.databases import open_database, open_made_database
from app.cli.durations import read_duration
from app.cli.options import AsJson
from app.cli.refusals import refusing

if TYPE_CHECKING:
    from app.store import Key, KeySecret

keys = typer.Typer(help="Make, list, rotate and revoke API keys.", no_args_is_help=True)

_TIMES = ("created_at", "expires_at", "revoked_at", "last_used_at")

Named = Annotated[str, typer.Argument(metavar="KEY", help="The key's id or its findable prefix, as `list` shows them.")]


@keys.command()
def create(
    client: Annotated[str, typer.Argument(help="Whom it is for; keys of one client share queue, rate limit and jobs.")],
    *,
    scopes: Annotated[str, typer.Option("--scopes", help="What it may do, with commas; docs/api.md.")],
    name: Annotated[str, typer.Option("--name", help="A note, such as where it is used.")] = "",
    expires_in: Annotated[str | None, typer.Option("--expires-in", help="Its life, such as 90d; default: no end.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and print its secret, once."""
    from app import store
    from app.store import KeyWish

    with refusing(ValueError):
        lifetime = None if expires_in is None else read_duration(expires_in)
        wish = KeyWish(client, store.keys.scopes_of(scopes.split(",")), name, lifetime)
    with open_database() as database:
        _print_made(*store.keys.create(database, wish, now=time.time()), as_json=as_json)


@keys.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """List all keys, the revoked and the expired too; never a secret."""
    from app import store

    with open_made_database() as database:
        found, now = store.keys.every(database), time.time()
    if as_json:
        _print_json([_row(key, now) for key in found])
    else:
        _print_table([_row(key, now) for key in found])


@keys.command()
def rotate(
    key: Named,
    *,
    keep: Annotated[str, typer.Option("--keep", help="How long the old key still lives, such as 24h.")] = "24h",
    as_json: AsJson = False,
) -> None:
    """Make a key's successor and print its secret, once; both live for a while."""
    from app import store
    from app.store import NoSuchKey

    with refusing(NoSuchKey, ValueError):
        seconds = read_duration(keep)
        with open_made_database() as database:
            _print_made(*store.keys.rotate(database, key, keep=seconds, now=time.time()), as_json=as_json)


@keys.command()
def revoke(key: Named, *, as_json: AsJson = False) -> None:
    """Refuse a key from now on, everywhere at once."""
    from app import store
    from app.store import NoSuchKey

    with refusing(NoSuchKey), open_made_database() as database:
        now = time.time()
        row = _row(store.keys.revoke(database, key, now=now), now)
    if as_json:
        _print_json(row)
    else:
        typer.echo(f"revoked: {row['prefix']} of {row['client']}")


def _row(key: "Key", now: float) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(key, name) for name in ("id", "prefix", "client", "name")}
    row |= {"scopes": sorted(key.scopes), "state": key.state(now).value}
    return row | {name: _iso(getattr(key, name)) for name in _TIMES}


def _iso(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _print_made(key: "Key", secret: "KeySecret", *, as_json: bool) -> None:
    if as_json:
        _print_json({**_row(key, key.created_at), "secret": secret.text})
    else:
        typer.echo(secret.text)
        typer.echo("This is the only time that it is shown.", err=True)


def _print_json(value: object) -> None:
    import orjson

    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")


def _print_table(rows: Sequence[dict[str, Any]]) -> None:
    """Columns of plain text, never cut: a prefix is there to be searched for."""
    shown = ("prefix", "client", "name", "scopes", "state", "expires_at", "last_used_at")
    cells = [tuple(name.replace("_", " ") for name in shown)]
    cells += [tuple(",".join(row[name]) if name == "scopes" else row[name] or "-" for name in shown) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())

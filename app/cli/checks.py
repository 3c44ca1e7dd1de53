"""The command `doctor`: everything that the service needs, looked at one by one, with what to do about what is wrong."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from app.cli.options import AsJson
from app.compiled import is_compiled
from app.errors import LexiconError, ModelError, UnspunError, UnusableDatabase
from app.plurals import plural
from app.settings import Settings

if TYPE_CHECKING:
    from app.store import Database

_LEAST_FREE: Final = 1_000_000_000  # bytes on the disk of a SQLite database
_OLDEST: Final = 600.0  # seconds that something may wait before it looks as if nobody worked


class Health(StrEnum):
    """What a check found: a warning stops nothing."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the doctor's."""

    state: Health
    what: str
    detail: str


def doctor(*, as_json: AsJson = False) -> None:
    """Look at everything that the service needs; exit code 1 when something is wrong. Changes nothing."""
    found = [finding for check in _CHECKS for finding in check(Settings())]
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps([asdict(each) for each in found], option=orjson.OPT_INDENT_2) + b"\n")
    else:
        for each in found:
            typer.echo(f"{each.state.value:<8} {each.what:<10} {each.detail}")
    if any(each.state is Health.WRONG for each in found):
        raise typer.Exit(1)


def _settings(settings: Settings) -> Iterator[Diagnosis]:
    for name in settings.unknown_names():
        yield Diagnosis(Health.WARNING, "settings", f"{name} is none: docs/configuration.md has their names")


def _lexicon(settings: Settings) -> Iterator[Diagnosis]:
    from app.lexicon import Lexicon

    try:
        lexicon = Lexicon.load(settings.lexicon_dir)
    except LexiconError as error:
        yield Diagnosis(Health.WRONG, "lexicon", str(error))
    else:
        yield Diagnosis(Health.OK, "lexicon", f"{lexicon.n_words:,} words and phrases")
        yield _kernels()


def _kernels() -> Diagnosis:
    if is_compiled():
        return Diagnosis(Health.OK, "kernels", "compiled")
    slow = "not compiled, so a comparison takes some fifteen times longer: install a C compiler, then make setup"
    return Diagnosis(Health.WARNING, "kernels", slow)


def _model(settings: Settings) -> Iterator[Diagnosis]:
    from app.model import Model, current_model

    try:
        model = Model.load(current_model(settings.models_dir))
    except ModelError as error:
        yield Diagnosis(Health.WRONG, "model", str(error))
    else:
        yield Diagnosis(Health.OK, "model", model.name)


def _pdf(_: Settings) -> Iterator[Diagnosis]:
    from app.views import can_draw_pdf

    if can_draw_pdf():
        yield Diagnosis(Health.OK, "pdf", "it can be drawn")
    else:
        yield Diagnosis(Health.WARNING, "pdf", "it cannot be drawn: Debian has Pango as libpango-1.0-0 and libpangoft2-1.0-0")


def _address(settings: Settings) -> Iterator[Diagnosis]:
    from app.service import KeyPolicy, KeysNeeded

    policy = KeyPolicy(KeysNeeded(settings.require_keys), open_to_anyone=settings.open_to_anyone)
    try:
        policy.check_address(settings.host)
    except UnspunError as error:
        yield Diagnosis(Health.WRONG, "address", str(error))
    else:
        yield Diagnosis(Health.OK, "address", f"{settings.host}:{settings.port}")


def _database(settings: Settings) -> Iterator[Diagnosis]:
    """The database, its disk and its queue, without making or changing a table."""
    from sqlalchemy.exc import SQLAlchemyError

    from app import store
    from app.store import Database

    try:
        database = Database.open(settings.database_url)
    except UnusableDatabase as error:
        yield Diagnosis(Health.WRONG, "database", str(error))
        return
    try:
        found, newest = store.revisions.present(database), store.revisions.newest()
        yield from _tables(found, newest)
        if database.is_sqlite:
            yield from _disk(database)
        if found == newest:
            yield from _queue(database)
    except (OSError, SQLAlchemyError) as error:
        yield Diagnosis(Health.WRONG, "database", f"it does not answer: {getattr(error, 'orig', None) or error}")
    finally:
        database.close()


def _tables(found: str | None, newest: str) -> Iterator[Diagnosis]:
    if found == newest:
        yield Diagnosis(Health.OK, "database", f"its tables are those of revision {newest}")
    elif found is None:
        yield Diagnosis(Health.OK, "database", "it has no tables yet: starting the service makes them")
    elif found < newest:
        yield Diagnosis(Health.WARNING, "database", f"its tables are of revision {found}: unspun migrate brings them to {newest}")
    else:
        yield Diagnosis(Health.WRONG, "database", f"its tables are of revision {found}, newer than this version's {newest}")


def _disk(database: "Database") -> Iterator[Diagnosis]:
    from sqlalchemy.engine import make_url

    folder = Path(make_url(database.url).database or "").resolve().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    state = Health.OK if free >= _LEAST_FREE else Health.WARNING
    yield Diagnosis(state, "disk", f"{free / 1e9:,.1f} GB are free in {folder}")


def _queue(database: "Database") -> Iterator[Diagnosis]:
    from app import store
    from app.jobs import SILENT_SECONDS

    with database.transaction() as tx:
        standing = store.standing.read(tx, now=time.time(), silence=SILENT_SECONDS)
    is_stuck = standing.oldest_waiting > _OLDEST or (standing.oldest_waiting > SILENT_SECONDS and not standing.n_workers)
    state = Health.WARNING if is_stuck else Health.OK
    yield Diagnosis(
        state, "queue", f"{plural(standing.n_workers, 'worker')}; the oldest pair waits for {standing.oldest_waiting:,.0f} s"
    )
    state = Health.WARNING if standing.n_disabled_endpoints or standing.oldest_due > _OLDEST else Health.OK
    yield Diagnosis(state, "webhooks", f"{standing.n_due:,} due; {plural(standing.n_disabled_endpoints, 'endpoint')} disabled")


_CHECKS: Final[tuple[Callable[[Settings], Iterator[Diagnosis]], ...]] = (_settings, _lexicon, _model, _pdf, _address, _database)

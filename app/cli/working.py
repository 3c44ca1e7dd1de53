"""The command `worker`: takes work from the queue, on any number of machines."""

from typing import Annotated

import typer

from app.cli.long_runs import stop_on_signals
from app.cli.refusals import fail, refuse
from app.errors import LexiconError, ModelError, UnusableDatabase
from app.settings import Settings


def worker(
    *,
    database: Annotated[str | None, typer.Option("--database", help="Default UNSPUN_DATABASE_URL.")] = None,
    comparisons: Annotated[int, typer.Option("--comparisons", min=1, max=256, help="Processes, each with one comparison.")] = 1,
) -> None:
    """Work on the queue until stopped; what is not finished then goes back to the queue."""
    from functools import partial

    from app.employment import load_detector, work
    from app.pools import keep_running
    from app.store import read_database_url

    settings = Settings() if database is None else Settings().model_copy(update={"database_url": database})
    try:
        read_database_url(settings.database_url)  # before processes are started that would be started again and again
        if comparisons == 1:
            work(settings)
        else:
            keep_running(comparisons, partial(work, settings, load_detector(settings)), stop_on_signals())
    except UnusableDatabase as error:
        refuse(str(error))
    except (ModelError, LexiconError) as error:
        fail(str(error))

"""`unspun screen --corpus`: many suspects at once, each against all others or against a library."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.cli.databases import open_made_database
from app.cli.libraries import progress_bar
from app.cli.refusals import fail, refuse, refuse_folder, refuse_to_overwrite
from app.errors import LexiconError, ModelError
from app.plurals import plural
from app.settings import Settings

if TYPE_CHECKING:
    from app.library import Shelf, SparkSweep, Sweep, Swept

    OpenSweep = Callable[[Path, Shelf | None], Sweep | SparkSweep]


_MASTER = re.compile(r"local(?:\[(?:\*|\d+)(?:,\s*\d+)?\])?|(?:spark|k8s)://\S+|yarn")


class Engine(StrEnum):
    """What joins a corpus with a library."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def sweep_opener(engine: Engine, master: str | None) -> "OpenSweep":
    """How a sweep by this engine begins; `master` is where Spark works."""
    if engine is Engine.DUCKDB and master is not None:
        refuse("--master says where Spark works: add --engine spark")
    if master is not None and not _MASTER.fullmatch(master):
        refuse(f"--master: local[2], spark://host:7077, yarn or k8s://… is expected, got {master!r}")
    from app.library import SparkSweep, Sweep

    return Sweep if engine is Engine.DUCKDB else partial(SparkSweep, master=master or "local[*]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to sweep: files and folders, a library by name or None for the corpus itself, and where the pairs go."""

    corpus: Sequence[Path]
    library: str | None
    client: str
    compare: int
    out: Path
    open_sweep: "OpenSweep"


def sweep(wanted: Wanted) -> None:
    """Writes the pairs of suspects and articles that share what few articles hold, the best of each suspect compared."""
    from app import store
    from app.library import FORMS, Shelf, SweepFailed, SweepUnavailable
    from app.store import NoSuchLibrary

    refuse_to_overwrite(wanted.out, *wanted.corpus)
    refuse_folder(wanted.out)
    if wanted.out.suffix not in FORMS:
        refuse(f"--out: a file that ends in {', '.join(FORMS)} is expected, got {str(wanted.out)!r}")
    try:
        if wanted.library is None:
            swept = _swept(wanted, None)
        else:
            with open_made_database() as database:
                with database.transaction() as tx:
                    shelf = Shelf(database, store.libraries.find_searchable(tx, wanted.client, wanted.library))
                if shelf.library.client != wanted.client:
                    refuse("another client's library shares scores of single screenings only")
                swept = _swept(wanted, shelf)
    except (NoSuchLibrary, SweepUnavailable) as error:
        refuse(str(error))
    except (ModelError, LexiconError, SweepFailed) as error:
        fail(str(error))
    typer.echo(f"{plural(swept.articles, 'article')}, {plural(swept.pairs, 'pair')}, {swept.compared:,} compared")


def _swept(wanted: Wanted, shelf: "Shelf | None") -> "Swept":
    """The pairs; a file of the corpus that is not there ends the program with one line."""
    try:
        return _written(wanted, shelf)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        refuse(f"{error.filename}: {error.strerror}")


def _written(wanted: Wanted, shelf: "Shelf | None") -> "Swept":
    from app.library import detector_of

    settings, show = Settings(), sys.stderr.isatty()
    with tempfile.TemporaryDirectory(prefix="unspun-sweep-") as folder:
        sweep = wanted.open_sweep(Path(folder), shelf)
        try:
            with progress_bar("Articles", show=show) as advance:
                for n in _read(sweep, wanted.corpus, settings):
                    advance(n)
            sweep.link()
            if wanted.compare:
                load = partial(detector_of, settings.models_dir.resolve(), settings.lexicon_dir.resolve())
                with progress_bar("Pairs", show=show) as advance:
                    sweep.compare(load, wanted.compare, advance)
            return sweep.write(wanted.out)
        finally:
            sweep.close()


def _read(sweep: "Sweep | SparkSweep", corpus: Sequence[Path], settings: Settings) -> Iterator[int]:
    """How many articles were read so far; what cannot be read is named on standard error and stops nothing."""
    from app.library import TOGETHER, Failure, ImportOptions, articles_in

    done, articles = 0, articles_in(corpus, ImportOptions(settings.max_characters, settings.body_limit))
    while some := list(islice(articles, TOGETHER)):
        for each in some:
            if isinstance(each, Failure):
                typer.echo(f"{each.external_id}: {each.reason}", err=True)
        sweep.take([each for each in some if not isinstance(each, Failure)])
        done += len(some)
        yield done

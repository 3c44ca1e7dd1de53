"""What most tests need: the committed lexicon, the detector with the model in use, our own sample pair, a PostgreSQL.

And what none may depend on is taken away here: settings and proxies of the person who runs them, and Hypothesis's clocks.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app import store
from app.detector import Detector
from app.jobs import JobQueue
from app.lexicon import Lexicon
from app.model import Model, current_model
from app.sources import pdf_files
from app.store import Database, sqlite_url
from app.telemetry import standing
from app.views import printing
from tests.postgres import NoPostgres, emptied, new_database, running_postgres
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[1]

for _name in [name for name in os.environ if name.startswith(("UNSPUN_", "OTEL_")) or name in {"FORCE_COLOR", "NO_COLOR"}]:
    del os.environ[_name]
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a process that tests start would compile all it imports, for three seconds
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost,::1"
# an example that was drawn slowly, or run slowly, says something of the machine only
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _patience() -> Iterator[None]:
    """Work that the clock would end is given time enough on a busy machine; the tests of such an end set limits of their own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(printing, "SECONDS", int(PATIENCE))
        patched.setattr(pdf_files, "WALL_SECONDS", PATIENCE)
        patched.setattr(standing, "_PATIENCE_SECONDS", PATIENCE)
        yield


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load(ROOT / "data" / "lexicon")


@pytest.fixture(scope="session")
def detector(lexicon: Lexicon) -> Detector:
    return Detector(lexicon, Model.load(current_model(ROOT / "models")))


@pytest.fixture(scope="session")
def sample_reference() -> str:
    return (ROOT / "data" / "samples" / "reference.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample_suspect() -> str:
    return (ROOT / "data" / "samples" / "suspect.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of the one server that all tests share; each room has a database of its own in it (`new_database`)."""
    try:
        with running_postgres() as url:
            yield url
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[Database]:
    database = Database.open(new_database(postgres_server, "shared"), pool_size=16)
    store.revisions.migrate(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def file_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, ours and the engine's, to be copied: to make them costs a tenth of a second a test."""
    file = tmp_path_factory.mktemp("tables") / "unspun.db"
    database = Database.open(sqlite_url(file))
    JobQueue.open(database).close()
    database.close()
    return file


@pytest.fixture
def sqlite_database(file_with_tables: Path, tmp_path: Path) -> Iterator[Database]:
    file = Path(shutil.copy(file_with_tables, tmp_path / "unspun.db"))
    database = Database.open(sqlite_url(file), pool_size=16)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database of each kind; PostgreSQL where it can be started."""
    if request.param == "postgresql":
        return emptied(request.getfixturevalue("postgres_database"))
    found: Database = request.getfixturevalue("sqlite_database")
    return found

"""The real application in the situations in which it gives every answer that it can give."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from starlette.types import Scope

from app import store
from app.api import build_app
from app.detector import Detector
from app.main import create_app
from app.service import Guard, KeyPolicy, Limits, Service
from app.settings import Settings
from app.store import Database, sqlite_url
from app.web import PageOptions, add_reports
from tests.service.access.guarded import bearer, client_of
from tests.waiting import PATIENCE, wait_until

MAX_BYTES, MAX_LINES, MAX_CHARACTERS = 10_000, 3, 4_000
PAIR = {"reference": {"text": "The old wall stands."}, "suspect": {"text": "The aged wall stands."}}
LINES: dict[str, Any] = {"headers": {"Content-Type": "application/x-ndjson"}, "content": b"{}\n"}
ENDPOINT = {"url": "http://127.0.0.1:9/"}  # where nobody listens
LIMITS: dict[str, Any] = {
    "max_characters": MAX_CHARACTERS, "max_body_bytes": MAX_BYTES, "comparisons_at_once": 1, "queue_size": 1,
    "queue_timeout_seconds": PATIENCE, "time_limit_seconds": PATIENCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Services:
    """The same routes in four situations."""

    whole: TestClient
    limited: TestClient
    cut_off: TestClient
    faulty: TestClient
    database: Database


class FaultyPolicy(KeyPolicy):
    """Fails wherever it is asked, as a fault of ours would."""

    def needs_key(self, scope: Scope) -> bool:
        raise RuntimeError("on purpose")


@contextmanager
def all_situations(folder: Path) -> Iterator[Services]:
    """The services, with their databases in `folder`; the whole one works on its queue."""
    database = Database.open(sqlite_url(folder / "whole.db"))
    store.revisions.migrate(database)  # a key has to be there before the service has made its tables
    key = bearer(database)
    (folder / "garbage.db").write_text("This is no database." * 100)
    whole = settings(folder / "whole.db")
    limited = whole.model_copy(update={"rate_limit_requests": 1, "rate_limit_seconds": 86_400})
    clients = [client_of(create_app(each)) for each in (whole, limited, settings(folder / "garbage.db"))]
    faulty_parts = Service(Limits(**LIMITS), unloaded), Guard(database=database, policy=FaultyPolicy())
    faulty = build_app(*faulty_parts)
    add_reports(faulty, *faulty_parts, None, PageOptions())
    with clients[0] as client:
        wait_until(lambda: client.get("/readyz").status_code == 200)
        wait_until(lambda: client.get("/batches", headers=key).status_code == 200)
        yield Services(client, clients[1], clients[2], client_of(faulty), database)
    database.close()


def unloaded() -> Detector:
    return Detector.load(Path("/nowhere"), Path("/nowhere"))


def settings(database: Path) -> Settings:
    return Settings(
        database_url=sqlite_url(database),
        max_characters=MAX_CHARACTERS, max_body_bytes=MAX_BYTES, max_batch_lines=MAX_LINES, rate_limit_requests=0,
        queue_timeout_seconds=PATIENCE, time_limit_seconds=PATIENCE,
        webhook_allow_http=True, webhook_allowed_networks="127.0.0.0/8", webhook_ports="",
    )  # fmt: skip

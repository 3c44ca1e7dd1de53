"""`GET /series` and its page say what a client's own reports have in common, and nothing of another's."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from app import store
from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import BatchKind, Database, NewBatch, new_id
from tests.waiting import wait_until_open

TABLE = {"leading": "main", "foreign": "overseas", "said": "stated", "<b>old</b>": "aged"}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.fixture
def client(settings: Settings, database: Database, detector: Detector) -> Iterator[TestClient]:
    with TestClient(create_app(settings.model_copy(update={"database_url": database.url}), lambda: detector)) as client:
        wait_until_open(client)
        yield client


def _content(name: str, source: str, table: dict[str, str]) -> dict[str, Any]:
    swaps = [{"reference": {"text": a}, "suspect": {"text": b}, "spin_probability": 0.9} for a, b in table.items()]
    return {"label": "spun", "reference": {"sha256": source}, "suspect": {"sha256": name}, "substitutions": swaps}


def _add(database: Database, name: str, source: str, table: dict[str, str], *, client: str = "local", title: str = "") -> str:
    new = NewBatch(id=new_id("p"), kind=BatchKind.PAGE, client=client)
    with database.transaction() as tx:
        place = store.reports.add(tx, new, ("spun", orjson.dumps(_content(name, source, table))), 1.0)
        if title:
            store.reviews.name(tx, place, title, 1.0)
    return place.id_in(BatchKind.PAGE)


def test_what_reports_have_in_common_is_told(client: TestClient, database: Database) -> None:
    assert client.get("/series").json() == {"reports": 0, "swaps": [], "habits": [], "sources": []}
    assert "No swap stands in two suspects" in client.get("/inbox/series").text
    one, other = _add(database, "1", "A", TABLE), _add(database, "2", "B", TABLE)
    third = _add(database, "3", "A", {"red": "scarlet"})
    _add(database, "4", "A", TABLE, client="another")
    found = client.get("/series").json()
    assert found["reports"] == 3
    assert [set(habit["reports"]) for habit in found["habits"]] == [{one, other}]
    assert {(swap["from"], swap["to"], swap["times"]) for swap in found["swaps"]} == {(a, b, 2) for a, b in TABLE.items()}
    assert [(each["sha256"], set(each["reports"])) for each in found["sources"]] == [("A", {one, third})]
    assert client.get("/series", params={"limit": 1}).json()["reports"] == 1


def test_the_page_shows_the_same_and_escapes_it(client: TestClient, database: Database) -> None:
    one, other = _add(database, "1", "A", TABLE), _add(database, "2", "B", TABLE, title="The <i>ocean</i> wall")
    shown = client.get("/inbox/series").text
    assert "2 suspects of different sources" in shown
    assert f"/reports/{one}" in shown
    assert f"/reports/{other}" in shown
    assert f">{one}<" in shown  # it has no other name
    assert ">The &lt;i&gt;ocean&lt;/i&gt; wall<" in shown
    assert "&lt;b&gt;old&lt;/b&gt;" in shown
    assert "<b>old" not in shown
    assert "/inbox/series" in client.get("/inbox").text


@pytest.mark.parametrize("limit", ["0", "501", "many"])
def test_a_wrong_limit_is_refused(client: TestClient, limit: str) -> None:
    assert client.get("/series", params={"limit": limit}).status_code == 422

"""Libraries over HTTP: articles go in singly or through the queue, sources of suspects come out, what is deleted is gone."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import orjson
import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.library import ScreeningAnswer
from app.main import create_app
from app.settings import Settings
from app.store import Database, KeyScope
from tests.service.access.guarded import PUBLIC, bearer
from tests.unit.library.articles import made_text
from tests.waiting import wait_until, wait_until_open, wait_until_ready

LINES = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('libraries')}/unspun.db"


@pytest.fixture(scope="module")
def client(settings: Settings, url: str, detector: Detector) -> Iterator[TestClient]:
    """A service with a worker inside."""
    working = settings.model_copy(update={"database_url": url, "embedded_worker": True})
    with TestClient(create_app(working, lambda: detector)) as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


@pytest.fixture
def library(client: TestClient) -> str:
    name = f"shelf-{uuid4().hex[:8]}"
    answer = client.post("/libraries", json={"name": name})
    assert (answer.status_code, answer.headers["location"]) == (201, f"/libraries/{name}")
    return name


def put(client: TestClient, library: str, external_id: str, text: str, **facts: Any) -> str:
    answer = client.put(f"/libraries/{library}/articles/{external_id}", json={"text": text, **facts})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["state"])


def screen(client: TestClient, library: str, text: str, **wish: Any) -> dict[str, Any]:
    answer = client.post("/screenings", json={"suspect": {"text": text}, "libraries": [library], **wish})
    assert answer.status_code == 200, answer.text
    ScreeningAnswer.model_validate(answer.json())
    found: dict[str, Any] = answer.json()
    return found


def finished(client: TestClient, path: str) -> dict[str, Any]:
    wait_until(lambda: client.get(path).json()["state"] not in {"open", "queued", "running"})
    found: dict[str, Any] = client.get(path).json()
    return found


def results(client: TestClient, path: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in client.get(path).text.splitlines()]


def test_a_spun_article_leads_to_its_source(client: TestClient, library: str, reference: str, suspect: str) -> None:
    assert put(client, library, "2026/11/wall", reference, title="The wall", published="2026-11-28") == "added"
    assert put(client, library, "2026/11/wall", reference, title="The wall", published="2026-11-28") == "unchanged"
    found = screen(client, library, suspect)
    assert found["label"] == "spun"
    (source,) = found["sources"]
    assert (source["external_id"], source["title"], source["published"]) == ("2026/11/wall", "The wall", "2026-11-28T00:00:00Z")
    assert source["report"]["substitutions"]
    assert {each["source"] for each in found["passages"]} == {0}
    assert client.get(f"/libraries/{library}").json()["articles"] == 1
    one = client.get(f"/libraries/{library}/articles/2026/11/wall").json()
    assert (one["external_id"], one["title"]) == ("2026/11/wall", "The wall")


def test_a_removed_article_is_in_no_answer_any_more(client: TestClient, library: str, reference: str, suspect: str) -> None:
    put(client, library, "wall", reference, title="A title to be forgotten")
    named = {"Idempotency-Key": uuid4().hex}
    wanted = {"suspect": {"text": suspect}, "libraries": [library]}
    assert client.post("/screenings", json=wanted, headers=named).json()["label"] == "spun"
    late = client.post("/screenings", json=wanted, headers={"Prefer": "respond-async"})
    assert late.status_code == 202
    assert finished(client, late.headers["location"])["counts"]["done"] == 1
    (line,) = results(client, late.json()["results"])
    assert line["screening"]["sources"][0]["report"]["label"] == "spun"
    assert client.delete(f"/libraries/{library}/articles/wall").status_code == 204
    assert client.delete(f"/libraries/{library}/articles/wall").status_code == 404
    assert screen(client, library, suspect)["sources"] == []
    assert client.post("/screenings", json=wanted, headers=named).json()["sources"] == []
    (kept,) = results(client, late.json()["results"])
    (source,) = kept["screening"]["sources"]
    assert source["not_compared"] == "withdrawn"
    assert source.get("report") is None
    assert "A title to be forgotten" not in client.get(late.json()["results"]).text


def test_many_articles_come_through_the_queue_and_bad_lines_are_failures(client: TestClient, library: str) -> None:
    lines = [{"external_id": f"a{k}", "text": made_text(k)} for k in range(60)]
    body = b"\n".join([*map(orjson.dumps, lines), b"no json", b'{"external_id": "no-text"}'])
    answer = client.post(f"/libraries/{library}/articles", content=body, headers=LINES)
    assert answer.status_code == 202, answer.text
    standing = finished(client, answer.headers["location"])
    assert (standing["counts"]["done"], standing["counts"]["failed"]) == (60, 2)
    became = results(client, standing["results"])
    assert became[0]["article"] == {"external_id": "a0", "state": "added"}
    assert became[60]["error"]["type"] == "urn:unspun:problem:invalid-article"
    failures = {each["external_id"] for each in client.get(f"/libraries/{library}/failures").json()["failures"]}
    assert failures == {"line 61", "no-text"}
    shown = client.get(f"/libraries/{library}").json()
    assert (shown["articles"], shown["failures"]) == (60, 2)
    exported = [orjson.loads(line) for line in client.get(f"/libraries/{library}/export").text.splitlines()]
    assert {each["external_id"]: each["text"] for each in exported} == {each["external_id"]: each["text"] for each in lines}


def test_an_id_that_no_article_can_have_is_a_wrong_field(client: TestClient, library: str) -> None:
    refused = client.put(f"/libraries/{library}/articles/{'a' * 201}", json={"text": made_text(1, 30)})
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:unspun:problem:invalid-fields"
    assert refused.json()["errors"][0]["pointer"] == "#/path/external_id"


def test_what_leaves_as_lines_is_a_file_with_a_name(client: TestClient, library: str) -> None:
    put(client, library, "a", made_text(1, 30))
    answer = client.post(
        f"/libraries/{library}/articles", content=b'{"external_id": "b", "text": "Words of an article."}', headers=LINES
    )
    results_at = finished(client, answer.headers["location"])["results"]
    named = {f"/libraries/{library}/export": library, results_at: answer.json()["id"]}
    for path, name in named.items():
        assert client.get(path).headers["content-disposition"] == f'attachment; filename="{name}.jsonl"'


def test_articles_are_listed_page_by_page(client: TestClient, library: str) -> None:
    for k in range(5):
        put(client, library, f"a{k}", made_text(k, 30))
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get(f"/libraries/{library}/articles", params=asked).json()
        seen += [each["external_id"] for each in page["articles"]]
        cursor = page["next"]
    assert seen == [f"a{k}" for k in range(5)]


def test_many_suspects_come_through_the_queue(client: TestClient, library: str, reference: str, suspect: str) -> None:
    put(client, library, "wall", reference)
    lines = [
        {"custom_id": "spun", "suspect": {"text": suspect}, "libraries": [library], "parts": []},
        {"custom_id": "lost", "suspect": {"text": suspect}, "libraries": ["nowhere"]},
        {"custom_id": "wrong", "suspect": {"text": suspect}},
        {"custom_id": "spun", "suspect": {"text": suspect}, "libraries": [library]},
    ]
    answer = client.post("/screenings", content=b"\n".join(map(orjson.dumps, lines)), headers=LINES)
    assert answer.status_code == 202, answer.text
    finished(client, answer.headers["location"])
    came = results(client, answer.json()["results"])
    assert came[0]["screening"]["label"] == "spun"
    codes = [each["error"]["type"].rpartition(":")[2] for each in came[1:]]
    assert codes == ["no-such-library", "invalid-fields", "invalid-fields"]
    assert client.delete(answer.headers["location"]).status_code == 200
    assert all(each.get("purged") for each in results(client, answer.json()["results"]))


def test_an_answer_of_the_queue_that_is_no_report_is_not_in_the_inbox(client: TestClient, library: str) -> None:
    body = orjson.dumps({"external_id": "a", "text": made_text(1)})
    standing = client.post(f"/libraries/{library}/articles", content=body, headers=LINES)
    finished(client, standing.headers["location"])
    assert standing.json()["id"] not in client.get("/inbox").text


def test_a_deleted_library_is_gone(client: TestClient, library: str) -> None:
    put(client, library, "a", made_text(1))
    assert client.delete(f"/libraries/{library}").status_code == 204
    assert client.get(f"/libraries/{library}").status_code == 404
    assert library not in {each["name"] for each in client.get("/libraries").json()["libraries"]}
    assert client.post("/libraries", json={"name": library}).status_code == 201


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"suspect": {"text": "a"}, "libraries": []}, "invalid-fields"),
        ({"suspect": {"text": "a", "html": "b"}, "libraries": ["x"]}, "invalid-fields"),
        ({"suspect": {"text": "a"}, "libraries": ["x"], "compare": 11}, "invalid-fields"),
        ({"suspect": {"text": "a"}, "libraries": ["x"], "exclude": ["moon"]}, "invalid-fields"),
        ({"suspect": {"text": "a", "published": "soon"}, "libraries": ["x"]}, "invalid-fields"),
        ({"suspect": {"text": "a " * 200_000}, "libraries": ["x"]}, "text-too-long"),
        ({"suspect": {"html": "<b>" * 500}, "libraries": ["x"]}, "unusable-text"),
        ({"suspect": {"text": "a"}, "libraries": ["x"]}, "no-such-library"),
    ],
)
def test_what_cannot_be_screened_is_a_problem(client: TestClient, wrong: dict[str, Any], code: str) -> None:
    answer = client.post("/screenings", json=wrong)
    assert answer.json()["type"] == f"urn:unspun:problem:{code}", answer.text


def test_clients_see_their_own_libraries_and_of_others_scores_only(
    client: TestClient, url: str, reference: str, suspect: str
) -> None:
    database = Database.open(url)
    owner, other = (bearer(database, name, KeyScope.ADMIN) for name in ("owner", "other"))
    public = TestClient(client.app, base_url=PUBLIC)
    for name, shares in (("secret", False), ("open", True)):
        made = public.post("/libraries", json={"name": name, "shares_scores": shares}, headers=owner).json()
        answer = public.put(f"/libraries/{name}/articles/wall", json={"text": reference, "title": "T"}, headers=owner)
        assert answer.status_code == 200, answer.text
        assert public.get(f"/libraries/{name}", headers=other).status_code == 404
        wanted = {"suspect": {"text": suspect}, "libraries": [made["id"]]}
        found = public.post("/screenings", json=wanted, headers=other)
        assert found.status_code == (200 if shares else 404), found.text
    (source,) = found.json()["sources"]
    assert (source["not_compared"], source.get("title", ""), source.get("report")) == ("other_client", "", None)
    assert source["score"] > 0
    database.close()


def test_each_route_asks_for_its_scope(client: TestClient, url: str) -> None:
    database = Database.open(url)
    public = TestClient(client.app, base_url=PUBLIC)
    read, write, screen_ = (
        bearer(database, "scoped", scope) for scope in (KeyScope.LIBRARY_READ, KeyScope.LIBRARY_WRITE, KeyScope.SCREEN)
    )
    assert public.post("/libraries", json={"name": "scoped"}, headers=read).status_code == 403
    assert public.post("/libraries", json={"name": "scoped"}, headers=write).status_code == 201
    assert public.get("/libraries", headers=write).status_code == 403
    assert public.get("/libraries", headers=read).status_code == 200
    wanted = {"suspect": {"text": made_text(1)}, "libraries": ["scoped"]}
    assert public.post("/screenings", json=wanted, headers=write).status_code == 403
    assert public.post("/screenings", json=wanted, headers=screen_).status_code == 200
    database.close()

"""Jobs and batches over HTTP, with the worker inside the service and the real model."""

import base64
import gzip
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import orjson
import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from tests.waiting import wait_until, wait_until_open, wait_until_ready

LINES = {"Content-Type": "application/x-ndjson"}
Pair = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def client(settings: Settings, tmp_path_factory: pytest.TempPathFactory, detector: Detector) -> Iterator[TestClient]:
    """A service with a worker inside."""
    url = f"sqlite:///{tmp_path_factory.mktemp('working')}/unspun.db"
    working = settings.model_copy(update={"database_url": url, "embedded_worker": True})
    with TestClient(create_app(working, lambda: detector)) as client:
        wait_until_ready(client)
        yield client


@pytest.fixture(scope="module")
def still(settings: Settings, tmp_path_factory: pytest.TempPathFactory, detector: Detector) -> Iterator[TestClient]:
    """A service without a worker: everything stays in the queue."""
    url = f"sqlite:///{tmp_path_factory.mktemp('still')}/unspun.db"
    alone = settings.model_copy(
        update={"database_url": url, "embedded_worker": False, "max_batch_lines": 120, "async_above_characters": 5_000}
    )
    with TestClient(create_app(alone, lambda: detector)) as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


@pytest.fixture(autouse=True)
def _queue_is_open(client: TestClient) -> None:
    wait_until_open(client)


def lines(pair: Pair, n: int, *more: bytes) -> bytes:
    return b"\n".join([orjson.dumps({"custom_id": f"c{i}", **pair}) for i in range(n)] + list(more))


def finished(client: TestClient, path: str) -> Any:
    wait_until(lambda: client.get(path).json()["state"] not in {"open", "queued", "running"})
    return client.get(path).json()


def results(client: TestClient, batch: str) -> list[Any]:
    return [orjson.loads(line) for line in client.get(f"{batch}/results").text.splitlines()]


def test_a_job_is_taken_at_once_and_gives_the_same_report_as_compare(client: TestClient, pair: Pair) -> None:
    taken = client.post("/jobs", json={**pair, "custom_id": "article 7"})
    assert taken.status_code == 202
    assert taken.headers["location"] == f"/jobs/{taken.json()['id']}"
    job = finished(client, taken.headers["location"])
    assert (job["state"], job["custom_id"], job["error"]) == ("done", "article 7", None)
    assert job["report"] == client.post("/compare", json=pair).json()


def test_a_job_is_found_by_the_name_that_its_sender_gave(client: TestClient, pair: Pair) -> None:
    for name in ("found 1", "found 2", "found 1"):
        last = client.post("/jobs", json={**pair, "custom_id": name}).json()["id"]
    finished(client, f"/jobs/{last}")
    found = client.get("/jobs", params={"custom_id": "found 1"}).json()
    assert found["next"] is None
    assert [each["custom_id"] for each in found["jobs"]] == ["found 1", "found 1"]
    newest = found["jobs"][0]
    assert (newest["id"], newest["state"], newest["label"], newest["page"]) == (last, "done", "spun", f"/reports/{last}")
    assert "report" not in newest
    assert client.get("/jobs", params={"custom_id": "found"}).json() == {"jobs": [], "next": None}


def test_jobs_are_listed_page_by_page_without_batches(still: TestClient, pair: Pair) -> None:
    sent = [still.post("/jobs", json={**pair, "custom_id": f"listed {n}"}).json()["id"] for n in range(5)]
    still.post("/batches", content=lines(pair, 3), headers=LINES)
    seen: list[str] = []
    asked: dict[str, str | int] = {"limit": 2}
    while len(seen) < len(sent):
        page = still.get("/jobs", params=asked).json()
        seen += [each["id"] for each in page["jobs"]]
        asked["cursor"] = page["next"]
    assert seen[:5] == sent[::-1]
    assert still.get("/jobs?cursor=nonsense").json()["type"].endswith("bad-cursor")
    unusable = still.get("/jobs?limit=0").json()
    assert unusable["errors"][0]["pointer"] == "#/query/limit"
    assert unusable["detail"] == "One place of the request cannot be used."  # it has no body


def test_compare_answers_with_a_job_when_it_is_asked_to(client: TestClient, pair: Pair) -> None:
    taken = client.post("/compare", json=pair, headers={"Prefer": "respond-async, wait=10"})
    assert taken.status_code == 202
    assert finished(client, taken.headers["location"])["report"]["label"] == "spun"


@pytest.mark.parametrize("path", ["/compare", "/screenings"])
def test_a_preference_may_stand_on_any_line(still: TestClient, pair: Pair, path: str) -> None:
    still.post("/libraries", json={"name": "mine"})
    asked = pair if path == "/compare" else {"suspect": pair["suspect"], "libraries": ["mine"]}
    sent = [("Prefer", "return=minimal"), ("Prefer", "respond-async")]
    assert still.post(path, json=asked, headers=sent).status_code == 202


def test_a_long_pair_becomes_a_job_by_itself(still: TestClient) -> None:
    sides = [{"reference": {"text": "a" * 2_500}, "suspect": {"html": "b" * n}} for n in (2_500, 2_501)]
    assert [still.post("/compare", json=each).status_code for each in sides] == [200, 202]


def test_a_bad_line_is_one_error_and_stops_nothing(client: TestClient, pair: Pair) -> None:
    bad = [b"{not json", b"", b'{"custom_id": "x", "suspect": {}}', b'{"reference": {"text": "a"}, "suspect": {"text": "b"}}']
    taken = client.post("/batches", content=lines(pair, 3, *bad), headers=LINES)
    assert taken.status_code == 202
    batch = finished(client, taken.headers["location"])
    assert batch["counts"] == {"total": 6, "waiting": 0, "done": 4, "failed": 2, "cancelled": 0}
    found = results(client, taken.headers["location"])
    assert [(r["line"], r["custom_id"], "report" in r) for r in found] == [
        (1, "c0", True), (2, "c1", True), (3, "c2", True), (4, None, False), (5, "x", False), (6, None, True),
    ]  # fmt: skip
    assert found[3]["error"]["type"] == "urn:unspun:problem:malformed-json"
    assert [e["pointer"] for e in found[4]["error"]["errors"]] == ["#/reference", "#/suspect"]


def test_a_line_over_the_limit_is_one_error(client: TestClient, pair: Pair, settings: Settings) -> None:
    long = b'{"custom_id": "' + b"a" * settings.body_limit + b'"}'
    taken = client.post("/batches", content=lines(pair, 1, long, b" "), headers=LINES)
    finished(client, taken.headers["location"])
    assert [r.get("error", {}).get("type") for r in results(client, taken.headers["location"])] == [
        None, "urn:unspun:problem:line-too-long",
    ]  # fmt: skip


def test_a_batch_may_be_gzipped_or_uploaded(client: TestClient, pair: Pair) -> None:
    body = lines(pair, 30)
    packed = client.post("/batches", content=gzip.compress(body), headers=LINES | {"Content-Encoding": "gzip"})
    boundary = "xyz"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n'.encode()
    form = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    uploaded = client.post("/batches", content=head + body + f"\r\n--{boundary}--\r\n".encode(), headers=form)
    assert (packed.status_code, uploaded.status_code) == (202, 202)
    assert packed.json()["counts"]["total"] == uploaded.json()["counts"]["total"] == 30


@pytest.mark.parametrize("is_named", [False, True])
@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"", LINES, 422, "empty-batch"),
        (b"{}", {"Content-Type": "text/csv"}, 415, "media-type"),
        (b"{}", LINES | {"Content-Encoding": "br"}, 415, "encoding"),
        (b"{}", LINES | {"Content-Encoding": "gzip"}, 400, "broken-encoding"),
        (b"{}\n" * 121, LINES, 413, "too-many-lines"),
        (b"no part", {"Content-Type": "multipart/form-data; boundary=x"}, 415, "media-type"),
        (b"--x\r\n\r\n{}", {"Content-Type": "multipart/form-data; boundary=x"}, 415, "media-type"),
        (b"{}", {"Content-Type": "multipart/form-data"}, 415, "media-type"),
    ],
)
def test_a_body_that_is_no_batch_is_refused_and_leaves_nothing(
    still: TestClient, body: bytes, headers: dict[str, str], status: int, code: str, *, is_named: bool
) -> None:
    named = {"Idempotency-Key": uuid4().hex} if is_named else {}
    answer = still.post("/batches", content=body, headers=headers | named)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:unspun:problem:{code}")
    assert all(b["state"] == "cancelled" for b in still.get("/batches?limit=100").json()["batches"] if b["counts"]["total"] != 3)


def test_the_results_so_far_can_be_read_and_resumed(client: TestClient, pair: Pair) -> None:
    batch = client.post("/batches", content=lines(pair, 120), headers=LINES).headers["location"]
    finished(client, batch)
    assert [r["custom_id"] for r in results(client, batch)] == [f"c{i}" for i in range(120)]
    rest = client.get(f"{batch}/results?after=117").text.splitlines()
    assert [orjson.loads(line)["line"] for line in rest] == [118, 119, 120]


def test_a_waiting_batch_says_where_it_stands_and_its_etag_holds(still: TestClient, pair: Pair) -> None:
    batch = still.post("/batches", content=lines(pair, 3), headers=LINES).headers["location"]
    answer = still.get(batch)
    assert answer.json()["counts"]["waiting"] == 3
    assert answer.json()["expected_finish"] is None
    assert still.get(batch, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert still.get(f"{batch}/results").text == ""
    still.delete(batch)
    assert still.get(batch, headers={"If-None-Match": answer.headers["etag"]}).status_code == 200


def test_the_etag_of_a_job_holds_until_something_changes(still: TestClient, pair: Pair) -> None:
    job = still.post("/jobs", json=pair).headers["location"]
    sent = {"If-None-Match": still.get(job).headers["etag"]}
    assert (still.get(job, headers=sent).status_code, still.get(job, headers=sent).content) == (304, b"")
    assert still.get(job, headers={"If-None-Match": "*"}).status_code == 304
    assert still.get(job, headers=[("If-None-Match", '"another"'), *sent.items()]).status_code == 304
    still.delete(job)
    assert still.get(job, headers=sent).status_code == 200


def test_delete_cancels_first_and_purges_then(still: TestClient, client: TestClient, pair: Pair) -> None:
    waiting = still.post("/jobs", json=pair).headers["location"]
    assert still.delete(waiting).json()["state"] == "cancelled"
    done = client.post("/batches", content=lines(pair, 2), headers=LINES).headers["location"]
    finished(client, done)
    purged_at = client.delete(done).json()["purged_at"]
    assert purged_at == client.delete(done).json()["purged_at"]  # a second one changes nothing
    assert purged_at
    assert [(r["purged"], r["label"]) for r in results(client, done)] == [(True, "spun")] * 2
    job = client.post("/jobs", json=pair).headers["location"]
    finished(client, job)
    assert client.delete(job).json()["report"] is None


def test_a_name_is_one_line_s_own(client: TestClient, pair: Pair) -> None:
    named = [orjson.dumps({"custom_id": name, **pair}) for name in ("a", "b", "a", "c", "a")]
    batch = client.post("/batches", content=b"\n".join(named), headers=LINES).headers["location"]
    finished(client, batch)
    found = results(client, batch)
    assert [each["custom_id"] for each in found] == ["a", "b", "a", "c", "a"]
    assert ["error" in each for each in found] == [False, False, True, False, True]
    assert found[2]["error"]["errors"][0]["pointer"] == "#/custom_id"


def test_a_line_with_half_a_character_keeps_its_name(client: TestClient, pair: Pair) -> None:
    sent = rb'{"custom_id": "half", "reference": {"text": "a \ud83d"}, "suspect": {"text": "b"}}'
    batch = client.post("/batches", content=sent, headers=LINES).headers["location"]
    finished(client, batch)
    (found,) = results(client, batch)
    assert (found["custom_id"], found["error"]["type"]) == ("half", "urn:unspun:problem:malformed-json")


def test_no_reader_of_lines_splits_a_result(client: TestClient, pair: Pair) -> None:
    odd = {side: {"text": f"{given['text']}\u2028And\u2029so\x85on."} for side, given in pair.items()}
    batch = client.post("/batches", content=lines(odd, 2), headers=LINES).headers["location"]
    finished(client, batch)
    text = client.get(f"{batch}/results").content.decode()
    assert [orjson.loads(line)["custom_id"] for line in text.splitlines()] == ["c0", "c1"]


def test_a_cursor_with_a_nul_in_it_is_none_of_ours(client: TestClient) -> None:
    for place in ([1.5, "b_\x00"], ["x", "b_1"], [1.5, 7], [1.5, ""], {"a": 1}, [1.5, "b_1", 2]):
        cursor = base64.urlsafe_b64encode(orjson.dumps(place)).decode()
        assert client.get("/batches", params={"cursor": cursor}).json()["type"].endswith("bad-cursor")


def fields_of(event: str) -> dict[str, str]:
    """A Server-Sent Event's fields, in whatever order they stand."""
    return dict(line.split(": ", 1) for line in event.splitlines())


def test_events_tell_of_progress_and_of_the_end_and_resume(client: TestClient, pair: Pair) -> None:
    batch = client.post("/batches", content=lines(pair, 60), headers=LINES).headers["location"]
    told = client.get(f"{batch}/events").text
    assert told.count("event: finished") == 1
    assert fields_of(told.rstrip().split("\n\n")[-1])["id"] == "60-done"
    again = client.get(f"{batch}/events", headers={"Last-Event-ID": "50-running"}).text
    assert fields_of(again.split("\n\n")[0])["id"] == "60-done"
    assert client.get(f"{batch}/events", headers={"Last-Event-ID": "60-done"}).status_code == 204


def test_batches_are_listed_page_by_page_the_newest_first(still: TestClient, pair: Pair) -> None:
    made = [still.post("/batches", content=lines(pair, 3), headers=LINES).json()["id"] for _ in range(3)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = still.get(f"/batches?limit=2{cursor and f'&cursor={cursor}'}").json()
        seen += [each["id"] for each in page["batches"]]
        cursor = page["next"]
    assert seen[:3] == made[::-1]
    assert len(seen) == len(set(seen))
    assert still.get("/batches?cursor=nonsense").json()["type"].endswith("bad-cursor")


def test_the_same_named_request_makes_one_job(still: TestClient, pair: Pair) -> None:
    first, second = (still.post("/jobs", json=pair, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("path", ["/jobs/j_none", "/batches/b_none", "/batches/b_none/results", "/batches/b_none/events"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).json()["type"] == "urn:unspun:problem:no-such-job"


def test_a_job_is_no_batch(still: TestClient, pair: Pair) -> None:
    job = still.post("/jobs", json=pair).json()["id"]
    assert still.get(f"/batches/{job}").status_code == 404

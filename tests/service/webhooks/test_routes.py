"""The routes of webhooks: what they take, what they refuse, and that nobody sees or touches another client's."""

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from standardwebhooks import Webhook
from starlette.testclient import TestClient

from app import store
from app.api import Webhooks, build_app
from app.detector import Detector
from app.jobs import AddressPolicy, JobQueue, Sender, WebhookOptions
from app.main import limits_of
from app.service import Guard, Service
from app.settings import Settings
from app.store import Database, KeyScope
from tests.service.access.guarded import ALWAYS, bearer, client_of
from tests.service.webhooks.receiver import answering, receiving
from tests.waiting import PATIENCE

OPTIONS = WebhookOptions(
    addresses=AddressPolicy(allow_http=True, ports=frozenset(), allowed_networks=(ip_network("127.0.0.0/8"),)),
    timeout_seconds=PATIENCE, max_endpoints=3,
)  # fmt: skip
URL = "https://cms.example.com/hooks"
AT = "/webhooks/endpoints"


def service() -> Service:
    return Service(limits_of(Settings()), lambda: Detector.load(Path("/nowhere"), Path("/nowhere")))


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    with TestClient(build_app(service(), hooks=Webhooks(database, OPTIONS))) as client:
        yield client


def created(client: TestClient, url: str = URL, **more: Any) -> dict[str, Any]:
    answer = client.post(AT, json={"url": url, **more})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def assert_problem(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json().get("type")) == (status, f"urn:unspun:problem:{code}"), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_secret_is_shown_once(client: TestClient) -> None:
    answer = client.post(AT, json={"url": URL})
    endpoint = answer.json()
    assert answer.headers["location"] == f"{AT}/{endpoint['id']}"
    assert endpoint["secret"].startswith("whsec_")
    assert endpoint["events"] == ["job.finished", "batch.finished", "library.indexed", "screening.finished", "report.decided"]
    for shown in (client.get(answer.headers["location"]), client.get(AT), client.patch(f"{AT}/{endpoint['id']}", json={})):
        assert shown.status_code == 200
        assert "whsec_" not in shown.text
    assert client.get(AT).json()["endpoints"] == [client.get(answer.headers["location"]).json()]


def test_an_endpoint_is_changed_switched_off_and_on_and_deleted(client: TestClient) -> None:
    at = f"{AT}/{created(client)['id']}"
    changed = client.patch(at, json={"url": f"{URL}/2", "events": ["batch.finished", "batch.finished"]}).json()
    assert (changed["url"], changed["events"], changed["enabled"]) == (f"{URL}/2", ["batch.finished"], True)
    off = client.patch(at, json={"enabled": False}).json()
    assert (off["enabled"], off["disabled_because"]) == (False, "switched off by its owner")
    assert client.get(at).json() == off
    assert client.patch(at, json={"enabled": True}).json() == client.get(at).json() == changed
    assert client.delete(at).status_code == 204
    for answer in (client.get(at), client.delete(at), client.patch(at, json={"enabled": True}), client.post(f"{at}/rotate")):
        assert_problem(answer, 404, "no-such-webhook")


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "https://[::1]/", "https://10.0.0.1/", "https://u@x.com/", "ftp://x.com/", "x"]
)
def test_a_refused_url_is_403_with_its_pointer(client: TestClient, url: str) -> None:
    at = f"{AT}/{created(client)['id']}"
    for answer in (client.post(AT, json={"url": url}), client.patch(at, json={"url": url})):
        assert_problem(answer, 403, "refused-url")
        assert [each["pointer"] for each in answer.json()["errors"]] == ["#/url"]
    assert client.get(at).json()["url"] == URL


BAD = {
    "no url": ({}, "#/url"),
    "an empty url": ({"url": ""}, "#/url"),
    "a url that is too long": ({"url": "https://x.com/" + "a" * 2000}, "#/url"),
    "null": ({"url": None}, "#/url"),
    "no event": ({"url": URL, "events": []}, "#/events"),
    "an unknown event": ({"url": URL, "events": ["ping"]}, "#/events/0"),
    "an unknown field": ({"url": URL, "secret": "x"}, "#/secret"),
}


@pytest.mark.parametrize(("body", "pointer"), BAD.values(), ids=BAD.keys())
def test_a_bad_endpoint_is_422_with_its_pointer(client: TestClient, body: Any, pointer: str) -> None:
    answer = client.post(AT, json=body)
    assert_problem(answer, 422, "invalid-fields")
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    "body", [{"url": None}, {"enabled": None}, {"enabled": 1}, {"enabled": "true"}, {"events": None}, {"id": "x"}, []]
)
def test_a_bad_change_is_422(client: TestClient, body: Any) -> None:
    assert_problem(client.patch(f"{AT}/{created(client)['id']}", json=body), 422, "invalid-fields")


def test_a_client_has_only_so_many_endpoints(client: TestClient) -> None:
    for _ in range(3):
        created(client)
    assert_problem(client.post(AT, json={"url": URL}), 409, "too-many-endpoints")


@pytest.mark.parametrize("name", ["x", "ep_", "ep_x", "ep_" + "0" * 32, "%C3%A9p_1", "ep_" + "1" * 5000])
def test_an_unknown_id_is_404(client: TestClient, name: str) -> None:
    for answer in (client.get(f"{AT}/{name}"), client.post(f"{AT}/{name}/test"), client.get(f"{AT}/{name}/deliveries")):
        assert_problem(answer, 404, "no-such-webhook")
    assert_problem(client.post(f"/webhooks/deliveries/{name}/replay"), 404, "no-such-webhook")


def test_a_ping_is_sent_logged_and_replayed(client: TestClient, queue: JobQueue) -> None:
    with receiving(answering(500)) as receiver:
        endpoint = created(client, receiver.url)
        answer = client.post(f"{AT}/{endpoint['id']}/test")
        assert (answer.status_code, answer.json()["state"], answer.json()["event"]) == (202, "due", "ping")
        deliver_all(queue)
        (logged,) = client.get(f"{AT}/{endpoint['id']}/deliveries").json()["deliveries"]
        assert (logged["state"], logged["last_error"]) == ("due", "answered with 500")
        assert [(each["number"], each["status"]) for each in logged["attempts"]] == [(1, 500)]
        receiver.handler = answering(200)
        replayed = client.post(f"/webhooks/deliveries/{logged['id']}/replay")
        assert (replayed.status_code, replayed.json()["state"]) == (202, "due")
        deliver_all(queue)
    sent = client.get(f"{AT}/{endpoint['id']}/deliveries?state=sent").json()["deliveries"]
    assert [each["id"] for each in sent] == [logged["id"]] == list(dict.fromkeys(receiver.ids))
    assert client.get(f"{AT}/{endpoint['id']}/deliveries?state=failed").json() == {"deliveries": [], "next": None}
    body = Webhook(endpoint["secret"]).verify(receiver.requests[0].body, receiver.requests[0].headers)
    assert (body["type"], body["data"]) == ("ping", {"endpoint": endpoint["id"]})


def deliver_all(queue: JobQueue) -> None:
    sender = Sender(queue.database, queue.client, OPTIONS)
    for turn in sender.queue_due():
        sender.deliver(turn)


def test_a_rotated_secret_signs_beside_the_former_one(client: TestClient, queue: JobQueue) -> None:
    with receiving() as receiver:
        first = created(client, receiver.url)
        second = client.post(f"{AT}/{first['id']}/rotate").json()
        third = client.post(f"{AT}/{first['id']}/rotate").json()
        assert first["former_secret_until"] is None
        assert third["former_secret_until"] is not None
        client.post(f"{AT}/{first['id']}/test")
        deliver_all(queue)
    (request,) = receiver.requests
    for live in (second, third):
        assert Webhook(live["secret"]).verify(request.body, request.headers)
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(first["secret"]).verify(request.body, request.headers)


def test_nothing_is_sent_to_an_endpoint_that_is_off(client: TestClient, database: Database) -> None:
    endpoint = created(client)
    delivery = client.post(f"{AT}/{endpoint['id']}/test").json()
    client.patch(f"{AT}/{endpoint['id']}", json={"enabled": False})
    (logged,) = client.get(f"{AT}/{endpoint['id']}/deliveries").json()["deliveries"]
    assert (logged["state"], logged["last_error"]) == ("failed", "endpoint disabled: switched off by its owner")
    assert_problem(client.post(f"{AT}/{endpoint['id']}/test"), 409, "endpoint-disabled")
    assert_problem(client.post(f"/webhooks/deliveries/{delivery['id']}/replay"), 409, "endpoint-disabled")


def test_the_log_has_pages(client: TestClient, database: Database) -> None:
    endpoint = created(client)
    with database.transaction() as tx:
        for _ in range(5):
            store.deliveries.queue_event(tx, "local", "job.finished", b"{}", None)
    at, seen, cursor = f"{AT}/{endpoint['id']}/deliveries?limit=2", list[str](), ""
    for _ in range(3):
        page = client.get(at + cursor).json()
        seen += [each["id"] for each in page["deliveries"]]
        cursor = f"&cursor={page['next']}"
    assert page["next"] is None
    assert len(set(seen)) == 5
    assert_problem(client.get(f"{at}&cursor=nonsense"), 422, "bad-cursor")
    for query in ("limit=0", "limit=101", "limit=x", "state=lost", "cursor=" + "x" * 201):
        assert_problem(client.get(f"{AT}/{endpoint['id']}/deliveries?{query}"), 422, "invalid-fields")


def test_without_webhooks_it_is_503() -> None:
    with TestClient(build_app(service())) as client:
        assert_problem(client.get(AT), 503, "not-ready")


def test_nobody_sees_or_touches_what_is_another_clients(database: Database) -> None:
    api = build_app(service(), Guard(database=database, policy=ALWAYS), hooks=Webhooks(database, OPTIONS))
    mine, theirs = (bearer(database, name) for name in ("a", "b"))
    with client_of(api) as client:
        endpoint = client.post(AT, json={"url": URL}, headers=mine).json()
        delivery = client.post(f"{AT}/{endpoint['id']}/test", headers=mine).json()
        assert client.get(AT, headers=theirs).json() == {"endpoints": []}
        at = f"{AT}/{endpoint['id']}"
        for answer in (
            client.get(at, headers=theirs),
            client.delete(at, headers=theirs),
            client.patch(at, json={"url": URL}, headers=theirs),
            client.post(f"{at}/rotate", headers=theirs),
            client.post(f"{at}/test", headers=theirs),
            client.get(f"{at}/deliveries", headers=theirs),
            client.post(f"/webhooks/deliveries/{delivery['id']}/replay", headers=theirs),
        ):
            assert_problem(answer, 404, "no-such-webhook")
        assert client.get(at, headers=mine).json()["url"] == URL


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("POST", AT, KeyScope.JOBS),
        ("GET", AT, KeyScope.READ),
        ("GET", f"{AT}/ep_1", KeyScope.READ),
        ("PATCH", f"{AT}/ep_1", KeyScope.JOBS),
        ("DELETE", f"{AT}/ep_1", KeyScope.JOBS),
        ("POST", f"{AT}/ep_1/rotate", KeyScope.JOBS),
        ("POST", f"{AT}/ep_1/test", KeyScope.JOBS),
        ("GET", f"{AT}/ep_1/deliveries", KeyScope.READ),
        ("POST", "/webhooks/deliveries/msg_1/replay", KeyScope.JOBS),
    ],
)
def test_each_route_needs_its_scope(database: Database, method: str, path: str, needed: KeyScope) -> None:
    api = build_app(service(), Guard(database=database, policy=ALWAYS), hooks=Webhooks(database, OPTIONS))
    with client_of(api) as client:
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers=bearer(database, "a", KeyScope.COMPARE)).status_code == 403
        assert client.request(method, path, headers=bearer(database, "a", needed)).status_code not in {401, 403}

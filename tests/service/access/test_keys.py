"""API keys over HTTP: 401, 403, when none is needed, revoked at once, and no key in a log."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app import store
from app.api import build_app
from app.detector import Detector
from app.main import create_app, limits_of
from app.service import Guard, KeyPolicy, KeysNeeded, Service
from app.settings import RequireKeys, Settings
from app.store import Database, KeyScope, KeyWish, sqlite_url
from app.telemetry import JsonLines
from tests.service.access.guarded import ALWAYS, HERE, PUBLIC, Counting, bearer, client_of, small_app
from tests.waiting import PATIENCE, wait_until_ready

PAIR = {"reference": {"text": "a"}, "suspect": {"text": "b"}}
AUTO = KeyPolicy()
OFF = KeyPolicy(KeysNeeded.FALSE)
OPEN = KeyPolicy(KeysNeeded.FALSE, open_to_anyone=True)


@pytest.fixture
def api(database: Database, detector: Detector) -> Iterator[TestClient]:
    service = Service(limits_of(Settings()), lambda: detector)
    with client_of(build_app(service, Guard(database=database, policy=ALWAYS))) as client:
        wait_until_ready(client)
        yield client


def assert_refused(answer: Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:unspun:problem:{code}"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version", "/limits", "/openapi.json"])
def test_what_says_nothing_of_articles_is_open(api: TestClient, path: str) -> None:
    assert api.get(path).status_code == 200


def test_a_wrong_method_on_an_open_path_is_405(api: TestClient) -> None:
    assert api.delete("/healthz").status_code == 405


@pytest.mark.parametrize(
    ("path", "methods"), [("/batches", "GET, HEAD, POST"), ("/jobs/j_1", "DELETE, GET, HEAD"), ("/version", "GET, HEAD")]
)
def test_a_wrong_method_is_told_all_right_ones(api: TestClient, database: Database, path: str, methods: str) -> None:
    answer = api.put(path, headers=bearer(database))
    assert answer.status_code == 405
    assert answer.headers["allow"] == methods


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}, {"Authorization": ""}])
def test_without_a_key_the_answer_is_401_and_says_how(api: TestClient, sent: dict[str, str]) -> None:
    answer = api.post("/compare", json=PAIR, headers=sent)
    assert_refused(answer, 401, "no-key")
    assert answer.headers["www-authenticate"] == 'Bearer realm="unspun"'


@pytest.mark.parametrize("sent", ["x", "unspun_aaaaaaaa_" + "a" * 43, "a b c", "ü"])
def test_with_a_wrong_key_the_answer_is_401(api: TestClient, sent: str) -> None:
    answer = api.post("/compare", json=PAIR, headers=[(b"Authorization", b"Bearer " + sent.encode())])
    assert_refused(answer, 401, "key-refused")
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_with_a_key_it_answers(api: TestClient, database: Database) -> None:
    answer = api.post("/compare", json=PAIR, headers=bearer(database, "cms", KeyScope.COMPARE))
    assert answer.status_code == 200
    assert store.keys.every(database)[0].last_used_at


def test_the_scheme_is_written_in_any_case(api: TestClient, database: Database) -> None:
    sent = bearer(database)["Authorization"].replace("Bearer ", "bEARER  ")
    assert api.post("/compare", json=PAIR, headers={"Authorization": sent}).status_code == 200


def test_without_the_scope_the_answer_is_403_and_names_it(api: TestClient, database: Database) -> None:
    answer = api.post("/compare", json=PAIR, headers=bearer(database, "cms", KeyScope.READ, KeyScope.JOBS))
    assert_refused(answer, 403, "scope-missing")
    assert 'error="insufficient_scope", scope="compare"' in answer.headers["www-authenticate"]


def test_a_key_is_asked_for_before_the_body_is_looked_at(api: TestClient) -> None:
    assert api.post("/compare", content=b"no json", headers={"Content-Length": "999999999999"}).status_code == 401


def test_an_unknown_path_is_404_with_a_key_and_without(api: TestClient, database: Database) -> None:
    assert_refused(api.get("/nope"), 404, "not-found")
    assert_refused(api.get("/nope", headers=bearer(database)), 404, "not-found")


@pytest.mark.parametrize("end", ["revoked", "expired", "rotated away"])
def test_a_key_that_ended_is_refused_at_once(api: TestClient, database: Database, end: str) -> None:
    now = time.time()
    key, secret = store.keys.create(database, KeyWish("cms", frozenset({KeyScope.COMPARE})), now=now)
    sent = {"Authorization": f"Bearer {secret.text}"}
    assert api.post("/compare", json=PAIR, headers=sent).status_code == 200
    if end == "revoked":
        store.keys.revoke(database, key.id, now=now)
    else:
        store.keys.rotate(database, key.id, keep=0 if end == "rotated away" else -1, now=now)
    assert_refused(api.post("/compare", json=PAIR, headers=sent), 401, "key-refused")


def test_a_key_revoked_by_another_process_is_refused_by_every_service(database: Database, tmp_path: Path) -> None:
    guards = [Guard(database=Database.open(database.url), policy=ALWAYS) for _ in range(2)]
    clients = [client_of(small_app(Counting(), guard)) for guard in guards]
    sent = bearer(database)
    assert [client.get("/jobs/1", headers=sent).status_code for client in clients] == [200, 200]
    command = [sys.executable, "-c", "from app.cli import main; main()", "keys", "revoke", store.keys.every(database)[0].prefix]
    subprocess.run(command, env={"UNSPUN_DATABASE_URL": database.url, "HOME": str(tmp_path)}, check=True, timeout=PATIENCE)
    assert [client.get("/jobs/1", headers=sent).status_code for client in clients] == [401, 401]
    for guard in guards:
        guard.database.close()


def test_the_routes_learn_whose_key_it_was(database: Database) -> None:
    inner = Counting()
    client_of(small_app(inner, Guard(database=database, policy=ALWAYS))).get("/jobs/1", headers=bearer(database, "wordpress"))
    assert inner.clients == ["wordpress"]


def test_a_database_that_does_not_answer_is_503(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "empty.db"))
    answer = client_of(small_app(Counting(), Guard(database=database, policy=ALWAYS))).get(
        "/jobs/1", headers={"Authorization": f"Bearer unspun_aaaaaaaa_{'a' * 43}"}
    )
    assert_refused(answer, 503, "no-database")
    assert answer.headers["retry-after"] == "5"
    database.close()


WAYS: dict[str, tuple[KeyPolicy, str, dict[str, str], int]] = {
    "auto, from here": (AUTO, HERE, {}, 200),
    "auto, from here by name": (AUTO, "http://localhost:8000", {}, 200),
    "auto, from here, IPv6": (AUTO, "http://[::1]:8000", {}, 200),
    "auto, at a public address": (AUTO, PUBLIC, {}, 401),
    "auto, at a private address": (AUTO, "http://192.168.1.7", {}, 401),
    "auto, at a public IPv6 address": (AUTO, "http://[2001:db8::1]", {}, 401),
    "auto, through a proxy": (AUTO, HERE, {"X-Forwarded-For": "203.0.113.9"}, 401),
    "auto, through a modern proxy": (AUTO, HERE, {"Forwarded": "for=203.0.113.9"}, 401),
    "auto, a name that was made to point here": (AUTO, HERE, {"Host": "evil.example"}, 401),
    "off, from here": (OFF, HERE, {}, 200),
    "off, behind a proxy of ours": (OFF, HERE, {"X-Forwarded-For": "203.0.113.9", "Host": "unspun.example"}, 200),
    "off, at a public address": (OFF, PUBLIC, {}, 401),
    "off, at a public address, with consent": (OPEN, PUBLIC, {}, 200),
    "on, from here": (ALWAYS, HERE, {}, 401),
}


@pytest.mark.parametrize(("policy", "base_url", "headers", "status"), WAYS.values(), ids=WAYS.keys())
def test_whether_a_key_is_needed(
    database: Database, policy: KeyPolicy, base_url: str, headers: dict[str, str], status: int
) -> None:
    client = client_of(small_app(Counting(), Guard(database=database, policy=policy)), base_url, client=("127.0.0.1", 5000))
    assert client.get("/jobs/1", headers=headers).status_code == status


OF_PROXIES = (
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix",
    "X-Forwarded-Server", "X-Forwarded-Scheme", "X-Forwarded-Ssl", "X-Forwarded-User", "X-Forwarded-By",
    "X-Forwarded", "Forwarded-For",
    "X-Real-IP", "X-Real-Port", "X-Original-Forwarded-For", "X-Original-Host", "X-Original-URL", "X-Client-IP", "Client-IP",
    "X-Cluster-Client-IP", "X-Remote-IP", "X-Remote-Addr", "X-Originating-IP", "X-ProxyUser-Ip", "X-Scheme", "Front-End-Https",
    "True-Client-IP", "CF-Connecting-IP", "CF-Ray", "CF-Visitor", "CF-IPCountry", "CDN-Loop", "Fastly-Client-IP", "Fly-Client-IP",
    "X-Envoy-External-Address", "X-Amzn-Trace-Id", "X-Amz-Cf-Id", "X-Azure-ClientIP", "X-Appengine-User-IP", "X-ARR-LOG-ID",
    "X-Akamai-Edgescape", "Proxy-Connection", "Tailscale-User-Login", "X-Heroku-Queue-Depth", "X-Varnish",
)  # fmt: skip


def from_here(*headers: tuple[str, str]) -> dict[str, Any]:
    raw = [(name.lower().encode(), value.encode()) for name, value in (("Host", "localhost"), *headers)]
    return {"type": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "headers": raw}


@pytest.mark.parametrize("name", OF_PROXIES)
@pytest.mark.parametrize("value", ["", "203.0.113.9"])
def test_whatever_a_proxy_says_of_itself_asks_for_a_key(name: str, value: str) -> None:
    assert AUTO.needs_key(from_here((name, value)))


@pytest.mark.parametrize("name", ["X-Request-ID", "User-Agent", "Prefer", "Origin", "traceparent", "X-Client-Version", "Referer"])
def test_what_programs_say_of_themselves_asks_for_none(name: str) -> None:
    assert not AUTO.needs_key(from_here((name, "1")))


@pytest.mark.parametrize("server", [None, ("/run/unspun.sock", None), ("::ffff:203.0.113.5", 80), ("0.0.0.0", 80)])
def test_an_address_that_is_not_known_to_be_ours_alone_needs_a_key(server: Any) -> None:
    scope = {"type": "http", "server": server, "client": ("127.0.0.1", 1), "headers": [(b"host", b"localhost")]}
    assert AUTO.needs_key(scope)
    assert OFF.needs_key(scope)


def test_a_client_elsewhere_needs_a_key() -> None:
    scope = {"type": "http", "server": ("127.0.0.1", 80), "client": ("203.0.113.9", 1), "headers": [(b"host", b"localhost")]}
    assert AUTO.needs_key(scope)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "203.0.113.5", "192.168.1.7", "unspun.example"])
def test_starting_open_on_a_public_address_is_refused_with_one_line(host: str) -> None:
    with pytest.raises(SystemExit) as refused:
        create_app(Settings(host=host, require_keys=RequireKeys.FALSE))
    message = str(refused.value)
    assert "UNSPUN_OPEN_TO_ANYONE" in message
    assert "\n" not in message


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_starting_open_on_a_loopback_address_is_not(host: str) -> None:
    create_app(Settings(host=host, require_keys=RequireKeys.FALSE))


@pytest.mark.parametrize(
    "given", [{}, {"require_keys": RequireKeys.TRUE}, {"require_keys": RequireKeys.FALSE, "open_to_anyone": True}]
)
def test_starting_on_a_public_address_with_keys_or_with_consent_is_not(given: dict[str, Any]) -> None:
    create_app(Settings(host="0.0.0.0", **given))


def test_the_command_refuses_too(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--host", "0.0.0.0", "--port", "0"]
    environment = {"UNSPUN_REQUIRE_KEYS": "false", "HOME": str(tmp_path)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "unspun: UNSPUN_REQUIRE_KEYS=false on the public address 0.0.0.0 lets anybody in: "
        "leave it at auto, or say UNSPUN_OPEN_TO_ANYONE=true"
    ]


PATHS = build_app(Service(limits_of(Settings()), lambda: Detector.load(Path(), Path()))).openapi()["paths"]


@pytest.mark.parametrize(("method", "path"), [(method, path) for path, item in PATHS.items() for method in item])
def test_a_route_documents_its_refusals(method: str, path: str) -> None:
    operation = PATHS[path][method]
    if "security" in operation:
        assert {"401", "403", "429", "503"} <= operation["responses"].keys()
    if method == "post":
        assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
        assert {"400", "409", "422"} <= operation["responses"].keys()


def test_no_log_and_no_answer_holds_a_key(api: TestClient, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    sent = bearer(database)["Authorization"]
    secret = sent.split()[1]
    with caplog.at_level(logging.DEBUG):
        answers = [
            api.post("/compare", json=PAIR, headers={"Authorization": sent}),
            api.post("/compare", json=PAIR, headers={"Authorization": f"{sent}x"}),
            api.post("/compare", json=PAIR, headers={"Authorization": f"Basic {secret}"}),
        ]
    lines = [JsonLines().format(record) + record.getMessage() for record in caplog.records if "httpx2" not in record.name]
    assert any("app.access" in line for line in lines)
    assert secret not in "".join(lines)
    assert secret not in "".join(answer.text + str(answer.headers) for answer in answers)

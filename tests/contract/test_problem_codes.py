"""Every problem in the table of docs/api.md is provoked, and the table knows every problem of the code."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app import store
from app.service import problem_codes
from app.store import KeyScope, ReplyKey
from tests.contract.situations import ENDPOINT, LINES, MAX_BYTES, MAX_CHARACTERS, MAX_LINES, PAIR, Services, all_situations
from tests.service.access.guarded import bearer
from tests.service.operation.listening import listening, send_raw
from tests.service.test_operation import PAIR as LONGER_PAIR
from tests.service.test_operation import Gate, in_background, served
from tests.waiting import wait_until, wait_until_ready

DOC = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \|", DOC, re.MULTILINE)
JSON = {"Content-Type": "application/json"}
LINE = {"Content-Type": "application/x-ndjson"}


def ask(method: str, path: str, services: Services, **request: Any) -> Response:
    """Asks the service that is whole, with a key that may do everything."""
    headers = bearer(services.database, "codes") | request.pop("headers", {})
    return services.whole.request(method, path, headers=headers, **request)


def asking(method: str, path: str, **request: Any) -> Callable[[Services], Response]:
    return lambda services: ask(method, path, services, **request)


def taken(services: Services) -> Response:
    return [ask("POST", "/libraries", services, json={"name": "taken"}) for _ in range(2)][-1]


def no_article(services: Services) -> Response:
    ask("POST", "/libraries", services, json={"name": "empty"})
    return ask("GET", "/libraries/empty/articles/none", services)


def report(services: Services) -> str:
    """The path of a new one."""
    job = f"/jobs/{ask('POST', '/jobs', services, json=PAIR).json()['id']}"
    wait_until(lambda: ask("GET", job, services).json()["report"] is not None)
    return job.replace("jobs", "reports")


def report_gone(services: Services) -> Response:
    path = report(services)
    ask("DELETE", path.replace("reports", "jobs"), services)
    return ask("GET", path, services)


def unusable_review(services: Services) -> Response:
    return ask("POST", f"{report(services)}/exclusions", services, json={"kind": "passage", "number": 99})


def unkeyed(services: Services) -> Response:
    return services.whole.get("/batches")


def refused(services: Services) -> Response:
    return services.whole.get("/batches", headers={"Authorization": "Bearer unspun_x"})


def too_narrow(services: Services) -> Response:
    return services.whole.get("/batches", headers=bearer(services.database, "codes", KeyScope.COMPARE))


def running(services: Services) -> Response:
    store.replies.claim(services.database, ReplyKey("codes", "running", "POST /jobs"), now=time.time())
    return ask("POST", "/jobs", services, json=PAIR, headers={"Idempotency-Key": "running"})


def named_twice(services: Services) -> Response:
    for text in ("a", "b"):
        pair = PAIR | {"suspect": {"text": text}}
        answer = ask("POST", "/jobs", services, json=pair, headers={"Idempotency-Key": "twice"})
    return answer


def disabled(services: Services) -> Response:
    at = f"/webhooks/endpoints/{ask('POST', '/webhooks/endpoints', services, json=ENDPOINT).json()['id']}"
    ask("PATCH", at, services, json={"enabled": False})
    return ask("POST", f"{at}/test", services)


def one_too_many(services: Services) -> Response:
    headers = bearer(services.database, "collector")
    answers = (ask("POST", "/webhooks/endpoints", services, json=ENDPOINT, headers=headers) for _ in range(25))
    return next(answer for answer in answers if answer.status_code != 201)


def cancelled_meanwhile(services: Services) -> Response:
    """A batch whose body stops in the middle until somebody else has cancelled it."""
    headers = bearer(services.database, "canceller")
    sent = [b"{}\n", b"{}\n"]
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        line = sent.pop()
        if not sent:
            await asyncio.to_thread(cancel_newest, services.whole, headers)
        return {"type": "http.request", "body": line, "more_body": bool(sent)}

    async def send(message: Any) -> None:
        answered.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in (headers | LINE).items()]
    scope = {
        "type": "http", "method": "POST", "path": "/batches", "raw_path": b"/batches", "query_string": b"", "headers": raw,
        "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("203.0.113.5", 80), "client": ("203.0.113.9", 1),
        "asgi": {"version": "3.0"},
    }  # fmt: skip

    async def post() -> None:
        await services.whole.app(scope, receive, send)

    asyncio.run(post())
    return Response(answered[0]["status"], headers=answered[0]["headers"], content=answered[1]["body"])


def cancel_newest(client: TestClient, headers: dict[str, str]) -> None:
    (batch,) = client.get("/batches", headers=headers).json()["batches"]
    assert client.delete(f"/batches/{batch['id']}", headers=headers).json()["state"] == "cancelled"


def limited(services: Services) -> Response:
    headers = bearer(services.database, "codes")
    return [services.limited.get("/batches", headers=headers) for _ in range(2)][-1]


def overloaded(_: Services) -> Response:
    gate, late = Gate(), list[Any]()
    with served(gate, queue_size=0) as client:
        wait_until_ready(client)
        thread = in_background(client, late)
        wait_until(partial(gate.entered.acquire, blocking=False))
        answer = client.post("/compare", json=LONGER_PAIR)
        gate.open.set()
        thread.join()
    return answer


def took_too_long(_: Services) -> Response:
    gate = Gate()
    with served(gate, time_limit_seconds=0.05) as client:
        wait_until_ready(client)
        answer = client.post("/compare", json=LONGER_PAIR)
        gate.open.set()
    return answer


def unreadable(_: Services) -> Response:
    async def never(_scope: object, _receive: object, _send: object) -> None:
        raise AssertionError

    with listening(never) as port:
        raw = send_raw(port, b"this is no request\r\n\r\n")
    head, body = raw.split(b"\r\n\r\n", 1)
    return Response(int(head.split()[1]), content=body)


ASKED: Mapping[str, Callable[[Services], Response]] = {
    "broken-encoding": asking("POST", "/jobs", content=b"{}", headers=JSON | {"Content-Encoding": "gzip"}),
    "unreadable-request": unreadable,
    "content-length": asking("POST", "/jobs", content=b"{}", headers=JSON | {"Content-Length": "two"}),
    "cross-site": asking("POST", "/jobs", json=PAIR, headers={"Sec-Fetch-Site": "cross-site"}),
    "path-too-long": asking("GET", "/healthz?" + "a" * 9_000),
    "head-too-long": asking("GET", "/healthz", headers={"X-Padding": "a" * 9_000}),
    "batch-too-long": asking("POST", "/batches", content=b" " * (MAX_BYTES + 1), headers=LINE),
    "idempotency-key": asking("POST", "/jobs", json=PAIR, headers={"Idempotency-Key": "é".encode("latin-1")}),
    "no-key": unkeyed,
    "key-refused": refused,
    "scope-missing": too_narrow,
    "refused-url": asking("POST", "/webhooks/endpoints", json={"url": "http://169.254.169.254/"}),
    "no-such-job": asking("GET", "/jobs/j_1"),
    "no-such-library": asking("GET", "/libraries/nowhere"),
    "no-such-article": no_article,
    "library-name-taken": taken,
    "not-found": asking("GET", "/nowhere"),
    "no-such-webhook": asking("GET", "/webhooks/endpoints/ep_1"),
    "method-not-allowed": asking("PUT", "/jobs"),
    "still-running": running,
    "endpoint-disabled": disabled,
    "too-many-endpoints": one_too_many,
    "batch-closed": cancelled_meanwhile,
    "body-too-long": asking("POST", "/compare", content=b" " * (MAX_BYTES + 1), headers=JSON),
    "too-many-lines": asking("POST", "/batches", content=b"{}\n" * (MAX_LINES + 1), headers=LINE),
    "text-too-long": asking("POST", "/compare", json=PAIR | {"suspect": {"text": "a" * (MAX_CHARACTERS + 1)}}),
    "media-type": asking("POST", "/compare", content=b"{}"),
    "encoding": asking("POST", "/compare", content=b"{}", headers=JSON | {"Content-Encoding": "br"}),
    "malformed-json": asking("POST", "/compare", content=b"{", headers=JSON),
    "invalid-fields": asking("POST", "/compare", json={}),
    "empty-batch": asking("POST", "/batches", **LINES | {"content": b"\n"}),
    "no-such-report": asking("GET", "/reports/j_nobody", headers={"Accept": "application/json"}),
    "report-gone": report_gone,
    "unusable-review": unusable_review,
    "unknown-parameter": asking("GET", "/jobs?costum_id=a"),
    "bad-cursor": asking("GET", "/batches?cursor=nonsense"),
    "unusable-text": asking("POST", "/compare", json=PAIR | {"suspect": {"html": "<b>" * 500}}),
    "other-request": named_twice,
    "too-many-requests": limited,
    "internal": lambda services: services.faulty.get("/healthz"),
    "not-ready": lambda services: services.cut_off.get("/readyz"),
    "no-database": lambda services: services.cut_off.get("/batches", headers={"Authorization": "Bearer unspun_x"}),
    "overloaded": overloaded,
    "time-limit": took_too_long,
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with all_situations(tmp_path_factory.mktemp("codes")) as found:
        yield found


@pytest.mark.parametrize(("status", "code"), ROWS)
def test_a_problem_of_the_docs_can_be_had(status: str, code: str, services: Services) -> None:
    answer = ASKED[code](services)
    assert (answer.status_code, answer.json()["type"]) == (int(status), f"urn:unspun:problem:{code}")


def test_the_docs_know_every_problem_of_the_code_and_this_table_every_one_of_the_docs() -> None:
    documented = {(int(status), code) for status, code in ROWS}
    assert documented >= problem_codes()
    assert {code for _, code in documented - problem_codes()} == {"not-found", "method-not-allowed"}  # the router's own
    assert set(ASKED) == {code for _, code in documented}

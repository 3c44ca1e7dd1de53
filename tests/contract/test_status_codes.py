"""Every status that the OpenAPI document promises for a route is provoked there, with the real application.

A pair of route and status is provoked by its row in `OF_ROUTE`, or else by its status in `OF_STATUS`. A new route needs a row in
`VALID` if it takes a body, one in `IDS` if it has a new kind of id, and nothing else.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response

from app import store
from app.main import create_app
from app.store import KeyScope, ReplyKey
from tests.contract.situations import ENDPOINT, LINES, MAX_BYTES, PAIR, Services, all_situations, settings
from tests.service.access.guarded import bearer
from tests.waiting import wait_until

# what a route that takes a body is sent at least
VALID: Mapping[str, dict[str, Any]] = {
    "POST /compare": {"json": PAIR},
    "POST /jobs": {"json": PAIR},
    "POST /batches": LINES,
    "POST /webhooks/endpoints": {"json": ENDPOINT},
    "PATCH /webhooks/endpoints/{endpoint_id}": {"json": {}},
    "POST /libraries": {"json": {"name": "archive"}},
    "POST /libraries/{library}/articles": LINES,
    "PUT /libraries/{library}/articles/{external_id}": {"json": {"text": "The old wall stands."}},
    "POST /reports/{report_id}/decisions": {"json": {"verdict": "denied", "name": "Ann"}},
    "POST /reports/{report_id}/exclusions": {"json": {"kind": "quotations"}},
    "POST /reports/{report_id}/links": {"json": {"days": 1}},
    "POST /screenings": {"json": {"suspect": {"text": "The aged wall stands."}, "libraries": ["archive"]}},
}
# how something with an id is made: by a POST to this path, at which {…} is made first
IDS: Mapping[str, str] = {
    "{job_id}": "/jobs",
    "{batch_id}": "/batches",
    "{endpoint_id}": "/webhooks/endpoints",
    "{delivery_id}": "/webhooks/endpoints/{endpoint_id}/test",
    "{import_id}": "/libraries/{library}/articles",
}


# what a report has: where it is made, with {…} the report's id
OF_REPORTS: Mapping[str, str] = {
    "{exclusion_id}": "/reports/{report_id}/exclusions",
    "{link_id}": "/reports/{report_id}/links",
}
ASYNC = {"Prefer": "respond-async"}
AS_DATA = {"Accept": "application/json"}  # a report's address is also that of its page


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the description, asked by a client of its own."""

    method: str
    path: str
    operation: Mapping[str, Any]
    services: Services
    client: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def ask(self, path: str | None = None, **request: Any) -> Response:
        """Asks the service that is whole, with a key that may do everything."""
        headers = bearer(self.services.database, self.client) | request.pop("headers", {})
        return self.services.whole.request(self.method, path or self.path, headers=headers, **request)

    def ask_validly(self, **more: Any) -> Response:
        """A request that must succeed: of a new job, batch or endpoint."""
        valid = VALID.get(self.name, {})
        headers = valid.get("headers", {}) | more.pop("headers", {})
        return self.ask(self.at(self.path), **{**valid, **more, "headers": headers})

    def at(self, path: str) -> str:
        """The path with the id of something new in it."""
        path = self.of_report(self.in_library(path))
        for placeholder, made_at in IDS.items():
            if placeholder in path:
                made = Route("POST", made_at, {}, self.services, self.client).ask_validly()
                return path.replace(placeholder, made.json()["id"])
        return path

    def of_report(self, path: str) -> str:
        """The path with a new report in it, and something that it has."""
        if "{report_id}" not in path:
            return path
        job = Route("POST", "/jobs", {}, self.services, self.client).ask_validly().json()["id"]
        wait_until(lambda: self.services.whole.get(f"/jobs/{job}", headers=self.bearer()).json()["report"] is not None)
        for placeholder, made_at in OF_REPORTS.items():
            if placeholder in path:
                made = self.services.whole.post(
                    made_at.replace("{report_id}", job), **VALID[f"POST {made_at}"], headers=self.bearer()
                )
                path = path.replace(placeholder, made.json()["id"])
        return path.replace("{report_id}", job).replace("{form}", "json")

    def bearer(self) -> dict[str, str]:
        return bearer(self.services.database, self.client)

    def in_library(self, path: str) -> str:
        """The path with the library `archive` in it, which is made unless it is there, and an article or a screening of it."""
        if "{library}" not in path and not path.startswith("/screenings"):
            return path
        Route("POST", "/libraries", {}, self.services, self.client).ask(json={"name": "archive"})
        path = path.replace("{library}", "archive")
        if "{external_id}" in path:
            path = path.replace("{external_id}", "a/1")
            Route("PUT", path, {}, self.services, self.client).ask(json={"text": "The old wall stands."})
        if "{screening_id}" in path:
            made = Route("POST", "/screenings", {}, self.services, self.client).ask_validly(headers=ASYNC)
            path = path.replace("{screening_id}", made.json()["id"])
        return path


def unknown(route: Route) -> Response:
    return route.ask(route.path.replace("{", "").replace("}", ""), **VALID.get(route.name, {}))


def without_a_key(route: Route) -> Response:
    return route.services.whole.request(route.method, route.path, headers=AS_DATA)


def with_another_scope(route: Route) -> Response:
    is_compare = KeyScope.COMPARE in route.operation["security"][0]["key"]
    other = KeyScope.READ if is_compare else KeyScope.COMPARE
    return route.ask(headers=bearer(route.services.database, route.client, other))


def once_too_often(route: Route) -> Response:
    headers = bearer(route.services.database, route.client)
    for _ in range(2):
        answer = route.services.limited.request(route.method, route.path, headers=headers)
    return answer


def unchanged(route: Route) -> Response:
    path = route.at(route.path)
    wait_until(lambda: route.ask(path).json()["finished_at"] is not None)  # nothing changes any more
    return route.ask(path, headers={"If-None-Match": route.ask(path).headers["etag"]})


def broken(route: Route) -> Response:
    """A POST has a key that cannot be used, anything else a body that is not what it says."""
    if route.method == "POST":
        return route.ask(headers={"Idempotency-Key": ""})
    return route.ask(content=b"{}", headers={"Content-Type": "application/json", "Content-Encoding": "gzip"})


def still_running(route: Route) -> Response:
    at = ReplyKey(route.client, "k", f"POST {route.path}")
    store.replies.claim(route.services.database, at, now=time.time())
    return route.ask(headers={"Idempotency-Key": "k"})


def too_long(route: Route) -> Response:
    media = "application/x-ndjson" if route.path == "/batches" else "application/json"
    return route.ask(content=b"{}\n" * MAX_BYTES, headers={"Content-Type": media})


def too_long_an_address(route: Route) -> Response:
    return route.ask(route.at(route.path), params={"cursor": "x" * 20_000})


def of_another_type(route: Route) -> Response:
    return route.ask(content=b"{}", headers={"Content-Type": "text/csv"})


def invalid(route: Route) -> Response:
    """No route takes a parameter of this name."""
    return route.ask(route.at(route.path), params={"nobody_knows": "1"})


def at_fault(route: Route) -> Response:
    return route.services.faulty.request(route.method, route.path, headers=AS_DATA)


def cut_off(route: Route) -> Response:
    return route.services.cut_off.request(route.method, route.path, headers={"Authorization": "Bearer unspun_x"})


def gone(route: Route) -> Response:
    path = route.at(route.path)
    report_id = path.split("/")[2]
    route.services.whole.delete(f"/jobs/{report_id}", headers=route.bearer())
    return route.ask(path, **VALID.get(route.name, {}))


def finished_events(route: Route) -> Response:
    path = route.at(route.path)
    last = [line for line in route.ask(path).text.splitlines() if line.startswith("id: ")][-1]
    return route.ask(path, headers={"Last-Event-ID": last.removeprefix("id: ")})


OF_STATUS: Mapping[int, Callable[[Route], Response]] = {
    200: Route.ask_validly,
    201: Route.ask_validly,
    202: Route.ask_validly,
    204: Route.ask_validly,
    304: unchanged,
    400: broken,
    401: without_a_key,
    403: with_another_scope,
    404: unknown,
    409: still_running,
    410: gone,
    413: too_long,
    414: too_long_an_address,
    415: of_another_type,
    422: invalid,
    429: once_too_often,
    500: at_fault,
    503: cut_off,
}
OF_ROUTE: Mapping[tuple[str, int], Callable[[Route], Response]] = {
    ("POST /compare", 202): lambda route: route.ask_validly(headers=ASYNC),
    ("POST /screenings", 202): lambda route: route.ask_validly(headers=ASYNC),
    ("POST /screenings", 404): lambda route: route.ask(**VALID["POST /screenings"]),
    ("POST /libraries/{library}/articles", 413): lambda route: route.ask_validly(content=b"{}\n" * MAX_BYTES),
    ("GET /batches/{batch_id}/events", 204): finished_events,
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with all_situations(tmp_path_factory.mktemp("statuses")) as found:
        yield found


def described() -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        paths: dict[str, Any] = create_app(settings(Path(folder) / "unused.db")).openapi()["paths"]
    return {f"{method.upper()} {path}": operation for path, of_path in paths.items() for method, operation in of_path.items()}


OPERATIONS = described()
PROMISED = [(name, int(status)) for name, operation in OPERATIONS.items() for status in operation["responses"]]


@pytest.mark.parametrize(("name", "status"), PROMISED, ids=[f"{name} {status}" for name, status in PROMISED])
def test_a_promised_status_can_be_had(name: str, status: int, services: Services) -> None:
    provoke = OF_ROUTE.get((name, status)) or OF_STATUS[status]
    method, path = name.split()
    answer = provoke(Route(method, path, OPERATIONS[name], services, f"client-{uuid4().hex}"))
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] != "about:blank"


def test_the_tables_name_nothing_that_is_not_promised() -> None:
    assert set(OF_ROUTE) <= set(PROMISED)
    assert set(VALID) <= set(OPERATIONS)
    assert set(OF_STATUS) == {status for _, status in PROMISED}

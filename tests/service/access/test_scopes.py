"""Every route, every scope, every odd spelling of its path: whoever lacks the scope gets nothing but a refusal.

The routes are read from the router of the real application, so a new one is covered by itself.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts

from app import store
from app.api import build_app
from app.detector import Detector
from app.main import create_app, limits_of
from app.service import OPEN, READ, Guard, GuardedRoute, Service, add_routes
from app.settings import RequireKeys, Settings
from app.store import Database, KeyScope, KeySecret, KeyWish, sqlite_url
from tests.service.access.guarded import ALWAYS

STRANGER = None
CALLERS: Sequence[KeyScope | None] = (STRANGER, *KeyScope)
# what a path becomes on its way: the decoded path as servers hand it on
SPELLINGS: Mapping[str, str] = {
    "as it is": "{}", "line end": "{}\n", "two line ends": "{}\n\n", "return": "{}\r", "return and line end": "{}\r\n",
    "NUL": "{}\0", "tab": "{}\t", "vertical tab": "{}\v", "form feed": "{}\f", "delete": "{}\x7f", "next line": "{}\x85",
    "line separator": "{}\u2028", "paragraph separator": "{}\u2029", "line end before": "\n{}", "blank": "{} ",
    "slash": "{}/", "two slashes before": "/{}", "dot": "{}/.", "dots": "{}/..", "dots inside": "/x/..{}", "semicolon": "{};a=1",
    "question mark": "{}?", "number sign": "{}#", "percent": "{}%0A", "backslash": "\\{}", "absolute": "http://localhost{}",
    "full stop": "{}.", "json": "{}.json", "star": "{}*", "zero width": "{}\u200b", "no-break space": "{}\u00a0",
    "replaced": "{}\ufffd", "upper case": "upper", "line end inside": "inside", "line end in each step": "steps",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One route as the router knows it."""

    method: str
    path: str
    needed: KeyScope | None
    is_page: bool

    @property
    def at(self) -> str:
        """The path with something in each place."""
        return re.sub(r"\{\w+(:\w+)?\}", "x1", self.path)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The real application that asks for keys, and a way in for each scope: a header for the API, a cookie for the pages."""

    app: FastAPI
    ways: Mapping[KeyScope | None, Mapping[str, str]]


def routes_of(app: FastAPI) -> list[Asked]:
    found = []
    for each in iter_route_contexts(app.routes):
        route = each.original_route
        assert isinstance(route, GuardedRoute)
        is_page = type(route).__module__.startswith("app.web")
        found += [Asked(method, str(each.path), route.needed, is_page) for method in sorted(each.methods or ())]
    return found + [replace(each, method="HEAD") for each in found if each.method == "GET"]


def unused() -> Detector:
    return Detector.load(Path(), Path())


def settings(folder: Path) -> Settings:
    return Settings(database_url=sqlite_url(folder / "unspun.db"), require_keys=RequireKeys.TRUE, rate_limit_requests=0)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    chosen = settings(tmp_path_factory.mktemp("scopes"))
    database = Database.open(chosen.database_url)
    store.revisions.migrate(database)
    ways = {scope: _way_in(database, scope) for scope in CALLERS}
    yield Site(create_app(chosen), ways)
    database.close()


def _way_in(database: Database, scope: KeyScope | None) -> Mapping[str, str]:
    if scope is None:
        return {}
    now, token = time.time(), f"{scope:x<43}"
    _, secret = store.keys.create(database, KeyWish("cms", frozenset({scope})), now=now)
    with database.transaction() as tx:
        key = store.keys.find(tx, KeySecret(secret.text), now=now)
        assert key is not None
        store.sessions.open(tx, token, key, now=now, expires_at=now + 3_600)
    return {"authorization": f"Bearer {secret.text}", "cookie": f"unspun={token}"}


def spelled(path: str, how: str) -> str:
    match SPELLINGS[how]:
        case "upper":
            return path.upper()
        case "inside":
            return path[: len(path) // 2 + 1] + "\n" + path[len(path) // 2 + 1 :]
        case "steps":
            return path.replace("/", "/\n")
        case form:
            return form.format(path)


def ask_all(site: Site, asked: Sequence[tuple[str, str, Mapping[str, str]]]) -> list[Answer]:
    """What the application answers to each method, path and headers, one after another in one event loop."""

    async def run() -> list[Answer]:
        return [await _ask(site, *each) for each in asked]

    return asyncio.run(run())


async def _ask(site: Site, method: str, path: str, headers: Mapping[str, str]) -> Answer:
    """The answer to a path as a server hands it on, without a server that would tidy it up."""
    sent: list[Any] = []
    bodies, ended = [b""], asyncio.Event()

    async def receive() -> dict[str, Any]:
        if bodies:
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}
        await ended.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            ended.set()

    raw = [(name.encode(), value.encode()) for name, value in {"host": "localhost", **headers}.items()]
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": quote(path).encode(), "query_string": b"", "headers": raw,
        "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("localhost", 80), "client": ("127.0.0.1", 1),
        "asgi": {"version": "3.0"},
    }  # fmt: skip
    await site.app(scope, receive, send)
    body = b"".join(each.get("body", b"") for each in sent[1:])
    return Answer(sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}, body)


def is_refusal(asked: Asked, answer: Answer) -> bool:
    """Whether nothing of the route has run: the router knew no such path, or the caller was turned away."""
    if answer.status in {401, 403, 405}:
        return True
    if answer.status == 303:
        return answer.headers["location"].startswith("/sign-in?next=")
    return answer.status == 404 and (asked.method == "HEAD" or b'problem:not-found"' in answer.body)


def may(caller: KeyScope | None, needed: KeyScope | None) -> bool:
    return needed is None or caller in {needed, KeyScope.ADMIN}


ROUTES = routes_of(create_app(Settings(database_url=sqlite_url(Path("unused.db")))))


GUARDED = [each for each in ROUTES if each.needed]


@pytest.mark.parametrize("asked", GUARDED, ids=[f"{each.method} {each.path}" for each in GUARDED])
def test_nobody_passes_without_the_scope_however_the_path_is_spelled(site: Site, asked: Asked) -> None:
    """A stranger tries every spelling; those who hold another scope take turns, which begin elsewhere at each route."""
    others = [scope for scope in KeyScope if not may(scope, asked.needed)]
    turns = enumerate(SPELLINGS, start=GUARDED.index(asked))
    tries = [(caller, how) for turn, how in turns for caller in (STRANGER, others[turn % len(others)])]
    answers = ask_all(site, [(asked.method, spelled(asked.at, how), site.ways[caller]) for caller, how in tries])
    assert [(each, answer) for each, answer in zip(tries, answers, strict=True) if not is_refusal(asked, answer)] == []


@pytest.mark.parametrize("asked", ROUTES, ids=[f"{each.method} {each.path}" for each in ROUTES])
def test_whoever_holds_the_scope_is_let_in(site: Site, asked: Asked) -> None:
    # whoever signs out is nobody to the tests that follow
    ways = {caller: {} if asked.path == "/sign-out" else site.ways[caller] for caller in CALLERS}
    answers = ask_all(site, [(asked.method, asked.at, ways[caller]) for caller in CALLERS])
    for caller, answer in zip(CALLERS, answers, strict=True):
        if may(caller, asked.needed):
            refused = {403, 405} if asked.path == "/sign-in" else {401, 403, 405}  # signing in without a key answers 401 itself
            assert answer.status not in refused, (caller, answer)
            assert not answer.headers.get("location", "").startswith("/sign-in?next="), (caller, answer)
        elif caller is STRANGER:
            assert answer.status in {401, 303}, answer
        else:
            assert answer.status == 403, (caller, answer)


@pytest.mark.parametrize("how", [how for how, form in SPELLINGS.items() if re.search(r"[\0-\x1f\x7f-\x9f\u2028\u2029]", form)])
def test_no_route_owns_a_path_with_control_characters(site: Site, how: str) -> None:
    asked = [(each.method, spelled(each.at, how), site.ways[KeyScope.ADMIN]) for each in ROUTES]
    assert {answer.status for answer in ask_all(site, asked)} == {404}


WRITES = [each for each in ROUTES if each.method not in {"GET", "HEAD"} and not each.is_page]


@pytest.mark.parametrize("asked", WRITES, ids=[f"{each.method} {each.path}" for each in WRITES])
def test_a_page_of_another_site_changes_nothing(site: Site, asked: Asked) -> None:
    elsewhere = ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://["})
    key = site.ways[KeyScope.ADMIN]
    answers = ask_all(site, [(asked.method, asked.at, {**key, **headers}) for headers in elsewhere])
    assert [(each.status, b"cross-site" in each.body) for each in answers] == [(403, True)] * len(elsewhere)
    (own,) = ask_all(site, [(asked.method, asked.at, {**key, "origin": "http://localhost", "sec-fetch-site": "same-origin"})])
    assert own.status != 403


def test_head_is_get_without_a_body(site: Site) -> None:
    paths = sorted({each.at for each in ROUTES if each.method == "HEAD"})
    asked = [(method, path, site.ways[KeyScope.ADMIN]) for path in paths for method in ("GET", "HEAD")]
    answers = ask_all(site, asked)
    for shown, head in zip(answers[::2], answers[1::2], strict=True):
        assert (head.status, head.headers.get("content-type")) == (shown.status, shown.headers.get("content-type"))
        assert head.body == b""


def test_the_router_is_read_whole() -> None:
    paths = {each.path for each in ROUTES}
    assert {"/metrics", "/compare", "/openapi.json", "/batches/{batch_id}/results", "/inbox", "/shared/{token}"} <= paths
    assert {each.needed for each in ROUTES} == {None, *KeyScope}
    assert any(each.is_page and each.needed for each in ROUTES)


def test_the_description_says_of_each_route_what_it_asks_for() -> None:
    described = build_app(Service(limits_of(Settings()), unused)).openapi()["paths"]
    for asked in ROUTES:
        if asked.path in described and asked.method != "HEAD":
            expected = [{"key": [asked.needed.value]}, {}] if asked.needed else None
            assert described[asked.path][asked.method.lower()].get("security") == expected


def test_a_route_that_does_not_say_what_it_needs_cannot_be_made() -> None:
    router = APIRouter(route_class=GuardedRoute)
    with pytest.raises(ValueError, match="what its callers need"):
        router.add_api_route("/new", lambda: None)


def test_an_application_with_a_route_of_another_kind_is_refused() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_api_route("/new", lambda: None, openapi_extra=READ)
    with pytest.raises(TypeError, match="/new"):
        add_routes(app)


def test_a_wrong_method_on_an_open_path_tells_the_right_ones(database: Database) -> None:
    app = build_app(Service(limits_of(Settings()), unused), Guard(database=database, policy=ALWAYS))
    (answer,) = ask_all(Site(app, {}), [("DELETE", "/healthz", {})])
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_open_is_said_too() -> None:
    assert OPEN == {"security": []}

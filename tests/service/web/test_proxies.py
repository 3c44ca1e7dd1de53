"""A proxy that signed somebody in is believed where it stands, and nowhere else; decisions carry the name that it proves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from app.detector import Detector
from app.main import create_app
from app.settings import RequireKeys, Settings
from tests.contract.served import served
from tests.service.web.browser import Browser
from tests.waiting import wait_until_migrated, wait_until_ready

HEADER = "X-Remote-User"
PROXY = "10.20.0.5"
NAMED = {"sign_in_header": HEADER, "sign_in_proxies": "10.20.0.0/16, fd00::/8", "sign_in_client": "newsroom"}


class From:
    """The application as a proxy asks it, which stands at `peer` and names somebody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.peer: str | None = PROXY
        self.names: tuple[bytes, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["peer"] = self.peer
            scope["headers"] = [*scope["headers"], *((HEADER.lower().encode(), name) for name in self.names)]
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def connection(page_settings: Settings, detector: Detector) -> Iterator[tuple[TestClient, From]]:
    given = page_settings.model_dump(exclude={"body_limit"}) | NAMED | {"require_keys": RequireKeys.TRUE}
    app = From(create_app(Settings(**given), lambda: detector))
    with TestClient(app, base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_migrated(page_settings.database_url)
        yield client, app


@pytest.fixture
def proxy(connection: tuple[TestClient, From]) -> From:
    """The proxy, which names Zoë."""
    _, app = connection
    app.peer, app.names = PROXY, ("Zoë Renk".encode(),)
    return app


@pytest.fixture
def editor(connection: tuple[TestClient, From], proxy: From) -> Browser:
    """Somebody behind the proxy."""
    return Browser(connection[0])


def test_whom_the_proxy_names_is_let_in_and_decides_under_that_name(editor: Browser) -> None:
    path = editor.compare()
    assert "Signed in as <bdi>Zoë Renk</bdi>" in editor.see(path).text
    assert "Sign out" not in editor.last
    assert editor.send(f"{path}/decisions", {"verdict": "denied", "name": "Somebody Else"}).status_code == 303
    assert "Zoë Renk" in editor.see(path).text
    assert "Somebody Else" not in editor.last


@pytest.mark.parametrize("peer", ["203.0.113.9", "127.0.0.1", "", None, "10.21.0.1", "nonsense"])
def test_nobody_else_is_believed(editor: Browser, proxy: From, peer: str | None) -> None:
    proxy.peer = peer
    for more in ({}, {"X-Forwarded-For": PROXY}, {"Forwarded": f"for={PROXY}"}):
        answer = editor.client.get("/inbox", headers=more)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/inbox")


@pytest.mark.parametrize("peer", ["10.20.255.1", "::ffff:10.20.0.5", "fd00::7"])
def test_the_proxy_may_stand_anywhere_in_its_networks(editor: Browser, proxy: From, peer: str) -> None:
    proxy.peer = peer
    assert editor.see("/inbox").status_code == 200


@pytest.mark.parametrize("names", [(), (b"",), (b"   ",), (b"x" * 101,), (b"a\tb",), (b"\xff",), ("Zoë".encode(), b"Ann")])
def test_no_name_or_two_or_one_that_cannot_be_shown_is_nobody(editor: Browser, proxy: From, names: tuple[bytes, ...]) -> None:
    proxy.names = names
    assert editor.see("/inbox").status_code == 303


def test_whom_the_proxy_names_may_do_what_the_setting_says(editor: Browser) -> None:
    assert editor.see("/screen").status_code == 403


def test_programs_still_need_a_key(editor: Browser) -> None:
    assert editor.client.get("/jobs").status_code == 401


def test_another_site_s_form_is_refused_whoever_is_signed_in(editor: Browser) -> None:
    path = editor.compare()
    answer = editor.send(f"{path}/decisions", {"verdict": "denied"}, {"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sign_in_header": HEADER}, "UNSPUN_SIGN_IN_PROXIES"),
        ({"sign_in_header": "X User", "sign_in_proxies": "10.0.0.0/8"}, "sign_in_header"),
    ],
)
def test_a_header_that_anybody_could_send_is_refused_at_the_start(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Settings(**given)


def test_an_unknown_scope_is_refused_at_the_start(page_settings: Settings) -> None:
    given = page_settings.model_dump(exclude={"body_limit"}) | NAMED | {"sign_in_scopes": "everything"}
    with pytest.raises(SystemExit, match="UNSPUN_SIGN_IN_SCOPES"):
        create_app(Settings(**given))


def test_our_own_server_knows_the_proxy_by_its_connection(tmp_path: Path) -> None:
    """A forwarding header from this machine changes what the server calls the client, but not whom it believes."""
    with served(tmp_path, sign_in_header=HEADER, sign_in_proxies="127.0.0.1/32") as service:
        answer = httpx2.get(f"{service.url}/inbox", headers={HEADER: "Ann", "X-Forwarded-For": "203.0.113.9"})
    assert "Signed in as <bdi>Ann</bdi>" in answer.text

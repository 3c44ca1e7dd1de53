"""Signing in: by a key of the queue, for what the key may do, until it is revoked; on this machine nobody is asked."""

import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from app import store
from app.detector import Detector
from app.main import create_app
from app.settings import RequireKeys, Settings
from app.store import Database, KeyScope, KeyWish
from tests.service.web.browser import Browser
from tests.waiting import wait_until_migrated, wait_until_ready

ALL = frozenset({KeyScope.COMPARE, KeyScope.READ})


@pytest.fixture(scope="module")
def guarded(page_settings: Settings, detector: Detector) -> Iterator[TestClient]:
    settings = page_settings.model_copy(update={"require_keys": RequireKeys.TRUE})
    with TestClient(create_app(settings, lambda: detector), base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_migrated(settings.database_url)
        yield client


@pytest.fixture
def stranger(guarded: TestClient) -> Browser:
    return Browser(guarded)


def key_for(database: Database, client: str, scopes: frozenset[KeyScope] = ALL) -> tuple[str, str]:
    key, secret = store.keys.create(database, KeyWish(client, scopes), now=time.time())
    return key.id, secret.text


def sign_in(browser: Browser, secret: str, following: str = "") -> None:
    browser.see("/sign-in")
    answer = browser.send("/sign-in", {"key": secret, "next": following})
    assert answer.status_code == 303, answer.text


@pytest.mark.parametrize(
    "path", ["/", "/inbox", "/inbox/next", "/inbox/decisions.jsonl", "/reports/p_1", "/reports/p_1/export/pdf"]
)
def test_strangers_are_led_to_the_sign_in_and_back(stranger: Browser, database: Database, path: str) -> None:
    answer = stranger.see(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")
    stranger.see(answer.headers["location"])
    assert stranger.hidden("next") == path


@pytest.mark.parametrize("path", ["/submit", "/reports/p_1/decisions", "/reports/p_1/links"])
def test_strangers_send_nothing(stranger: Browser, path: str) -> None:
    stranger.see("/sign-in")
    assert stranger.send(path, {}).status_code == 401


def test_a_key_opens_the_pages_and_does_not_stand_in_the_cookie(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "desk")
    sign_in(stranger, secret)
    cookie = stranger.client.cookies["unspun"]
    assert cookie not in secret
    assert secret not in cookie
    path = stranger.compare()
    assert "Sign out desk" in stranger.see(path).text


def test_signing_in_gives_another_cookie_which_scripts_and_other_sites_do_not_get(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "desk")
    sign_in(stranger, secret)
    before = stranger.client.cookies["unspun"]
    answer = stranger.send("/sign-in", {"key": secret})
    sent = answer.headers["set-cookie"]
    assert before not in sent
    assert "HttpOnly" in sent
    assert "SameSite=lax" in sent
    assert "Max-Age=43200" in sent
    assert "Secure" not in sent


def test_over_https_the_cookie_is_the_host_s_own(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "desk")
    sent = stranger.client.post("https://localhost/sign-in", data={"key": secret}).headers["set-cookie"]
    assert sent.startswith("__Host-unspun=")
    assert "Secure" in sent


@pytest.mark.parametrize(
    "following", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx", ""]
)
def test_the_sign_in_leads_nowhere_else(stranger: Browser, database: Database, following: str) -> None:
    _, secret = key_for(database, "desk")
    stranger.see("/sign-in")
    assert stranger.send("/sign-in", {"key": secret, "next": following}).headers["location"] == "/inbox"


def test_a_revoked_key_ends_its_sessions_at_once(stranger: Browser, database: Database) -> None:
    identity, secret = key_for(database, "desk")
    sign_in(stranger, secret)
    assert stranger.see("/inbox").status_code == 200
    store.keys.revoke(database, identity, now=time.time())
    assert stranger.see("/inbox").status_code == 303


def test_signing_out_ends_the_session_in_the_database_too(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "desk")
    sign_in(stranger, secret)
    stranger.see("/inbox")
    cookie = stranger.client.cookies["unspun"]
    assert stranger.send("/sign-out", {}).status_code == 303
    stranger.client.cookies.set("unspun", cookie)
    assert stranger.see("/inbox").status_code == 303


def test_a_session_ends_after_its_hours(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "desk")
    sign_in(stranger, secret)
    assert stranger.see("/inbox").status_code == 200
    with database.transaction() as tx:
        tx.execute(sa.text("update sessions set expires_at = expires_at - 43200"))
    assert stranger.see("/inbox").status_code == 303


def test_a_key_that_may_only_read_shows_and_changes_nothing(stranger: Browser, database: Database) -> None:
    _, secret = key_for(database, "readers")
    sign_in(stranger, secret)
    path = stranger.compare()
    _, reader = key_for(database, "readers", frozenset({KeyScope.READ}))
    sign_in(stranger, reader)
    assert 'id="decide-form"' not in stranger.see(path).text
    assert stranger.see(path).status_code == 200
    assert stranger.see("/").status_code == 403
    stranger.see("/inbox")
    assert stranger.send(f"{path}/decisions", {"verdict": "denied"}).status_code == 403


def test_another_client_s_report_is_not_there(stranger: Browser, database: Database) -> None:
    _, mine = key_for(database, "mine")
    sign_in(stranger, mine)
    path = stranger.compare()
    _, theirs = key_for(database, "theirs")
    sign_in(stranger, theirs)
    assert stranger.see(path).status_code == 404
    assert stranger.see(f"{path}/export/json").status_code == 404
    assert path.rsplit("/", 1)[1] not in stranger.see("/inbox").text
    assert stranger.send(f"{path}/decisions", {"verdict": "denied"}).status_code == 404
    assert stranger.send(f"{path}/links", {"days": "1"}).status_code == 404


def test_wrong_keys_are_refused_and_soon_not_even_looked_at(stranger: Browser) -> None:
    stranger.see("/sign-in")
    answers = [stranger.send("/sign-in", {"key": f"unspun_wrong{i}"}) for i in range(30)]
    assert answers[0].status_code == 429 or "unknown, expired or revoked" in answers[0].text
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_header_that_anybody_can_write_buys_no_more_tries(stranger: Browser) -> None:
    for headers in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        sent = [{headers: f"203.0.113.{i}"} for i in range(12)]
        answers = [stranger.send("/sign-in", {"key": f"unspun_wrong{i}"}, each) for i, each in enumerate(sent)]
        assert answers[-1].status_code == 429


def test_a_name_that_points_at_this_machine_gets_no_page_without_a_key(site: TestClient) -> None:
    answer = site.get("/inbox", headers={"Host": "evil.example"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/inbox"


def test_a_proxy_s_request_gets_no_page_without_a_key(site: TestClient) -> None:
    assert site.get("/inbox", headers={"X-Forwarded-For": "10.0.0.1"}, follow_redirects=False).status_code == 303

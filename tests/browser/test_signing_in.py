"""Signing in with a key, out again, and what is refused: wrong keys, revoked keys, strangers, and forms from elsewhere."""

import subprocess

from playwright.sync_api import Page, expect

from tests.browser.visits import compare, headline
from tests.contract.served import PROGRAM, Served, new_key
from tests.waiting import PATIENCE


def sign_in(page: Page, address: str, key: str) -> None:
    """Asks for a page, and gives a key when asked for one."""
    page.goto(address)
    page.get_by_label("API key").fill(key)
    page.get_by_role("button", name="Sign in").click()


def test_a_key_opens_the_page_that_was_asked_for(page: Page, guarded: Served) -> None:
    sign_in(page, f"{guarded.url}/inbox?state=open", guarded.key)
    assert page.url == f"{guarded.url}/inbox?state=open"
    expect(page.get_by_role("button", name="Sign out cms")).to_be_visible()


def test_a_wrong_key_opens_nothing_and_says_so_at_the_field(page: Page, guarded: Served) -> None:
    sign_in(page, f"{guarded.url}/inbox", "unspun_wrongwro_ngwrongwrongwrongwrongwrongwrongwrongwrongwr")
    field = page.get_by_label("API key")
    expect(field).to_have_accessible_description("This key is unknown, expired or revoked.")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.goto(f"{guarded.url}/inbox")
    expect(headline(page)).to_have_text("Sign in")


def test_a_revoked_key_ends_its_session_at_once(page: Page, guarded: Served) -> None:
    key = new_key("leaving", guarded.environment)
    sign_in(page, f"{guarded.url}/inbox", key)
    expect(headline(page)).to_have_text("Inbox")
    prefix = key.split("_")[1]
    subprocess.run(
        [PROGRAM, "keys", "revoke", prefix], env=guarded.environment, check=True, capture_output=True, timeout=PATIENCE
    )
    page.reload()
    expect(headline(page)).to_have_text("Sign in")


def test_another_client_s_report_is_not_there(page: Page, guarded: Served) -> None:
    sign_in(page, guarded.url, guarded.key)
    theirs = compare(page, guarded.url)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, f"{guarded.url}/inbox", new_key("rival", guarded.environment))
    answer = page.goto(theirs)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).to_contain_text("There is no report with this id.")


def test_signing_out_ends_the_session_here_and_on_the_server(page: Page, guarded: Served) -> None:
    sign_in(page, f"{guarded.url}/inbox", guarded.key)
    expect(headline(page)).to_have_text("Inbox")
    cookies = page.context.cookies()
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies)
    page.get_by_role("button", name="Sign out").click()
    expect(headline(page)).to_have_text("Sign in")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": each["name"], "value": each["value"], "url": guarded.url} for each in cookies])
    page.goto(f"{guarded.url}/inbox")
    expect(headline(page)).to_have_text("Sign in")


def test_a_form_on_another_site_is_refused(page: Page, service: Served) -> None:
    address = compare(page, service.url)
    page.goto("about:blank")
    page.set_content(
        f'<form method="post" action="{address}/decisions">'
        '<input name="verdict" value="denied"><input name="name" value="Mallory"><button>Win a prize</button></form>'
    )
    with page.expect_response(f"{address}/decisions") as refused:
        page.get_by_role("button").click()
    assert refused.value.status == 403
    page.goto(address)
    expect(page.get_by_text("Nobody has decided yet.")).to_be_visible()

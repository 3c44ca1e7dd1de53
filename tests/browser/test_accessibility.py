"""axe-core finds nothing on any page in any state, in both themes, wide and narrow; nothing is wider than a 320 px window."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.visits import ANOTHER, REFERENCE, SUSPECT, compare, decide, headline, make_link, overflow, panel, press_compare
from tests.contract.served import Served, new_key, served
from tests.waiting import PATIENCE_MILLISECONDS, wait_until

_SIZES = (ViewportSize(width=320, height=640), ViewportSize(width=1440, height=900))
_EVERY_RULE = {"resultTypes": ["violations"]}
_COLOURS = {**_EVERY_RULE, "runOnly": ["color-contrast", "link-in-text-block"]}  # all that a theme can change
_THEMES = {"light": _EVERY_RULE, "dark": _COLOURS}
# axe reads every element again and again: the sample's beginning shows it all
_SHORT, _SHORT_SPUN = ("\n\n".join(text.split("\n\n")[3:5]) for text in (REFERENCE, SUSPECT))
# half of one paragraph of nine is spun: too little for a verdict
_KEPT_WORDS, _SPUN_WORDS = (text.split("\n\n")[3].split() for text in (REFERENCE, SUSPECT))
_DOUBTFUL = REFERENCE.replace(REFERENCE.split("\n\n")[3], " ".join([*_SPUN_WORDS[:30], *_KEPT_WORDS[30:]]))


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose inbox these tests fill."""
    with served(tmp_path_factory.mktemp("visited"), require_keys="auto", rate_limit_requests="0") as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Not the guarded one of the other tests: pages that answer 503 are looked at here too."""
    context = browser.new_context(viewport=_SIZES[1])
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


def examine(page: Page) -> None:
    """Both widths in both themes."""
    for size in _SIZES:
        page.set_viewport_size(size)
        for theme, rules in _THEMES.items():
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            where = f"{page.title()}, {theme}, {size['width']}"
            found = Axe().run(page, options=rules).response["violations"]
            assert [(where, one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found] == []
            assert overflow(page) <= 0, where


def submit_page(page: Page, url: str) -> None:
    page.goto(url)


def submit_page_with_errors(page: Page, url: str) -> None:
    page.goto(f"{url}/?sample")
    page.get_by_label("Text", exact=True).first.fill(" ")
    page.get_by_label("Text", exact=True).last.fill("")
    page.get_by_label("or a file").last.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"})
    press_compare(page)
    expect(page.get_by_role("alert")).to_be_visible()


def short_report(page: Page, url: str, suspect: str = _SHORT_SPUN) -> None:
    compare(page, url, _SHORT, suspect, title="Word for word")
    expect(page.locator("#evidence")).to_be_visible()


def spun_report(page: Page, url: str) -> None:
    short_report(page, url)
    expect(headline(page)).to_contain_text("Spun")


def inline_view(page: Page, url: str) -> None:
    short_report(page, url)
    page.get_by_label("Inline").check()


def copied_report(page: Page, url: str) -> None:
    short_report(page, url, _SHORT)
    expect(headline(page)).to_contain_text("Copied")


def independent_report(page: Page, url: str) -> None:
    short_report(page, url, ANOTHER)
    expect(headline(page)).to_contain_text("Independent")


def undecided_report(page: Page, url: str) -> None:
    compare(page, url, suspect=_DOUBTFUL)
    expect(headline(page)).to_contain_text("Undecided")


def report_that_was_not_measured(page: Page, url: str) -> None:
    compare(page, url, "A short text.", "Another short text.")
    expect(headline(page)).to_contain_text("Not measured")


def reviewed_report(page: Page, url: str) -> None:
    """Decided twice, with two things left out and one put back, and three links."""
    short_report(page, url)
    decide(page, "Confirm", "Ann", "Read it twice.")
    decide(page, "Unsure", "Bo")
    page.get_by_role("button", name="Leave out all quotations").click()
    page.get_by_role("button", name="Leave out this substitution").click()
    page.get_by_role("button", name="Put back").first.click()
    for redacted in (False, True):
        make_link(page, redacted=redacted)
    panel(page, "Hand on").get_by_role("button", name="Withdraw").first.click()


def popup(page: Page, url: str) -> None:
    short_report(page, url)
    page.keyboard.press("n")
    expect(page.get_by_role("tooltip")).to_be_visible()


def window_of_keys(page: Page, url: str) -> None:
    short_report(page, url)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def shared_report(page: Page, url: str) -> None:
    short_report(page, url)
    page.goto(make_link(page))


def redacted_report(page: Page, url: str) -> None:
    short_report(page, url, f"{_SHORT_SPUN}\n\n{ANOTHER}")
    page.goto(make_link(page, redacted=True))


def full_inbox(page: Page, url: str) -> None:
    for title in ("First", "Second", "Third"):
        compare(page, url, "A short text.", "Another short text.", title=title)
    page.goto(f"{url}/inbox")
    expect(page.locator("table.inbox tbody tr").nth(2)).to_be_visible()


def filtered_inbox(page: Page, url: str) -> None:
    page.goto(f"{url}/inbox?label=copied&state=open&q=word")


def inbox_where_nothing_fits(page: Page, url: str) -> None:
    page.goto(f"{url}/inbox?q=nothing+of+this+name")


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in")


def refused_sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("API key").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("API key")).to_have_accessible_description(re.compile("unknown"))


def admin_page(page: Page, url: str) -> None:
    page.goto(f"{url}/admin")


def library_page(page: Page, url: str) -> None:
    page.goto(f"{url}/screen")


def screened_page(page: Page, url: str) -> None:
    page.request.post(f"{url}/libraries", data={"name": "archive"})
    page.request.put(f"{url}/libraries/archive/articles/wall", data={"text": _SHORT, "title": "The wall", "author": "Ada Finch"})
    page.goto(f"{url}/screen")
    page.get_by_label("Text", exact=True).fill(_SHORT_SPUN)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="The wall")).to_be_visible()
    for swaps in page.get_by_role("group").get_by_text(re.compile("swaps?$")).all():
        swaps.click()


def screenings_page(page: Page, url: str) -> None:
    page.request.post(f"{url}/libraries", data={"name": "archive"})
    page.request.put(f"{url}/libraries/archive/articles/wall", data={"text": _SHORT, "title": "The wall", "author": "Ada Finch"})
    wanted = {"suspect": {"text": _SHORT_SPUN}, "libraries": ["archive"], "custom_id": "draft-12"}
    sent = page.request.post(f"{url}/screenings", data=wanted, headers={"Prefer": "respond-async"})
    wait_until(lambda: page.request.get(f"{url}{sent.headers['location']}").json()["state"] == "done")
    page.goto(f"{url}/inbox/screenings")
    expect(page.get_by_role("row", name="The wall").first).to_be_visible()


def one_screening(page: Page, url: str) -> None:
    screenings_page(page, url)
    page.get_by_role("link", name="draft-12").first.click()
    expect(page.get_by_role("heading", name="The wall")).to_be_visible()
    for swaps in page.get_by_role("group").get_by_text(re.compile("swaps?$")).all():
        swaps.click()


def probe_page(page: Page, url: str) -> None:
    page.goto(f"{url}/probe")
    page.get_by_label("An article of your own").fill(_SHORT)
    page.get_by_role("button", name="Probe").click()
    expect(page.get_by_role("table")).to_be_visible()


def not_found(page: Page, url: str) -> None:
    page.goto(f"{url}/reports/p_none")


def gone(page: Page, url: str) -> None:
    short_report(page, url)
    there = make_link(page)
    page.get_by_role("button", name="Withdraw").click()
    page.goto(there)
    expect(headline(page)).to_have_text("Gone")


STATES = [
    submit_page, submit_page_with_errors, spun_report, inline_view, copied_report, independent_report,
    undecided_report, report_that_was_not_measured, reviewed_report, popup, window_of_keys, shared_report, redacted_report,
    full_inbox, filtered_inbox, inbox_where_nothing_fits, sign_in, refused_sign_in, not_found, gone, library_page, admin_page,
    screened_page, screenings_page, one_screening, probe_page,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, visited: Served, state: Callable[[Page, str], None]) -> None:
    state(page, visited.url)
    examine(page)


def test_an_inbox_without_reports_is_a_good_page_too(page: Page, guarded: Served) -> None:
    page.goto(f"{guarded.url}/inbox")
    page.get_by_label("API key").fill(new_key("looks around", guarded.environment))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("There is no report yet.")).to_be_visible()
    examine(page)


def test_a_page_without_its_database_is_still_a_good_page(page: Page, visited: Served) -> None:
    database = sqlite3.connect(visited.environment["UNSPUN_DATABASE_URL"].removeprefix("sqlite:///"))
    database.execute("ALTER TABLE reviews RENAME TO away")
    try:
        answer = page.goto(f"{visited.url}/inbox")
        assert answer is not None
        assert answer.status == 503
        examine(page)
    finally:
        database.execute("ALTER TABLE away RENAME TO reviews")
        database.close()


def test_the_theme_that_was_chosen_is_kept(page: Page, visited: Served) -> None:
    page.goto(visited.url)
    page.get_by_label("Theme").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{visited.url}/inbox")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.get_by_label("Theme").select_option("light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_the_first_tab_leads_past_the_header(page: Page, visited: Served) -> None:
    page.goto(f"{visited.url}/inbox")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

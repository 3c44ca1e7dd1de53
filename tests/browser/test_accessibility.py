"""axe-core finds nothing on any page in any state, in both themes, wide and narrow; nothing is wider than a 320 px window."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.states import STATES
from tests.browser.visits import overflow
from tests.contract.served import Served, new_key, served
from tests.waiting import PATIENCE_MILLISECONDS

_SIZES = (ViewportSize(width=320, height=640), ViewportSize(width=1440, height=900))
_EVERY_RULE = {"resultTypes": ["violations"]}
_COLOURS = {**_EVERY_RULE, "runOnly": ["color-contrast", "link-in-text-block"]}  # all that a theme can change
_THEMES = {"light": _EVERY_RULE, "dark": _COLOURS}


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

"""The inbox: found by filter, walked by key, empty with a way on, and its decisions taken home."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import ANOTHER, REFERENCE, compare, decide, headline, strike, take
from tests.contract.served import Served, new_key


@pytest.fixture(scope="module")
def titles() -> tuple[str, str, str]:
    return "Walls of the bay", "The quarry's end", "Walls, once more"


@pytest.fixture
def filled(page: Page, service: Served, titles: tuple[str, str, str]) -> Page:
    """An inbox with three reports of these titles, the second of them denied."""
    spun, independent, copied = titles
    compare(page, service.url, title=spun)
    compare(page, service.url, suspect=ANOTHER, title=independent)
    decide(page, "Deny", "Ann", "Nothing alike.")
    compare(page, service.url, suspect=REFERENCE, title=copied)
    page.goto(f"{service.url}/inbox")
    return page


def listed(page: Page) -> list[str]:
    return page.locator("table.inbox tbody th bdi").all_inner_texts()


def search(page: Page, **fields: str) -> list[str]:
    """What is listed with these filters and no others."""
    page.get_by_role("link", name="Show all", exact=True).click()
    form = page.get_by_role("search")
    for label, value in fields.items():
        if label in {"State", "Verdict", "Source"}:
            form.get_by_label(label).select_option(label=value)
        else:
            form.get_by_label(label.replace("_", " ")).fill(value)
    form.get_by_role("button", name="Filter").click()
    page.wait_for_url(re.compile(r"/inbox\?"))
    return listed(page)


def test_reports_are_found_by_state_verdict_source_title_and_date(filled: Page, titles: tuple[str, str, str]) -> None:
    spun, independent, copied = titles
    assert listed(filled)[:3] == [copied, independent, spun]
    assert independent in search(filled, State="Denied", Verdict="Independent")
    assert copied in search(filled, Verdict="Copied", Source="This page")
    assert search(filled, Verdict="Copied", Title="walls, once")[:1] == [copied]
    assert search(filled, From="2030-01-01") == []
    expect(filled.get_by_text("No report fits this search.")).to_be_visible()
    filled.get_by_role("link", name="Show all reports").click()
    assert listed(filled)[0] == copied


def test_the_keys_walk_the_inbox_and_lead_to_the_next_undecided(filled: Page, titles: tuple[str, str, str]) -> None:
    strike(filled, "j")
    strike(filled, "j")
    assert filled.evaluate("document.activeElement.textContent") == titles[1]
    strike(filled, "k")
    filled.keyboard.press("Enter")
    expect(filled.locator(".report-title")).to_contain_text(titles[2])
    filled.get_by_role("link", name="Next undecided", exact=True).click()
    expect(filled.locator(".report-title")).to_contain_text(titles[0])  # past the denied one
    filled.go_back()
    filled.go_back()
    strike(filled, "n")
    expect(filled.locator(".report-title .state")).to_have_text("Open")


def test_decisions_are_taken_home_as_json_lines(filled: Page) -> None:
    filled.get_by_label("Title or id of yours").fill("quarry")
    filled.get_by_role("button", name="Filter").click()
    told = [json.loads(line) for line in take(filled, "Decisions as JSON Lines").splitlines()]
    assert told
    assert all((one["verdict"], one["name"], one["note"]) == ("denied", "Ann", "Nothing alike.") for one in told)
    assert all(one["label"] == "independent" and len(one["suspect_sha256"]) == 64 for one in told)


def test_an_empty_inbox_says_how_it_fills(page: Page, guarded: Served) -> None:
    page.goto(f"{guarded.url}/inbox")
    page.get_by_label("API key").fill(new_key("nobody-yet", guarded.environment))
    page.get_by_role("button", name="Sign in").click()
    expect(headline(page)).to_have_text("Inbox")
    expect(page.get_by_text("There is no report yet.")).to_be_visible()


def test_on_a_narrow_window_the_filters_are_folded_until_they_are_used(filled: Page) -> None:
    filled.set_viewport_size({"width": 320, "height": 640})
    filled.reload()
    expect(filled.get_by_label("State")).to_be_hidden()
    filled.get_by_text("Filter", exact=True).first.click()
    filled.get_by_label("State").select_option(label="Open")
    filled.get_by_role("button", name="Filter").click()
    expect(filled.get_by_label("State")).to_be_visible()  # what filters is in sight

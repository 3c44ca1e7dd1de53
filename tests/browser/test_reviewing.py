"""What reviewers do with a report: leave out, put back, decide; with the keyboard alone as well."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import REFERENCE, SUSPECT, compare, decide, desk, headline, panel, press, state_of_focus, strike
from tests.contract.served import Served

_MOST_TABS = 40


def tab_to(page: Page, target: str) -> None:
    """Presses Tab until the element of this id has the focus."""
    for _ in range(_MOST_TABS):
        if state_of_focus(page) == target:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{target} is not within {_MOST_TABS} tabs")


def score(page: Page, line: str) -> tuple[str, str]:
    """Before and after."""
    cells = page.get_by_role("table", name="Score before and after").get_by_role("row", name=re.compile(line)).get_by_role("cell")
    return cells.nth(0).inner_text(), cells.nth(1).inner_text()


def test_the_keyboard_alone_leads_from_the_start_page_to_a_decision(page: Page, service: Served) -> None:
    page.goto(service.url)
    for target, text in (("reference", REFERENCE), ("suspect_title", "By keyboard"), ("suspect", SUSPECT)):
        tab_to(page, target)
        page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "Compare":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/reports/"))
    address = page.url
    for key, number in (("n", "1"), ("n", "2"), ("p", "1")):
        strike(page, key)
        assert page.evaluate("document.activeElement.closest('mark').dataset.substitution") == number
        expect(page.get_by_role("tooltip")).to_be_visible()
    strike(page, "c")
    assert state_of_focus(page) == "verdict-confirmed"
    tab_to(page, "note")
    page.keyboard.type("Read it twice.")
    tab_to(page, "decide-name")
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    expect(page.locator(".notice").first).to_contain_text(re.compile("confirmed", re.IGNORECASE))
    page.goto(address)
    expect(page.locator(".report-title .state")).to_have_text("Confirmed")
    expect(panel(page, "History")).to_contain_text("Read it twice.")


def test_the_name_is_asked_once_and_then_two_keys_decide_and_open_the_next_report(page: Page, service: Served) -> None:
    last, second, first = (compare(page, service.url, title=f"In a row, {k}") for k in ("last", "second", "first"))
    page.goto(first)
    strike(page, "c")
    page.keyboard.press("Enter")
    assert state_of_focus(page) == "decide-name"
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(second.rsplit("/", 1)[1]))
    expect(page.locator(".notice")).to_contain_text("Confirmed: In a row, first. This is the next undecided report.")
    strike(page, "d")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(last.rsplit("/", 1)[1]))
    expect(page.locator(".notice")).to_contain_text("Denied: In a row, second.")


@pytest.mark.parametrize("size", [(320, 700), (768, 900), (1440, 900)])
def test_the_decision_stays_in_reach_wherever_the_reader_is(page: Page, service: Served, size: tuple[int, int]) -> None:
    compare(page, service.url)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for place in ("#evidence h1", "#ledger", ".facing tr:last-child", "#alternatives"):
        page.locator(place).first.scroll_into_view_if_needed()
        expect(desk(page).get_by_role("button", name="Decide")).to_be_in_viewport(ratio=1)
        expect(desk(page).get_by_role("radio", name="Confirm")).to_be_in_viewport(ratio=1)


def test_what_is_left_out_keeps_the_numbers_and_the_place_and_can_be_undone(page: Page, service: Served) -> None:
    compare(page, service.url)
    for _ in range(60):
        strike(page, "n")
    before = page.locator("#sm60").bounding_box()
    words = page.locator("#sm61").text_content()
    page.get_by_role("button", name="Leave it out").click()
    expect(desk(page)).to_contain_text("Substitution 60 left out · undo")
    expect(page.locator("#spoken")).to_have_text("Substitution 60 left out")
    assert page.locator("#sm60").count() == 0
    assert page.locator("#sm61").text_content() == words
    after = page.locator(".facing .excluded").last.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 40  # a line: words may wrap elsewhere
    assert page.evaluate("document.activeElement.closest('mark').dataset.substitution") == "61"
    desk(page).get_by_role("button", name="undo").click()
    expect(page.locator("#sm60")).to_be_in_viewport()
    expect(page.locator("#spoken")).to_have_text("Put back.")


def test_the_whole_ledger_comes_when_it_is_asked_for(page: Page, service: Served) -> None:
    compare(page, service.url)
    assert page.locator("table.ledger").count() == 0
    expect(page.get_by_role("table", name="The swaps that weigh most").locator("tbody tr")).to_have_count(20)
    press(page.get_by_role("link", name="All 131 substitutions one by one"))
    expect(page.locator("table.ledger tbody tr")).to_have_count(131)
    heading = page.get_by_role("columnheader", name="Spin probability").last
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")


def test_the_rest_of_long_texts_comes_by_itself_and_the_keys_go_into_it(page: Page, service: Served) -> None:
    compare(page, service.url, "\n\n".join([REFERENCE] * 6), "\n\n".join([SUSPECT] * 6))
    rows = page.locator(".facing tbody > tr:not(.head)")
    expect(rows).to_have_count(120)
    starts = [
        int(each) for each in rows.locator(".text[data-side=suspect]").evaluate_all("all => all.map((one) => one.dataset.start)")
    ]
    assert len(starts) == 120
    assert starts == sorted(set(starts))
    strike(page, "p")  # the last one
    numbers = page.locator(".facing td.suspect mark").evaluate_all("all => all.map((one) => Number(one.dataset.substitution))")
    expect(page.locator(f"#sm{max(numbers)} a")).to_be_focused()


def test_a_mark_leads_to_its_line_of_the_ledger(page: Page, service: Served) -> None:
    compare(page, service.url)
    page.locator("#sm9 a").click()
    expect(page.locator("#l9 a").first).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('mark').id") == "rm9"


def test_a_ribbon_of_the_strips_leads_to_its_passage_by_key_and_by_pointer(page: Page, service: Served) -> None:
    compare(page, service.url)
    ribbon = page.get_by_role(
        "link", name=re.compile("^Passage 1: spun, .*; characters 0 to .* of the suspect, characters 0 to .* of the reference")
    )
    ribbon.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#passage-1")).to_be_focused()
    page.locator(".strips a[href='#s12']").click()
    expect(page.locator("#s12")).to_be_in_viewport()


def test_keys_typed_into_a_field_are_text(page: Page, service: Served) -> None:
    compare(page, service.url)
    page.locator("#note").press_sequentially("nuncupd?")
    expect(page.locator("#note")).to_have_value("nuncupd?")
    expect(page.locator("#decide-form [name=verdict]:checked")).to_have_count(0)


def test_the_window_of_keys_names_those_that_decide(page: Page, service: Served) -> None:
    compare(page, service.url)
    strike(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("confirm, deny, unsure")
    strike(page, "u")
    expect(page.locator("#decide-form [name=verdict]:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_quotations_are_left_out_with_both_scores_and_a_name_and_stay_so(page: Page, service: Served) -> None:
    address = compare(page, service.url)
    panel(page, "Recalculate").get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Leave out all quotations").click()
    for _ in range(2):  # at once, and when it is looked at again
        expect(page.get_by_text("1 exclusion of reviewers applied.")).to_be_visible()
        before, after = map(int, score(page, "Substitutions"))
        assert after < before
        expect(panel(page, "Recalculate").get_by_role("listitem")).to_contain_text("All quotations, by Ann")
        expect(page.get_by_role("button", name="Leave out all quotations")).to_be_disabled()
        page.goto(address)


def test_the_current_substitution_is_left_out_from_the_bar_and_put_back(page: Page, service: Served) -> None:
    compare(page, service.url)
    strike(page, "n")
    expect(page.locator("#review-current")).to_have_text("Substitution 1")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_text("1 exclusion of reviewers applied.")).to_be_visible()
    expect(panel(page, "Recalculate").get_by_role("listitem")).to_contain_text("“rebuild” → “reconstruct”")
    before, after = map(int, score(page, "Substitutions"))
    assert after == before - 1
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_text("put back by")).to_be_visible()
    assert score(page, "Substitutions") == (str(before), str(before))
    expect(page.get_by_text("exclusion of reviewers applied")).to_have_count(0)


def test_the_current_passage_is_left_out_from_the_bar(page: Page, service: Served) -> None:
    compare(page, service.url)
    strike(page, "j")
    expect(page.locator("#review-current")).to_have_text("Passage 1")
    page.get_by_role("button", name="Leave it out").click()
    expect(panel(page, "Recalculate").get_by_role("listitem")).to_contain_text("passage: reference")
    before, after = score(page, "Substitutions")
    assert after == "not measured" or int(after) < int(before)  # the sample is one passage: nothing may be left to measure


@pytest.mark.parametrize(
    ("side", "kind", "button"), [("suspect", "boilerplate", "boilerplate"), ("reference", "template", "agreed template")]
)
def test_selected_words_become_a_stretch_that_does_not_count(
    page: Page, service: Served, side: str, kind: str, button: str
) -> None:
    compare(page, service.url)
    sentence = page.locator(f'.facing .text[data-side="{side}"]').filter(has_text="nine votes")
    sentence.click(click_count=3, position={"x": 18, "y": 14})  # its first word, which no link covers
    expect(page.locator("#selected")).to_have_text(re.compile(rf"Selected: \d+ characters of the {side}\."))
    start, end = (int(page.locator(f"#{name}").input_value()) for name in ("start", "end"))
    page.get_by_role("button", name=f"Leave out as {button}").click()
    expect(panel(page, "Recalculate").get_by_role("listitem")).to_contain_text(f"{kind}: {side} {start}–{end}")
    expect(page.locator(".facing .excluded").first).to_be_attached()
    chosen = (REFERENCE if side == "reference" else SUSPECT)[start:end].strip()
    assert chosen.startswith("The ")
    assert chosen.endswith(" six years.")


def test_every_decision_stays_in_the_history_and_the_newest_counts(page: Page, service: Served) -> None:
    address = compare(page, service.url)
    decide(page, "Unsure", "Ann", "Two sources?\nAsk the agency.")
    decide(page, "Confirm", "Bo")
    page.goto(address)
    expect(page.locator(".report-title .state")).to_have_text("Confirmed")
    entries = panel(page, "History").get_by_role("listitem")
    expect(entries).to_have_count(2)
    expect(entries.nth(0)).to_contain_text("Confirmed by Bo")
    expect(entries.nth(1)).to_contain_text("Two sources?\nAsk the agency.", use_inner_text=True)
    expect(entries.nth(1)).to_contain_text("The report then said Spun")


def test_a_decision_without_a_verdict_or_a_name_is_not_sent(page: Page, service: Served) -> None:
    address = compare(page, service.url)
    page.get_by_role("button", name="Decide").click()
    assert page.url == address
    assert page.evaluate("document.querySelector('#decide-form :invalid') !== null")


def test_the_name_is_remembered_for_the_next_report(page: Page, service: Served) -> None:
    compare(page, service.url)
    decide(page, "Unsure", "Cleo")
    compare(page, service.url)
    expect(desk(page).get_by_label("Your name")).to_have_value("Cleo")
    expect(headline(page)).to_be_visible()

"""The evidence view in a real browser: keys, popups, ledger, folds, paper, phones, and texts that mean harm."""

import re
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from app.views import draw_page
from tests.browser.visits import press
from tests.contract.served import ROOT

SAMPLES = ROOT / "data" / "samples"
ASIDE = "An orchard of pears stood behind the chapel, and nobody in the valley remembered who had planted the trees there first."
HARMFUL = {
    "script": "<script>window.harmed = 1</script>",
    "handler": '<img src=x onerror="window.harmed = 1">',
    "closing tags": "</div></td></table><style>*{display:none}</style>",
    "reading direction": "\u202egnirts desrever\u202c",
    "long word": "w" * 100_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "accents": "cafe\u0301 nai\u0308ve Z\u0324\u0348\u0353algo",
}


@cache
def detector() -> Detector:
    return Detector.load(ROOT / "models", ROOT / "data" / "lexicon")


def sample() -> tuple[str, str]:
    return (SAMPLES / "reference.txt").read_text("utf-8"), (SAMPLES / "suspect.txt").read_text("utf-8")


def report_of(reference: str, suspect: str) -> Report:
    return build_report(detector().compare(read_text(reference), read_text(suspect)))


@pytest.fixture(scope="module")
def spun() -> Report:
    """Two passages with text of the suspect's own between them."""
    reference, suspect = sample()
    middle = suspect.index("\n\n", len(suspect) // 2)
    return report_of(reference, f"{suspect[:middle]}\n\n{ASIDE * 3}{suspect[middle:]}")


@pytest.fixture
def opened(context: BrowserContext, spun: Report, tmp_path: Path) -> Page:
    """The evidence as a file from disk, with the network off."""
    return opened_file(context, spun, tmp_path)


def opened_file(context: BrowserContext, report: Report, folder: Path) -> Page:
    file = folder / "evidence.html"
    file.write_text(draw_page(report), encoding="utf-8")
    context.set_offline(True)
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def focused(page: Page) -> int:
    """The number of the substitution that has the focus."""
    number = page.evaluate("document.activeElement.closest('mark')?.dataset.substitution ?? 0")
    return int(number)


def test_keys_go_from_substitution_to_substitution_and_say_where_they_are(opened: Page, spun: Report) -> None:
    opened.keyboard.press("n")
    assert focused(opened) == 1
    first, n_all = spun.substitutions[0], len(spun.substitutions)
    expect(opened.locator("#spoken")).to_contain_text(
        f"Substitution 1: {first['reference']['text']} became {first['suspect']['text']}"
    )
    opened.keyboard.press("n")
    assert focused(opened) == 2
    opened.keyboard.press("p")
    opened.keyboard.press("p")
    assert focused(opened) == n_all


def test_the_focused_mark_shows_its_reason_and_lights_its_partner_until_escape(opened: Page, spun: Report) -> None:
    opened.keyboard.press("n")
    tip = opened.get_by_role("tooltip")
    expect(tip).to_contain_text("spin probability")
    expect(tip).to_contain_text(spun.substitutions[0]["reason"])
    assert opened.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    expect(opened.locator("#rm1")).to_have_class(pattern("lit"))
    opened.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert focused(opened) == 1


def test_the_pointer_may_go_from_a_mark_into_its_popup(opened: Page) -> None:
    opened.locator("#sm3").hover()
    tip = opened.get_by_role("tooltip")
    expect(tip).to_be_visible()
    tip.hover()
    opened.wait_for_timeout(400)
    expect(tip).to_be_visible()
    opened.mouse.move(2, 2)
    expect(tip).to_be_hidden()


def test_the_focus_can_be_seen(opened: Page) -> None:
    opened.keyboard.press("n")
    style = opened.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    )
    assert style[0] != "none"
    assert float(style[1].removesuffix("px")) >= 2


def test_keys_go_from_passage_to_passage(opened: Page, spun: Report) -> None:
    assert len(spun.passages) > 1
    opened.keyboard.press("j")
    opened.keyboard.press("j")
    assert opened.evaluate("document.activeElement.id") == "passage-2"
    opened.keyboard.press("k")
    assert opened.evaluate("document.activeElement.id") == "passage-1"
    expect(opened.locator(".map [data-passage='1']")).to_have_class(pattern("current"))


def test_help_opens_closes_and_gives_the_focus_back(opened: Page) -> None:
    opened.keyboard.press("n")
    opened.keyboard.press("?")
    expect(opened.get_by_role("dialog", name="Keys")).to_be_visible()
    opened.keyboard.press("n")
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert focused(opened) == 1


def test_single_keys_can_be_turned_off(opened: Page) -> None:
    opened.keyboard.press("?")
    opened.get_by_label("Single keys are on").uncheck()
    opened.keyboard.press("Escape")
    opened.keyboard.press("n")
    assert focused(opened) == 0


def unfold_ledger(page: Page) -> None:
    press(page.get_by_text(re.compile("substitutions one by one")))


def test_the_swaps_that_weigh_most_stand_first_and_the_same_swap_once(opened: Page, spun: Report) -> None:
    rows = opened.get_by_role("table", name="The swaps that weigh most").locator("tbody tr")
    expect(rows).to_have_count(20)
    expect(rows.first).to_contain_text("town")
    times = [int(each) for each in rows.locator("td:nth-child(3)").all_text_contents()]
    assert max(times) > 1
    shares = [float(each.removesuffix("\u00a0%")) for each in rows.locator("td:nth-child(6)").all_text_contents()]
    assert shares == sorted(shares, reverse=True)
    expect(opened.locator("#l1")).to_be_hidden()
    rows.first.get_by_role("link").nth(1).click()
    second = [n for n, one in enumerate(spun.substitutions, 1) if one["reference"]["text"].lower() == "town"][1]
    assert focused(opened) == second


def test_letters_that_are_typed_are_no_keys(opened: Page) -> None:
    unfold_ledger(opened)
    field = opened.get_by_role("searchbox", name="Words")
    field.focus()
    opened.keyboard.type("nn")
    expect(field).to_have_value("nn")
    assert focused(opened) == 0


def test_the_ledger_sorts_and_says_so(opened: Page) -> None:
    unfold_ledger(opened)
    ledger = opened.get_by_role("table", name="Ledger of substitutions")
    heading = ledger.get_by_role("columnheader", name="Spin probability")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    shown = ledger.locator("tbody td:nth-child(5)").evaluate_all("cells => cells.map(cell => Number(cell.dataset.value))")
    assert shown == sorted(shown, reverse=True)
    expect(opened.locator("#spoken")).to_have_text("Sorted by Spin probability, descending")


def test_the_ledger_filters_counts_and_the_keys_follow(opened: Page, spun: Report) -> None:
    unfold_ledger(opened)
    words = spun.substitutions[4]["suspect"]["text"]
    opened.get_by_role("searchbox", name="Words").fill(words)
    matching = [
        n
        for n, one in enumerate(spun.substitutions, 1)
        if words.lower() in f"{one['reference']['text']}\n{one['suspect']['text']}".lower()
    ]
    expect(opened.locator(".shown")).to_have_text(f"{len(matching)} of {len(spun.substitutions)} shown")
    opened.locator("h1").click()
    opened.keyboard.press("n")
    assert focused(opened) == matching[0]
    opened.get_by_role("button", name="Show all").click()
    expect(opened.locator(".shown")).to_have_text(f"{len(spun.substitutions)} of {len(spun.substitutions)} shown")


def test_a_line_of_the_ledger_leads_to_its_place_on_either_side(opened: Page) -> None:
    unfold_ledger(opened)
    row = opened.locator("#l7")
    for column, place in ((0, "rm7"), (1, "sm7")):
        row.get_by_role("link").nth(column).click()
        assert opened.evaluate("document.activeElement.closest('mark').id") == place
        expect(opened.locator(f"#{place}")).to_be_in_viewport()


def test_the_views_are_switched_by_the_keyboard(opened: Page) -> None:
    opened.get_by_role("radio", name="Side by side").focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.locator(".inline")).to_be_visible()
    expect(opened.locator(".facing")).to_be_hidden()
    opened.keyboard.press("n")
    assert opened.evaluate("document.activeElement.closest('mark').id") == "im1"


def test_what_has_no_counterpart_is_folded_away_and_opens(opened: Page) -> None:
    fold = opened.locator(".facing details").filter(has_text="only in the suspect").first
    expect(fold.locator(".text")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator(".text")).to_contain_text("orchard of pears")


def test_paper_keeps_both_sides_level_and_folds_nothing(opened: Page) -> None:
    opened.emulate_media(media="print")
    tops = opened.locator(".facing tr.level").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.getBoundingClientRect().top))"
    )
    assert tops
    assert all(left == right for left, right in tops)
    expect(opened.locator(".facing details .text").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_stands_beyond_the_edge_of_the_window(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    for label in ("Side by side", "Inline"):
        opened.get_by_role("radio", name=label).check()
        assert opened.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing(context: BrowserContext, tmp_path: Path, theme: str, width: int) -> None:
    # axe reads every element again and again: a beginning has them all
    reference, suspect = ("\n\n".join(text.split("\n\n")[3:5]) for text in sample())
    page = opened_file(context, report_of(reference, f"{suspect}\n\n{ASIDE * 3}"), tmp_path)
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.press("n")
    assert focused(page) == 1
    for label in ("Side by side", "Inline"):
        page.get_by_role("radio", name=label).check()
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_text_that_means_harm_is_shown_as_text(context: BrowserContext, tmp_path: Path, kind: str) -> None:
    reference, suspect = sample()
    at = suspect.index(". ") + 2
    suspect = f"{suspect[:at]}{HARMFUL[kind]} {suspect[at:]}"
    report = report_of(reference, suspect)
    page = opened_file(context, report, tmp_path)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    assert page.evaluate("window.harmed") is None
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    drawn = page.locator(".facing .text[data-side=suspect]").evaluate_all("cells => cells.map(cell => cell.textContent).join('')")
    assert drawn == suspect
    for number in {1, len(report.substitutions)} if report.substitutions else ():  # a word without an end may leave no English
        expect(page.locator(f"#sm{number} a").first).to_have_text(report.substitutions[number - 1]["suspect"]["text"])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1440


def test_a_mark_never_tears_a_drawn_character(context: BrowserContext, tmp_path: Path) -> None:
    """An accent that follows a swapped word is drawn with it, and no character is lost."""
    reference, suspect = sample()
    before = report_of(reference, suspect).substitutions[2]["suspect"]
    suspect = f"{suspect[: before['end']]}\u0301👩‍👧 {suspect[before['end'] :]}"
    page = opened_file(context, report_of(reference, suspect), tmp_path)
    drawn = page.locator(".facing .text[data-side=suspect]").evaluate_all("cells => cells.map(cell => cell.textContent).join('')")
    assert drawn == suspect
    starts = page.locator(".facing mark, .facing mark + *").evaluate_all("all => all.map(one => one.textContent.slice(0, 1))")
    assert "\u0301" not in starts


def pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{name}\b")

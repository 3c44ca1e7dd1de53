"""Whatever an article, a title, a name or a note holds is shown as text: no script runs, nothing is asked for elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.visits import REFERENCE, SUSPECT, compare, decide, desk, headline, make_link, overflow, panel, strike
from tests.contract.served import Served

SCRIPT = "<script>window.taken = true</script>"
HANDLER = '"><img src="https://elsewhere.example/x.png" onerror="window.taken = true">'
STYLE = "</style></textarea></title><style>@import 'https://elsewhere.example/x.css';</style>"
HOSTILE = f"{SCRIPT} {HANDLER} {STYLE} <svg onload=window.taken=true> {{{{ 7 * 7 }}}} <!-- javascript:window.taken=true"
OVERRIDE = "\u202egnp.txt\u202c"
EMOJI = "👩\u200d👩\u200d👧 cafe\u0301 naïve \U0001f1e9\U0001f1ea"


@pytest.fixture
def watched(context: BrowserContext, service: Served) -> Iterator[Page]:
    """A page whose every request must go to the service, and which must open no dialog."""
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((service.url, "data:", "blob:")):
            elsewhere.append(request.url)

    context.on("request", note)
    page = context.new_page()
    page.on("dialog", lambda dialog: elsewhere.append(dialog.message))
    yield page
    assert page.evaluate("window.taken") is None
    assert elsewhere == []


def test_a_hostile_text_is_shown_as_text_on_every_page(watched: Page, service: Served) -> None:
    suspect = f"{SUSPECT}\n\n{HOSTILE} {OVERRIDE} {EMOJI}"
    address = compare(watched, service.url, f"{REFERENCE}\n\n{HOSTILE}", suspect, title=HANDLER)
    expect(headline(watched)).to_be_visible()
    shown = "".join(watched.locator(".facing .text[data-side=suspect]").all_text_contents())
    assert "Marrow Bay" in shown
    assert "window.taken = true</script>" not in shown  # tags in a text are its source: left out, as in a page
    expect(watched.locator(".report-title bdi")).to_have_text(HANDLER)
    assert watched.locator("main img, main svg[onload], main script:not([type='application/json']), main style").count() == 0
    panel(watched, "Recalculate").get_by_label("Your name").fill(SCRIPT)
    watched.get_by_role("button", name="Leave out all quotations").click()
    expect(panel(watched, "Recalculate").get_by_role("listitem")).to_contain_text(SCRIPT)
    decide(watched, "Unsure", HANDLER, f"{HOSTILE}\n{EMOJI}")
    expect(panel(watched, "History").get_by_role("listitem")).to_contain_text(SCRIPT)
    for there in (make_link(watched), f"{service.url}/inbox", service.url, f"{service.url}/inbox?q={SCRIPT}", address):
        watched.goto(there)
        assert watched.evaluate("window.taken") is None
    strike(watched, "n")
    expect(watched.get_by_role("tooltip")).to_be_visible()


def test_what_comes_back_to_the_form_is_text_too(watched: Page, service: Served) -> None:
    watched.goto(service.url)
    watched.get_by_label("Text", exact=True).first.fill(HOSTILE)
    watched.get_by_label("Title").first.fill(HANDLER)
    watched.get_by_role("button", name="Compare").click()
    expect(watched.get_by_role("alert")).to_be_visible()
    expect(watched.get_by_label("Text", exact=True).first).to_have_value(HOSTILE)
    expect(watched.get_by_label("Title").first).to_have_value(HANDLER)


def test_names_that_turn_the_reading_direction_are_refused(watched: Page, service: Served) -> None:
    compare(watched, service.url)
    place = desk(watched)
    place.get_by_role("radio").first.check()
    place.get_by_label("Your name").fill(OVERRIDE)
    place.get_by_role("button", name="Decide").click()
    expect(watched.locator("main")).to_contain_text("Name holds characters that cannot be shown.")


def test_a_word_of_100_000_characters_breaks_no_page(watched: Page, service: Served) -> None:
    watched.set_viewport_size({"width": 320, "height": 800})
    compare(watched, service.url, suspect=f"{SUSPECT}\n\n{'a' * 100_000}", title="w" * 140)
    assert overflow(watched) <= 0
    watched.goto(f"{service.url}/inbox")
    assert overflow(watched) <= 0


def test_every_page_forbids_what_is_not_ours(page: Page, service: Served) -> None:
    address = compare(page, service.url)
    others = (f"{service.url}/{there}" for there in ("", "inbox", "sign-in", "reports/p_none", "shared/none", "sign-in/none"))
    for there in (address, *others):
        answer = page.goto(there)
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"

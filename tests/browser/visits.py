"""What a visitor does again and again: fills in two articles, opens what comes of them, takes a file home."""

import re
from collections.abc import Mapping
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.contract.served import ROOT

SAMPLES: Final = {
    side: (ROOT / "data" / "samples" / f"{side}.txt").read_text("utf-8").strip() for side in ("reference", "suspect")
}
REFERENCE, SUSPECT = SAMPLES["reference"], SAMPLES["suspect"]
ANOTHER: Final = (
    "The quarry above Lindholt closed for good this spring, and nobody has bought its cranes. Grass grows between the rails, "
    "goats sleep in the weighing house, and the village band practises where trucks once queued for gravel. Elin Marsk, who "
    "drove the last locomotive, now repairs clocks. She says that silence was hard to bear at first; then she began to hear owls."
)
_SIDES: Final = ("reference", "suspect")


def side(page: Page, name: str) -> Locator:
    """One half of the submit page."""
    return page.get_by_role("group", name=name.capitalize())


def fill_in(page: Page, reference: str, suspect: str, titles: Mapping[str, str] | None = None) -> None:
    """Pastes both texts into the submit page."""
    for name, text in zip(_SIDES, (reference, suspect), strict=True):
        side(page, name).get_by_label("Text", exact=True).fill(text)
        side(page, name).get_by_label("Title").fill((titles or {}).get(name, ""))


def press(place: Locator) -> None:
    """Presses a link or a fold far down by the keyboard.

    Rows get their height when they first come into view, and on a busy machine what a pointer has aimed at moves away under it.
    """
    place.press("Enter")


def strike(page: Page, key: str) -> None:
    """Strikes a key that the page's scripts hear: before they have run, also after a form was sent, it is lost."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def press_compare(page: Page) -> None:
    press(page.get_by_role("button", name="Compare"))


def compare(page: Page, url: str, reference: str = REFERENCE, suspect: str = SUSPECT, title: str = "") -> str:
    """The address of a fresh report, which the page shows."""
    page.goto(url)
    fill_in(page, reference, suspect, {"suspect": title})
    press_compare(page)
    expect(page).to_have_url(re.compile("/reports/"))  # says where the visitor was left otherwise
    expect(headline(page)).to_be_visible()
    page.wait_for_load_state()
    return page.url


def headline(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def panel(page: Page, name: str) -> Locator:
    """Recalculate, History or Hand on."""
    return page.get_by_role("region", name=name, exact=True)


def desk(page: Page) -> Locator:
    """What stays in reach beside the evidence: the decision, and what was left out last."""
    return page.get_by_role("complementary", name="Is the report right?")


def decide(page: Page, verdict: str, name: str, note: str = "") -> None:
    """Decides and stays with the report."""
    place = desk(page)
    place.get_by_role("radio", name=re.compile(verdict)).check()
    place.get_by_label("Note").fill(note)
    place.get_by_label("Your name").fill(name)
    place.get_by_label("then the next undecided").uncheck()
    place.get_by_role("button", name="Decide").click()
    expect(panel(page, "History").get_by_role("listitem").first).to_contain_text(name)


def make_link(page: Page, *, redacted: bool = False) -> str:
    """The address of a new link to the report that the page shows."""
    place = panel(page, "Hand on")
    place.get_by_label("Redacted").set_checked(redacted)
    place.get_by_role("button", name="Make a link").click()
    newest = panel(page, "Hand on").get_by_role("link", name="Open the link").first
    address: str = newest.evaluate("link => link.href")
    return address


def take(page: Page, link: str) -> bytes:
    """The file behind a link of the page."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).first.click()
    return download.value.path().read_bytes()


def overflow(page: Page) -> int:
    """CSS pixels by which the page is wider than its window."""
    wide: int = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def state_of_focus(page: Page) -> str:
    """The id of what has the focus."""
    focused: str = page.evaluate("document.activeElement.id")
    return focused

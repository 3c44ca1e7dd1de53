"""From two pasted texts to a verdict, in a real browser."""

from playwright.sync_api import Page, expect

from tests.contract.served import ROOT, Served

SAMPLES = ROOT / "data" / "samples"


def test_two_pasted_texts_lead_to_a_verdict(page: Page, service: Served) -> None:
    page.goto(service.url)
    page.get_by_role("group", name="Reference").get_by_label("Text").fill((SAMPLES / "reference.txt").read_text("utf-8"))
    page.get_by_role("group", name="Suspect").get_by_label("Text").fill((SAMPLES / "suspect.txt").read_text("utf-8"))
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Spun")

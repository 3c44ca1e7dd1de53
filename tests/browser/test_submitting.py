"""From two articles to a verdict: pasted, uploaded, picked, or the sample; and what comes back when they cannot be compared."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.browser.visits import REFERENCE, SAMPLES, SUSPECT, compare, fill_in, headline, press, press_compare, side
from tests.contract.served import Served


def as_txt(text: str, _: Browser) -> bytes:
    return text.encode("utf-8-sig")


def as_html(text: str, _: Browser) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<!doctype html><title>x</title><nav>Home</nav><article>{paragraphs}</article>".encode()


def as_docx(text: str, _: Browser) -> bytes:
    document, written = Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def as_pdf(text: str, browser: Browser) -> bytes:
    """Printed by the browser itself."""
    page = browser.new_page()
    page.set_content(as_html(text, browser).decode().replace("<nav>Home</nav>", ""))
    printed = page.pdf()
    page.close()
    return printed


def test_two_pasted_texts_lead_to_a_verdict_in_words(page: Page, service: Served) -> None:
    compare(page, service.url, title="The ocean wall")
    expect(headline(page)).to_contain_text("Spun")
    expect(headline(page)).to_contain_text("probability")
    expect(page.get_by_text("False alarms.")).to_be_visible()
    expect(page).to_have_title(re.compile("^Spun: The ocean wall"))
    for heading in ("Why", "Figures", "Map of the suspect article", "Both texts", "What survived", "Other explanations"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_the_sample_is_one_click_and_one_button_away(page: Page, service: Served) -> None:
    page.goto(service.url)
    page.get_by_role("link", name="Try the sample").click()
    expect(side(page, "suspect").get_by_label("Text", exact=True)).to_have_value(re.compile("reconstruct its ocean wall"))
    press_compare(page)
    expect(headline(page)).to_contain_text("Spun")


@pytest.mark.parametrize(
    ("name", "made"), [("wall.txt", as_txt), ("wall.html", as_html), ("wall.docx", as_docx), ("wall.pdf", as_pdf)]
)
def test_a_file_of_each_format_is_read(
    page: Page, browser: Browser, service: Served, name: str, made: Callable[[str, Browser], bytes]
) -> None:
    page.goto(service.url)
    for one in SAMPLES:
        content = made(SAMPLES[one], browser)
        file = FilePayload(name=f"{one}-{name}", mimeType="application/octet-stream", buffer=content)
        side(page, one).get_by_label("or a file").set_input_files(file)
    press_compare(page)
    expect(headline(page)).to_contain_text("Spun")
    expect(page).to_have_title(re.compile(f"suspect-{name} against reference-{name}"))
    expect(page.locator(".facing")).to_contain_text("Tobias Renk")
    expect(page.locator(".facing")).not_to_contain_text("Home")


def test_a_broken_file_is_named_at_its_field_and_what_was_typed_is_kept(page: Page, service: Served) -> None:
    page.goto(service.url)
    fill_in(page, REFERENCE, "", {"reference": "The sea wall"})
    page.get_by_label("Leave out text inside quotation marks").check()
    side(page, "suspect").get_by_label("or a file").set_input_files(
        {"name": "article.docx", "mimeType": "application/octet-stream", "buffer": b"PK no zip"}
    )
    press_compare(page)
    expect(page.get_by_role("alert")).to_be_visible()
    field = side(page, "suspect").get_by_label("or a file")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("docx", re.IGNORECASE))
    expect(side(page, "suspect").get_by_text("Choose article.docx again")).to_be_visible()
    expect(side(page, "reference").get_by_label("Text", exact=True)).to_have_value(REFERENCE)
    expect(side(page, "reference").get_by_label("Title")).to_have_value("The sea wall")
    expect(page.get_by_label("Leave out text inside quotation marks")).to_be_checked()


def test_an_empty_side_is_named_and_the_other_kept(page: Page, service: Served) -> None:
    page.goto(service.url)
    fill_in(page, "", SUSPECT)
    press_compare(page)
    expect(side(page, "reference").get_by_label("Text", exact=True)).to_have_accessible_description(
        "Paste a text, or choose a file."
    )
    expect(side(page, "suspect").get_by_label("Text", exact=True)).to_have_value(SUSPECT)
    expect(side(page, "suspect").locator(".wrong")).to_have_count(0)


def test_a_text_over_the_limit_says_the_limit(page: Page, service: Served) -> None:
    page.goto(service.url)
    fill_in(page, REFERENCE, "word " * 50_000)
    press_compare(page)
    expect(side(page, "suspect").locator(".wrong")).to_contain_text("200")


def test_a_file_that_is_too_large_is_not_even_sent(page: Page, service: Served, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 4_000_001)
    page.goto(service.url)
    side(page, "suspect").get_by_label("or a file").set_input_files(large)
    press_compare(page)
    expect(page.locator("#submit-status")).to_have_text("The file large.txt is too large.")
    assert page.url.rstrip("/") == service.url


def test_the_reference_of_an_earlier_report_can_be_taken_again(page: Page, service: Served) -> None:
    compare(page, service.url, suspect=REFERENCE, title="Stored already")
    page.goto(service.url)
    choice = page.get_by_label("or the reference of an earlier report")
    stored = choice.locator("option", has_text="Stored already").first.get_attribute("value")
    choice.select_option(stored)
    side(page, "suspect").get_by_label("Text", exact=True).fill(SUSPECT)
    press_compare(page)
    expect(headline(page)).to_contain_text("Spun")


def test_an_address_in_the_bar_can_be_loaded_again_after_a_mistake(page: Page, service: Served) -> None:
    page.goto(service.url)
    press_compare(page)
    page.goto(page.url)
    expect(headline(page)).to_have_text("Compare two articles")
    expect(page.locator(".wrong")).to_have_count(0)


def test_without_scripts_articles_are_submitted_read_and_decided(browser: Browser, service: Served) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    compare(page, service.url, title="No scripts")
    expect(headline(page)).to_contain_text("Spun")
    expect(page.locator(".facing mark").first).to_be_visible()
    press(page.get_by_role("link", name="All 131 substitutions one by one"))
    expect(page.locator("#l131")).to_be_visible()
    page.get_by_role("link", name="Back to the report").click()
    page.get_by_role("button", name="Leave out all quotations").click()
    expect(page.get_by_text("1 exclusion of reviewers applied.")).to_be_visible()
    page.get_by_role("radio", name=re.compile("Deny")).check()
    page.locator("#decide-name").fill("Ann")
    page.locator("#decide-next").uncheck()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".report-title .state")).to_have_text("Denied")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_role("link", name="Open the link").click()
    expect(page.get_by_text("A shared report, open until")).to_be_visible()
    context.close()


_PASTE = """(area, [html, text]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  area.focus();
  area.select();
  area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true}));
  area.value = text;
  area.dispatchEvent(new Event("input", {bubbles: true}));
}"""


def test_what_is_pasted_with_its_form_is_sent_with_it_until_it_is_touched(page: Page, service: Served) -> None:
    page.goto(service.url)
    area = side(page, "suspect").get_by_label("Text", exact=True)
    kept = page.locator("input[name=suspect_html]")
    area.evaluate(_PASTE, ["<p>They <del>met</del><ins>gathered</ins> here.</p>", "They metgathered here."])
    expect(kept).to_have_value("<p>They <del>met</del><ins>gathered</ins> here.</p>")
    expect(page.get_by_text("Pasted with its form").first).to_be_visible()
    area.press_sequentially("x")
    expect(kept).to_have_value("")

"""How a report leaves the house: each file is taken home, opened and read; each link opens what it should, and no more."""

import csv
import io
import re
import time
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from app import store
from app.report import Report
from app.store import Database
from app.web import LinkSigner
from tests.browser.visits import REFERENCE, SUSPECT, compare, decide, headline, make_link, press, strike, take
from tests.contract.served import Served
from tests.pango import weasyprint_html

SECRET = "Quibblewick sold marmalade to nobody but himself that year."
SWAP = ("reconstruct", "rebuild")


@pytest.fixture
def report(page: Page, service: Served) -> str:
    """The address of a fresh report, decided by Ann, with quotations left out."""
    address = compare(page, service.url, title="The ocean wall")
    decide(page, "Confirm", "Ann", "Read it twice.")
    page.get_by_role("button", name="Leave out all quotations").click()
    expect(page.get_by_text("1 exclusion of reviewers applied.")).to_be_visible()
    return address


def stranger(browser: Browser) -> Page:
    """A browser that was never here."""
    return browser.new_context().new_page()


def status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def readable(words: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", words.lower()))


def test_the_html_file_needs_no_network(context: BrowserContext, page: Page, report: str, tmp_path: Path) -> None:
    kept = tmp_path / "report.html"
    kept.write_bytes(take(page, "One HTML file"))
    context.set_offline(True)
    asked: list[str] = []
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(kept.as_uri())
    expect(headline(opened)).to_contain_text("Spun")
    expect(opened.get_by_role("heading", name="Review")).to_be_visible()
    expect(opened.locator("body")).to_contain_text("Read it twice.")
    strike(opened, "n")
    expect(opened.get_by_role("tooltip")).to_be_visible()
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []


def test_the_pdf_says_the_verdict_the_swaps_and_the_review(page: Page, report: str) -> None:
    weasyprint_html()
    said: list[str] = []

    def note(route: Route) -> None:
        said.append(page.locator("#drawing").inner_text().strip())
        route.continue_()

    page.route("**/export/pdf", note)
    document = pypdfium2.PdfDocument(take(page, "PDF"))
    expect(page.locator("#drawing")).to_have_text("PDF is drawn.")
    assert said == ["PDF is being drawn …"]
    text = " ".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    missing = [words for words in ("Spun", *SWAP, "Read it twice.", "all quotations", "SHA-256") if words not in text]
    assert missing == []


def test_the_word_file_says_the_verdict_the_swaps_and_the_review(page: Page, report: str) -> None:
    document = Document(io.BytesIO(take(page, "Word")))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    text = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert all(words in text for words in ("Spun", *SWAP, "Read it twice.", "all quotations"))


def test_csv_json_and_xml_tell_the_same_story(page: Page, report: str) -> None:
    told = Report.model_validate_json(take(page, "JSON"))
    assert told.label == "spun"
    assert told.settings.exclude_quotations
    rows = list(csv.reader(io.StringIO(take(page, "Ledger as CSV").decode("utf-8-sig"))))
    assert [words for row in rows for words in SWAP if words in row] != []
    assert len(rows) > len(told.substitutions) > 50
    features = ElementTree.fromstring(take(page, "PAN XML")).findall("feature")
    assert len(features) == len(told.passages) > 0


def test_a_link_opens_the_report_for_a_stranger(browser: Browser, page: Page, guarded: Served) -> None:
    sign_in(page, guarded)
    compare(page, guarded.url)
    address = make_link(page)
    visitor = stranger(browser)
    assert status(visitor, address) == 200
    expect(headline(visitor)).to_contain_text("Spun")
    assert visitor.locator("form").count() == 0
    assert visitor.locator("#evidence").get_by_text("Tobias Renk").count() > 0
    strike(visitor, "n")
    expect(visitor.get_by_role("tooltip")).to_be_visible()
    assert SWAP[0] in take(visitor, "One HTML file").decode()
    assert status(visitor, page.url.split("#")[0]) == 200
    expect(headline(visitor)).to_have_text("Sign in")
    visitor.context.close()


def sign_in(page: Page, service: Served) -> None:
    page.goto(f"{service.url}/sign-in")
    page.get_by_label("API key").fill(service.key)
    page.get_by_role("button", name="Sign in").click()
    expect(headline(page)).to_have_text("Inbox")


def test_an_altered_link_is_not_found(page: Page, service: Served) -> None:
    compare(page, service.url)
    address = make_link(page)
    body, signature = address.rsplit(".", 1)
    for altered in (f"{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}", f"{body}A.{signature}", f"{body}."):
        assert status(page, altered) == 404
        expect(page.locator("main")).to_contain_text("not made here, or was altered")


def test_an_expired_link_is_gone(page: Page, service: Served) -> None:
    report_id = compare(page, service.url).rsplit("/", 1)[1]
    database = Database.open(service.environment["UNSPUN_DATABASE_URL"])
    signer = LinkSigner(store.service_secrets.shared(database, "links"))
    database.close()
    token = signer.sign(report_id, expires_at=time.time() - 1, is_redacted=False)
    assert status(page, f"{service.url}/shared/{token}") == 410
    expect(page.locator("main")).to_contain_text("This link has ended.")
    assert page.locator("#evidence").count() == 0


def test_a_withdrawn_link_is_gone(page: Page, service: Served) -> None:
    compare(page, service.url)
    address = make_link(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("withdrawn, made by")).to_be_visible()
    assert status(page, address) == 410


def test_a_redacted_link_shows_no_word_that_stands_on_one_side_only(page: Page, service: Served) -> None:
    compare(page, service.url, suspect=f"{SUSPECT}\n\n{SECRET}", title="The ocean wall")
    press(page.get_by_role("link", name=re.compile("substitutions one by one")))
    expect(page.locator("table.ledger")).to_be_visible()
    matched = readable(REFERENCE) & readable(SUSPECT) | readable(" ".join(page.locator("table.ledger bdi").all_text_contents()))
    address = make_link(page, redacted=True)
    page.goto(address)
    expect(page.get_by_text("Redacted: only the swaps and 2 words on either side can be read.")).to_be_visible()
    texts = " ".join(page.locator("#evidence .text").all_text_contents())
    assert "█" in texts
    assert readable(texts) <= matched
    unmatched = readable(SECRET) - matched
    assert {"quibblewick", "marmalade", "himself"} <= unmatched
    for content in (page.content(), take(page, "One HTML file").decode()):
        assert [word for word in unmatched if re.search(rf"\b{word}\b", content.lower())] == []


def test_a_shared_report_says_what_the_editors_left_out(page: Page, report: str) -> None:
    strike(page, "n")
    page.get_by_role("button", name="Leave it out").click()
    page.goto(make_link(page))
    expect(page.get_by_text("Its editors left out what should not count: all quotations and 1 substitution.")).to_be_visible()

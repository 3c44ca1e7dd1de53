"""Every page in the states that people meet it in: what the looks are taken of, and what axe examines.

A state opens its page itself and leaves the browser there; `url` is the address of a service that lets this machine in.
"""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.visits import (
    ANOTHER,
    REFERENCE,
    SUSPECT,
    compare,
    decide,
    fill_in,
    headline,
    make_link,
    panel,
    press_compare,
    strike,
)
from tests.waiting import wait_until

# axe reads every element again and again: the sample's beginning shows it all
_SHORT, _SHORT_SPUN = ("\n\n".join(text.split("\n\n")[3:5]) for text in (REFERENCE, SUSPECT))
# half of one paragraph of nine is spun: too little for a verdict
_KEPT_WORDS, _SPUN_WORDS = (text.split("\n\n")[3].split() for text in (REFERENCE, SUSPECT))
_DOUBTFUL = REFERENCE.replace(REFERENCE.split("\n\n")[3], " ".join([*_SPUN_WORDS[:30], *_KEPT_WORDS[30:]]))


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
    strike(page, "n")
    expect(page.get_by_role("tooltip")).to_be_visible()


def window_of_keys(page: Page, url: str) -> None:
    short_report(page, url)
    strike(page, "?")
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


def batches_page(page: Page, url: str) -> None:
    pairs = [
        {"custom_id": f"post {n}", "reference": {"text": _SHORT}, "suspect": {"text": text}}
        for n, text in enumerate((_SHORT_SPUN, ANOTHER))
    ]
    lines = "\n".join(map(json.dumps, pairs)).encode()
    sent = page.request.post(f"{url}/batches", data=lines, headers={"Content-Type": "application/x-ndjson"})
    wait_until(lambda: page.request.get(f"{url}{sent.headers['location']}").json()["finished_at"] is not None)
    page.goto(f"{url}/inbox/batches")
    expect(page.get_by_role("link", name=re.compile("^b_")).first).to_be_visible()


def series_page(page: Page, url: str) -> None:
    compare(page, url, _SHORT, _SHORT_SPUN, title="One")
    compare(page, url, title="Two")  # other texts with the same swaps
    page.goto(f"{url}/inbox/series")
    expect(page.get_by_role("table").first).to_be_visible()


def whole_ledger(page: Page, url: str) -> None:
    short_report(page, url)
    page.goto(f"{page.url}/ledger")
    expect(page.get_by_role("table")).to_be_visible()


STATES = [
    submit_page, submit_page_with_errors, spun_report, inline_view, copied_report, independent_report,
    undecided_report, report_that_was_not_measured, reviewed_report, popup, window_of_keys, shared_report, redacted_report,
    full_inbox, filtered_inbox, inbox_where_nothing_fits, sign_in, refused_sign_in, not_found, gone, library_page, admin_page,
    screened_page, screenings_page, one_screening, probe_page, batches_page, series_page, whole_ledger,
]  # fmt: skip


_LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def sample_filled_in(page: Page, url: str) -> None:
    page.goto(f"{url}/?sample")


def sample_report(page: Page, url: str) -> None:
    """The whole of it, with a mark's popup."""
    compare(page, url, title="The ocean wall")
    strike(page, "n")


def report_of_long_names(page: Page, url: str) -> None:
    compare(
        page, url, f"{REFERENCE} {_LONG_WORD}", f"{REFERENCE} {_LONG_WORD}", title=f"{_LONG_WORD[:150]} {ANOTHER[:150]}"[:200]
    )


def inbox_of_long_names(page: Page, url: str) -> None:
    report_of_long_names(page, url)
    page.goto(f"{url}/inbox")


def text_over_the_limit(page: Page, url: str) -> None:
    page.goto(url)
    fill_in(page, REFERENCE, "word " * 42_000)
    press_compare(page)


def embedded_report(page: Page, url: str) -> None:
    compare(page, url)
    page.goto(f"{make_link(page)}/embedded")


def badge(page: Page, url: str) -> None:
    compare(page, url)
    page.set_content(f'<img alt="" src="{make_link(page)}/badge.svg">')  # alone it is no page, of which pictures are taken


def report_that_was_deleted(page: Page, url: str) -> None:
    there = compare(page, url)
    page.get_by_text("Delete this report").click()
    page.get_by_role("button", name="Delete with texts").click()
    page.goto(there)


def page_to_try(page: Page, url: str) -> None:
    page.goto(f"{url}/try")
    page.locator("details.operation summary").first.click()


def empty_probe(page: Page, url: str) -> None:
    page.goto(f"{url}/probe")


def nowhere(page: Page, url: str) -> None:
    page.goto(f"{url}/nowhere")


# not examined by axe: other pages of the same kinds are, or the longer ones take long
MORE = [
    sample_filled_in, sample_report, report_of_long_names, inbox_of_long_names, text_over_the_limit, embedded_report, badge,
    report_that_was_deleted, page_to_try, empty_probe, nowhere,
]  # fmt: skip

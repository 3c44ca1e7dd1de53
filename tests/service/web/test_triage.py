"""Many reports at once: what the inbox says of each unopened, sorted, counted, chosen, assigned, kept as a view, by batch."""

import html
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app import store
from app.store import BatchKind, Database, NewBatch
from tests.service.web.browser import SIDES, Browser

ANOTHER = (
    "The quarry above Lindholt closed for good this spring, and nobody has bought its cranes. Grass grows between the rails, "
    "goats sleep in the weighing house, and the village band practises where trucks once queued for gravel. Elin Marsk, who "
    "drove the last locomotive, now repairs clocks. She says that silence was hard to bear at first; then she began to hear owls."
)
NAMELESS = {"reference_title": "", "suspect_title": ""}


@pytest.fixture(scope="module")
def ids(site: TestClient) -> dict[str, str]:
    """Three reports of the page, the newest last: spun, independent, copied."""
    browser = Browser(site)
    pairs = {"spun": SIDES["suspect"], "independent": ANOTHER, "copied": SIDES["reference"]}
    made = {label: browser.compare(suspect=text, suspect_title=f"A {label} one") for label, text in pairs.items()}
    return {label: path.removeprefix("/reports/") for label, path in made.items()}


@pytest.fixture
def inbox(browser: Browser, ids: dict[str, str]) -> Browser:
    assert len(ids) == 3
    browser.see("/inbox")
    return browser


def listed(browser: Browser, query: str) -> list[str]:
    return re.findall(r'<code class="soft">([^<]+)</code>', browser.see(f"/inbox?{query}").text)


def row(browser: Browser, report_id: str) -> str:
    return next(each for each in browser.last.split("<tr>") if report_id in each)


def chosen(*report_ids: str) -> dict[str, str]:
    return {f"report-{each}": "yes" for each in report_ids}


@pytest.fixture
def of_a_batch(database: Database) -> Iterator[str]:
    """A report of a batch, by its id."""
    new = NewBatch(id="b_" + "a" * 32, client="local", kind=BatchKind.BATCH)
    with database.transaction() as tx:
        place = store.reports.add(tx, new, ("copied", b"{}"), 1.0)
    yield place.id_in(BatchKind.BATCH)
    with database.transaction() as tx:
        store.batches.delete(tx, new.id)


def test_a_line_says_verdict_figures_swaps_and_draws_a_strip(inbox: Browser, ids: dict[str, str]) -> None:
    spun, independent = row(inbox, ids["spun"]), row(inbox, ids["independent"])
    assert re.search(r'data-label="Verdict"[^>]*><span class="label spun">Spun</span> \d\d\s%', spun)
    assert re.search(r'data-label="Spun" class="number">\d\d\s%<', spun)
    assert re.search(r'data-label="Spun share" class="number">\d+\s%<', spun)
    assert int(re.findall(r'data-label="Swaps" class="number">(\d+)<', spun)[0]) > 10
    assert re.search(r'<svg class="small-strip".*shade-4', spun)
    assert re.findall(r'data-label="Swaps" class="number">(\d+)<', independent) == ["0"]
    assert "shade-4" not in independent


@pytest.mark.parametrize("order", ["spun", "probability", "share", "swaps", "newest"])
def test_each_figure_sorts_the_inbox(inbox: Browser, ids: dict[str, str], order: str) -> None:
    found = [each for each in listed(inbox, f"sort={order}") if each in ids.values()]
    assert found[0] == ids["copied" if order == "newest" else "spun"] or order == "probability"
    assert set(found) == set(ids.values())
    shown = [float(each) for each in re.findall(r'data-label="Verdict"[^>]*><span[^>]*>[^<]*</span> >?(\d+)\s%', inbox.last)]
    assert shown
    assert order != "probability" or shown == sorted(shown, reverse=True)


def test_totals_and_steps_of_the_histogram_lead_to_their_reports(inbox: Browser, ids: dict[str, str]) -> None:
    assert re.search(r'<a href="/inbox\?label=spun">\d+ spun</a>', inbox.last)
    steps = [html.unescape(each) for each in re.findall(r'<li><a href="/inbox\?([^"]*least=[^"]*)"', inbox.last)]
    assert steps
    of_steps = {step: listed(inbox, step) for step in steps}
    assert ids["spun"] in of_steps[steps[-1]]
    assert ids["independent"] in of_steps[steps[0]]
    assert ids["spun"] not in of_steps[steps[0]]


def test_a_report_without_a_title_is_named_by_the_first_line_or_by_the_page_s_title(browser: Browser) -> None:
    browser.compare(**NAMELESS, suspect=f"Silence over the quarry\n\n{ANOTHER}")
    page = f"<html><head><title>Owls of Lindholt</title></head><body><p>{ANOTHER}</p></body></html>"
    browser.compare(**NAMELESS, suspect=page)
    shown = browser.see("/inbox").text
    assert "<bdi>Silence over the quarry</bdi>" in shown
    assert "<bdi>Owls of Lindholt</bdi>" in shown


def test_chosen_reports_are_decided_alike(inbox: Browser) -> None:
    one, other = (inbox.compare(suspect=ANOTHER).removeprefix("/reports/") for _ in range(2))
    answer = inbox.send(
        "/inbox/decisions?label=independent", {**chosen(one, other), "verdict": "denied", "note": "Both.", "name": "Ann"}
    )
    assert answer.headers["location"] == "/inbox?label=independent&did=decided&n=2"
    assert "2 reports decided." in inbox.see(answer.headers["location"]).text
    assert {one, other} <= set(listed(inbox, "state=denied"))
    assert "Both." in inbox.see(f"/reports/{one}").text
    assert inbox.send("/inbox/decisions", {"verdict": "denied", "name": "Ann"}).status_code == 422
    assert inbox.send("/inbox/decisions", {**chosen(one), "verdict": "denied", "name": ""}).status_code == 422


def test_a_report_is_assigned_to_somebody_and_found_by_it(inbox: Browser, ids: dict[str, str]) -> None:
    inbox.send("/inbox/assign", {**chosen(ids["spun"]), "assignee": "Bo"})
    assert listed(inbox, "who=Bo") == [ids["spun"]]
    assert "for Bo" in inbox.last
    assert ids["spun"] not in listed(inbox, "who=-")
    inbox.send("/inbox/assign", {**chosen(ids["spun"]), "assignee": ""})
    assert listed(inbox, "who=Bo") == []
    assert ids["spun"] in listed(inbox, "who=-")


def test_a_report_of_the_page_is_deleted_with_its_texts_and_its_decision_stays(inbox: Browser) -> None:
    path = inbox.compare(suspect=ANOTHER)
    report_id = path.removeprefix("/reports/")
    inbox.send(f"{path}/decisions", {"verdict": "confirmed", "name": "Ann", "note": "Read it."})
    assert "Delete with texts" in inbox.see(path).text
    assert inbox.send("/inbox/delete", chosen(report_id)).headers["location"] == "/inbox?did=deleted&n=1"
    gone = inbox.see(path)
    assert gone.status_code == 410
    assert "Read it." in gone.text
    assert "goats" not in gone.text
    assert report_id not in listed(inbox, "")


def test_a_report_of_a_batch_is_not_deleted_here(inbox: Browser, of_a_batch: str) -> None:
    assert inbox.send("/inbox/delete", chosen(of_a_batch)).status_code == 422
    assert of_a_batch in listed(inbox, "source=batch")


def test_a_search_is_kept_under_a_name_and_forgotten(inbox: Browser) -> None:
    assert (
        inbox.send("/inbox/views?label=spun&sort=spun", {"view": "Worst"}).headers["location"]
        == "/inbox?label=spun&sort=spun&did=kept&n=1"
    )
    shown = inbox.see("/inbox").text
    assert '<a href="/inbox?label=spun&amp;sort=spun">Worst</a>' in shown
    (forget,) = re.findall(r'action="(/inbox/views/[^"]+/forget)"', inbox.see("/inbox?label=spun&sort=spun").text)
    inbox.send(forget, {})
    assert ">Worst</a>" not in inbox.see("/inbox").text
    assert inbox.send("/inbox/views", {"view": "All of them"}).status_code == 422  # nothing is searched for


def test_batches_stand_on_a_page_with_how_far_each_is(inbox: Browser, of_a_batch: str) -> None:
    batch = of_a_batch.partition(".")[0]
    shown = inbox.see("/inbox/batches").text
    assert f'href="/inbox?batch={batch}&amp;sort=spun"' in shown
    assert '<progress max="1" value="1"' in shown
    assert "0 of 1" in shown  # decided
    assert listed(inbox, f"batch={batch}") == [of_a_batch]
    assert "1 of 1 pair answered" in inbox.last

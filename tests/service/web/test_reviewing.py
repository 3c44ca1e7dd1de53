"""One report's page: what is left out is compared again at once and can be put back; decisions are kept and handed out."""

import re

import orjson
import pytest
import sqlalchemy as sa

from app import store
from app.store import Database, ReportPlace
from tests.service.web.browser import Browser


def probability_of_spun(page: str) -> tuple[str, str]:
    found = re.search(r"Probability of spun</th><td>([^<]+)</td><td>([^<]+)</td>", page)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize(
    ("action", "fields", "words"),
    [
        ("quotations", {}, "all quotations"),
        ("passage", {"passage": "1"}, "passage: reference"),
        ("substitution", {"substitution": "2", "at": "l2"}, "substitution: reference"),
        ("boilerplate", {"side": "suspect", "start": "0", "end": "900"}, "boilerplate: suspect 0–900"),
        ("template", {"side": "reference", "start": "10", "end": "700"}, "template: reference 10–700"),
    ],
)
def test_what_is_left_out_is_compared_again_and_can_be_put_back(
    browser: Browser, action: str, fields: dict[str, str], words: str
) -> None:
    path = browser.compare()
    before = browser.client.get(f"{path}/export/json").json()
    answer = browser.exclude(path, action, **fields)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{path}#{fields.get('at', 'recalculate')}"
    assert words in browser.see(path).text
    assert "by Ann" in browser.last
    after = browser.client.get(f"{path}/export/json").json()
    assert after["settings"] != before["settings"]
    assert after["reference"] == before["reference"] | {key: after["reference"][key] for key in ("words", "sentences")}
    withdrawn = re.search(r'action="([^"]+/withdraw)"', browser.last)
    assert withdrawn
    assert browser.send(withdrawn[1], {"name": "Bob"}).status_code == 303
    assert "put back by Bob" in browser.see(path).text
    assert browser.client.get(f"{path}/export/json").json() == before


def test_the_score_before_stays_beside_the_score_after(browser: Browser) -> None:
    path = browser.compare()
    was = probability_of_spun(browser.last)
    assert was[0] == was[1]
    browser.exclude(path, "substitution", substitution="1")
    browser.exclude(path, "boilerplate", side="suspect", start="0", end="1500")
    now = probability_of_spun(browser.see(path).text)
    assert now[0] == was[0]
    assert "2 exclusions of reviewers applied" in browser.last


def test_the_same_thing_is_left_out_once(browser: Browser) -> None:
    path = browser.compare()
    browser.exclude(path, "quotations")
    browser.exclude(path, "quotations")
    assert browser.see(path).text.count("<strong>All quotations</strong>") == 1


def test_a_number_means_the_view_that_the_reviewer_saw(browser: Browser) -> None:
    path = browser.compare()
    old = browser.hidden("basis")
    browser.exclude(path, "substitution", substitution="1")
    browser.see(path)
    answer = browser.send(f"{path}/exclusions", {"action": "substitution", "substitution": "1", "basis": old})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "everything"},
        {"action": "passage", "passage": "0"},
        {"action": "passage", "passage": "999"},
        {"action": "substitution", "substitution": "-1"},
        {"action": "substitution", "substitution": "٣"},
        {"action": "boilerplate", "side": "both", "start": "0", "end": "9"},
        {"action": "boilerplate", "side": "suspect", "start": "9", "end": "9"},
        {"action": "template", "side": "suspect", "start": "0", "end": "999999999999999999999"},
        {"action": "quotations", "name": "x" * 101},
        {"action": "quotations", "name": "a\u202eb"},
    ],
)
def test_what_cannot_be_left_out_is_said(browser: Browser, fields: dict[str, str]) -> None:
    path = browser.compare()
    answer = browser.send(f"{path}/exclusions", {"basis": browser.hidden("basis"), **fields})
    assert answer.status_code == 422
    assert f'<a href="{path}">Back to the report</a>' in answer.text
    assert "Nothing yet." in browser.see(path).text


def test_a_decision_is_kept_with_its_history(browser: Browser) -> None:
    path = browser.compare()
    for verdict, note in (("unsure", "asked\nthe desk"), ("confirmed", "<b>sure</b>")):
        browser.see(path)
        answer = browser.send(f"{path}/decisions", {"verdict": verdict, "note": note, "name": "Ann"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?decided={path.rsplit('/', 1)[1]}")
    page = browser.see(path).text
    assert page.index("&lt;b&gt;sure") < page.index("asked\nthe desk")
    assert '<span class="state confirmed">Confirmed</span>' in page


@pytest.mark.parametrize(
    "form", [{}, {"verdict": "open"}, {"verdict": "denied", "note": "x" * 2_001}, {"verdict": "denied", "name": " "}]
)
def test_a_decision_that_is_none_is_refused(browser: Browser, form: dict[str, str]) -> None:
    path = browser.compare()
    assert browser.send(f"{path}/decisions", {"name": "Ann", **form}).status_code == 422


@pytest.mark.parametrize("name", ["p_x", "p_", "p_x.1", "%00", "p_x%2F..", "x" * 500, "\N{PILE OF POO}"])
def test_an_unknown_report_is_a_page_that_says_so(browser: Browser, name: str) -> None:
    answer = browser.see(f"/reports/{name}")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_a_report_has_one_name(browser: Browser) -> None:
    assert browser.see(f"{browser.compare()}.0").status_code == 404


@pytest.mark.parametrize("forget", [store.batches.purge_texts, lambda tx, batch, _: store.batches.delete(tx, batch)])
def test_decisions_outlive_the_texts(browser: Browser, database: Database, forget: object) -> None:
    path = browser.compare()
    browser.send(f"{path}/decisions", {"verdict": "denied", "note": "fair use", "name": "Ann"})
    place = ReportPlace.read(path.rsplit("/", 1)[1])
    assert place
    with database.transaction() as tx:
        forget(tx, place.batch_id, 1.0)  # type: ignore[operator]
    answer = browser.see(path)
    assert answer.status_code == 410
    assert "fair use" in answer.text
    assert "Marrow Bay" not in answer.text
    lines = [orjson.loads(line) for line in browser.client.get("/inbox/decisions.jsonl").text.splitlines()]
    assert [each["note"] for each in lines if each["report"] == place.batch_id] == ["fair use"]


def test_decisions_are_json_lines_without_a_word_of_a_text(browser: Browser) -> None:
    path = browser.compare(suspect_title="The kelp wall")
    browser.send(f"{path}/decisions", {"verdict": "confirmed", "note": "clear", "name": "Ann"})
    answer = browser.client.get("/inbox/decisions.jsonl?state=confirmed&q=kelp")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    (line,) = map(orjson.loads, answer.text.splitlines())
    assert (line["verdict"], line["note"], line["name"], line["source"]) == ("confirmed", "clear", "Ann", "page")
    assert (line["label"], line["report"]) == ("spun", path.rsplit("/", 1)[1])
    assert len(line["reference_sha256"]) == len(line["suspect_sha256"]) == 64
    assert browser.client.get("/inbox/decisions.jsonl?state=denied&q=kelp").text == ""


@pytest.mark.parametrize("thing", ["exclusions/x_1", "exclusions/%00", "links/l_1", "links/%00", "links/%ED%A0%80"])
def test_what_is_not_there_cannot_be_withdrawn(browser: Browser, thing: str) -> None:
    path = browser.compare()
    assert browser.send(f"{path}/{thing}/withdraw", {}).status_code == 404


def test_numbers_stay_for_a_reports_life(browser: Browser) -> None:
    path = browser.compare()
    before = dict(re.findall(r'id="sm([0-9]+)"[^>]*><a [^>]*>([^<]*)', browser.last))
    browser.exclude(path, "substitution", substitution="5")
    browser.exclude(path, "substitution", substitution="9")
    after = dict(re.findall(r'id="sm([0-9]+)"[^>]*><a [^>]*>([^<]*)', browser.see(path).text))
    assert set(before) - set(after) == {"5", "9"}
    assert all(before[number] == words for number, words in after.items())
    assert "Substitution 9 left out" in browser.last
    answer = browser.exclude(path, "substitution", substitution="9")
    assert answer.status_code == 422
    assert "There is no substitution 9 in this report as it stands now." in answer.text
    lines = browser.see(f"{path}/export/csv").text.splitlines()
    assert [line.split(",")[0] for line in lines[4:8]] == ["4", "6", "7", "8"]


@pytest.mark.parametrize(("part", "said"), [("ledger", 'id="l131"'), ("texts", 'id="rm131"'), ("inline", 'id="im131"')])
def test_the_long_parts_of_a_report_are_pages_of_their_own(browser: Browser, part: str, said: str) -> None:
    path = browser.compare()
    assert said in browser.see(f"{path}/{part}").text
    assert browser.see(f"{path}/ledgers").status_code == 404
    assert browser.see(f"{path}/{part}?from=x").status_code == 422


def test_after_a_decision_the_next_undecided_report_of_the_search_comes(browser: Browser) -> None:
    title = "Cormorants of the north mole"
    earlier, later = browser.compare(suspect_title=title), browser.compare(suspect_title=title)
    other = browser.compare(suspect_title="Something else")
    form = {"verdict": "denied", "name": "Ann", "next": "yes"}
    answer = browser.send(f"{later}/decisions?q=cormorants", form)
    assert answer.headers["location"] == f"{earlier}?q=cormorants&decided={later.rsplit('/', 1)[1]}"
    page = browser.see(answer.headers["location"]).text
    assert f'Denied: <a href="{later}?q=cormorants">' in page
    answer = browser.send(f"{earlier}/decisions?q=cormorants", form)
    assert answer.headers["location"].startswith(f"{earlier}?q=cormorants&decided=")
    assert "No other report of this list is undecided" in browser.see(answer.headers["location"]).text
    assert 'class="state open"' in browser.see(other).text


def test_a_decision_is_told_to_whoever_wants_to_know(browser: Browser, database: Database) -> None:
    with database.transaction() as tx:
        endpoint = store.endpoints.create(tx, "local", "https://cms.example.com/hooks", ["report.decided"], now=1.0)
    path = browser.compare()
    browser.send(f"{path}/decisions", {"verdict": "denied", "note": "A quoted word", "name": "Ann"})
    with database.transaction() as tx:
        (delivery,) = store.deliveries.page(tx, endpoint.id, limit=9)
        body = tx.execute(sa.text("select body from deliveries where id = :id"), {"id": delivery.id}).scalar_one()
        store.endpoints.delete(tx, "local", endpoint.id)
    told = orjson.loads(body)
    report_id = path.rsplit("/", 1)[1]
    assert told["type"] == "report.decided"
    expected = {"id": report_id, "verdict": "denied", "name": "Ann", "label": "spun", "page": path}
    assert {name: told["data"][name] for name in expected} == expected
    assert b"quoted" not in body

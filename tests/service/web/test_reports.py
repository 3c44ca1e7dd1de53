"""A stored report over the API: the same report, decisions, exclusions, links and files as on its page."""

from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app import store
from app.store import Database
from tests.service.test_problems import assert_problem
from tests.service.web.browser import Browser

JSON = {"Accept": "application/json"}


class Api:
    """A program that asks about one report."""

    def __init__(self, client: TestClient, path: str) -> None:
        self.client = client
        self.path = path

    def get(self, part: str = "") -> Response:
        return self.client.get(f"{self.path}{part}", headers=JSON)

    def post(self, part: str, **body: Any) -> Response:
        return self.client.post(f"{self.path}{part}", json=body)


@pytest.fixture
def api(browser: Browser) -> Api:
    return Api(browser.client, browser.compare())


def test_a_report_is_data_for_programs_and_a_page_for_browsers(api: Api, browser: Browser) -> None:
    told = api.get()
    assert told.headers["content-type"] == "application/json"
    assert told.json()["page"] == api.path
    assert told.json()["state"] == "open"
    assert told.json()["report"] == api.get("/export/json").json()
    assert browser.see(api.path).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("accepted", ["application/json", "Application/JSON", "application/problem+JSON, text/html;q=.5"])
def test_whoever_names_json_gets_data_however_it_is_written(api: Api, browser: Browser, accepted: str) -> None:
    told = browser.client.get(api.path, headers={"Accept": accepted})
    assert told.headers["content-type"] == "application/json"


def test_a_decision_is_written_and_read_by_programs_and_stands_on_the_page(api: Api, browser: Browser) -> None:
    made = api.post("/decisions", verdict="confirmed", name="Ann", note="seen both")
    assert made.status_code == 201, made.text
    assert made.json() | {"id": "", "at": "", "model": "", "probability": 0} == {
        "id": "", "verdict": "confirmed", "name": "Ann", "note": "seen both", "at": "", "label": "spun", "probability": 0,
        "model": "",
    }  # fmt: skip
    api.post("/decisions", verdict="denied", name="Bob")
    found = api.get("/decisions").json()["decisions"]
    assert [each["name"] for each in found] == ["Bob", "Ann"]
    assert found[1] == made.json()
    assert api.get().json()["state"] == "denied"
    assert "seen both" in browser.see(api.path).text


def test_decisions_outlive_the_report(api: Api, database: Database) -> None:
    api.post("/decisions", verdict="unsure", name="Ann")
    with database.transaction() as tx:
        store.batches.purge_texts(tx, api.path.removeprefix("/reports/"), now=1.0)
    assert_problem(api.get(), 410, "report-gone")
    assert_problem(api.post("/decisions", verdict="denied", name="Ann"), 410, "report-gone")
    assert [each["name"] for each in api.get("/decisions").json()["decisions"]] == ["Ann"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "quotations"},
        {"kind": "passage", "number": 1},
        {"kind": "substitution", "number": 2},
        {"kind": "boilerplate", "side": "suspect", "start": 0, "end": 900},
    ],
    ids=lambda body: body["kind"],
)
def test_what_a_program_leaves_out_is_compared_again_and_can_be_put_back(api: Api, body: dict[str, Any]) -> None:
    before = api.get().json()["report"]
    made = api.post("/exclusions", **body, name="Ann")
    assert made.status_code == 201, made.text
    again = api.post("/exclusions", **body)  # once is enough, and what is left out has no number any more
    assert again.status_code == 422 if "number" in body else again.json() == made.json()
    assert api.get().json()["report"]["settings"] != before["settings"]
    assert api.client.delete(f"{api.path}/exclusions/{made.json()['id']}").status_code == 204
    (left,) = api.get("/exclusions").json()["exclusions"]
    assert left["name"] == "Ann"
    assert left["withdrawn_at"] is not None
    assert api.get().json()["report"] == before


@pytest.mark.parametrize(
    ("part", "body", "code"),
    [
        ("/exclusions", {"kind": "passage"}, "unusable-review"),
        ("/exclusions", {"kind": "substitution", "number": 100_000}, "unusable-review"),
        ("/exclusions", {"kind": "template", "side": "suspect", "start": 5, "end": 5}, "unusable-review"),
        ("/exclusions", {"kind": "template", "start": 5, "end": 9}, "unusable-review"),
        ("/exclusions", {"kind": "everything"}, "invalid-fields"),
        ("/decisions", {"verdict": "open", "name": "Ann"}, "invalid-fields"),
        ("/decisions", {"verdict": "denied"}, "invalid-fields"),
        ("/decisions", {"verdict": "denied", "name": "Ann\u0007"}, "unusable-review"),
        ("/links", {"days": 31}, "unusable-review"),
        ("/links", {"days": 0}, "invalid-fields"),
        ("/links", {"days": 1, "redact": True}, "invalid-fields"),
    ],
)
def test_what_cannot_be_done_is_said_at_its_place(api: Api, part: str, body: dict[str, Any], code: str) -> None:
    answer = api.post(part, **body)
    assert_problem(answer, 422, code)
    assert answer.json()["errors"]
    assert "from 0" not in answer.text  # what has a number has one from 1


def test_a_link_opens_the_report_until_it_is_withdrawn(api: Api, browser: Browser) -> None:
    made = api.post("/links", days=2, redacted=True, name="Ann").json()
    assert made["redacted"]
    assert browser.see(made["path"]).status_code == 200
    assert api.client.delete(f"{api.path}/links/{made['id']}").status_code == 204
    assert browser.see(made["path"]).status_code == 410
    (told,) = api.get("/links").json()["links"]
    assert told["withdrawn_at"] is not None


@pytest.mark.parametrize("form", ["html", "docx", "csv", "json", "pan.xml"])
def test_a_program_gets_the_files_of_the_page(api: Api, browser: Browser, form: str) -> None:
    api.post("/decisions", verdict="confirmed", name="Ann")
    told, shown = api.get(f"/export/{form}"), browser.see(f"{api.path}/export/{form}")
    assert told.status_code == 200
    assert told.headers["content-type"] == shown.headers["content-type"]
    assert told.headers["content-disposition"] == shown.headers["content-disposition"]


@pytest.mark.parametrize("part", ["", "/decisions", "/exclusions", "/links", "/export/json"])
def test_nobody_elses_report_is_found(api: Api, part: str) -> None:
    for report_id in ("j_nobody", "p_1.0", "%20", f"{api.path.removeprefix('/reports/')}.0"):
        assert_problem(api.client.get(f"/reports/{report_id}{part}", headers=JSON), 404, "no-such-report")


def test_what_is_not_there_cannot_be_taken_away(api: Api) -> None:
    for part in ("exclusions/x_1", "links/l_1"):
        assert_problem(api.client.delete(f"{api.path}/{part}"), 404, "no-such-report")
    assert_problem(api.get("/export/exe"), 404, "no-such-report")

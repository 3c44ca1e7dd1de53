"""`POST /compare` with one suspect and several references."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.pairs import MAX_MANY_CHARACTERS, MAX_REFERENCES, Reports
from app.report import REPORT_VERSION

OTHER = (
    "My aunt keeps seven hens, and each of them is named after a Greek goddess. In summer they lay an egg a day; in winter they "
    "rest, as hens should. Nobody in our street buys eggs in a shop any more, and the fox has come twice this year."
)


def many(suspect: str, *references: str, **options: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"references": [{"text": text} for text in references], "suspect": {"text": suspect}}
    return body | ({"options": options} if options else {})


def pointers(answer: Any) -> list[str]:
    return [each["pointer"] for each in answer.json()["errors"]]


def test_each_report_is_the_one_of_its_pair_in_the_order_of_the_request(client: TestClient, reference: str, suspect: str) -> None:
    answer = client.post("/compare", json=many(suspect, OTHER, reference, suspect)).json()
    pairs = [{"reference": {"text": text}, "suspect": {"text": suspect}} for text in (OTHER, reference, suspect)]
    assert answer["reports"] == [client.post("/compare", json=pair).json() for pair in pairs]


def test_the_best_is_the_reference_that_most_was_taken_from(client: TestClient, reference: str, suspect: str) -> None:
    half = reference[: len(reference) // 2]
    answer = Reports.model_validate(client.post("/compare", json=many(suspect, OTHER, half, reference)).json())
    assert (answer.version, answer.best, len(answer.reports)) == (REPORT_VERSION, 2, 3)
    assert answer.reports[2].label == "spun"
    again = Reports.model_validate(client.post("/compare", json=many(suspect, reference, reference, half)).json())
    assert again.best == 0  # of equal ones the first


def test_where_nothing_was_taken_none_is_the_best(client: TestClient, suspect: str) -> None:
    answer = client.post("/compare", json=many(suspect, OTHER, "Too short.")).json()
    assert answer["best"] is None
    assert [report["label"] for report in answer["reports"]] == ["independent", "not_measured"]


def test_options_hold_for_every_pair(client: TestClient, reference: str, suspect: str) -> None:
    excluded = {"suspect": [{"start": 0, "end": 40}]}
    body = many(suspect, reference, OTHER, parts=["patterns"], minimum_passage_words=30, excluded=excluded)
    for report in client.post("/compare", json=body).json()["reports"]:
        assert report["settings"]["minimum_passage_words"] == 30
        assert report["settings"]["excluded"]["suspect"] == excluded["suspect"]
        assert report["suspect"]["text"] is None
        assert report["substitutions"] == []


def test_html_and_text_may_stand_side_by_side(client: TestClient, reference: str, suspect: str) -> None:
    body = many(suspect, reference) | {"references": [{"html": f"<article><p>{reference}</p></article>"}, {"text": reference}]}
    labels = [report["label"] for report in client.post("/compare", json=body).json()["reports"]]
    assert labels == ["spun", "spun"]


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"references": []}, ["#/references"]),
        ({"references": [{"text": OTHER}] * (MAX_REFERENCES + 1)}, ["#/references"]),
        ({"references": {"text": OTHER}}, ["#/references"]),
        ({"references": [{"text": OTHER}, {"text": OTHER, "html": OTHER}]}, ["#/references/1"]),
        ({"references": [{"text": OTHER}, {"txt": OTHER}]}, ["#/references/1", "#/references/1/txt"]),
        ({"reference": {"text": OTHER}}, ["#/reference"]),
        ({"suspect": None}, ["#/suspect"]),
        ({"options": {"excluded": {"reference": [{"start": 0, "end": 3}]}}}, ["#/options"]),
    ],
    ids=["none", "too-many", "no-list", "two-forms", "unknown-form", "both", "no-suspect", "excluded"],
)
def test_what_is_wrong_is_422_with_its_pointer(client: TestClient, change: dict[str, Any], places: list[str]) -> None:
    answer = client.post("/compare", json=many(OTHER, OTHER) | change)
    assert answer.status_code == 422
    assert set(pointers(answer)) <= set(places)
    assert pointers(answer)[:1] == places[:1] or pointers(answer) == places[1:]
    assert "goddess" not in answer.text


def test_as_many_as_are_published_are_answered(client: TestClient) -> None:
    most = client.get("/limits").json()["max_references"]
    answer = client.post("/compare", json=many(OTHER, *[f"{OTHER} {k}" for k in range(most)], parts=[]))
    assert (answer.status_code, len(answer.json()["reports"])) == (200, MAX_REFERENCES)


def test_a_reference_over_the_limit_is_413_with_its_pointer(client: TestClient, settings: Any) -> None:
    answer = client.post("/compare", json=many(OTHER, OTHER, "a" * (settings.max_characters + 1)))
    assert (answer.status_code, pointers(answer)) == (413, ["#/references/1/text"])


def test_pairs_that_are_too_long_together_are_413(client: TestClient, settings: Any) -> None:
    assert client.get("/limits").json()["max_many_characters"] == MAX_MANY_CHARACTERS
    n = MAX_MANY_CHARACTERS // settings.max_characters + 1
    answer = client.post("/compare", json=many("a " * (settings.max_characters // 2), *["b"] * n))
    assert (answer.status_code, pointers(answer)) == (413, ["#/references"])
    assert answer.json()["type"].endswith("text-too-long")


def test_a_page_that_cannot_be_read_is_422_with_its_pointer(client: TestClient) -> None:
    deep = "<div>" * 5_000 + OTHER
    answer = client.post("/compare", json={"references": [{"text": OTHER}, {"html": deep}], "suspect": {"text": OTHER}})
    assert (answer.status_code, pointers(answer)) == (422, ["#/references/1/html"])


def test_many_are_answered_at_once_also_for_who_would_take_a_job(client: TestClient) -> None:
    answer = client.post("/compare", json=many(OTHER, OTHER), headers={"Prefer": "respond-async"})
    assert answer.status_code == 200

"""`POST /compare`, asked well."""

import gzip
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from app.report import REPORT_VERSION, Part, Report

Pair = dict[str, dict[str, str]]


def test_the_sample_pair_is_spun(client: TestClient, pair: Pair) -> None:
    report = client.post("/compare", json=pair).json()
    assert report["measured"] is True
    assert report["label"] == "spun"
    assert report["substitutions"]


def test_the_answer_is_a_report(client: TestClient, pair: Pair) -> None:
    answer = client.post("/compare", json=pair)
    assert answer.headers["content-type"] == "application/json"
    assert Report.model_validate_json(answer.content).version == REPORT_VERSION


def test_offsets_count_the_text_as_sent(client: TestClient, pair: Pair) -> None:
    report = client.post("/compare", json=pair).json()
    for substitution in report["substitutions"]:
        for side in ("reference", "suspect"):
            place = substitution[side]
            assert pair[side]["text"][place["start"] : place["end"]] == place["text"]


def test_a_text_is_a_copy_of_itself(client: TestClient, reference: str) -> None:
    report = client.post("/compare", json={"reference": {"text": reference}, "suspect": {"text": reference}}).json()
    assert report["label"] == "copied"
    assert report["substitutions"] == []


def test_html_offsets_count_the_extracted_text_in_the_report(client: TestClient, pair: Pair) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in pair["suspect"]["text"].split("\n\n"))
    html = f"<html><body><nav>Home</nav><article>{paragraphs}</article></body></html>"
    report = client.post("/compare", json={"reference": pair["reference"], "suspect": {"html": html}}).json()
    text = report["suspect"]["text"]
    assert "<p>" not in text
    assert report["substitutions"]
    for substitution in report["substitutions"]:
        place = substitution["suspect"]
        assert text[place["start"] : place["end"]] == place["text"]


@pytest.mark.parametrize("part", list(Part))
def test_only_the_parts_asked_for_are_returned(client: TestClient, pair: Pair, part: Part) -> None:
    report = client.post("/compare", json={**pair, "options": {"parts": [part]}}).json()
    assert (report["reference"]["text"] is not None) == (part is Part.TEXTS)
    for other in set(Part) - {part, Part.TEXTS}:
        assert not report[other], other


def test_options_stand_in_the_report(client: TestClient, pair: Pair) -> None:
    excluded = {"reference": [{"start": 10, "end": 30}], "suspect": [{"start": 0, "end": 0}, {"start": 5, "end": 9_999_999}]}
    options: dict[str, Any] = {"exclude_quotations": True, "minimum_passage_words": 40, "excluded": excluded}
    assert client.post("/compare", json={**pair, "options": options}).json()["settings"] == options


def test_gzip_in_and_out_changes_nothing(client: TestClient, pair: Pair) -> None:
    plain = client.post("/compare", json=pair, headers={"Accept-Encoding": "identity"})
    packed = client.post(
        "/compare",
        content=gzip.compress(orjson.dumps(pair)),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip", "Accept-Encoding": "gzip"},
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "application/JSON", "application/ld+json"])
def test_json_is_taken_under_each_of_its_names(client: TestClient, media_type: str) -> None:
    body = b'{"reference":{"text":""},"suspect":{"text":""}}'
    assert client.post("/compare", content=body, headers={"Content-Type": media_type}).status_code == 200


UNMEASURABLE = {
    "empty": "",
    "blank": " \n\t ",
    "too short": "The minister spoke.",
    "no words": "!!! ... ??? --- " * 60,
    "German": "Der Minister sagte am Montag, dass die Regierung den neuen Haushalt noch nicht beschlossen habe. " * 8,
}


@pytest.mark.parametrize("text", UNMEASURABLE.values(), ids=UNMEASURABLE.keys())
def test_what_cannot_be_measured_is_no_error(client: TestClient, reference: str, text: str) -> None:
    answer = client.post("/compare", json={"reference": {"text": reference}, "suspect": {"text": text}})
    report = answer.json()
    assert answer.status_code == 200
    assert report["measured"] is False
    assert report["label"] == "not_measured"
    assert report["not_measured_reason"]


HARD = {
    "a NUL in every place": "The\0 minister said\0 that the budget\0 would be passed soon. " * 20,
    "one word of 200,000 letters": "a" * 200_000,
    "200,000 one-letter words": "a " * 100_000,
    "200,000 characters without a full stop": "alpha beta " * 18_181,
    "right-to-left overrides": "The \u202eminister\u202c said that the budget would be passed soon. " * 20,
    "emoji": "\U0001f600 said \U0001f468\u200d\U0001f469\u200d\U0001f467 that the budget would be passed. " * 20,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_hard_texts_get_an_answer_within_the_time_limit(client: TestClient, reference: str, text: str) -> None:
    for first, second in ((reference, text), (text, reference), (text, text)):
        answer = client.post("/compare", json={"reference": {"text": first}, "suspect": {"text": second}})
        assert answer.status_code == 200, answer.text[:300]


def test_a_nul_stays_in_the_text_and_is_counted(client: TestClient, pair: Pair) -> None:
    text = pair["suspect"]["text"].replace("council", "coun\0cil", 1)
    report = client.post("/compare", json={"reference": pair["reference"], "suspect": {"text": text}}).json()
    assert report["suspect"]["text"] == text

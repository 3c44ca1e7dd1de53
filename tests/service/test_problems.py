"""`POST /compare`, asked badly: one form for every error, a pointer for each place, never a word of a text."""

import gzip
import zlib
from typing import Any

import orjson
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.pairs import MAX_MEMBERS
from app.settings import Settings

JSON = {"Content-Type": "application/json"}
SECRET = "Quibblewick"
GOOD = {"reference": {"text": "a"}, "suspect": {"text": "b"}}


def pointers(answer: Response) -> list[str]:
    return [each["pointer"] for each in answer.json()["errors"]]


def assert_problem(answer: Response, status: int, code: str) -> None:
    body = answer.json()
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert body.keys() == {"type", "title", "status", "detail", "instance", "request_id", "errors"}
    assert body["type"] == f"urn:unspun:problem:{code}"
    assert body["status"] == status
    assert body["request_id"] == answer.headers["x-request-id"]
    assert SECRET not in answer.text


MALFORMED = {
    "nothing": b"",
    "half an object": b'{"reference": {"text": "Quibblewick"',
    "100,000 open brackets": b"[" * 100_000,
    "100,000 open objects": b'{"a":' * 100_000,
    "invalid UTF-8": b'{"reference": {"text": "Quibblewick \xff"}, "suspect": {"text": "b"}}',
    "UTF-16": orjson.dumps(GOOD).decode().encode("utf-16"),
    "a lone high surrogate": b'{"reference": {"text": "Quibblewick \\ud800"}, "suspect": {"text": "b"}}',
    "a lone low surrogate": b'{"reference": {"text": "Quibblewick \\udc00"}, "suspect": {"text": "b"}}',
    "a surrogate as bytes": b'{"reference": {"text": "Quibblewick \xed\xa0\x80"}, "suspect": {"text": "b"}}',
    "a raw NUL": b'{"reference": {"text": "Quibblewick \x00"}, "suspect": {"text": "b"}}',
    "NaN": b'{"reference": NaN}',
    "two values": b"{} {}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_json_is_422_at_the_root(client: TestClient, body: bytes) -> None:
    answer = client.post("/compare", content=body, headers=JSON)
    assert_problem(answer, 422, "malformed-json")
    assert pointers(answer) == ["#"]


def _excluding(*stretches: object) -> dict[str, Any]:
    return {**GOOD, "options": {"excluded": {"suspect": stretches}}}


FIELDS: dict[str, tuple[Any, list[str]]] = {
    "a list": ([], ["#"]),
    "null": (None, ["#"]),
    "a string": (SECRET, ["#"]),
    "nothing at all": ({}, ["#/reference", "#/suspect"]),
    "no suspect": ({"reference": {"text": SECRET}}, ["#/suspect"]),
    "a side that is a string": ({**GOOD, "suspect": SECRET}, ["#/suspect"]),
    "neither text nor html": ({**GOOD, "suspect": {}}, ["#/suspect"]),
    "both text and html": ({**GOOD, "suspect": {"text": SECRET, "html": SECRET}}, ["#/suspect"]),
    "a text that is a number": ({**GOOD, "suspect": {"text": 7}}, ["#/suspect/text"]),
    "an unknown field in a side": ({**GOOD, "suspect": {"text": SECRET, "colour": SECRET}}, ["#/suspect/colour"]),
    "an unknown field": ({**GOOD, "extra": SECRET}, ["#/extra"]),
    "an unknown field with ~ and /": ({**GOOD, "a/b~c d": SECRET}, ["#/a~1b~0c%20d"]),
    "an unknown option": ({**GOOD, "options": {"language": SECRET}}, ["#/options/language"]),
    "an unknown part": ({**GOOD, "options": {"parts": ["texts", SECRET]}}, ["#/options/parts/1"]),
    "too few words": ({**GOOD, "options": {"minimum_passage_words": 0}}, ["#/options/minimum_passage_words"]),
    "too many words": ({**GOOD, "options": {"minimum_passage_words": 1001}}, ["#/options/minimum_passage_words"]),
    "words as a string": ({**GOOD, "options": {"minimum_passage_words": "9"}}, ["#/options/minimum_passage_words"]),
    "a flag as a number": ({**GOOD, "options": {"exclude_quotations": 1}}, ["#/options/exclude_quotations"]),
    "a stretch that ends before it starts": (_excluding({"start": 9, "end": 3}), ["#/options/excluded/suspect/0"]),
    "a stretch before the text": (_excluding({"start": -1, "end": 3}), ["#/options/excluded/suspect/0/start"]),
    "an offset of a planet": (_excluding({"start": 0, "end": 2**63}), ["#/options/excluded/suspect/0/end"]),
    "half a place": (_excluding({"start": 0, "end": 2.5}), ["#/options/excluded/suspect/0/end"]),
    "a stretch as words": (_excluding(SECRET), ["#/options/excluded/suspect/0"]),
    "too many stretches": (_excluding(*[{"start": 0, "end": 1}] * 10_001), ["#/options/excluded/suspect"]),
    "everything wrong": (
        {"reference": {}, "suspect": {"text": 1}, "x": 1},
        ["#/reference", "#/suspect/text", "#/x"],
    ),
}


@pytest.mark.parametrize(("body", "places"), FIELDS.values(), ids=FIELDS.keys())
def test_each_bad_field_is_422_with_its_pointer(client: TestClient, body: Any, places: list[str]) -> None:
    answer = client.post("/compare", content=orjson.dumps(body), headers=JSON)
    assert_problem(answer, 422, "invalid-fields")
    assert pointers(answer) == places


def test_many_unknown_fields_get_a_short_answer(client: TestClient) -> None:
    answer = client.post("/compare", json={**GOOD, **{f"x{i}": 0 for i in range(MAX_MEMBERS - len(GOOD))}})
    assert_problem(answer, 422, "invalid-fields")
    assert len(pointers(answer)) == 50
    assert f"{MAX_MEMBERS - len(GOOD)} places" in answer.json()["detail"]


def test_more_members_than_an_object_may_have_are_refused_before_they_are_read(client: TestClient) -> None:
    answer = client.post("/compare", json={**GOOD, **{f"x{i}": 0 for i in range(100_000)}})
    assert_problem(answer, 422, "malformed-json")
    assert len(answer.content) < 2_000


def test_html_nested_100_000_deep_is_422_or_an_answer(client: TestClient, reference: str) -> None:
    html = "<b>" * 66_000
    answer = client.post("/compare", json={"reference": {"text": reference}, "suspect": {"html": html}})
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert_problem(answer, 422, "unusable-text")
        assert pointers(answer) == ["#/suspect/html"]


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_text_over_the_limit_is_413_with_its_pointer(client: TestClient, settings: Settings, form: str) -> None:
    answer = client.post("/compare", json={**GOOD, "suspect": {form: "x" * (settings.max_characters + 1)}})
    assert_problem(answer, 413, "text-too-long")
    assert pointers(answer) == [f"#/suspect/{form}"]
    assert str(settings.max_characters) in answer.json()["detail"]


def test_a_text_at_the_limit_fits_however_it_is_escaped(client: TestClient, settings: Settings) -> None:
    text = b'"' + rb"\ud83d\ude00" * settings.max_characters + b'"'
    body = b'{"reference": {"text": %s}, "suspect": {"text": %s}}' % (text, text)
    assert client.post("/compare", content=body, headers=JSON).status_code == 200


def test_a_body_over_the_limit_is_413_before_it_is_read(client: TestClient, settings: Settings) -> None:
    headers = {**JSON, "Content-Length": str(settings.body_limit + 1)}
    assert_problem(client.post("/compare", content=b"few bytes", headers=headers), 413, "body-too-long")


def test_a_chunked_body_over_the_limit_is_413(client: TestClient, settings: Settings) -> None:
    chunks = (b" " * 100_000 for _ in range(settings.body_limit // 100_000 + 2))
    assert_problem(client.post("/compare", content=chunks, headers=JSON), 413, "body-too-long")


def test_a_gzip_bomb_is_413(client: TestClient) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    answer = client.post("/compare", content=bomb, headers={**JSON, "Content-Encoding": "gzip"})
    assert len(bomb) < 400_000
    assert_problem(answer, 413, "body-too-long")


PACKED = gzip.compress(orjson.dumps(GOOD))


@pytest.mark.parametrize(
    "body",
    [b"", b"not gzip", PACKED[:-4], PACKED + b"more", zlib.compress(b"{}")],
    ids=["nothing", "not gzip", "cut off", "something after it", "zlib"],
)
def test_broken_gzip_is_400(client: TestClient, body: bytes) -> None:
    answer = client.post("/compare", content=body, headers={**JSON, "Content-Encoding": "gzip"})
    assert_problem(answer, 400, "broken-encoding")


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_another_encoding_is_415(client: TestClient, encoding: str) -> None:
    answer = client.post("/compare", content=b"{}", headers={**JSON, "Content-Encoding": encoding})
    assert_problem(answer, 415, "encoding")
    assert answer.headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    "media_type", ["text/plain", "text/json", "application/xml", "text/json; charset=latin-1", "nonsense", ""]
)
def test_another_media_type_is_415(client: TestClient, media_type: str) -> None:
    answer = client.post("/compare", content=orjson.dumps(GOOD), headers={"Content-Type": media_type})
    assert_problem(answer, 415, "media-type")


@pytest.mark.parametrize(
    ("path", "media_type", "named"),
    [
        ("/compare", "application/json; charset=latin-1", "charset=latin-1"),
        ("/compare", 'application/json; charset="utf-16le"', "charset=utf-16le"),
        ("/compare", 'application/json; charset="<script>"', "another character set"),
        ("/batches", "application/x-ndjson; charset=shift_jis", "charset=shift_jis"),
    ],
)
def test_another_character_set_is_named(client: TestClient, path: str, media_type: str, named: str) -> None:
    answer = client.post(path, content=orjson.dumps(GOOD), headers={"Content-Type": media_type})
    assert_problem(answer, 415, "media-type")
    assert named in answer.json()["detail"]


def test_ascii_is_utf_8(client: TestClient) -> None:
    answer = client.post("/compare", content=orjson.dumps(GOOD), headers={"Content-Type": "application/json; charset=us-ascii"})
    assert answer.status_code == 200


def test_no_media_type_is_415(client: TestClient) -> None:
    assert_problem(client.post("/compare", content=orjson.dumps(GOOD)), 415, "media-type")


@pytest.mark.parametrize("path", ["/nope", "/compare/", "/docs", "/healthz/x", f"/{SECRET.lower()}"])
def test_an_unknown_path_is_404(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert_problem(answer, 404, "not-found")
    assert answer.json()["instance"] == path


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/compare", "POST"),
        ("OPTIONS", "/compare", "POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("HEAD", "/compare", "POST"),
    ],
)
def test_a_wrong_method_is_405_with_allow(client: TestClient, method: str, path: str, allowed: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    if method != "HEAD":
        assert_problem(answer, 405, "method-not-allowed")

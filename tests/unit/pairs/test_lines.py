"""A line has one answer, whoever met it: a file of lines, the queue, or a library."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from app import store
from app.detector import Detector
from app.library import LibraryPlace, screen_line
from app.pairs import BatchOptions, Options, SenderNames, answer_line, run_batch
from app.settings import Settings
from app.store import Database, sqlite_url

MOST = 5_000
WORDS = " ".join(f"word{n}" for n in range(60))


def pair(**changes: Any) -> bytes:
    return json.dumps({"reference": {"text": WORDS}, "suspect": {"text": WORDS}} | changes).encode()


BAD: dict[str, bytes] = {
    "no JSON": b"{nonsense",
    "no UTF-8": b'\xff{"custom_id": "bytes"}',
    "no object": b"[]",
    "too many values": b'{"x":[' + b"1," * 300_000 + b"1]}",
    "a side is missing": b'{"reference": {"text": "a"}}',
    "both": pair(suspect={"text": "a", "html": "b"}),
    "neither": pair(suspect={}),
    "null": pair(suspect={"text": None, "html": "<p>a</p>"}),
    "an unknown field": pair(**{"a/b~c": 1}),
    "many wrong fields": pair(**{f"k{n}": n for n in range(60)}),
    "a name of another type": pair(custom_id=7),
    "a name that is too long": pair(custom_id="n" * 201),
    "an option out of its bounds": pair(options={"minimum_passage_words": 0}),
    "a text over the limit": pair(suspect={"text": "a " * MOST}),
    "markup that is too deep": pair(suspect={"html": "<b>" * 1_600}),
}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="module")
def from_file(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("lines") / "out.jsonl"
    named = [pair(custom_id="twice"), pair(custom_id="twice"), pair(suspect={"text": "x" * 10_000_000})]
    options = BatchOptions(settings.models_dir, settings.lexicon_dir, 1, MOST, 9_000_000, Options(parts=[]))
    run_batch(BytesIO(b"\n".join([*BAD.values(), *named]) + b"\n"), out, options, lambda totals: None)
    return [json.loads(line) for line in out.read_bytes().splitlines()]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_has_the_same_answer_in_a_file_and_in_the_queue(
    name: str, detector: Detector, from_file: list[dict[str, Any]]
) -> None:
    number = list(BAD).index(name)
    label, error = answer_line(detector, MOST, BAD[name])
    assert label is None
    assert from_file[number]["error"] == json.loads(error) | {"line": number + 1}


def test_what_was_not_kept_of_a_line_says_why_in_a_file_too(detector: Detector, from_file: list[dict[str, Any]]) -> None:
    names = SenderNames()
    kept = [names.take(pair(custom_id="twice"))[1] for _ in range(2)]
    errors = [json.loads(answer_line(detector, MOST, line)[1]) for line in (kept[1], b"")]
    assert [each["error"] | {"line": 0} for each in from_file[-2:]] == [error | {"line": 0} for error in errors]
    assert [each["custom_id"] for each in from_file[-3:]] == ["twice", "twice", None]


@pytest.mark.parametrize("name", ["no JSON", "no UTF-8", "too many values"])
def test_a_line_that_is_no_json_says_the_same_of_a_screening(name: str, detector: Detector, tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))
    store.revisions.migrate(database)
    label, error = screen_line(detector, LibraryPlace.of(database, "local"), MOST, BAD[name])
    database.close()
    assert label is None
    assert json.loads(error) == json.loads(answer_line(detector, MOST, BAD[name])[1])


def test_the_options_of_a_line_come_before_those_of_the_command(detector: Detector) -> None:
    defaults = Options(exclude_quotations=True, minimum_passage_words=20, parts=[])
    line = pair(options={"minimum_passage_words": 30})
    settings = json.loads(answer_line(detector, MOST, line, defaults)[1])["settings"]
    assert (settings["exclude_quotations"], settings["minimum_passage_words"]) == (True, 30)
    assert json.loads(answer_line(detector, MOST, line)[1])["settings"]["exclude_quotations"] is False

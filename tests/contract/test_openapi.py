"""The OpenAPI description tells the truth: schemathesis asks what it allows and what it forbids."""

import re
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import httpx2
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from app.main import create_app
from app.pairs import CompareMany, CompareRequest
from app.report import Report
from app.service import IDEMPOTENCY_KEY, KEY_PATTERN, Problem
from app.settings import Settings
from app.store import sqlite_url
from app.views import FORMS
from tests.waiting import PATIENCE, wait_until

FOLDER = TemporaryDirectory(prefix="unspun-contract-")
API = create_app(Settings(database_url=sqlite_url(Path(FOLDER.name) / "unspun.db"), embedded_worker=False))
LISTENING = socket.create_server(("127.0.0.1", 0))
ADDRESS = f"http://127.0.0.1:{LISTENING.getsockname()[1]}"

BATCHES = {
    # of the right form and refused all the same: a batch of blank lines, a form without a file, a cursor that we did not make
    "positive_data_acceptance": {"expected-statuses": ["2xx", "409", "415", "422"]},
    # what is wrong with a line is an error in the results, never the batch's end
    "negative_data_rejection": {"expected-statuses": ["202", "400", "413", "415", "422"]},
}
# of the right form and refused: a stretch whose start comes after its end, which a schema cannot say
PAIRS = {"positive_data_acceptance": {"expected-statuses": ["2xx", "422"]}}
# as for batches and pairs, of libraries that nobody has made
OF_NOBODY = {"negative_data_rejection": {"expected-statuses": ["400", "404", "413", "415", "422"]}}
# a link that would live longer than the setting says, a stretch that ends before it begins
REPORTS = {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]}}
SCREENINGS = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "415", "422"]},
    "negative_data_rejection": {"expected-statuses": ["202", "400", "404", "413", "415", "422"]},
}
# a cursor that is longer than any of ours may also be longer than an address
ARTICLES = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "415", "422"]},
    "negative_data_rejection": {"expected-statuses": ["400", "404", "413", "414", "415", "422"]},
}
LINES = {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "415", "422"]}} | OF_NOBODY
OPERATIONS = [
    {"include-path": "/batches", "checks": BATCHES},
    {"include-path": "/compare", "checks": PAIRS},
    {"include-path": "/jobs", "checks": PAIRS},
    {"include-path": "/reports/{report_id}/links", "checks": REPORTS},
    {"include-path": "/reports/{report_id}/exclusions", "checks": REPORTS},
    {"include-path": "/screenings", "checks": SCREENINGS},
    {"include-path": "/libraries/{library}/articles", "checks": ARTICLES},
    {"include-path": "/libraries/{library}/articles/{external_id}", "checks": LINES},
]
CONFIG = {"base-url": ADDRESS, "operations": OPERATIONS, "request-timeout": PATIENCE}

schema = schemathesis.openapi.from_dict(API.openapi(), config=schemathesis.Config.from_dict(CONFIG))


@schemathesis.serializer("application/x-ndjson")
def _lines(_: schemathesis.SerializationContext, value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def _served() -> Iterator[None]:
    """The whole service, on a real socket; a 503 before it is ready proves nothing."""
    server = uvicorn.Server(uvicorn.Config(API, log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [LISTENING]})
    thread.start()
    with httpx2.Client(base_url=ADDRESS, timeout=PATIENCE) as client:
        wait_until(lambda: all(client.get(path).status_code != 503 for path in ("/readyz", "/batches")))
    yield
    server.should_exit = True
    thread.join()
    FOLDER.cleanup()


@pytest.mark.usefixtures("_served")
@schema.parametrize()
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_answer_is_undocumented_and_none_is_a_fault(case: schemathesis.Case[Any]) -> None:
    if re.fullmatch(KEY_PATTERN, case.headers.get(IDEMPOTENCY_KEY, "")):
        case.headers[IDEMPOTENCY_KEY] = uuid.uuid4().hex  # one that was used is refused for another body
    if case.path.startswith("/reports"):
        case.headers["Accept"] = "application/json"  # else its page is asked for
    case.call_and_validate()


def test_every_operation_has_a_summary_and_documents_its_errors_as_problems() -> None:
    for path in API.openapi()["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert "500" in operation["responses"]
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]


def test_operations_have_short_names_of_their_own_and_one_chapter_each() -> None:
    description = API.openapi()
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    names = [each["operationId"] for each in operations]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+){0,3}", name) for name in names), names
    assert {"compare", "create_job", "get_job", "create_decision", "get_report"} <= set(names)
    chapters = {each["name"] for each in description["tags"]}
    assert {chapter for each in operations for chapter in each["tags"]} == chapters
    assert all(len(each["tags"]) == 1 for each in operations)


def test_the_forms_of_a_file_are_named() -> None:
    parameters = API.openapi()["paths"]["/reports/{report_id}/export/{form}"]["get"]["parameters"]
    assert [each["schema"]["enum"] for each in parameters if each["name"] == "form"] == [list(FORMS)]


@pytest.mark.parametrize("prefix", ["", "/unspun"])
def test_the_description_says_where_the_service_is(prefix: str) -> None:
    client = TestClient(API, root_path=prefix)
    assert client.get("/openapi.json").json()["servers"][0]["url"] == (prefix or "/")


def test_the_description_is_openapi_3_1_with_examples() -> None:
    description = API.openapi()
    assert description["openapi"].startswith("3.1")
    operation = description["paths"]["/compare"]["post"]
    assert operation["requestBody"]["content"]["application/json"]["examples"]
    described = [each for status, each in operation["responses"].items() if status != "202"]
    assert all("example" in content for each in described for content in each["content"].values())


def test_the_examples_are_true() -> None:
    operation = API.openapi()["paths"]["/compare"]["post"]
    for example in operation["requestBody"]["content"]["application/json"]["examples"].values():
        (CompareMany if "references" in example["value"] else CompareRequest).model_validate(example["value"])
    for status, response in operation["responses"].items():
        if status == "202":  # only sizes and times
            continue
        model = Problem if status >= "400" else Report
        (content,) = response["content"].values()
        model.model_validate(content["example"])

"""The OpenAPI description tells the truth: schemathesis asks what it allows and what it forbids."""

from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from app.api import CompareRequest, Problem, Service, build_app
from app.detector import Detector
from app.main import limits_of
from app.report import Report
from app.settings import Settings

CHOSEN = Settings()


@cache
def load() -> Detector:
    return Detector.load(CHOSEN.models_dir, CHOSEN.lexicon_dir)


@pytest.fixture(scope="module", autouse=True)
def _loaded_before_the_first_question() -> None:
    load()


SERVICE = Service(limits_of(CHOSEN), load)
API = build_app(SERVICE)
schema = schemathesis.openapi.from_asgi("/openapi.json", API)


@schema.parametrize()
@settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_answer_is_undocumented_and_none_is_a_fault(case: schemathesis.Case[Any]) -> None:
    while SERVICE.loaded is None:  # the first call starts the application; a 503 before it is ready proves nothing
        schema["/readyz"]["GET"].Case().call()
    case.call_and_validate()


def test_every_operation_has_a_summary_and_documents_its_errors_as_problems() -> None:
    for path in API.openapi()["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert "500" in operation["responses"]
            for status, response in operation["responses"].items():
                media_type = "application/problem+json" if status >= "400" else "application/json"
                assert list(response["content"]) == [media_type]


def test_the_description_is_openapi_3_1_with_examples() -> None:
    description = API.openapi()
    assert description["openapi"].startswith("3.1")
    operation = description["paths"]["/compare"]["post"]
    assert operation["requestBody"]["content"]["application/json"]["examples"]
    assert all("example" in content for each in operation["responses"].values() for content in each["content"].values())


def test_the_examples_are_true() -> None:
    operation = API.openapi()["paths"]["/compare"]["post"]
    for example in operation["requestBody"]["content"]["application/json"]["examples"].values():
        CompareRequest.model_validate(example["value"])
    for status, response in operation["responses"].items():
        model = Problem if status >= "400" else Report
        (content,) = response["content"].values()
        model.model_validate(content["example"])

"""A plain route answers what FastAPI's way of calling an endpoint, its slow twin, answers."""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Body, FastAPI, Header, Request, Response
from starlette.testclient import TestClient

from app.api.outer_wall import OuterWall
from app.api.routes import OneOrMany
from app.main import limits_of
from app.pairs import CompareRequest, SideTooLong
from app.service import OPEN, Door, JsonRoute, PlainRoute, Service, add_error_answers
from app.settings import Settings
from tests.service import sleepers

TWINS = {"/plain": PlainRoute, "/twin": JsonRoute}
SIDE = {"text": "words"}
PAIR: dict[str, Any] = {"reference": SIDE, "suspect": SIDE}


async def told(
    body: Annotated[OneOrMany, Body()],
    request: Request,
    prefer: Annotated[str, Header()] = "",
    if_match: Annotated[str, Header()] = "none",
) -> Response:
    """What came in; one body is refused here."""
    if isinstance(body, CompareRequest) and body.suspect.text == "refused":
        raise SideTooLong("refused", pointer="#/suspect/text")
    heads = {"X-Prefer": prefer, "X-Match": if_match, "X-Kind": type(body).__name__, "X-Method": request.method}
    return Response(body.model_dump_json(), headers=heads)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    api = FastAPI()
    api.state.door = Door(None)
    api.state.service = Service(limits_of(Settings()), sleepers.load)
    for path, kind in TWINS.items():
        router = APIRouter(route_class=kind)
        router.post(path, openapi_extra=OPEN)(told)
        api.include_router(router)
    add_error_answers(api)
    api.add_middleware(OuterWall)
    with TestClient(api) as client:
        yield client


def answered(client: TestClient, path: str, **sent: Any) -> tuple[int, Any, dict[str, str]]:
    """The answer without what names the request."""
    answer = client.post(path, **sent)
    body = answer.json()
    heads = {name: value for name, value in answer.headers.items() if name not in {"x-request-id", "content-length"}}
    return answer.status_code, {name: value for name, value in body.items() if name not in {"instance", "request_id"}}, heads


@pytest.mark.parametrize(
    "body",
    [
        PAIR,
        {"references": [SIDE, SIDE], "suspect": SIDE},
        {"reference": SIDE, "suspect": {"text": "refused"}},
        {**PAIR, "options": {"exclude_quotations": "yes", "minimum_passage_words": 0}},
        {**PAIR, "unknown": 1},
        {"references": [], "suspect": {"html": None}},
        {"reference": SIDE},
        {},
        [],
        None,
        "text",
        7,
    ],
)  # fmt: skip
def test_bodies_are_taken_and_refused_alike(client: TestClient, body: Any) -> None:
    plain, twin = (answered(client, path, json=body) for path in TWINS)
    assert plain == twin


@pytest.mark.parametrize(
    "heads",
    [
        {},
        {"Prefer": "respond-async"},
        {"Prefer": ""},
        [("Prefer", "first"), ("Prefer", "second")],
        {"If-Match": "*", "prefer": "x"},
    ],
)
def test_headers_are_handed_over_alike(client: TestClient, heads: Any) -> None:
    plain, twin = (answered(client, path, json=PAIR, headers=heads) for path in TWINS)
    assert plain == twin
    assert plain[0] == 200


@pytest.mark.parametrize(
    ("content", "heads"),
    [
        (b"{", {"Content-Type": "application/json"}),
        (b"{}", {"Content-Type": "text/plain"}),
        (b"{}", {}),
        (b"", {"Content-Type": "application/json"}),
        (b"no gzip", {"Content-Type": "application/json", "Content-Encoding": "gzip"}),
    ],
)
def test_what_is_no_json_is_refused_alike(client: TestClient, content: bytes, heads: dict[str, str]) -> None:
    plain, twin = (answered(client, path, content=content, headers=heads) for path in TWINS)
    assert plain == twin
    assert plain[0] >= 400


def test_unknown_parameters_and_other_methods_are_refused_alike(client: TestClient) -> None:
    plain, twin = (answered(client, f"{path}?unknown=1", json=PAIR) for path in TWINS)
    assert plain == twin
    assert plain[0] == 422
    assert [client.get(path).status_code for path in TWINS] == [405, 405]


def test_an_endpoint_that_takes_something_else_is_refused() -> None:
    async def takes_a_query(body: Annotated[OneOrMany, Body()], wanted: str) -> Response:
        return Response(wanted)

    with pytest.raises(TypeError, match="a plain route takes"):
        APIRouter(route_class=PlainRoute).post("/wrong", openapi_extra=OPEN)(takes_a_query)

"""Query parameters that a route does not take are refused, on every route, and never repeated where they may be words."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from app.main import create_app
from app.service import HEALTH_CHECKS, ApiRoute
from app.settings import Settings
from app.store import sqlite_url
from tests.service.test_problems import assert_problem

AS_DATA = {"Accept": "application/json"}  # a report's address is also that of its page


def routes() -> list[ApiRoute]:
    with TemporaryDirectory() as folder:
        api = create_app(Settings(database_url=sqlite_url(Path(folder) / "unused.db"), embedded_worker=False))
    return [each.original_route for each in iter_route_contexts(api.routes) if isinstance(each.original_route, ApiRoute)]


ROUTES = routes()
NAMED = [(method, route.path) for route in ROUTES for method in sorted(route.methods or ()) if route.path not in HEALTH_CHECKS]


@pytest.mark.parametrize(("method", "path"), NAMED, ids=[" ".join(each) for each in NAMED])
def test_a_route_refuses_a_parameter_that_it_does_not_take(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path.replace("{", "").replace("}", ""), params={"costum_id": "1"}, headers=AS_DATA)
    assert_problem(answer, 422, "unknown-parameter")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["#/query/costum_id"]


def test_the_refusal_names_what_the_route_takes(client: TestClient) -> None:
    assert client.get("/jobs?costum_id=a").json()["detail"] == (
        "There is no query parameter costum_id; this route takes cursor, custom_id, limit."
    )
    assert client.get("/version?a=1").json()["detail"] == "There is no query parameter a; this route takes none."


def test_a_parameter_that_may_be_words_of_an_article_is_not_repeated(client: TestClient) -> None:
    answer = client.get("/jobs", params={"Quibblewick said on Monday": ""})
    assert_problem(answer, 422, "unknown-parameter")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["#/query"]


def test_a_parameter_is_given_once(client: TestClient) -> None:
    answer = client.get("/jobs?limit=1&custom_id=a&limit=2", headers=AS_DATA)
    assert_problem(answer, 422, "invalid-fields")
    told = [{"pointer": "#/query/limit", "detail": "The parameter is given more than once."}]
    assert answer.json()["errors"] == told


@pytest.mark.parametrize("path", sorted(HEALTH_CHECKS))
def test_a_health_check_takes_what_a_balancer_adds(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?probe=7").status_code == 200


def test_what_a_route_takes_is_what_its_description_says(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for route in ROUTES:
        if not route.include_in_schema:
            continue
        for method in route.methods or ():
            told = paths[route.path.replace(":path", "")][method.lower()].get("parameters", ())
            assert {each["name"] for each in told if each["in"] == "query"} == set(route.parameters)

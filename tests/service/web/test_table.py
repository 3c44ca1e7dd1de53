"""Every page is in the table of scopes, and nothing that is a page answers as the API."""

import warnings
from functools import partial

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api import SCOPES, Guard, Service
from app.main import create_app, limits_of, load_detector
from app.settings import Settings
from app.store import Database
from app.web import PAGES, PageOptions, build_pages, is_page
from tests.service.web.browser import Browser


def test_every_page_is_in_the_table_of_scopes(page_settings: Settings) -> None:
    service = Service(limits_of(page_settings), partial(load_detector, page_settings))
    guard = Guard(database=Database.open(page_settings.database_url))
    pages = build_pages(service, guard, None, PageOptions()).app
    assert isinstance(pages, FastAPI)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a route for GET and HEAD has one id for both, and nobody sees it
        described = pages.openapi()["paths"]
    served = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert {(method, path) for method, path in served if method != "HEAD"} == set(PAGES)
    guard.database.close()


def test_no_page_is_a_route_of_the_api() -> None:
    assert not [path for _, path in SCOPES if is_page(path)]
    assert all(is_page(path) for _, path in PAGES)


def test_without_pages_their_addresses_are_the_api_s(page_settings: Settings) -> None:
    with TestClient(create_app(page_settings.model_copy(update={"pages": False})), base_url="http://localhost") as client:
        answer = client.get("/inbox")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/nope", "/reportsx", "/jobs/j_1", "/healthz"])
def test_other_paths_are_the_api_s(path: str) -> None:
    assert not is_page(path)


@pytest.mark.parametrize("path", ["/reports", "/reports/a/b/c/d", "/inbox/x", "/shared", "/static/none.css"])
def test_a_wrong_address_among_the_pages_is_a_page_too(browser: Browser, path: str) -> None:
    answer = browser.see(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/"), ("DELETE", "/reports/p_1"), ("POST", "/inbox"), ("PATCH", "/sign-in")]
)
def test_a_wrong_method_is_a_page_too(browser: Browser, method: str, path: str) -> None:
    answer = browser.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"].startswith("text/html")


def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(browser: Browser) -> None:
    answer = browser.see("/")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "<style" not in answer.text
    assert " style=" not in answer.text
    assert "<script>" not in answer.text
    assert "://" not in answer.text


def test_files_are_kept_for_ever_under_the_address_of_their_content(browser: Browser) -> None:
    browser.see("/")
    address = next(each.split('"')[0] for each in browser.last.split('href="') if each.startswith("/static/site.css"))
    assert "immutable" in browser.client.get(address).headers["cache-control"]
    assert browser.client.get("/static/site.css?v=old").headers["cache-control"] == "no-cache"

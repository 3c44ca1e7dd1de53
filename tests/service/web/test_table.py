"""Pages beside the API: wrong addresses, headers, files."""

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from tests.service.web.browser import Browser


def test_without_pages_their_addresses_are_the_api_s(page_settings: Settings, detector: Detector) -> None:
    without = page_settings.model_copy(update={"pages": False})
    with TestClient(create_app(without, lambda: detector), base_url="http://localhost") as client:
        answer = client.get("/inbox")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "path",
    ["/reports", "/reports/p_none", "/reports/p_none/export/pdf", "/reports/a/b/c/d", "/inbox/x", "/shared", "/static/none.css"],
)
def test_a_wrong_address_is_a_page_for_browsers_and_a_problem_for_programs(browser: Browser, path: str) -> None:
    page = browser.client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    problem = browser.client.get(path)
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


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

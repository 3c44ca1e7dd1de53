"""A shared report in the pages of others: a badge for anybody, a frame for whom the setting names, both until the link ends."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from tests.service.web.browser import Browser
from tests.waiting import wait_until_migrated, wait_until_ready

CMS = "https://cms.example.com"


@pytest.fixture(scope="module")
def embeddable(page_settings: Settings, detector: Detector) -> Iterator[TestClient]:
    given = page_settings.model_dump(exclude={"body_limit"}) | {"embed_origins": f"{CMS}, https://*.example.org:8443"}
    with TestClient(create_app(Settings(**given), lambda: detector), base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_migrated(page_settings.database_url)
        yield client


def shared(browser: Browser, **more: str) -> str:
    """The address of a new link to a new report."""
    path = browser.compare(**more)
    browser.send(f"{path}/links", {"days": "1"})
    return str(re.findall(r"/shared/[\w.~-]+", browser.see(path).text)[0])


def policy(browser: Browser, path: str) -> str:
    return str(browser.see(path).headers["content-security-policy"])


def test_a_badge_says_the_verdict_and_may_be_shown_anywhere(browser: Browser) -> None:
    answer = browser.see(f"{shared(browser)}/badge.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    drawn = ElementTree.fromstring(answer.text)
    assert re.fullmatch(r"Unspun: Spun >?\d+ %", drawn.attrib["aria-label"])


def test_a_badge_of_what_was_not_measured_has_no_probability(browser: Browser) -> None:
    drawn = ElementTree.fromstring(browser.see(f"{shared(browser, suspect='Too short.')}/badge.svg").text)
    assert drawn.attrib["aria-label"] == "Unspun: Not measured"


def test_a_frame_is_for_whom_the_setting_names(embeddable: TestClient) -> None:
    browser = Browser(embeddable)
    path = shared(browser)
    assert f"frame-ancestors {CMS} https://*.example.org:8443;" in policy(browser, f"{path}/embedded")
    assert "frame-ancestors 'none'" in policy(browser, path)
    assert "frame-ancestors 'none'" in policy(browser, "/inbox")


def test_without_a_setting_nobody_frames_anything(browser: Browser) -> None:
    assert "frame-ancestors 'none'" in policy(browser, f"{shared(browser)}/embedded")


def test_an_embedded_report_has_the_evidence_and_leads_nowhere_else(browser: Browser) -> None:
    path = shared(browser)
    whole, embedded = browser.see(path).text, browser.see(f"{path}/embedded").text
    assert "site-header" in whole
    assert "site-header" not in embedded
    evidence = whole.partition("<main")[2]
    assert evidence == embedded.partition("<main")[2]


@pytest.mark.parametrize("part", ["badge.svg", "embedded"])
def test_both_end_with_the_link(browser: Browser, part: str) -> None:
    path = shared(browser)
    report = browser.last
    withdraw = re.search(r'action="([^"]+/links/[^"]+/withdraw)"', report)
    assert withdraw
    browser.send(withdraw[1], {})
    assert browser.see(f"{path}/{part}").status_code == 410
    assert browser.see(f"{path}x/{part}").status_code == 404


@pytest.mark.parametrize(
    "origin", ["*", "cms.example.com", "https://a.example; script-src *", "https://a.example/path", "'self'"]
)
def test_what_is_no_origin_is_refused_at_the_start(origin: str) -> None:
    with pytest.raises(ValueError, match="embed_origins"):
        Settings(embed_origins=origin)

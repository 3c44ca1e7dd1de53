"""Behind a proxy that serves us under a prefix, every address that a page writes begins with it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.service.web.browser import SIDES, Browser
from tests.waiting import wait_until

PREFIX = "/desk/unspun"


@pytest.fixture
def prefixed(tmp_path: Path, detector: Detector) -> Iterator[Browser]:
    settings = Settings(database_url=sqlite_url(tmp_path / "unspun.db"), embedded_worker=False)
    with TestClient(create_app(settings, lambda: detector), base_url="http://localhost", root_path=PREFIX) as client:
        wait_until(lambda: client.get(f"{PREFIX}/readyz").status_code == 200 == client.get(f"{PREFIX}/batches").status_code)
        yield Browser(client)


def test_pages_link_and_lead_to_addresses_under_the_prefix(prefixed: Browser) -> None:
    prefixed.see(f"{PREFIX}/")
    form = {name: (None, text) for name, text in SIDES.items()}
    report = prefixed.client.post(f"{PREFIX}/submit", files=form).headers["location"]
    assert report.startswith(f"{PREFIX}/reports/")
    for path in (f"{PREFIX}/", f"{PREFIX}/inbox", f"{PREFIX}/sign-in", report):
        assert prefixed.see(path).status_code == 200
        addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', prefixed.last)
        assert len(addresses) > 5
        assert [each for each in addresses if not each.startswith(f"{PREFIX}/")] == []
        for address in re.findall(rf'"({PREFIX}/static/[^"]*)"', prefixed.last):
            assert prefixed.see(address).status_code == 200


def test_the_page_of_the_address_is_marked_under_a_prefix_too(prefixed: Browser) -> None:
    assert f'<a href="{PREFIX}/inbox" aria-current="page">' in prefixed.see(f"{PREFIX}/inbox").text

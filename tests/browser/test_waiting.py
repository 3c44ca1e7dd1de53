"""A long pair goes into the queue: its page waits, and becomes the report by itself when a worker has done it."""

import subprocess
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.visits import compare, headline, overflow
from tests.contract.served import PROGRAM, ROOT, Served, served


@pytest.fixture(scope="module")
def queued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that puts every pair into the queue, which nobody works on."""
    settings = {"require_keys": "auto", "async_above_characters": "10", "embedded_worker": "false"}
    with served(tmp_path_factory.mktemp("queued"), **settings) as started:
        yield started


def test_a_long_pair_waits_and_becomes_its_report_by_itself(page: Page, queued: Served) -> None:
    compare(page, queued.url, title="A long one")
    expect(headline(page)).to_have_text("Waiting for the report")
    expect(page.get_by_role("status")).to_contain_text("compared in the queue")
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert overflow(page) <= 0
    with subprocess.Popen([PROGRAM, "worker"], env=queued.environment, cwd=ROOT, stdout=subprocess.DEVNULL) as worker:
        expect(headline(page)).to_contain_text("Spun")
        worker.terminate()

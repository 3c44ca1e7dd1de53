"""A shared report in a page of another site: who is named shows badge and evidence, anybody else sees nothing of the evidence."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.visits import compare
from tests.contract.served import Served, served

SIZES = (320, 768, 1440)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def cms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder and the address of another site."""
    folder = tmp_path_factory.mktemp("cms")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def embeddable(tmp_path_factory: pytest.TempPathFactory, cms: tuple[Path, str]) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("embeddable"), require_keys="auto", embed_origins=cms[1]) as started:
        yield started


def test_a_page_of_a_named_site_shows_badge_and_evidence(page: Page, embeddable: Served, cms: tuple[Path, str]) -> None:
    folder, site = cms
    compare(page, embeddable.url)
    link = page.request.post(f"{page.url}/links", data={"days": 1}, headers={"Accept": "application/json"}).json()
    at = embeddable.url
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>CMS</title><main><h1>CMS</h1><img alt="Unspun" src="{at}{link["badge"]}">'
        f'<iframe title="Evidence" src="{at}{link["embedded"]}" width="100%" height="700"></iframe></main>'
        '<link rel="icon" href="data:,">'
    )
    page.goto(site)
    evidence = page.frame_locator("iframe")
    expect(evidence.get_by_role("heading", level=1)).to_contain_text("Spun")
    assert page.get_by_role("img", name="Unspun").evaluate("image => image.naturalWidth") > 100
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        assert evidence.locator("html").evaluate("root => root.scrollWidth - root.clientWidth") <= 0
    page.goto(f"{at}{link['embedded']}")  # axe cannot look into another site's frame
    assert Axe().run(page).response["violations"] == []


def test_a_library_s_columns_break_no_word_in_a_narrow_window(page: Page, embeddable: Served) -> None:
    page.request.post(f"{embeddable.url}/libraries", data={"name": "archive"})
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{embeddable.url}/screen")
    for word in ("Library", "Articles", "archive"):
        cell = page.locator(".wide th").get_by_text(word, exact=True)
        lines = (
            "cell => { const all = document.createRange(); all.selectNodeContents(cell); return all.getClientRects().length; }"
        )
        assert cell.evaluate(lines) == 1

"""A real Chromium (Debian's) and a real service for the tests of what people see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.contract.served import Served, served
from tests.waiting import PATIENCE_MILLISECONDS

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="module")  # Playwright keeps an event loop in this thread, which other modules want for themselves
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE_MILLISECONDS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past; the test fails when a page complains."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(PATIENCE_MILLISECONDS)
    complaints: list[str] = []
    opened.on("weberror", lambda error: complaints.append(str(error.error)))
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    yield opened
    opened.close()
    assert not complaints


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def _complaint(message: ConsoleMessage) -> list[str]:
    """Errors and warnings; a page that answers 4xx on purpose is none."""
    is_answer = "the server responded with a status of 4" in message.text
    return [message.text] if message.type in {"error", "warning"} and not is_answer else []


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that lets everybody on this machine in, as it is by default."""
    with served(tmp_path_factory.mktemp("open"), require_keys="auto", rate_limit_requests="0") as started:
        yield started


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that asks for keys."""
    with served(tmp_path_factory.mktemp("guarded"), rate_limit_requests="0") as started:
        yield started

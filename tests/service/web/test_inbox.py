"""The inbox: every report of the client, filtered, page by page; the next undecided.

The tests share one filled inbox, so none of them writes. Decisions as JSON Lines are in `test_reviewing.py`.
"""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app import store
from app.settings import Settings
from app.store import BatchKind, Database, NewBatch
from tests.service.web.browser import Browser


def listed(page: str) -> list[str]:
    return re.findall(r'<code class="soft">([^<]+)</code>', page)


@pytest.fixture(scope="module", autouse=True)
def _filled(site: TestClient, database_of_module: Database) -> None:
    """Reports from January on, one each day: 60 spun ones from pages, then a batch, then another client's."""
    site.cookies.clear()
    with database_of_module.transaction() as tx:
        for i in range(60):
            new = NewBatch(id=f"p_{i:032x}", client="local", kind=BatchKind.PAGE)
            place = store.reports.add(tx, new, ("spun", b"{}"), 1_767_225_600 + 86_400.0 * i)
            store.reviews.name(tx, place, f"Article {i} 100%_x", 1.0)
        batch = NewBatch(id="b_" + "f" * 32, client="local", kind=BatchKind.BATCH)
        store.reports.add(tx, batch, ("copied", b"{}"), 1_775_000_000.0)
        other = NewBatch(id="p_" + "e" * 32, client="somebody else", kind=BatchKind.PAGE)
        store.reports.add(tx, other, ("spun", b"{}"), 1_775_000_001.0)


@pytest.fixture(scope="module")
def database_of_module(page_settings: Settings) -> Iterator[Database]:
    database = Database.open(page_settings.database_url)
    yield database
    database.close()


def test_the_inbox_is_read_page_by_page_the_newest_first(browser: Browser) -> None:
    seen: list[str] = []
    path: str | None = "/inbox"
    while path:
        page = browser.see(path).text
        seen += listed(page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        path = more[1].replace("&amp;", "&") if more else None
    assert seen[0] == "b_" + "f" * 32 + ".0"
    assert seen[1:] == [f"p_{i:032x}" for i in reversed(range(60))]


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("label=copied", 1),
        ("source=batch", 1),
        ("source=job", 0),
        ("state=confirmed", 0),
        ("q=article+7+", 1),
        ("q=%25_X&since=2026-01-01&until=2026-01-01", 1),
        ("q=%25%25", 0),
        ("since=2026-01-10&until=2026-01-12", 3),
        ("until=2025-12-31", 0),
    ],
)
def test_the_inbox_is_filtered(browser: Browser, query: str, n: int) -> None:
    answer = browser.see(f"/inbox?{query}")
    assert answer.status_code == 200
    assert len(listed(answer.text)) == n
    assert ("No report fits" in answer.text) == (n == 0)


@pytest.mark.parametrize(
    "query", ["state=x", "label=x", "source=x", "since=yesterday", "since=0001-01-01", "until=9999-12-31", "cursor=x", "q=%00"]
)
def test_a_search_that_is_none_is_refused(browser: Browser, query: str) -> None:
    assert browser.see(f"/inbox?{query}").status_code == 422


def test_the_next_undecided_comes_after_the_current_one_and_then_from_the_beginning(browser: Browser) -> None:
    def following(query: str) -> str:
        return browser.see(f"/inbox/next?{query}").headers["location"]

    assert following("") == "/reports/b_" + "f" * 32 + ".0"
    assert following(f"after=p_{7:032x}") == f"/reports/p_{6:032x}"
    assert following(f"after=p_{0:032x}") == "/reports/b_" + "f" * 32 + ".0"
    assert following("after=nonsense&label=spun") == f"/reports/p_{59:032x}?label=spun"
    assert following("source=job") == "/inbox?state=open&source=job"

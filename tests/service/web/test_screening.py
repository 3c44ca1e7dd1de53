"""The page that checks a text against libraries: what it shows of sources, and how what is wrong comes back."""

import html
import re
import time
from collections.abc import Iterator

import pytest

from app import store
from app.library import Entry, Shelf, read_time
from app.sources import Source
from app.store import ArticleFacts, Database, NewLibrary
from tests.service.web.browser import SIDES, Browser


@pytest.fixture
def shelf(database: Database) -> Iterator[Shelf]:
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), time.time()))
    facts = ArticleFacts(title="The <wall>", author="Ada Finch", published=read_time("2026-11-28"))
    shelf.put([Entry.read("wall", Source(text=SIDES["reference"]), facts, max_characters=100_000)], time.time())
    yield shelf
    assert sum(shelf.empty(time.time())) <= 1


def _words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.usefixtures("shelf")
def test_the_page_lists_libraries_and_draws_sources_over_the_text(browser: Browser) -> None:
    empty = browser.see("/screen")
    assert empty.status_code == 200
    assert "archive 1 0" in _words(empty.text)
    found = browser.send("/screen", {"suspect": SIDES["suspect"], "library": "archive"})
    assert found.status_code == 200, found.text
    words = _words(found.text)
    assert "The <wall> Spun" in words
    assert "[1, spun]" in words
    assert "<wall>" not in found.text
    assert "<mark>" in found.text


def test_where_nothing_is_like_the_text_no_share_of_it_is_told(browser: Browser, shelf: Shelf) -> None:
    form = {
        "suspect": "Quantum badgers juggle violet tangerines under seven moons while accordions weep. " * 4,
        "library": "archive",
    }
    words = _words(browser.send("/screen", form).text)
    assert "No source found Of 1 article none is like the text." in words
    assert "sources below" not in words
    shelf.remove(["wall"], time.time())
    assert "No source found There is no article to search in." in _words(browser.send("/screen", form).text)


@pytest.mark.usefixtures("shelf")
def test_what_is_left_out_is_shown_with_the_reason_and_put_back_by_a_click(browser: Browser) -> None:
    form = {"suspect": SIDES["suspect"], "library": "", "author": "ada finch"}
    without = _words(browser.send("/screen", {**form, "exclude_author": "yes"}).text)
    assert "No source found" in without
    assert "Left out: it shares its author with the text. Put it back" in without
    again = browser.send("/screen", {**form, "exclude_author": "yes", "exclude_source": "yes", "put_back": "author"}).text
    assert "The <wall> Spun" in _words(again)
    ticked = dict(re.findall(r'name="exclude_(\w+)" type="checkbox" value="yes"( checked)?>', again))
    assert ticked == {"author": "", "version": "", "source": " checked"}


@pytest.mark.usefixtures("shelf")
def test_a_source_of_a_later_day_is_flagged_and_not_dropped(browser: Browser) -> None:
    said = "Published later than the text: it may have copied it."
    for published, is_later in (("2026-11-27", True), ("2026-11-28", False), ("", False)):
        page = browser.send("/screen", {"suspect": SIDES["suspect"], "library": "", "published": published}).text
        assert "The <wall> Spun" in _words(page)
        assert (said in _words(page)) == is_later
        assert f'type="date" value="{published}"' in page


def test_of_another_clients_shared_library_the_page_tells_scores_and_no_title(browser: Browser, database: Database) -> None:
    with database.transaction() as tx:
        shared = store.libraries.create(tx, NewLibrary("another", "theirs", shares_scores=True), time.time())
    shelf = Shelf(database, shared)
    facts = ArticleFacts(title="Secret title")
    shelf.put([Entry.read("theirs-1", Source(text=SIDES["reference"]), facts, max_characters=100_000)], time.time())
    answer = browser.send("/screen", {"suspect": SIDES["suspect"], "library": shared.id})
    assert answer.status_code == 200, answer.text
    assert "Not compared: other client." in _words(answer.text)
    assert "Secret" not in answer.text
    assert sum(shelf.empty(time.time())) == 1


def test_without_a_library_the_text_comes_back(browser: Browser) -> None:
    answer = browser.send("/screen", {"suspect": "Some text that was typed.", "library": ""})
    assert answer.status_code == 422
    assert "There is no library" in answer.text
    assert "Some text that was typed." in answer.text


@pytest.mark.parametrize("wrong", [{"suspect": " "}, {"suspect": "a", "published": "soon"}])
@pytest.mark.usefixtures("shelf")
def test_what_was_filled_in_comes_back_with_what_is_wrong(browser: Browser, wrong: dict[str, str]) -> None:
    answer = browser.send("/screen", {"author": "Ada Finch", **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="Ada Finch"' in answer.text


@pytest.mark.usefixtures("shelf")
def test_why_a_text_was_not_measured_keeps_its_capitals(browser: Browser) -> None:
    dutch = "De gemeenteraad heeft gisteravond besloten om de oude dijk bij de haven te laten herstellen na de storm. " * 4
    assert "does not read as English." in browser.send("/screen", {"suspect": dutch}).text


@pytest.mark.parametrize(
    "form",
    [
        {"suspect": "a", "library": "x" * 200},
        {"suspect": "a", "library": "nowhere"},
    ],
)
@pytest.mark.usefixtures("shelf")
def test_what_is_wrong_is_said_on_a_page(browser: Browser, form: dict[str, str]) -> None:
    answer = browser.send("/screen", form)
    assert answer.status_code in {404, 422}
    assert "<h1" in answer.text

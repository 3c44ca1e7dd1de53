"""The inbox lists what the queue screened, each suspect with its best source; one shows all of its sources."""

import html
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import pytest

from app import store
from app.library import Entry, Shelf
from app.sources import Source
from app.store import Answered, ArticleFacts, BatchKind, ChunkKey, Database, NewBatch, NewItem, NewLibrary, new_id
from tests.service.web.browser import SIDES, Browser

_ERROR = {"type": "urn:unspun:problem:x", "title": "X", "detail": "The suspect is <no> text.", "errors": []}


@pytest.fixture
def shelf(database: Database) -> Iterator[Shelf]:
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), time.time()))
    facts = ArticleFacts(title="The <wall>", author="Ada Finch")
    shelf.put([Entry.read("wall", Source(text=SIDES["reference"]), facts, max_characters=100_000)], time.time())
    yield shelf
    assert sum(shelf.empty(time.time())) <= 1


def _screening(browser: Browser, text: str, **more: object) -> dict[str, Any]:
    answer = browser.client.post("/screenings", json={"suspect": {"text": text}, "libraries": ["archive"], **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _keep(database: Database, answers: Sequence[tuple[str, str | None, dict[str, Any]]], client: str = "local") -> str:
    """Answers (name, label, body) as the queue keeps them; returns the id of the request."""
    batch = NewBatch(id=new_id("s"), client=client, kind=BatchKind.SCREENING)
    with database.transaction() as tx:
        store.batches.create(tx, batch, time.time())
        key = ChunkKey(batch.id, 0, len(answers))
        store.chunks.append(tx, key, 0, [NewItem(name or None, b"{}") for name, _, _ in answers])
        answered = [
            Answered(seq, label, store.packing.packed(orjson.dumps(body))) for seq, (_, label, body) in enumerate(answers)
        ]
        store.chunks.write_answers(tx, batch.id, answered, "w", time.time())
    return batch.id


def _words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.usefixtures("shelf")
def test_each_suspect_stands_with_its_best_source(browser: Browser, database: Database) -> None:
    spun, none = _screening(browser, SIDES["suspect"]), _screening(browser, "Nothing of this was ever printed. " * 30)
    batch = _keep(database, [("<draft>", "spun", spun), ("other", "no_source", none), ("", None, _ERROR)])
    _keep(database, [("secret", "spun", spun)], client="another")
    listed = browser.see("/inbox/screenings")
    assert listed.status_code == 200, listed.text
    words = _words(listed.text)
    assert f"<draft> {batch}.0 Spun" in words
    assert "The <wall> archive / wall" in words
    assert f"other {batch}.1 No source found" in words
    assert f"Unnamed {batch}.2 Error" in words
    assert "secret" not in words
    assert "<wall>" not in listed.text
    assert "/inbox/screenings" in browser.see("/inbox").text


@pytest.mark.usefixtures("shelf")
def test_of_a_text_that_was_not_measured_no_share_is_told(browser: Browser, database: Database) -> None:
    found = _screening(browser, "Two words.")
    assert not found["measured"]
    batch = _keep(database, [("stub", "not_measured", found)])
    assert f"stub {batch}.0 Not measured – –" in _words(browser.see("/inbox/screenings").text)


def test_one_shows_its_sources_with_their_swaps_until_they_are_withdrawn(
    browser: Browser, database: Database, shelf: Shelf
) -> None:
    batch = _keep(database, [("draft", "spun", _screening(browser, SIDES["suspect"])), ("", None, _ERROR)])
    words = _words(browser.see(f"/inbox/screenings/{batch}.0").text)
    assert "Sources of draft" in words
    assert "The <wall> Spun" in words
    assert "swaps" in words
    assert "Put it back" not in words
    assert "The suspect is <no> text." in _words(browser.see(f"/inbox/screenings/{batch}.1").text)
    shelf.remove(["wall"], time.time())
    for path in (f"/inbox/screenings/{batch}.0", "/inbox/screenings"):
        answer = browser.see(path)
        assert answer.status_code == 200, answer.text
        assert "withdrawn" in _words(answer.text)
        assert "The <wall>" not in _words(answer.text)


@pytest.mark.usefixtures("shelf")
def test_a_source_whose_evidence_another_article_holds_too_is_undecided(browser: Browser, database: Database) -> None:
    found = _screening(browser, SIDES["suspect"])
    found["sources"][0] |= {"label": "undecided", "elsewhere": 0.7}
    doubted = found | {"label": "undecided", "passages": [], "covered": 0.0}
    words = _words(browser.see(f"/inbox/screenings/{_keep(database, [('draft', 'undecided', doubted)])}.0").text)
    assert "Undecided whether it comes from the first of these articles." in words
    assert "An article that was not reused holds 70 % of that too: both may tell of one event." in words
    assert "none was reused" not in words


@pytest.mark.usefixtures("shelf")
def test_every_screening_stands_on_one_page(browser: Browser, database: Database) -> None:
    one = _screening(browser, SIDES["suspect"])
    batches = [_keep(database, [(f"a{k}-{n}", "spun", one) for n in range(20)]) for k in range(3)]
    seen, address = list[str](), "/inbox/screenings"
    while address:
        page = browser.see(address).text
        seen += re.findall(r'href="/inbox/screenings/(s_\w+\.\d+)"', page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(more[1]) if more else ""
    wanted = [f"{batch}.{n}" for batch in reversed(batches) for n in range(20)]
    assert [each for each in seen if each.split(".")[0] in batches] == wanted
    assert len(seen) == len(set(seen))


def test_what_is_not_there_is_not_found(browser: Browser, database: Database) -> None:
    strange = _keep(database, [("secret", None, _ERROR)], client="another")
    for name in ("s_nothing", "s_nothing.3", "none", f"{strange}.0"):
        assert browser.see(f"/inbox/screenings/{name}").status_code == 404
    assert browser.see("/inbox/screenings?after=nonsense").status_code == 200


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("more", [{"parts": []}, {"compare": 0}, {"exclude": ["external_id", "version"]}])
def test_whatever_was_asked_for_is_shown(browser: Browser, database: Database, more: dict[str, object]) -> None:
    found = _screening(browser, SIDES["suspect"], **more)
    assert found["sources"]
    batch = _keep(database, [("draft", found["label"] or "no_source", found)])
    for path in (f"/inbox/screenings/{batch}.0", "/inbox/screenings"):
        answer = browser.see(path)
        assert answer.status_code == 200, answer.text

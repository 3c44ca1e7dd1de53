"""Articles come out of files, folders and JSON Lines; what cannot be read is named with the reason and stops nothing."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app import store
from app.library import Failure, ImportOptions, Shelf, Watch, import_files, pairs_of, read_line, read_one, read_time, write_time
from app.store import Database, NewLibrary
from app.text import read_text
from tests.unit.library.articles import made_text

READING = ImportOptions(max_characters=100_000, max_line_bytes=200_000)
NOBODY = Watch(lambda _: None)


@pytest.fixture
def shelf(database: Database) -> Shelf:
    with database.transaction() as tx:
        return Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))


def _lines(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in rows), encoding="utf-8")
    return path


def _failures(database: Database, shelf: Shelf) -> dict[str, str]:
    with database.transaction() as tx:
        return {name: detail for name, detail, _ in store.libraries.failures(tx, shelf.library.id, None)}


def test_bad_lines_stop_nothing_and_are_named(shelf: Shelf, database: Database, tmp_path: Path) -> None:
    rows = [
        {"external_id": "good", "text": made_text(1), "title": "One", "published": "2026-01-02"},
        "no json",
        {"external_id": "no-text"},
        {"external_id": "", "text": made_text(2)},
        {"external_id": "bad-date", "text": made_text(3), "published": "soon"},
        {"external_id": "long", "text": "a" * 150_000},
        "x" * 300_000,
        {"external_id": "last", "html": f"<p>{made_text(4)}</p>"},
    ]
    done = import_files(shelf, [_lines(tmp_path / "in.jsonl", rows)], READING, NOBODY)
    assert (done.added, done.failed) == (2, 6)
    failures = _failures(database, shelf)
    assert set(failures) == {"in.jsonl:2", "no-text", "in.jsonl:4", "bad-date", "long", "in.jsonl:7"}
    assert "published" in failures["bad-date"]
    (found,) = shelf.candidates(pairs_of(read_text(made_text(4)).norms), 10)
    assert found.article.external_id == "last"


def test_a_file_that_begins_with_a_byte_order_mark_loses_no_line(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"external_id": "a", "text": made_text(1)}) + "\r\n", encoding="utf-8-sig")
    done = import_files(shelf, [path], READING, NOBODY)
    assert (done.added, done.failed) == (1, 0)


@pytest.mark.parametrize(
    "day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.9999999", "9999-12-31T24:00:00"]
)
def test_a_day_that_cannot_be_written_again_is_none(day: str) -> None:
    assert read_time(day) is None
    assert isinstance(
        read_line(json.dumps({"external_id": "a", "text": made_text(1), "published": day}).encode(), "1", READING), Failure
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31T23:59:59Z", "2026-11-28T05:00:00+01:00"])
def test_every_other_day_can(day: str) -> None:
    assert write_time(read_time(day))


def test_an_import_that_runs_again_changes_nothing_and_forgets_mended_failures(
    shelf: Shelf, database: Database, tmp_path: Path
) -> None:
    path = _lines(tmp_path / "in.jsonl", [{"external_id": "a", "text": made_text(1)}, {"external_id": "b"}])
    import_files(shelf, [path], READING, NOBODY)
    _lines(path, [{"external_id": "a", "text": made_text(1)}, {"external_id": "b", "text": made_text(2)}])
    done = import_files(shelf, [path], READING, NOBODY)
    assert (done.added, done.replaced, done.unchanged, done.failed) == (1, 0, 1, 0)
    assert _failures(database, shelf) == {}


def test_what_is_exported_can_be_imported(shelf: Shelf, database: Database, tmp_path: Path) -> None:
    rows = [{"external_id": "a", "html": f"<p>{made_text(1)}</p>", "author": "Ada", "published": "2026-01-02T03:04:05Z"}]
    import_files(shelf, [_lines(tmp_path / "in.jsonl", rows)], READING, NOBODY)
    exported = tmp_path / "out.jsonl"
    exported.write_bytes(b"".join(shelf.lines()))
    assert json.loads(exported.read_text(encoding="utf-8")) == {**rows[0], "title": "", "source": "", "url": ""}
    done = import_files(shelf, [exported], READING, NOBODY)
    assert done.unchanged == 1


def test_a_folder_and_a_feed_give_all_their_articles(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "one.txt").write_text(made_text(1), encoding="utf-8")
    (tmp_path / "in" / "deep" / "two.html").write_text(f"<html><p>{made_text(2)}</p></html>", encoding="utf-8")
    (tmp_path / "in" / "picture.png").write_bytes(b"no article")
    items = "".join(
        f"<item><title>T{k}</title><link>https://news.example/{k}</link><author>Ada</author>"
        f"<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><description>{made_text(k)}</description></item>"
        for k in (3, 4)
    )
    feed = f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
    (tmp_path / "in" / "feed.rss").write_text(feed, encoding="utf-8")
    done = import_files(shelf, [tmp_path / "in"], READING, NOBODY)
    assert (done.added, done.failed) == (4, 0)
    articles = {each.external_id: each.facts for each in shelf.articles()}
    assert set(articles) == {"one.txt", "deep/two.html", "https://news.example/3", "https://news.example/4"}
    assert articles["https://news.example/3"].title == "T3"
    assert articles["https://news.example/3"].url == "https://news.example/3"
    assert articles["https://news.example/3"].published == 1_767_323_045


@pytest.mark.parametrize(("kept", "n_added"), [(1.0, 3), (0.6, 0), (0.0, 0)])
def test_packed_lines_are_read_and_a_broken_file_stops_nothing(
    shelf: Shelf, database: Database, tmp_path: Path, kept: float, n_added: int
) -> None:
    lines = _lines(tmp_path / "in.jsonl", [{"external_id": f"a{k}", "text": made_text(k)} for k in range(3)])
    packed = gzip.compress(lines.read_bytes())
    lines.unlink()
    (tmp_path / "all.jsonl.GZ").write_bytes(packed[: int(kept * len(packed))] if kept else b"no gzip at all")
    _lines(tmp_path / "other.jsonl", [{"external_id": "b", "text": made_text(7)}])
    done = import_files(shelf, [tmp_path], READING, NOBODY)
    assert done.added >= n_added + 1
    assert set(_failures(database, shelf)) == (set() if kept == 1.0 else {"all.jsonl.GZ"})
    assert {"b"} <= {each.external_id for each in shelf.articles()}


def test_a_stopped_import_goes_on_where_it_stood(shelf: Shelf, tmp_path: Path) -> None:
    path = _lines(tmp_path / "in.jsonl", [{"external_id": f"a{k}", "text": made_text(k, 30)} for k in range(120)])
    seen: list[int] = []
    stopped = import_files(shelf, [path], READING, Watch(seen.append, lambda: bool(seen)))
    assert stopped.added == 50
    done = import_files(shelf, [path], READING, NOBODY)
    assert (done.unchanged, done.added) == (50, 70)


def test_indexing_again_changes_no_answer(shelf: Shelf, tmp_path: Path) -> None:
    rows = [{"external_id": "a", "text": made_text(1)}, {"external_id": "b", "text": made_text(2), "index_only": True}]
    import_files(shelf, [_lines(tmp_path / "in.jsonl", rows)], READING, NOBODY)
    assert shelf.reindex(2.0, lambda _: None) == (1, 1)
    for k, name in ((1, "a"), (2, "b")):
        (found,) = shelf.candidates(pairs_of(read_text(made_text(k)).norms), 10)
        assert found.article.external_id == name


def test_a_failure_says_no_word_of_the_text() -> None:
    line = json.dumps({"external_id": "a", "text": "secret words", "published": "secret words"}).encode()
    failure = read_line(line, "in:1", READING)
    assert isinstance(failure, Failure)
    assert "secret" not in failure.reason


def test_a_page_says_its_title_its_author_and_its_date(shelf: Shelf, tmp_path: Path) -> None:
    head = '<title>The ferry</title><meta name="author" content="Ada"><meta name="date" content="2026-01-02T03:04:05Z">'
    page = f"<html><head>{head}</head><body><p>{made_text(1)}</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    import_files(shelf, [tmp_path], READING, NOBODY)
    given = {"author": "Grace", "published": "2026-05-06"}
    shelf.put([read_one("b.html", page.encode(), "b", given, max_characters=100_000)], 1.0)
    a, b = (each.facts for each in shelf.articles())
    assert (a.title, a.author, write_time(a.published)) == ("The ferry", "Ada", "2026-01-02T03:04:05Z")
    assert (b.title, b.author, write_time(b.published)) == ("The ferry", "Grace", "2026-05-06T00:00:00Z")


def test_a_page_without_a_text_is_a_failure_and_no_article(shelf: Shelf, database: Database, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body><img src=x></body></html>", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(
        '{"external_id": "a", "text": ""}\n{"external_id": "b", "html": "<hr>"}\n', encoding="utf-8"
    )
    done = import_files(shelf, [tmp_path], READING, NOBODY)
    assert (done.added, done.failed) == (0, 3)
    assert _failures(database, shelf) == dict.fromkeys(("empty.html", "a", "b"), "The article holds no text.")

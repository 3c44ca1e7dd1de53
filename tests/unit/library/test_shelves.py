"""A shelf names the articles that a suspect was made from, and none that is not there."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app import store
from app.library import Shelf, pairs_of
from app.store import Database, NewLibrary, NoSuchLibrary
from app.text import read_text
from tests.unit.library.articles import entries, entry, made_text, swapped


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return _shelf(database, "archive")


def _shelf(database: Database, name: str, client: str = "local") -> Shelf:
    with database.transaction() as tx:
        return Shelf(database, store.libraries.create(tx, NewLibrary(client, name), 1.0))


def _named(shelf: Shelf, text: str, limit: int = 10) -> list[str]:
    return [each.article.external_id for each in shelf.candidates(pairs_of(read_text(text).norms), limit)]


def _n_articles(database: Database, name: str = "archive") -> int:
    with database.transaction() as tx:
        return store.libraries.find(tx, "local", name).n_articles


def _faults(database: Database) -> list[int]:
    with database.transaction() as tx:
        return list(store.postings.of(tx).faults())


def test_a_text_is_found_though_half_of_its_words_are_others(shelf: Shelf) -> None:
    texts = [made_text(seed) for seed in range(60)]
    shelf.put(entries(texts), 1.0)
    assert [_named(shelf, swapped(text, 0.5))[:1] for text in texts] == [[f"a{k}"] for k in range(60)]


def test_a_text_of_nobody_has_no_candidates(shelf: Shelf) -> None:
    shelf.put(entries([made_text(seed) for seed in range(60)]), 1.0)
    assert _named(shelf, made_text(777)) == []
    assert _named(shelf, "") == []
    assert _named(shelf, "One.") == []


def test_one_paragraph_is_found_in_a_text_that_is_otherwise_in_the_library(shelf: Shelf) -> None:
    texts = [made_text(seed, 600) for seed in range(30)]
    shelf.put(entries(texts), 1.0)
    stolen = swapped(" ".join(texts[7].split()[120:200]), 0.4)
    suspect = " ".join([*texts[3].split()[:260], stolen, *texts[3].split()[260:]])
    assert _named(shelf, suspect)[:2] == ["a3", "a7"]


def test_a_paragraph_is_found_in_a_host_that_many_articles_quote(shelf: Shelf) -> None:
    host, source = made_text(1, 480).split(), made_text(2, 400).split()
    quoted = [" ".join(host[at : at + 240]) for at in range(0, 480, 40)]
    shelf.put([entry("host", " ".join(host)), entry("source", " ".join(source))], 1.0)
    shelf.put(entries([f"{made_text(10 + k, 400)} {quoted[k % len(quoted)]}" for k in range(24)]), 1.0)
    stolen = swapped(" ".join(source[120:180]), 0.6)
    assert _named(shelf, " ".join([*host[:240], stolen, *host[240:]]))[:2] == ["host", "source"]


def test_a_source_adds_what_no_better_one_explains(shelf: Shelf) -> None:
    first, second, other = made_text(1, 300), made_text(2, 100), made_text(3, 500)
    shelf.put([entry("all", first), entry("part", f"{first[:700]} {other}"), entry("more", second)], 1.0)
    found = shelf.candidates(pairs_of(read_text(f"{first} {second}").norms), 10)
    assert [each.article.external_id for each in found] == ["all", "more", "part"]
    by_name = {each.article.external_id: each for each in found}
    assert by_name["part"].score > by_name["part"].added
    assert by_name["part"].added < by_name["more"].added < by_name["all"].added


def test_versions_of_one_article_stand_together(shelf: Shelf) -> None:
    text = made_text(1)
    shelf.put([entry("first", text), entry("update", f"{text} {made_text(2, 30)}"), entry("other", made_text(3))], 1.0)
    (found,) = shelf.candidates(pairs_of(read_text(swapped(text, 0.3)).norms), 10)
    assert found.article.external_id == "first"
    assert [each.external_id for each in found.versions] == ["update"]


def test_a_replaced_article_is_found_by_its_new_text_only(shelf: Shelf, database: Database) -> None:
    old, new = made_text(1), made_text(2)
    assert shelf.put([entry("a", old)], 1.0).added == 1
    put = shelf.put([entry("a", new)], 2.0)
    assert (put.added, put.replaced, put.unchanged) == (0, 1, 0)
    assert (_named(shelf, old), _named(shelf, new)) == ([], ["a"])
    assert _n_articles(database) == 1
    assert _faults(database) == []


def test_of_an_id_that_comes_twice_the_last_article_replaces_the_first(shelf: Shelf) -> None:
    put = shelf.put([entry("a", made_text(1)), entry("a", made_text(2)), entry("a", made_text(2))], 1.0)
    assert (put.added, put.replaced, put.unchanged) == (1, 1, 1)


def test_an_article_that_is_put_again_stays_as_it_is(shelf: Shelf) -> None:
    shelf.put([entry("a", made_text(1), title="One")], 1.0)
    assert shelf.put([entry("a", made_text(1), title="One")], 2.0).unchanged == 1
    assert shelf.put([entry("a", made_text(1), title="Another")], 3.0).replaced == 1
    assert shelf.put([entry("a", made_text(1), title="Another", keeps_text=False)], 4.0).replaced == 1


def test_a_removed_article_is_gone_with_its_text(shelf: Shelf, database: Database) -> None:
    shelf.put(entries([made_text(1), made_text(2)]), 1.0)
    with database.transaction() as tx:
        number = store.articles.page(tx, shelf.library.id, None, 1)[0].number
    assert shelf.remove(["a0", "unknown"], 2.0) == 1
    assert (_named(shelf, made_text(1)), _named(shelf, made_text(2))) == ([], ["a1"])
    with database.transaction() as tx:
        assert store.articles.read_content(tx, number) is None
    assert _n_articles(database) == 1
    assert _faults(database) == []


def test_an_article_without_text_is_found_and_cannot_be_read(shelf: Shelf, database: Database) -> None:
    shelf.put([entry("a", made_text(1), keeps_text=False)], 1.0)
    (found,) = shelf.candidates(pairs_of(read_text(made_text(1)).norms), 10)
    assert not found.article.has_text
    with database.transaction() as tx:
        assert store.articles.read_content(tx, found.article.number) is None


def test_libraries_know_nothing_of_each_other(database: Database) -> None:
    one, other = _shelf(database, "one"), _shelf(database, "one", "another-client")
    one.put([entry("a", made_text(1))], 1.0)
    other.put([entry("b", made_text(1))], 1.0)
    assert (_named(one, made_text(1)), _named(other, made_text(1))) == (["a"], ["b"])


def test_a_deleted_library_leaves_nothing(database: Database) -> None:
    shelf, other = _shelf(database, "archive"), _shelf(database, "other")
    shelf.put(entries([made_text(seed) for seed in range(7)]), 1.0)
    other.put([entry("kept", made_text(1))], 1.0)
    assert sum(shelf.empty(2.0)) == 7
    assert _faults(database) == []
    with pytest.raises(NoSuchLibrary):
        _n_articles(database)
    with pytest.raises(NoSuchLibrary):
        shelf.put([entry("late", made_text(1))], 3.0)
    assert _named(other, made_text(1)) == ["kept"]


def test_what_stands_in_every_article_does_not_count(shelf: Shelf) -> None:
    notice = made_text(9, 60)
    shelf.put(entries([f"{made_text(seed, 100)} {notice}" for seed in range(100, 160)]), 1.0)
    assert _named(shelf, notice) == []
    assert _named(shelf, f"{swapped(made_text(130, 100), 0.3)} {notice}")[0] == "a30"


def test_many_versions_of_one_text_are_no_boilerplate(shelf: Shelf) -> None:
    text = made_text(1)
    shelf.put(entries([f"{text} {made_text(seed, 20)}" for seed in range(50, 80)]), 1.0)
    (found,) = shelf.candidates(pairs_of(read_text(text).norms), 10)
    assert len(found.versions) == 9  # no more than are looked at


def test_merging_the_index_changes_no_answer(shelf: Shelf, database: Database) -> None:
    texts: Sequence[str] = [made_text(seed) for seed in range(40)]
    for place, text in enumerate(texts):
        shelf.put([entry(f"a{place}", text)], 1.0)
    before = [_named(shelf, swapped(text, 0.4)) for text in texts]
    shelf.tidy()
    assert [_named(shelf, swapped(text, 0.4)) for text in texts] == before
    assert _faults(database) == []


def test_a_fault_of_the_index_is_seen(shelf: Shelf, database: Database) -> None:
    shelf.put(entries([made_text(1), made_text(2)]), 1.0)
    with database.transaction() as tx:
        number = store.articles.page(tx, shelf.library.id, None, 1)[0].number
        store.postings.of(tx).remove([number])
    assert _faults(database) == [number]


def test_entries_are_values(shelf: Shelf) -> None:
    one = entry("a", made_text(1))
    assert replace(one, external_id="b").for_library(shelf.library.id).features.tolist() == (
        one.for_library(shelf.library.id).features.tolist()
    )

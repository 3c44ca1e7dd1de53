"""A sweep links exactly the articles that share what few hold, and judges the best links as any two articles."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from app import store
from app.detector import Detector
from app.library import Entry, Shelf, Sweep, Swept
from app.library.links import BROUGHT, FEW_HOLDERS, FEWEST_SHARED, MOST_HOLDERS
from app.store import Database, NewLibrary
from tests.unit.library.articles import entry, made_text, swapped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sweep").mkdir()
    return tmp_path / "sweep"


def _rows(sweep: Sweep, tmp_path: Path) -> tuple[Swept, list[dict[str, Any]]]:
    out = tmp_path / "it's pairs.jsonl"
    swept = sweep.write(out)
    sweep.close()
    return swept, [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def _linked(corpus: Sequence[Entry]) -> Iterator[tuple[str, str, int]]:
    """The slow twin: every two articles, one after the other."""
    features = [set(each.for_library("corpus").features.tolist()) for each in corpus]
    holders = Counter(feature for each in features for feature in each)
    counted = [_counted(each, holders) for each in features]
    for (k, one), (j, other) in combinations(enumerate(counted), 2):
        shared = len(one & other)
        if shared >= FEWEST_SHARED:
            yield corpus[j].external_id, corpus[k].external_id, shared


def _counted(features: set[int], holders: Mapping[int, int]) -> set[int]:
    rare = {each for each in features if 2 <= holders[each] <= FEW_HOLDERS}
    others = [each for each in features if FEW_HOLDERS < holders[each] <= MOST_HOLDERS]
    return rare | set(sorted(others, key=lambda each: (holders[each] > 2 * FEW_HOLDERS, each))[:BROUGHT])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_corpus_is_linked_as_by_comparing_every_two(folder: Path, tmp_path: Path, seed: int) -> None:
    random, notice = Random(seed), made_text(77, 30)
    texts = [made_text(seed * 1_000 + k, random.randint(20, 120)) for k in range(40)]
    texts += [swapped(text, random.random(), k) for k, text in enumerate(texts[:20])]
    corpus = [entry(f"a{k}", f"{text} {notice}") for k, text in enumerate(texts)]
    sweep = Sweep(folder, None)
    sweep.take(corpus[:25])
    sweep.take(corpus[25:])
    sweep.link()
    swept, rows = _rows(sweep, tmp_path)
    expected = sorted(_linked(corpus))
    assert sorted((row["suspect"], row["reference"], row["shared"]) for row in rows) == expected
    assert swept == (60, len(expected), 0)
    assert expected
    assert {row["label"] for row in rows} == {None}


@pytest.mark.parametrize(("n_versions", "are_linked"), [(FEW_HOLDERS + 1, True), (MOST_HOLDERS, True), (MOST_HOLDERS + 1, False)])
def test_versions_of_one_text_are_linked_until_they_are_boilerplate(
    folder: Path, tmp_path: Path, n_versions: int, are_linked: bool
) -> None:
    text = made_text(3, 400)
    sweep = Sweep(folder, None)
    sweep.take([entry(f"a{k}", text) for k in range(n_versions)])
    sweep.link()
    _, rows = _rows(sweep, tmp_path)
    assert {row["shared"] for row in rows} == ({BROUGHT} if are_linked else set())
    assert len(rows) == are_linked * n_versions * (n_versions - 1) // 2


def test_a_spun_copy_of_a_text_with_many_versions_is_linked_with_them(folder: Path, tmp_path: Path) -> None:
    text = made_text(3, 400)
    corpus = [*(entry(f"a{k}", text) for k in range(30)), entry("spun", swapped(text, 0.4, 1))]
    corpus += [entry(f"b{k}", made_text(k)) for k in range(50, 120)]
    sweep = Sweep(folder, None)
    sweep.take(corpus)
    sweep.link()
    _, rows = _rows(sweep, tmp_path)
    assert sum("spun" in {row["suspect"], row["reference"]} for row in rows) == 30


def test_of_two_articles_the_later_one_is_the_suspect(folder: Path, tmp_path: Path) -> None:
    text, other = made_text(1), made_text(2)
    corpus = [
        entry("late", text, published=9.0),
        entry("early", text, published=1.0),
        entry("first", other),
        entry("then", other),
    ]
    sweep = Sweep(folder, None)
    sweep.take(corpus)
    sweep.link()
    _, rows = _rows(sweep, tmp_path)
    assert {(row["suspect"], row["reference"]) for row in rows} == {("late", "early"), ("then", "first")}
    assert {row["share"] for row in rows} == {1.0}


def test_links_with_a_library_are_compared(  # noqa: PLR0917
    database: Database, detector: Detector, folder: Path, tmp_path: Path, sample_reference: str, sample_suspect: str
) -> None:
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))
    indexed = entry("indexed", made_text(5), keeps_text=False)
    shelf.put([entry("original", sample_reference), indexed, *(entry(f"a{k}", made_text(k)) for k in range(10, 40))], 1.0)
    sweep, told = Sweep(folder, shelf), list[int]()
    sweep.take([entry("spun", sample_suspect), entry("short", made_text(5)), entry("honest", made_text(99))])
    sweep.link()
    sweep.compare(lambda: detector, 3, told.append)
    swept, rows = _rows(sweep, tmp_path)
    found = {row["suspect"]: row for row in rows}
    assert found.keys() == {"spun", "short"}
    assert (found["spun"]["reference"], found["spun"]["label"]) == ("original", "spun")
    assert found["spun"]["covers"] > 0.9
    assert (found["short"]["reference"], found["short"]["label"]) == ("indexed", None)
    assert swept == (3, 2, 1)
    assert told[-1] == 2


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_pairs_are_written_in_the_form_that_the_ending_says(folder: Path, tmp_path: Path, form: str) -> None:
    sweep, out = Sweep(folder, None), tmp_path / f"pairs.{form}"
    sweep.take([entry("one", made_text(1)), entry("other", made_text(1))])
    sweep.link()
    assert sweep.write(out) == (2, 1, 0)
    sweep.close()
    assert duckdb.connect().execute("select suspect, reference from read_" + form + "(?)", [str(out)]).fetchall() == [
        ("other", "one")
    ]


def test_an_empty_corpus_has_no_pairs(folder: Path, tmp_path: Path) -> None:
    sweep = Sweep(folder, None)
    sweep.take([])
    sweep.link()
    assert _rows(sweep, tmp_path) == ((0, 0, 0), [])

"""On PostgreSQL the rows that a question looks at hold no features, and the migration that made it so goes both ways."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command

from app import store
from app.library import Shelf, pairs_of
from app.store import Database, NewLibrary
from app.text import read_text
from tests.postgres import new_database
from tests.unit.library.articles import entry, made_text

N_ARTICLES = 120
PAGE = 8192


@pytest.fixture(scope="module")
def database(postgres_server: str) -> Iterator[Database]:
    """A database of its own: in one that others emptied, rows lie where theirs were."""
    database = Database.open(new_database(postgres_server, "narrow_rows"))
    store.revisions.migrate(database)
    yield database
    database.close()


@pytest.fixture
def shelf(database: Database, request: pytest.FixtureRequest) -> Shelf:
    with database.transaction() as tx:
        return Shelf(database, store.libraries.create(tx, NewLibrary("local", request.node.name[:40]), 1.0))


def _found(shelf: Shelf, seed: int) -> list[str]:
    return [each.article.external_id for each in shelf.candidates(pairs_of(read_text(made_text(seed, 90)).norms), 10)]


def _faults(database: Database) -> list[int]:
    with database.transaction() as tx:
        return list(store.postings.of(tx).faults())


def _go_to(database: Database, revision: str) -> None:
    with database.engine.begin() as connection:
        config = store.revisions.alembic_config(connection)
        (command.upgrade if revision == "head" else command.downgrade)(config, revision)


def test_rows_are_small_however_long_the_article(database: Database, shelf: Shelf) -> None:
    shelf.put([entry(f"a{k}", made_text(k, 20 + 2 * k)) for k in range(N_ARTICLES)], 1.0)
    with database.transaction() as tx:
        n_bytes = tx.execute(sa.text("select pg_relation_size('article_features')")).scalar_one()
    assert n_bytes <= 3 * PAGE  # with the features of the short ones it were 20


def test_articles_of_either_form_are_found_and_replaced(database: Database, shelf: Shelf) -> None:
    shelf.put([entry(f"a{k}", made_text(k, 90)) for k in range(10)], 1.0)
    _go_to(database, "0006")
    shelf.put([entry(f"a{k}", made_text(k, 90)) for k in range(10, 20)], 1.0)
    assert [_found(shelf, k) for k in range(20)] == [[f"a{k}"] for k in range(20)]
    _go_to(database, "head")
    shelf.put([entry(f"a{k}", made_text(100 + k, 90)) for k in range(5, 15)], 2.0)
    assert [_found(shelf, k) for k in range(20)] == [[] if 5 <= k < 15 else [f"a{k}"] for k in range(20)]
    assert [_found(shelf, 100 + k) for k in range(5, 15)] == [[f"a{k}"] for k in range(5, 15)]
    assert shelf.reindex(3.0, lambda _: None) == (20, 0)
    assert [_found(shelf, k) for k in range(5)] == [[f"a{k}"] for k in range(5)]
    assert _faults(database) == []

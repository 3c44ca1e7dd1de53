"""What goes wrong in a transaction is one kind of error, whoever asked the driver."""

import pytest
import sqlalchemy as sa

from app.store import Database


def test_what_the_drivers_own_cursor_raises_is_raised_as_all_else(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError), database.transaction() as tx:
        tx.cursor().execute("select * from nothing_of_this_name")
    with database.transaction() as tx:
        assert tx.now() > 0


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_is_lost_under_it_is_waited_for_like_any_other(database: Database) -> None:
    with pytest.raises(sa.exc.OperationalError), database.transaction() as tx:
        tx.cursor().execute("select pg_terminate_backend(pg_backend_pid())")
    with database.transaction() as tx:
        assert tx.now() > 0

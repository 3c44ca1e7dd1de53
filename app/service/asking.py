"""The one way from the event loop to the database: a question is asked on a thread, and one that fails is `NoDatabase`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from app.service.errors import NoDatabase
from app.store import Database, Transaction

T = TypeVar("T")


@contextmanager
def answering() -> Iterator[None]:
    """What asks the database stands inside.

    Raises: NoDatabase, in place of whatever the driver raises.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise NoDatabase() from error


async def ask(work: Callable[[], T]) -> T:
    """What `work` returns, done on a thread.

    Raises: NoDatabase, and whatever `work` raises.
    """
    with answering():
        return await run_in_threadpool(work)


async def transact(database: Database, work: Callable[[Transaction], T]) -> T:
    """What `work` returns, done in one transaction on a thread.

    Raises: NoDatabase, and whatever `work` raises.
    """

    def done() -> T:
        with database.transaction() as tx:
            return work(tx)

    return await ask(done)

"""Fair shares: start-time fair queueing (Goyal, Vin, Cheng 1996) over two kinds of rows, a clock and one finish a client.

The unit is one item of work. A chunk starts at the later of the clock and its client's last finish, so a client that
comes late starts at the clock and not behind what others have heaped up.
"""

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.tables import batches, chunks, shares

_CLOCK = ""  # the row of all; no client has this name


def reserve(tx: Transaction, client: str, cost: int) -> int:
    """The start tag of the client's next chunk of `cost` items; its finish moves behind it."""
    rows = [{"client": _CLOCK, "finish_tag": 0}, {"client": client, "finish_tag": 0}]
    tx.execute(tx.insert_or_ignore(shares), rows)
    now = clock(tx)
    later = sa.case((shares.c.finish_tag > now, shares.c.finish_tag), else_=now)
    mine = sa.update(shares).where(shares.c.client == client).values(finish_tag=later + cost).returning(shares.c.finish_tag)
    finish: int = tx.execute(mine).scalar_one()
    return finish - cost


def give_back(tx: Transaction, client: str) -> None:
    """Moves a client's finish back to its last chunk of live batches: what is cancelled is not held against it."""
    live = chunks.join(batches, sa.and_(batches.c.id == chunks.c.batch_id, batches.c.finished_at.is_(None)))
    last = sa.func.max(chunks.c.start_tag + chunks.c.end - chunks.c.first)
    finish = tx.execute(sa.select(last).select_from(live).where(chunks.c.client == client)).scalar_one() or 0
    tx.execute(sa.update(shares).where(shares.c.client == client).values(finish_tag=finish))


def clock(tx: Transaction) -> int:
    """The start tag of the latest chunk that was begun."""
    return tx.execute(sa.select(shares.c.finish_tag).where(shares.c.client == _CLOCK)).scalar_one_or_none() or 0


def advance_clock(tx: Transaction, start_tag: int) -> None:
    """Moves the clock to a chunk that begins; never back."""
    behind = sa.and_(shares.c.client == _CLOCK, shares.c.finish_tag < start_tag)
    tx.execute(sa.update(shares).where(behind).values(finish_tag=start_tag))


def items_up_to(tx: Transaction, start_tag: int) -> int:
    """Items of chunks that are not begun and come no later than `start_tag`, finished and cancelled batches left out."""
    live = chunks.join(batches, sa.and_(batches.c.id == chunks.c.batch_id, batches.c.finished_at.is_(None)))
    between = sa.and_(chunks.c.start_tag > clock(tx), chunks.c.start_tag <= start_tag)
    query = sa.select(sa.func.sum(chunks.c.end - chunks.c.first)).select_from(live).where(between)
    return int(tx.execute(query).scalar_one() or 0)


def tags_not_begun(tx: Transaction, batch_id: str) -> tuple[int, int] | None:
    """The first and the last start tag of a batch's chunks that are not begun."""
    mine = sa.and_(chunks.c.batch_id == batch_id, chunks.c.start_tag > clock(tx))
    first, last = tx.execute(sa.select(sa.func.min(chunks.c.start_tag), sa.func.max(chunks.c.start_tag)).where(mine)).one()
    return None if first is None else (first, last)

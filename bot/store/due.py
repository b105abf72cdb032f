"""What has become due: rows of any table with a `due_at` and a young person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Table, func, select, update

from bot.event import Address
from bot.store.db import Tx
from bot.store.tables import alerts, checkins, people, requests, rhythms

AGAIN: Final = timedelta(hours=1)
"""What became due and could not be handled is looked at again after this."""


_TABLES: Final = (rhythms, checkins, requests, alerts)


@dataclass(frozen=True)
class Due:
    """Something the clock brings: the number of a row, in whose chat."""

    about: int
    address: Address


async def take(tx: Tx, table: Table, person: Any, now: datetime, most: int) -> list[Due]:
    """The rows that have become due, the longest ago first; each is put off, so that it comes once.

    `person`: the column that says whose it is.
    """
    query = (
        select(table.c.id, people.c.own_key, people.c.address)
        .join(people, people.c.id == person)
        .where(table.c.due_at <= now)
        .order_by(table.c.due_at)
        .limit(most)
        .with_for_update(skip_locked=True, of=table)
    )
    rows = (await tx.execute(query)).all()
    if rows:
        here = table.c.id.in_([row.id for row in rows])
        await tx.execute(update(table).where(here).values(due_at=now + AGAIN))
    return [Due(row.id, address_of(tx, row.own_key, row.address)) for row in rows]


def address_of(tx: Tx, own_key: bytes | None, sealed: bytes) -> Address:
    """Where somebody can be reached, from these columns of `people`."""
    return Address.parse(tx.keys.own(own_key).open("people.address", sealed))


async def overdue(tx: Tx, now: datetime) -> dict[str, int]:
    """How many rows of each table have become due and have not been looked at, by the table's name."""
    found = {}
    for table in _TABLES:
        query = select(func.count()).select_from(table).where(table.c.due_at <= now)
        found[table.name] = (await tx.execute(query)).scalar_one()
    return found

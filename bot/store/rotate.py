"""Key rotation: what older keys sealed is sealed again with the newest, and found by its hash. And own keys for those
who have none yet, because they joined before there were any.

Invitation and recovery codes are known only by their hash, so they cannot be hashed again: those made under an older
key stop working when that key is taken out. doctor says so.
"""

import logging
from collections.abc import Mapping
from typing import Final

from sqlalchemy import ColumnElement, Table, or_, select, update

from bot.event import Address, Codec
from bot.store import schema, tables
from bot.store.crypto import is_own
from bot.store.db import Database, SealedBytes, Tx
from bot.store.people import ERASED
from bot.store.tables import facts, inbox, metadata

log = logging.getLogger(__name__)

_BATCH: Final = 500


async def reseal(db: Database) -> int:
    """Bring every table under the newest key, some rows a transaction; returns how many values were sealed anew."""
    await _give_own_keys(db)
    total = 0
    if not db.keys.rotating:
        return total
    for table in metadata.sorted_tables:
        if any(isinstance(column.type, SealedBytes) for column in table.columns):
            after = None
            while True:
                async with db.transaction() as tx:
                    resealed, after = await _some(tx, table, after)
                total += resealed
                if after is None:
                    break
    async with db.transaction() as tx:
        # Otherwise the database would seem to belong to the oldest key for ever.
        await tx.execute(update(facts).where(facts.c.name == schema.KEY).values(value=schema.mark(tx.keys)))
    log.info("everything is under the newest key", extra={"action": "resealed", "values": total})
    return total


#: Whose a row is, in the tables with columns that are sealed with an own key.
_WHOSE: Final[Mapping[Table, ColumnElement[int]]] = {
    tables.people: tables.people.c.id,
    tables.held: tables.held.c.person,
    tables.answers: select(tables.checkins.c.person)
    .where(tables.checkins.c.id == tables.answers.c.checkin)
    .scalar_subquery(),
    tables.request_words: select(tables.requests.c.careleaver)
    .where(tables.requests.c.id == tables.request_words.c.request)
    .scalar_subquery(),
    tables.steps: select(tables.people.c.id)
    .where(tables.people.c.address_index == tables.steps.c.address_index)
    .scalar_subquery(),
}


async def _give_own_keys(db: Database) -> None:
    """Everybody who has none gets a key of their own, and what is theirs comes under it. Whoever is erased has none."""
    people, after, count = tables.people, 0, 0
    without = (
        select(people.c.id, people.c.address).where(people.c.own_key.is_(None)).order_by(people.c.id).limit(_BATCH)
    )
    while True:
        async with db.transaction() as tx:
            rows = (await tx.execute(without.where(people.c.id > after).with_for_update())).all()
            for row in rows:
                after = row.id
                if Address.parse(tx.keys.open("people.address", row.address)).messenger != ERASED:
                    await _give_own_key(tx, row.id)
                    count += 1
        if not rows:
            break
    if count:
        log.info("people got keys of their own", extra={"action": "own_keys", "people": count})


async def _give_own_key(tx: Tx, person: int) -> None:
    key = tx.keys.new_own()
    own = tx.keys.own(key)
    for table, whose in _WHOSE.items():
        first = next(iter(table.primary_key.columns))
        columns = [column for column in table.columns if "own" in column.info]
        for row in (await tx.execute(select(first, *columns).where(whose == person))).mappings().all():
            names = {column.name: f"{table.name}.{column.name}" for column in columns}
            values = {name: own.seal(full, own.open(full, row[name])) for name, full in names.items()}
            await tx.execute(update(table).where(first == row[first.name]).values(values))
    await tx.execute(update(tables.people).where(tables.people.c.id == person).values(own_key=key))


async def _some(tx: Tx, table: Table, after: object) -> tuple[int, object]:
    """The next rows; returns how many values were sealed anew, and the last key, None at the end."""
    key = next(iter(table.primary_key.columns))
    sealed = [column for column in table.columns if isinstance(column.type, SealedBytes)]
    indexed = {column.info["index_of"][0]: (column, column.info["index_of"][1])
               for column in table.columns if "index_of" in column.info}  # fmt: skip
    query = select(table).where(or_(*(column.is_not(None) for column in sealed))).order_by(key).limit(_BATCH)
    query = query.with_for_update()  # other processes may be at work
    rows = (await tx.execute(query if after is None else query.where(key > after))).mappings().all()
    count = 0
    for row in rows:
        values: dict[str, bytes] = {}
        opened: dict[str, str] = {}
        keys = tx.keys.own(row["own_key"] if table is tables.people else None)
        for column in sealed:
            value = row[column.name]
            if value is None or (is_own(value) and column.name not in indexed):
                continue
            name = f"{table.name}.{column.name}"
            if not tx.keys.is_current(value):
                opened[column.name] = tx.keys.open(name, value)
                values[column.name] = tx.keys.seal(name, opened[column.name])
            elif is_own(value):
                opened[column.name] = keys.open(name, value)
        count += len(values)
        for source, (column, purpose) in indexed.items():
            if source in opened:
                values[column.name] = tx.keys.index(purpose, opened[source])
        if table is inbox and "event" in opened:  # whose event it is stands inside
            values["address_index"] = tx.keys.index("address", str(Codec.decode(opened["event"]).address))
        if values:
            await tx.execute(update(table).where(key == row[key.name]).values(values))
    return count, rows[-1][key.name] if len(rows) == _BATCH else None

"""Key rotation: what older keys sealed is sealed again with the newest, and found by its hash.

Invitation and recovery codes are known only by their hash, so they cannot be hashed again: those made under an older
key stop working when that key is taken out. doctor says so.
"""

import logging
from typing import Final

from sqlalchemy import Table, or_, select, update

from bot.event import Codec
from bot.store import schema
from bot.store.db import Database, SealedBytes, Tx
from bot.store.tables import facts, inbox, metadata

log = logging.getLogger(__name__)

_BATCH: Final = 500


async def reseal(db: Database) -> int:
    """Bring every table under the newest key, some rows a transaction; returns how many values were sealed anew."""
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


async def _some(tx: Tx, table: Table, after: object) -> tuple[int, object]:
    """The next rows; returns how many values were sealed anew, and the last key, None at the end."""
    key = next(iter(table.primary_key.columns))
    sealed = [column for column in table.columns if isinstance(column.type, SealedBytes)]
    query = select(table).where(or_(*(column.is_not(None) for column in sealed))).order_by(key).limit(_BATCH)
    rows = (await tx.execute(query if after is None else query.where(key > after))).mappings().all()
    count = 0
    for row in rows:
        values: dict[str, bytes] = {}
        opened: dict[str, str] = {}
        for column in sealed:
            value = row[column.name]
            if value is not None and not tx.keys.is_current(value):
                name = f"{table.name}.{column.name}"
                opened[column.name] = tx.keys.open(name, value)
                values[column.name] = tx.keys.seal(name, opened[column.name])
        count += len(values)
        for column in table.columns:
            source, purpose = column.info.get("index_of", (None, ""))
            if source in opened:
                values[column.name] = tx.keys.index(purpose, opened[source])
        if table is inbox and "event" in opened:  # whose event it is stands inside
            values["address_index"] = tx.keys.index("address", str(Codec.decode(opened["event"]).address))
        if values:
            await tx.execute(update(table).where(key == row[key.name]).values(values))
    return count, rows[-1][key.name] if len(rows) == _BATCH else None

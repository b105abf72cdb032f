"""Messages that wait for a decision of their author: to whom, or whether contact goes on; or for somebody to join.

Only the event is kept, encrypted; pictures and files stay in the chat and are copied from there.
"""

from sqlalchemy import delete, func, insert, select

from bot.event import Codec, Event
from bot.store.db import Tx
from bot.store.people import keys_of
from bot.store.tables import held


async def keep(tx: Tx, person: int, event: Event) -> int:
    """Keep one more; returns how many wait now."""
    sealed = (await keys_of(tx, person)).seal("held.event", Codec.encode(event))
    await tx.execute(insert(held).values(person=person, event=sealed, since=event.at))
    count: int = (await tx.execute(select(func.count()).where(held.c.person == person))).scalar_one()
    return count


async def release(tx: Tx, person: int) -> list[Event]:
    """Everything that waited, in the order it was written; it is not held any more."""
    rows = await tx.execute(select(held.c.event).where(held.c.person == person).order_by(held.c.id))
    keys = await keys_of(tx, person)
    events = [Codec.decode(keys.open("held.event", row.event)) for row in rows]
    if events:
        await tx.execute(delete(held).where(held.c.person == person))
    return events


async def take(tx: Tx, person: int, message: str) -> Event | None:
    """The one with this number, if it waits; the others go on waiting."""
    rows = await tx.execute(select(held.c.id, held.c.event).where(held.c.person == person))
    keys = await keys_of(tx, person)
    for row in rows.all():
        event = Codec.decode(keys.open("held.event", row.event))
        if getattr(event, "message", None) == message:
            await tx.execute(delete(held).where(held.c.id == row.id))
            return event
    return None


async def waiting(tx: Tx) -> list[int]:
    """Ids of the people whose messages wait."""
    rows = await tx.execute(select(held.c.person).distinct().order_by(held.c.person))
    return [row.person for row in rows]

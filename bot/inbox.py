"""The durable queue in. Committed here first, acknowledged to the messenger second.

An event is handled in the same transaction that marks it done, so a killed process leaves it as it was: queued. One
person's events are handled in order: only the first one that is not done can be claimed. One that keeps failing is set
aside after a few tries, so that those behind it go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, func, select, text, update

from bot.event import Codec, Event
from bot.store.db import Tx
from bot.store.tables import inbox

RETRIES: Final = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=20))
"""How long to wait before each further try of an event whose handling failed."""

CLOCK_SLACK: Final = timedelta(minutes=1)
"""By less than this nobody sets a clock back in a way that matters."""
CLOCK: Final = "clock"
"""Where events come from that nobody sent."""
_COLUMN: Final = "inbox.event"
_earlier = inbox.alias("earlier")
_HEAD = (
    select(inbox.c.id, inbox.c.event, inbox.c.attempts)
    .where(
        text("inbox.state = 'queued'"),  # not a parameter: whatever it is, it has to be found by its index
        inbox.c.not_before <= bindparam("now", type_=inbox.c.not_before.type),
        ~exists().where(
            _earlier.c.address_index == inbox.c.address_index,
            text("earlier.state = 'queued'"),
            _earlier.c.id < inbox.c.id,
        ),
    )
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_DONE = update(inbox).where(inbox.c.id == bindparam("row")).values(state="done", event=None, error=None)


@dataclass(frozen=True)
class Waiting:
    """An event to handle now."""

    id: int
    sealed: bytes
    attempts: int

    def event(self, tx: Tx) -> Event:
        """What happened. Raises KeyMismatch if the key to it is not configured."""
        return Codec.decode(tx.keys.open(_COLUMN, self.sealed))


async def put(tx: Tx, source: str, events: Sequence[tuple[str, Event]], now: datetime) -> None:
    """Keep these events, each with its number at the source; what is here already is left out."""
    if not events:
        return
    rows = [
        {
            "source": source,
            "number": number,
            "address_index": tx.keys.index("address", str(event.address)),
            "event": tx.keys.seal(_COLUMN, Codec.encode(event)),
            "state": "queued",
            "not_before": now,
            "received_at": now,
        }
        for number, event in events
    ]
    await tx.insert_new(inbox, rows)


async def claim(tx: Tx, now: datetime) -> Waiting | None:
    """The oldest event that may be handled now. It is taken when the transaction commits `done` or `failed`."""
    row = (await tx.execute(_HEAD, {"now": now})).first()
    return row and Waiting(row.id, row.event, row.attempts)


async def done(tx: Tx, waiting: int) -> None:
    """Handled: the content goes, the number stays to recognise a duplicate."""
    await tx.execute(_DONE, {"row": waiting})


async def failed(tx: Tx, waiting: Waiting, error: str, now: datetime) -> bool:
    """Handling raised. Keep it for another try; after the last one set it aside and return True."""
    aside = waiting.attempts >= len(RETRIES)
    pause = timedelta(0) if aside else RETRIES[waiting.attempts]
    result = await tx.execute(
        update(inbox)
        # Another worker may have claimed it between the failure and here, and failed too: that counts once.
        .where(inbox.c.id == waiting.id, inbox.c.state == "queued", inbox.c.attempts == waiting.attempts)
        .values(
            state="aside" if aside else "queued",
            attempts=waiting.attempts + 1,
            not_before=now + pause,
            error=error[:200],
        )
    )
    return aside and result.rowcount == 1


async def later(tx: Tx, waiting: int, moment: datetime) -> None:
    """Not now: the event stays first in its person's row until then."""
    await tx.execute(update(inbox).where(inbox.c.id == waiting).values(not_before=moment))


async def clock_set_back(tx: Tx, now: datetime) -> int:
    """What came in at a moment that is now to come may be handled at once; returns how many."""
    here = inbox.c.state == "queued", inbox.c.received_at > now + CLOCK_SLACK
    result = await tx.execute(update(inbox).where(*here).values(not_before=now, received_at=now))
    return result.rowcount


async def retry_aside(tx: Tx, now: datetime) -> int:
    """Put everything that was set aside back into the queue; returns how many."""
    result = await tx.execute(
        update(inbox).where(inbox.c.state == "aside").values(state="queued", attempts=0, not_before=now)
    )
    return result.rowcount


@dataclass(frozen=True)
class Aside:
    """An event that was set aside, without its content."""

    id: int
    received_at: datetime
    error: str


async def set_aside(tx: Tx) -> list[Aside]:
    """What waits for somebody to look at it, oldest first."""
    rows = await tx.execute(
        select(inbox.c.id, inbox.c.received_at, inbox.c.error).where(inbox.c.state == "aside").order_by(inbox.c.id)
    )
    return [Aside(row.id, row.received_at, row.error or "") for row in rows]


async def handled(tx: Tx, source: str, number: str) -> bool:
    """Whether the event with this number has become a turn, or was set aside."""
    here = inbox.c.source == source, inbox.c.number == number
    state = (await tx.execute(select(inbox.c.state).where(*here))).scalar()
    return state is not None and state != "queued"


async def next_due(tx: Tx) -> datetime | None:
    """When the next event becomes due, if any waits."""
    result: datetime | None = (
        await tx.execute(select(func.min(inbox.c.not_before)).where(inbox.c.state == "queued"))
    ).scalar()
    return result


async def waiting(tx: Tx) -> tuple[int, datetime | None]:
    """How many events are not handled yet, and since when the oldest waits."""
    row = (
        await tx.execute(
            select(func.count().label("number"), func.min(inbox.c.received_at).label("oldest")).where(
                inbox.c.state == "queued"
            )
        )
    ).one()
    return row.number, row.oldest


async def ready(tx: Tx, now: datetime) -> int:
    """How many events may be handled now."""
    here = inbox.c.state == "queued", inbox.c.not_before <= now
    number: int = (await tx.execute(select(func.count()).select_from(inbox).where(*here))).scalar_one()
    return number


async def forget(tx: Tx, before: datetime) -> int:
    """Drop the numbers of events handled long ago; returns how many."""
    result = await tx.execute(delete(inbox).where(and_(inbox.c.state == "done", inbox.c.received_at < before)))
    return result.rowcount

"""Alerts: a young person needs somebody now, and who has been called so far. No content, not even what it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.store import due as store_due
from bot.store.db import Tx
from bot.store.due import Due
from bot.store.tables import alerts


@dataclass(frozen=True)
class Alert:
    """Somebody waits for a person to be there."""

    id: int
    careleaver: int
    since: datetime
    #: When the numbers were last shown.
    shown_at: datetime
    #: Members of staff who have been called, in order.
    called: tuple[int, ...]
    #: When it is looked at again; None once somebody is there.
    due_at: datetime | None


def _alert(row: Any) -> Alert:
    called = tuple(int(each) for each in row.called.split())
    return Alert(row.id, row.careleaver, row.since, row.shown_at, called, row.due_at)


async def begin(tx: Tx, careleaver: int, due_at: datetime, now: datetime) -> Alert:
    """They need somebody now; looked at again at `due_at`. Two at a time cannot be: promised by the schema."""
    values = {"careleaver": careleaver, "since": now, "shown_at": now, "called": "", "due_at": due_at}
    return _alert((await tx.execute(insert(alerts).values(values).returning(alerts))).one())


async def open_for(tx: Tx, careleaver: int) -> Alert | None:
    """The one nobody has come for yet."""
    here = alerts.c.careleaver == careleaver, alerts.c.due_at.is_not(None)
    row = (await tx.execute(select(alerts).where(*here))).first()
    return _alert(row) if row else None


async def by_id(tx: Tx, alert: int) -> Alert | None:
    """The alert with this number."""
    row = (await tx.execute(select(alerts).where(alerts.c.id == alert))).first()
    return _alert(row) if row else None


async def shown(tx: Tx, alert: int, now: datetime) -> None:
    """They have just seen the numbers."""
    await tx.execute(update(alerts).where(alerts.c.id == alert).values(shown_at=now))


async def call(tx: Tx, alert: Alert, staff: list[int], due_at: datetime) -> None:
    """These have been called, too; looked at again at `due_at`."""
    called = " ".join(map(str, dict.fromkeys((*alert.called, *staff))))
    await tx.execute(update(alerts).where(alerts.c.id == alert.id).values(called=called, due_at=due_at))


async def end(tx: Tx, alert: int) -> bool:
    """Somebody is there; False if somebody was before."""
    here = alerts.c.id == alert, alerts.c.due_at.is_not(None)
    return (await tx.execute(update(alerts).where(*here).values(due_at=None))).rowcount == 1


async def due(tx: Tx, now: datetime, most: int) -> list[Due]:
    """Where nobody has come in time."""
    return await store_due.take(tx, alerts, alerts.c.careleaver, now, most)


async def forget(tx: Tx, before: datetime) -> int:
    """Drop alerts of long ago for which somebody came; returns how many."""
    gone = alerts.delete().where(alerts.c.due_at.is_(None), alerts.c.since < before)
    return (await tx.execute(gone)).rowcount

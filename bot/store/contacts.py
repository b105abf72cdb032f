"""The record of contact: that somebody was asked how they are, when, and what came of it. No content.

§ 41a Abs. 2 SGB VIII wants contact "in regelmäßigen Abständen"; this is what proves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import delete, insert, select, update

from bot.store.db import Tx
from bot.store.tables import contacts

Kind = Literal["checkin", "by-hand", "reminder"]
Outcome = Literal["open", "answered", "declined", "missed", "unsent"]
CHECKIN: Final = "checkin"
BY_HAND: Final = "by-hand"
REMINDER: Final = "reminder"
OPEN: Final = "open"


@dataclass(frozen=True)
class Contact:
    """One line of the record."""

    person: int
    at: datetime
    kind: str
    outcome: str


async def note(tx: Tx, person: int, kind: Kind, checkin: int, now: datetime) -> None:
    """Somebody was asked."""
    await tx.execute(insert(contacts).values(person=person, at=now, kind=kind, outcome=OPEN, checkin=checkin))


async def came_to(tx: Tx, checkin: int, outcome: Outcome) -> None:
    """This came of the check-in, and of the reminder of it. An answer that comes late is an answer."""
    await tx.execute(update(contacts).where(contacts.c.checkin == checkin).values(outcome=outcome))


async def of(tx: Tx, people: Sequence[int] = ()) -> list[Contact]:
    """The record of these people, of everybody where none are named, oldest first."""
    query = select(contacts).order_by(contacts.c.person, contacts.c.at, contacts.c.id)
    if people:
        query = query.where(contacts.c.person.in_(people))
    return [Contact(row.person, row.at, row.kind, row.outcome) for row in await tx.execute(query)]


async def forget(tx: Tx, before: datetime) -> int:
    """Drop what nobody has to prove any more; returns how many lines."""
    return (await tx.execute(delete(contacts).where(contacts.c.at < before))).rowcount

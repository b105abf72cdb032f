"""Who is at whose side, and the ways words may take.

Promise 2, nobody gets somebody else's message: a message between a young person and staff needs a `Way`, and ways are
made here only, from what stands in the database in the same transaction. There are two kinds: a companionship that
exists now, and coordination, which is there for everybody.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, exists, func, insert, select, update

from bot.store import people
from bot.store.db import Tx
from bot.store.people import CARELEAVER, COORDINATION, LEFT, Person
from bot.store.tables import companionships, relayed
from bot.store.tables import people as people_table

MAIN: Final = "main"
SUBSTITUTE: Final = "substitute"
COORDINATES: Final = "coordination"


@dataclass(frozen=True)
class Way:
    """Words may go between these two, in both directions, now."""

    careleaver: Person
    staff: Person
    #: main, substitute or coordination
    kind: str
    #: The companionship's id; None for coordination.
    companionship: int | None = None
    waiting_since: datetime | None = None

    def other(self, person: Person) -> Person:
        """The one at the other end."""
        return self.staff if person.id == self.careleaver.id else self.careleaver


_NOW = (companionships.c.id, companionships.c.kind, companionships.c.waiting_since)
_OF_CARELEAVER = (
    select(companionships.c.id.label("companionship"), *_NOW[1:], *people.COLUMNS)
    .join(people_table, people_table.c.id == companionships.c.wegbegleiter)
    .where(
        companionships.c.careleaver == bindparam("person"),
        companionships.c.until.is_(None),
        people_table.c.state != LEFT,
    )
    .order_by(companionships.c.kind, companionships.c.id)  # main before substitute
)
_ANSWERED = (
    update(companionships)
    .where(
        companionships.c.careleaver == bindparam("person"),
        companionships.c.until.is_(None),
        companionships.c.waiting_since.is_not(None),
    )
    .values(waiting_since=None)
)
_OF_WEGBEGLEITER = (
    select(companionships.c.id.label("companionship"), *_NOW[1:], *people.COLUMNS)
    .join(people_table, people_table.c.id == companionships.c.careleaver)
    .where(companionships.c.wegbegleiter == bindparam("person"), companionships.c.until.is_(None))
    .order_by(companionships.c.id)
)

_WAITS = update(companionships).where(companionships.c.id == bindparam("row")).values(waiting_since=bindparam("moment"))


async def of_careleaver(tx: Tx, careleaver: Person) -> list[Way]:
    """Who is at this young person's side now, the main Wegbegleiter first."""
    rows = await tx.execute(_OF_CARELEAVER, {"person": careleaver.id})
    return [Way(careleaver, people.from_row(tx, row), row.kind, row.companionship, row.waiting_since) for row in rows]


async def of_wegbegleiter(tx: Tx, wegbegleiter: Person) -> list[Way]:
    """The young people this Wegbegleiter is there for now."""
    rows = await tx.execute(_OF_WEGBEGLEITER, {"person": wegbegleiter.id})
    return [Way(people.from_row(tx, row), wegbegleiter, row.kind, row.companionship, row.waiting_since) for row in rows]


async def of_coordination(tx: Tx, coordination: Person) -> list[Way]:
    """Everybody: coordination may always write to a young person."""
    everybody = await people.everybody(tx, CARELEAVER)
    return [Way(careleaver, coordination, COORDINATES) for careleaver in everybody]


async def of_staff(tx: Tx, staff: Person) -> list[Way]:
    """The ways open to this member of staff now."""
    match staff.role:
        case people.WEGBEGLEITER:
            return await of_wegbegleiter(tx, staff)
        case people.COORDINATION:
            return await of_coordination(tx, staff)
        case _:
            return []


async def between(tx: Tx, one: Person, other: Person) -> Way | None:
    """The way between two people, if there is one now."""
    careleaver, staff = (one, other) if one.role == CARELEAVER else (other, one)
    if careleaver.role != CARELEAVER or staff.role == CARELEAVER or staff.state == LEFT:
        return None
    if staff.role == COORDINATION:
        return Way(careleaver, staff, COORDINATES)
    return next((way for way in await of_careleaver(tx, careleaver) if way.staff.id == staff.id), None)


async def responsible(tx: Tx, careleaver: Person, without: int | None = None) -> Way | None:
    """Who answers this young person now: the main Wegbegleiter, else a substitute, else coordination.

    Somebody who cannot be reached is passed over, and so is `without`. None: nobody at all has joined yet.
    """
    for way in await of_careleaver(tx, careleaver):
        if way.staff.here and way.staff.id != without:
            return way
    for staff in await people.here(tx, COORDINATION):
        if staff.id != without:
            return Way(careleaver, staff, COORDINATES)
    return None


async def begin(tx: Tx, careleaver: int, wegbegleiter: int, kind: str, now: datetime) -> None:
    """Put somebody at a young person's side. A new main Wegbegleiter takes the place of the old one."""
    same = companionships.c.careleaver == careleaver, companionships.c.until.is_(None)
    replaced = companionships.c.wegbegleiter == wegbegleiter
    if kind == MAIN:
        replaced = replaced | (companionships.c.kind == MAIN)
    await tx.execute(update(companionships).where(*same, replaced).values(until=now))
    await tx.execute(
        insert(companionships).values(careleaver=careleaver, wegbegleiter=wegbegleiter, kind=kind, since=now)
    )


async def end_all(tx: Tx, wegbegleiter: int, now: datetime) -> None:
    """This Wegbegleiter is at nobody's side any more."""
    here = companionships.c.wegbegleiter == wegbegleiter, companionships.c.until.is_(None)
    await tx.execute(update(companionships).where(*here).values(until=now))


async def waits(tx: Tx, companionship: int, since: datetime | None) -> None:
    """Since when the young person waits for an answer; None: answered."""
    await tx.execute(_WAITS, {"row": companionship, "moment": since})


async def answered(tx: Tx, careleaver: int) -> None:
    """Somebody has answered this young person: they wait for nobody any more."""
    await tx.execute(_ANSWERED, {"person": careleaver})


async def waiting_for_coordination(tx: Tx) -> list[Way]:
    """Young people whose last word went to coordination and has not been answered by anybody."""
    staff, answer = people_table.alias("staff"), relayed.alias("answer")
    first = (
        select(relayed.c.author, relayed.c.recipient, func.min(relayed.c.at).label("waiting_since"))
        .join(staff, (staff.c.id == relayed.c.recipient) & (staff.c.role == COORDINATION) & (staff.c.state != LEFT))
        .join(people_table, (people_table.c.id == relayed.c.author) & (people_table.c.role == CARELEAVER))
        .where(
            relayed.c.author_message.is_not(None),
            ~exists().where(
                answer.c.recipient == relayed.c.author,
                answer.c.author_message.is_not(None),
                answer.c.at > relayed.c.at,
            ),
        )
        .group_by(relayed.c.author, relayed.c.recipient)
    )
    ways = []
    for row in (await tx.execute(first)).all():
        careleaver, coordination = await people.by_id(tx, row.author), await people.by_id(tx, row.recipient)
        if careleaver and coordination:
            ways.append(Way(careleaver, coordination, COORDINATES, None, row.waiting_since))
    return ways


async def all_now(tx: Tx) -> list[tuple[int, int, str]]:
    """Every companionship there is now: (care leaver's id, Wegbegleiter's id, kind)."""
    rows: Any = await tx.execute(
        select(companionships.c.careleaver, companionships.c.wegbegleiter, companionships.c.kind)
        .where(companionships.c.until.is_(None))
        .order_by(companionships.c.kind, companionships.c.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]

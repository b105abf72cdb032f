"""Second factors of coordination and admin: the shared secret, sealed, and what keeps codes from being guessed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, or_, select, update

from bot.store.db import Tx
from bot.store.tables import second_factors

_SEALED: Final = "second_factors.secret"


@dataclass(frozen=True)
class Factor:
    """What somebody's app computes its codes from, and how the last ones went."""

    secret: str
    #: Until when no code is asked for again.
    passed_until: datetime | None
    #: Wrong codes, and since when they are counted; after the last one allowed: since when none is taken.
    wrong: int
    wrong_since: datetime | None


async def make(tx: Tx, person: int, secret: str) -> None:
    """A new one; the old one, if there was one, is worth nothing from now on."""
    await forget(tx, person)
    await tx.execute(insert(second_factors).values(person=person, secret=tx.keys.seal(_SEALED, secret)))


async def of(tx: Tx, person: int) -> Factor | None:
    """This person's."""
    row = (await tx.execute(select(second_factors).where(second_factors.c.person == person))).first()
    return row and Factor(tx.keys.open(_SEALED, row.secret), row.passed_until, row.wrong, row.wrong_since)


async def passed(tx: Tx, person: int, step: int, until: datetime) -> bool:
    """The code of this step was right; False if it, or a later one, has been used before: each works once."""
    unused = or_(second_factors.c.last_step.is_(None), second_factors.c.last_step < step)
    values = {"last_step": step, "passed_until": until, "wrong": 0, "wrong_since": None}
    here = second_factors.c.person == person, unused
    return (await tx.execute(update(second_factors).where(*here).values(values))).rowcount == 1


async def failed(tx: Tx, person: int, wrong: int, since: datetime) -> None:
    """A wrong code: so many since then."""
    values = {"wrong": wrong, "wrong_since": since}
    await tx.execute(update(second_factors).where(second_factors.c.person == person).values(values))


async def forget(tx: Tx, person: int) -> None:
    """They have none any more."""
    await tx.execute(delete(second_factors).where(second_factors.c.person == person))

"""Small facts about this installation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from bot.store.db import Tx
from bot.store.tables import facts

_NOTING: Final = 0xB1E1E
"""Any number; the same in every process."""


@dataclass(frozen=True)
class Fact:
    """What is known, and of when."""

    value: str
    at: datetime


async def note(tx: Tx, name: str, value: str, now: datetime) -> None:
    """Write down a fact; the one before is forgotten."""
    values = {"value": value, "at": now}
    await tx.insert_new(facts, [{"name": name, **values}])
    await tx.execute(update(facts).where(facts.c.name == name).values(values))


async def alone(tx: Tx) -> None:
    """What is read here and noted after stays so in between: of several processes one does it."""
    await tx.one_at_a_time(_NOTING)


async def since(tx: Tx, name: str) -> datetime | None:
    """When a fact was written down, if it is known."""
    at: datetime | None = (await tx.execute(select(facts.c.at).where(facts.c.name == name))).scalar()
    return at


async def read(tx: Tx, name: str) -> str | None:
    """A fact, if it is known."""
    value: str | None = (await tx.execute(select(facts.c.value).where(facts.c.name == name))).scalar()
    return value


async def find(tx: Tx, name: str) -> Fact | None:
    """A fact and when it was noted, if it is known."""
    row = (await tx.execute(select(facts.c.value, facts.c.at).where(facts.c.name == name))).first()
    return row and Fact(row.value, row.at)

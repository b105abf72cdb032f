"""The bot's processes that share this database: each is a row whose number of beats grows while it lives."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from bot.store.db import Tx
from bot.store.tables import processes


@dataclass(frozen=True)
class Process:
    """One of them: the lower the number, the longer it has been there."""

    id: int
    beats: int


async def join(tx: Tx, place: str) -> int:
    """A process begins; whatever was in this place before has ended. Returns its number, higher than all before."""
    await tx.execute(delete(processes).where(processes.c.place == place))
    row = insert(processes).values(place=place, beats=0).returning(processes.c.id)
    number: int = (await tx.execute(row)).scalar_one()
    return number


async def beat(tx: Tx, me: int) -> bool:
    """I am still there; False if somebody has declared me dead."""
    here = update(processes).where(processes.c.id == me).values(beats=processes.c.beats + 1)
    return (await tx.execute(here)).rowcount == 1


async def everybody(tx: Tx) -> list[Process]:
    """All that have not ended, the one that has been there longest first."""
    rows = await tx.execute(select(processes.c.id, processes.c.beats).order_by(processes.c.id))
    return [Process(row.id, row.beats) for row in rows]


async def gone(tx: Tx, dead: Collection[int]) -> None:
    """These have ended."""
    await tx.execute(delete(processes).where(processes.c.id.in_(sorted(dead))))

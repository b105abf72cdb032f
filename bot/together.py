"""Several processes of one bot, on one machine or on several, that share a database. Who is there, and who does what.

Every process beats: half a second apart its row counts one up. It looks at the others' rows in the same transaction.
Whose count has not moved for `DEAD` seconds of an unbroken row of own beats has ended: no two clocks are compared, and
while the database is away nobody dies. Whoever cannot beat for `FENCE` seconds, which is less, holds nothing any more.

What is divided is *chats*: each belongs to one process, by rendezvous hashing, so that a chat changes hands only where
one joins or ends. Its owner alone sends there, and so keeps the chat's limits; of what the messenger allows over all
chats each process has its equal share. What has to be done once (fetch updates, back up, tidy, read the mailbox) does
whoever has been there longest.

A newcomer waits for its chats until every other process has beaten twice: the second time it has surely seen it.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot import outbox
from bot.store import processes
from bot.store.db import Database, is_conflict, is_outage
from bot.store.processes import Process

log = logging.getLogger(__name__)

BEAT: Final = 0.5
FENCE: Final = 2.5
DEAD: Final = 5.0
"""Seconds. `FENCE` is less than `DEAD` by more than a beat."""
SLICES: Final = 256
"""Chats are divided by the first byte of their keyed hash."""
_SEEN: Final = 2


@dataclass(frozen=True)
class Part:
    """What this process may send: to which chats, and which share of what the messenger allows over all of them."""

    #: One bit a slice; None: all chats, because there is nobody else.
    chats: bytes | None = None
    share: float = 1.0
    #: The process's number, for what it has in hand.
    me: int = 0


WHOLE: Final = Part()
NOTHING: Final = Part(bytes(SLICES // 8), 0.0)


class Together:
    """This process among the others. With SQLite it is always alone."""

    def __init__(self, db: Database, place: str) -> None:
        self._db = db
        self._place = place
        #: Called when it may have become another part that is ours.
        self.changed: Callable[[], None] = lambda: None
        self._me: int | None = None
        self._last = 0.0  # when the last beat began that reached the database
        self._there: dict[int, _Other] = {}
        self._all: tuple[int, ...] = ()
        self._lead = asyncio.Event()

    @property
    def part(self) -> Part | None:
        """What may be sent from here now; None: nothing."""
        if self._db.is_sqlite:
            return WHOLE
        if not self._certain or self._me is None or self._awaiting:
            return None
        return _part(self._me, self._all)

    @property
    def leads(self) -> bool:
        """Whether what is done by one only is done here."""
        return self._db.is_sqlite or (self._certain and self._lead.is_set())

    @property
    def unsure(self) -> bool:
        """Whether somebody else may lead by now, without our having heard of it."""
        return not self._db.is_sqlite and not self._certain

    async def leading(self) -> None:
        """Wait until it is here."""
        if not self._db.is_sqlite:
            await self._lead.wait()

    @property
    def _awaiting(self) -> bool:
        """Whether somebody may not have noticed us yet."""
        return any(other.beats - other.first < _SEEN for other in self._there.values())

    @property
    def _certain(self) -> bool:
        return time.monotonic() - self._last < FENCE

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        """Be there, until the end; then the others need not wait to notice."""
        if self._db.is_sqlite:
            yield
            return
        await self._join()
        await self._beat()
        beating = asyncio.create_task(self._run())
        try:
            yield
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            await self._leave()

    async def _leave(self) -> None:
        assert self._me is not None  # noqa: S101 - joined before
        try:
            async with self._db.transaction() as tx:
                await processes.gone(tx, [self._me])
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("the others will notice in a moment that this process has ended", extra={"action": "left"})

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat()
            except Exception as error:  # who cannot beat holds nothing; the sender says why in the log
                if not is_outage(error) and not is_conflict(error):
                    log.exception("this process could not say that it is there", extra={"action": "beat_failed"})

    async def _join(self) -> None:
        async with self._db.transaction() as tx:
            self._me = await processes.join(tx, self._place)
        self._there.clear()
        self._lead.clear()

    async def _beat(self) -> None:
        began = time.monotonic()
        assert self._me is not None  # noqa: S101 - joined before
        async with self._db.transaction() as tx:
            known = await processes.beat(tx, self._me)
            if known:
                rows = await processes.everybody(tx)
                dead = self._watch([row for row in rows if row.id != self._me], began)
                if dead:
                    await processes.gone(tx, dead)
                here = tuple(row.id for row in rows if row.id not in dead)
                again = await outbox.recover(tx, here)
        if not known:
            log.error("others took this process for dead; it begins anew", extra={"action": "declared_dead"})
            await self._join()
            return
        if dead:
            log.warning("another process has ended without saying so", extra={"action": "others_dead", "dead": dead})
        if again:
            log.info(
                "what an ended process had in hand is sent again", extra={"action": "recovered", "messages": again}
            )
        self._last = began
        if here != self._all:
            self._all = here
            log.info("processes that share the work: %s", len(here), extra={"action": "together", "processes": here})
        if min(here) == self._me and not self._awaiting:
            self._lead.set()
        else:
            self._lead.clear()
        self.changed()

    def _watch(self, others: Iterable[Process], now: float) -> list[int]:
        """Note who has beaten; returns who has not for too long, as far as this process has been looking itself."""
        if now - self._last > FENCE:  # nobody could beat, or we could not look
            for other in self._there.values():
                other.moved = now
        seen = {}
        for row in others:
            other = self._there.get(row.id) or _Other(row.beats, row.beats, now)
            if other.beats != row.beats:
                other.beats, other.moved = row.beats, now
            seen[row.id] = other
        dead = [number for number, other in seen.items() if now - other.moved > DEAD]
        self._there = {number: other for number, other in seen.items() if number not in dead}
        return dead


@dataclass
class _Other:
    first: int
    beats: int
    moved: float


@cache
def _part(me: int, everybody: tuple[int, ...]) -> Part:
    if everybody == (me,):
        return Part(me=me)
    bits = bytearray(SLICES // 8)
    for each in range(SLICES):
        if max(everybody, key=lambda process: _weight(each, process)) == me:
            bits[each // 8] |= 1 << each % 8
    return Part(bytes(bits), 1 / len(everybody), me)


def _weight(each: int, process: int) -> bytes:
    return hashlib.blake2b(f"{each}:{process}".encode(), digest_size=8).digest()


async def anybody(db: Database) -> bool:
    """Whether a process lives on this PostgreSQL; takes a few beats. With SQLite a lock on the data folder tells."""
    if db.is_sqlite:
        return False
    async with db.transaction() as tx:
        before = await processes.everybody(tx)
    if not before:
        return False
    await asyncio.sleep(3 * BEAT)
    async with db.transaction() as tx:
        return bool(set(await processes.everybody(tx)) - set(before))


async def while_leading(
    together: Together, work: Callable[[], Awaitable[None]], unsure: Callable[[], bool] = lambda: False
) -> None:
    """Do this here whenever this process leads, until cancelled.

    `unsure`: whether to go on while the database is away, and nobody knows who leads.
    """
    while True:
        await together.leading()
        doing = asyncio.ensure_future(work())
        try:
            while together.leads or (together.unsure and unsure()):
                if (await asyncio.wait([doing], timeout=BEAT))[0]:
                    return doing.result()
        finally:
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)

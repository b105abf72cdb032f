"""What grows with the people: passing messages on, and finding the hundred who are to be asked now, among a million."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import uvloop
from sqlalchemy import delete, text, update

import conversations
from benchmarks.contest import joined, settings_in
from bot import due, inbox, outbox
from bot.content.load import SHIPPED, load
from bot.content.model import Content
from bot.content.problems import Problem
from bot.dispatch import Dispatcher
from bot.event import Address, Said
from bot.store import checkins, companionships, people, schema
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database
from bot.store.tables import inbox as inbox_table
from bot.store.tables import outbox as outbox_table
from bot.store.tables import rhythms
from tests import postgres

FEWEST: Final = 100
FEW: Final = 10_000
MANY: Final = 1_000_000
DUE: Final = due.BATCH
RELAYS: Final = 600
"""Messages from young people, passed on: a turn, claimed, recorded as delivered."""
TURNS: Final = 2_000
"""Check-ins taken from due to the outbox."""
_ROUNDS: Final = 30
_LOOKS: Final = 5
_ACTORS: Final = TURNS + _LOOKS * DUE
"""How many have an address of their own; all others share one, nobody asks for it."""
_CHUNK: Final = 20_000
_NOON: Final = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
"""A Tuesday, at an hour when people may be written to."""
_ZONE: Final = ZoneInfo("Europe/Berlin")
_PEOPLE: Final = text(
    "INSERT INTO people (id, role, name, address, address_index, language, joined_at)"
    " VALUES (:id, 'careleaver', :name, :address, :index, 'de', :now)"
)
_RHYTHMS: Final = text(
    "INSERT INTO rhythms (person, state, plan, start, due_at) VALUES (:id, 'on', :plan, '2026-01-31', :due_at)"
)


class Noon:
    """The clock stands still: this is about databases, not about hours."""

    def now(self) -> datetime:
        """Noon."""
        return _NOON


@dataclass
class Live:
    """The content, which nobody edits meanwhile."""

    content: Content
    rejected: tuple[Problem, ...] = ()


@dataclass
class Figures:
    """By how many people there are: milliseconds (medians), and check-ins a second from due to outbox."""

    name: str
    missing: str = ""
    find: dict[int, float] = field(default_factory=dict)
    look: dict[int, float] = field(default_factory=dict)
    turns: dict[int, float] = field(default_factory=dict)
    relays: dict[int, float] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """How much longer it takes to find them among all than among the fewest."""
        return self.find[max(self.find)] / self.find[min(self.find)]


def measure(sizes: tuple[int, ...] = (FEWEST, FEW, MANY)) -> list[Figures]:
    """SQLite, then PostgreSQL."""
    live = Live(load([SHIPPED]))
    lite, postgresql = Figures("SQLite"), Figures("PostgreSQL")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bleibdran-bench-") as folder:
            uvloop.run(_measure(lite, settings_in(Path(folder)).database_url, size, live))
        try:
            with postgres.server() as url:
                uvloop.run(_measure(postgresql, url, size, live))
        except postgres.NoPostgres as error:
            postgresql.missing = str(error)
    return [lite, postgresql]


async def _measure(into: Figures, url: str, size: int, live: Live) -> None:
    db = Database(url, parse_keys([new_key()], "benchmark"))
    await db.open()
    try:
        await schema.prepare(db, _NOON)
        await _fill(db, size, live.content.checkins.default.key)
        into.relays[size] = await _relays(db, size, live)
        if size > _ACTORS:
            into.find[size] = await _find(db, size)
            into.look[size] = await _look(db, size, live)
            into.turns[size] = await _turns(db, size, live)
    finally:
        await db.close()


# --- the people ---


def _actors(size: int) -> list[int]:
    """The numbers of those who become due, evenly among the others."""
    return list(range(1, size + 1, max(1, size // _ACTORS)))[:_ACTORS]


async def _fill(db: Database, size: int, plan: str) -> None:
    """So many who want to be asked, at some time in the next thirty days."""
    name, shared = db.keys.seal("people.name", "Mia"), db.keys.seal("people.address", "telegram:0")
    actors = {person: Address("telegram", str(person)) for person in _actors(size)}
    start = (_NOON - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    month = timedelta(days=30) // timedelta(microseconds=1)

    for first in range(1, size + 1, _CHUNK):
        numbers = range(first, min(first + _CHUNK, size + 1))
        own = {number: actors[number] for number in numbers if number in actors}
        joined = [
            {
                "id": number,
                "name": name,
                "address": db.keys.seal("people.address", str(own[number])) if number in own else shared,
                "index": db.keys.index("address", str(own[number])) if number in own else b"%016d" % number,
                "now": start,
            }
            for number in numbers
        ]
        wishes = [
            {"id": number, "plan": plan, "due_at": start + 60_000_000 + number * 7_919_000_003 % month}
            for number in numbers
        ]
        async with db.transaction() as tx:
            await tx.execute(_PEOPLE, joined)
            await tx.execute(_RHYTHMS, wishes)
    if not db.is_sqlite:
        async with db.transaction() as tx:
            await tx.execute(text("SELECT setval(pg_get_serial_sequence('people', 'id'), :last)"), {"last": size})
            await tx.execute(text("ANALYZE"))  # PostgreSQL does so by itself, a minute later


async def _set_due(db: Database, persons: list[int], moment: datetime) -> None:
    async with db.transaction() as tx:
        await tx.execute(update(rhythms).where(rhythms.c.person.in_(persons)).values(due_at=moment))


# --- what is measured ---


async def _relays(db: Database, size: int, live: Live) -> float:
    """Messages a second, from the inbox through turn and outbox to the record that they arrived."""
    writers = _actors(size)[:100]
    async with db.transaction() as tx:
        tom = await joined(tx, -1, people.WEGBEGLEITER, _NOON)
        for young in writers:
            await companionships.begin(tx, young, tom, companionships.MAIN, _NOON)
        events = [
            Said(
                messenger="telegram",
                chat=str(writers[number % len(writers)]),
                at=_NOON,
                message=str(number),
                text="Hallo",
            )
            for number in range(RELAYS)
        ]
        await inbox.put(tx, "benchmark", [(str(event.message), event) for event in events], _NOON)
    dispatcher = Dispatcher(db, Noon(), live, conversations, lambda: None)
    begun = time.perf_counter()
    while await dispatcher.step():
        pass
    arrived = 0
    while arrived < RELAYS:
        async with db.transaction() as tx:
            taken = await outbox.claim(tx, _NOON, 48, lambda _: 0.0)
            assert taken, f"{arrived} of {RELAYS}"
            await outbox.sent(tx, [(row, [str(row.id)]) for row in taken], _NOON)
            arrived += sum(row.what == "relay" for row in taken)
    seconds = time.perf_counter() - begun
    async with db.transaction() as tx:
        await tx.execute(delete(outbox_table))
        await tx.execute(delete(inbox_table))
    return RELAYS / seconds


async def _find(db: Database, size: int) -> float:
    """Milliseconds for the bot's own query, addresses opened. It changes nothing, so it finds the same each time."""
    few = _actors(size)[:: _ACTORS // DUE][:DUE]
    await _set_due(db, few, _NOON)
    seconds = []
    for _ in range(_ROUNDS):
        async with db.transaction() as tx:
            begun = time.perf_counter()
            found = await checkins.due_rhythms(tx, _NOON, DUE)
            seconds.append(time.perf_counter() - begun)
        assert len(found) == DUE
    await _set_due(db, few, _NOON + timedelta(days=300))
    return 1000 * statistics.median(seconds)


async def _look(db: Database, size: int, live: Live) -> float:
    """Milliseconds for all of a batch: find them, note their next times, make check-ins and events, commit."""
    actors, seconds = _actors(size), []
    for number in range(_LOOKS):
        await _set_due(db, actors[TURNS + number * DUE :][:DUE], _NOON)
        begun = time.perf_counter()
        found = await due.look(db, Noon(), live.content, _ZONE)
        seconds.append(time.perf_counter() - begun)
        assert found == DUE
    async with db.transaction() as tx:
        await tx.execute(delete(inbox_table))
    return 1000 * statistics.median(seconds)


async def _turns(db: Database, size: int, live: Live) -> float:
    """Check-ins a second, from due to waiting in the outbox."""
    await _set_due(db, _actors(size)[:TURNS], _NOON)
    there = asyncio.Semaphore(0)
    dispatcher = Dispatcher(db, Noon(), live, conversations, there.release)
    running = asyncio.create_task(dispatcher.run())
    begun = time.perf_counter()
    while await due.look(db, Noon(), live.content, _ZONE) >= DUE:
        dispatcher.wake()
    dispatcher.wake()
    for _ in range(TURNS):
        await there.acquire()
    seconds = time.perf_counter() - begun
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    async with db.transaction() as tx:
        assert (await outbox.waiting(tx, Noon().now()))[0] == TURNS
    return TURNS / seconds

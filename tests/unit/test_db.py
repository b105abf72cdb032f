"""The database: all or nothing, on disk when it returns, and nobody's mistake is anybody else's."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store import facts, schema
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database, Tx
from bot.store.tables import facts as facts_table
from bot.store.tables import steps

pytestmark = pytest.mark.sqlite_only("about the one who writes, and the file")

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def database(path: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{path}", parse_keys([new_key()], "test"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bleibdran.db"


@pytest.fixture
async def db(path: Path) -> AsyncIterator[Database]:
    db = database(path)
    await db.open()
    await schema.prepare(db, NOW)
    yield db
    await db.close()


def on_disk(path: Path) -> set[str]:
    """What another process sees at this moment."""
    with closing(sqlite3.connect(path)) as other:
        names = {name for (name,) in other.execute("SELECT name FROM facts")}
        return names - {schema.KEY, schema.INSTALLATION}


async def write(db: Database, *names: str, then: BaseException | None = None) -> None:
    async with db.transaction() as tx:
        for name in names:
            await facts.note(tx, name, "x", NOW)
            await asyncio.sleep(0)
        if then:
            raise then


async def test_what_returned_is_on_disk_also_when_many_share_a_commit(db: Database, path: Path) -> None:
    async def turn(number: int) -> None:
        await write(db, f"{number}a", f"{number}b")
        assert {f"{number}a", f"{number}b"} <= on_disk(path)

    await asyncio.gather(*(turn(number) for number in range(150)))
    assert len(on_disk(path)) == 300


async def test_nothing_is_seen_from_outside_before_the_end(db: Database, path: Path) -> None:
    async with db.transaction() as tx:
        await facts.note(tx, "half", "x", NOW)
        assert on_disk(path) == set()
    assert on_disk(path) == {"half"}


async def test_an_exception_undoes_its_own_transaction_and_no_other(db: Database, path: Path) -> None:
    async def turn(number: int) -> None:
        await write(db, f"{number}a", f"{number}b", then=ValueError() if number % 3 == 0 else None)

    ended = await asyncio.gather(*(turn(number) for number in range(60)), return_exceptions=True)
    assert [isinstance(each, ValueError) for each in ended] == [number % 3 == 0 for number in range(60)]
    assert on_disk(path) == {f"{number}{part}" for number in range(60) if number % 3 for part in "ab"}


async def test_a_statement_that_fails_undoes_the_whole_transaction(db: Database, path: Path) -> None:
    async def turn() -> None:
        async with db.transaction() as tx:
            await facts.note(tx, "one", "x", NOW)
            for _ in range(2):
                await tx.execute(insert(facts_table).values(name="two", value="x", at=NOW))

    with pytest.raises(IntegrityError):
        await turn()
    await write(db, "three")
    assert on_disk(path) == {"three"}


@pytest.mark.parametrize("after", range(8))
async def test_whoever_is_cancelled_at_whatever_moment_the_others_go_on(db: Database, path: Path, after: int) -> None:
    """Waiting for their turn, beginning, writing, committing: one step further each time."""
    tasks = [asyncio.create_task(write(db, f"{number}a", f"{number}b")) for number in range(6)]
    for _ in range(after):
        await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    ended = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), timeout=5)
    assert all(each is None for each in ended[1::2])
    await asyncio.wait_for(write(db, "later"), timeout=5)
    there = on_disk(path)
    assert {"later", *(f"{number}{part}" for number in (1, 3, 5) for part in "ab")} <= there
    for number in (0, 2, 4):  # whole or not at all
        assert len(there & {f"{number}a", f"{number}b"}) in (0, 2)


@pytest.mark.parametrize("milliseconds", range(0, 12, 2))
async def test_whoever_is_cancelled_while_alone_leaves_nothing_open(
    db: Database, path: Path, milliseconds: int
) -> None:
    task = asyncio.create_task(write(db, "a", "b"))
    await asyncio.sleep(milliseconds / 4000)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.wait_for(write(db, "later"), timeout=5)
    assert on_disk(path) in ({"later"}, {"a", "b", "later"})


async def test_two_processes_write_at_the_same_time(db: Database, path: Path) -> None:
    second = Database(f"sqlite+aiosqlite:///{path}", db.keys)
    await second.open()
    try:
        for number in range(20):
            await asyncio.gather(write(db, f"{number}a"), write(second, f"{number}b"))
    finally:
        await second.close()
    assert len(on_disk(path)) == 40


async def test_the_disk_is_asked_for_everything(db: Database) -> None:
    def settings(connection: Any) -> list[Any]:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]

    async with db.transaction() as tx:
        assert await tx.run_sync(settings) == ["wal", 2, 1, 1]  # 2: FULL


async def keep(tx: Tx, **changed: Any) -> None:
    values = {
        "address_index": tx.keys.index("address", "1"),
        "address": tx.keys.seal("steps.address", "1"),
        "step": "start.name",
        "data": tx.keys.seal("steps.data", "{}"),
        "since": NOW,
    }
    await tx.execute(insert(steps).values(values | changed))


async def test_a_sealed_column_takes_nothing_but_sealed_values(db: Database) -> None:
    for plain in (b"plain", b""):
        with pytest.raises(StatementError, match="plain bytes in an encrypted column"):
            async with db.transaction() as tx:
                await keep(tx, data=plain)
    async with db.transaction() as tx:
        await keep(tx)


async def test_a_moment_without_a_time_zone_is_refused_and_others_come_back_as_they_were(db: Database) -> None:
    with pytest.raises(StatementError):
        async with db.transaction() as tx:
            await keep(tx, since=NOW.replace(tzinfo=None))
    async with db.transaction() as tx:
        await keep(tx, since=NOW)
        assert (await tx.execute(select(steps.c.since))).scalar_one() == NOW
        later = select(steps.c.step).where(steps.c.since < NOW + timedelta(microseconds=1))
        assert (await tx.execute(later)).scalar() == "start.name"

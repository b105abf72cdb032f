"""What runs all the time must not read what it does not need: an index answers, however many rows there are."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot import outbox
from bot.store import checkins, schema
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database, Tx

pytestmark = pytest.mark.sqlite_only("asks SQLite for its plans")

NOW = datetime(2026, 3, 1, tzinfo=UTC)
Work = Callable[[Tx], Awaitable[object]]


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'bleibdran.db'}", parse_keys([new_key()], "test"))
    await db.open()
    await schema.prepare(db, NOW)
    yield db
    await db.close()


async def plans(db: Database, work: Work) -> list[list[str]]:
    """How SQLite would carry out each statement of this work, step by step."""
    statements: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        statements.append((given[2], given[3]))

    def explain(connection: Connection) -> list[list[str]]:
        return [
            [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in statements
        ]

    async with db.transaction() as tx:
        await tx.run_sync(event.listen, "before_cursor_execute", note)
        await work(tx)
        await tx.run_sync(event.remove, "before_cursor_execute", note)
        found: list[list[str]] = await tx.run_sync(explain)
    assert found
    return found


async def due_rhythms(tx: Tx) -> object:
    return await checkins.due_rhythms(tx, NOW, 100)


async def due_checkins(tx: Tx) -> object:
    return await checkins.due(tx, NOW, 100)


@pytest.mark.parametrize(("work", "index"), [(due_rhythms, "rhythms_due"), (due_checkins, "checkins_due")])
async def test_who_is_due_is_read_from_an_index_in_its_order(db: Database, work: Work, index: str) -> None:
    [(first, *others)] = await plans(db, work)
    assert f"INDEX {index} (due_at" in first
    assert all(step.startswith("SEARCH") for step in (first, *others)), "no table is read as a whole, nothing sorted"


async def test_what_may_leave_is_read_from_an_index_without_what_waits_for_tomorrow(db: Database) -> None:
    lanes = await plans(db, lambda tx: outbox.claim(tx, NOW, 48, lambda row: 0.0))
    assert len(lanes) == 2
    for plan in lanes:
        assert "INDEX outbox_open (state=? AND lane=? AND not_before<?)" in plan[0]
        assert not [step for step in plan if step.startswith(("SCAN", "USE TEMP"))]


async def test_when_the_next_message_may_leave_is_the_first_entry_of_each_lane(db: Database) -> None:
    [plan] = await plans(db, outbox.next_due)
    searched = [step for step in plan if step.startswith("SEARCH")]
    assert len(searched) == 2 and all("COVERING INDEX outbox_open (state=? AND lane=?)" in step for step in searched)

"""The audit trail on a real SQLite file, and somebody who writes into that file: every change shows."""

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from bot.store import audit, tables
from bot.store.audit import Deed, Verdict
from tests.by_hand import database, new_database

pytestmark = pytest.mark.sqlite_only("tampers with the file")

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NUMBERS = st.none() | st.integers(1, 9)
DEEDS = st.builds(
    Deed, what=st.sampled_from(sorted(set(get_args(audit.What)) - {"trimmed"})), who=st.sampled_from(["bot", "admin"]),
    actor=NUMBERS, whom=NUMBERS, other=NUMBERS, about=NUMBERS,
)  # fmt: skip
COLUMNS = ("at", "actor", "who", "what", "whom", "other", "about", "previous", "hash")


async def written(path: Path, deeds: list[Deed]) -> bytes:
    """These deeds, one a day; returns the mark."""
    db = await new_database(path, NOW)
    try:
        for day, deed in enumerate(deeds):
            async with db.transaction() as tx:
                await audit.note(tx, deed, NOW + timedelta(days=day))
        async with db.transaction() as tx:
            verdict = await audit.verify(tx)
    finally:
        await db.close()
    assert verdict.broken is None and verdict.entries == len(deeds) and verdict.last
    return verdict.last


async def verified(path: Path, mark: bytes) -> tuple[Verdict, bool]:
    db = await database(path)
    try:
        async with db.transaction() as tx:
            return await audit.verify(tx), await audit.number_of(tx, mark) is not None
    finally:
        await db.close()


def tamper(path: Path, *statements: tuple[str, tuple[Any, ...]]) -> None:
    """By somebody who has the file and knows of the trigger."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DROP TRIGGER audit_unchanged")
        for statement, parameters in statements:
            file.execute(statement, parameters)


def changed(deeds: list[Deed], *statements: tuple[str, tuple[Any, ...]]) -> tuple[Verdict, bool]:
    """What is found when these statements have been run on the file, and whether the mark is still there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        mark = asyncio.run(written(path, deeds))
        tamper(path, *statements)
        return asyncio.run(verified(path, mark))


@settings(max_examples=60, deadline=None)
@given(st.lists(DEEDS, min_size=2, max_size=6), st.data())
def test_any_field_of_any_entry_that_is_changed(deeds: list[Deed], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(deeds)))
    column = data.draw(st.sampled_from(COLUMNS))
    value = data.draw(st.sampled_from(["coordination", "left", "trimmed", 1, 77, 1.5, b"x" * 32]))
    assume(getattr(deeds[number - 1], column, None) != value)
    verdict, _ = changed(deeds, (f"UPDATE audit SET {column} = ? WHERE id = ?", (value, number)))  # noqa: S608 - a test
    assert verdict.broken == number


@settings(max_examples=25, deadline=None)
@given(st.lists(DEEDS, min_size=2, max_size=6), st.data())
def test_any_entry_that_is_taken_out(deeds: list[Deed], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(deeds) - 1))
    verdict, known = changed(deeds, ("DELETE FROM audit WHERE id = ?", (number,)))
    assert verdict.broken == number + 1 and known


@settings(max_examples=25, deadline=None)
@given(st.lists(DEEDS, min_size=2, max_size=6), st.data())
def test_any_two_that_are_swapped(deeds: list[Deed], data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.sets(st.integers(1, len(deeds)), min_size=2, max_size=2)))
    swap = "UPDATE audit SET id = ? WHERE id = ?"
    verdict, _ = changed(deeds, (swap, (99, one)), (swap, (one, other)), (swap, (other, 99)))
    assert verdict.broken == one


async def test_the_newest_entries_cut_off_are_missed_only_by_the_mark(tmp_path: Path) -> None:
    deeds = [Deed(what="stopped", who="careleaver", actor=5), Deed(what="read", who="admin", actor=1)]
    mark = await written(tmp_path / "bot.db", deeds)
    tamper(tmp_path / "bot.db", ("DELETE FROM audit WHERE id = 2", ()))
    verdict, known = await verified(tmp_path / "bot.db", mark)
    assert verdict.broken is None and not known


async def test_old_entries_go_and_the_chain_holds_from_there_on(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    mark = await written(path, [Deed(what="read", who="admin", actor=1, about=day) for day in range(10)])
    db = await database(path)
    for day in (4, 4, 7, 30, 60):
        async with db.transaction() as tx:
            gone = await audit.forget(tx, NOW + timedelta(days=day), NOW + timedelta(days=day + 10))
            verdict = await audit.verify(tx)
            left = await audit.newest(tx, 99)
        assert verdict.broken is None and verdict.last == left[0].hash, day
        assert (gone, len(left)) == {4: (4, 7), 7: (3, 5), 30: (5, 1), 60: (0, 1)}.get(day) or (gone, len(left)) == (
            0,
            7,
        )
    assert [entry.what for entry in left] == ["trimmed"]
    async with db.transaction() as tx:
        await audit.note(tx, Deed(what="back", who="careleaver", actor=5), NOW + timedelta(days=99))
        assert (await audit.verify(tx)).broken is None
        assert await audit.number_of(tx, mark) is None
    await db.close()


async def test_a_beginning_that_was_cut_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    mark = await written(path, [Deed(what="read", who="admin", actor=1)] * 10)
    db = await database(path)
    async with db.transaction() as tx:
        await audit.forget(tx, NOW + timedelta(days=3), NOW + timedelta(days=20))
    await db.close()
    tamper(path, ("DELETE FROM audit WHERE id <= 6", ()))
    verdict, _ = await verified(path, mark)
    assert verdict.broken == 7


async def test_what_stands_there_cannot_be_changed_by_the_bot_itself(tmp_path: Path) -> None:
    await written(tmp_path / "bot.db", [Deed(what="read", who="admin", actor=1)])
    db = await database(tmp_path / "bot.db")
    with pytest.raises(DBAPIError, match="only added to"):
        async with db.transaction() as tx:
            await tx.execute(update(tables.audit).values(actor=2))
    await db.close()

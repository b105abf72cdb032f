"""What PostgreSQL alone does: several at once. Always on PostgreSQL."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ClauseElement, Executable, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles

from bot import inbox, outbox
from bot.clock import SystemClock
from bot.errors import StoreError
from bot.event import Address, Said
from bot.limits import Limits
from bot.message import BULK, INTERACTIVE, Copy, Envelope, Message, React, Text
from bot.outbox import Row
from bot.outcome import Outcome, Sent
from bot.sender import Sender
from bot.store import facts, processes, schema
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database, is_conflict, is_outage, outage_kind
from bot.store.tables import facts as facts_table
from bot.store.tables import outbox as rows
from tests import store
from tests.postgres import NoPostgres, running

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def db(tmp_path: Path, _store: str) -> AsyncIterator[Database]:
    try:
        store.use(store.POSTGRESQL)
    except NoPostgres as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")
    db = Database(store.url(tmp_path / "db"), parse_keys([new_key()], "test"))
    await db.open()
    await schema.prepare(db, NOW)
    yield db
    await db.close()


def said(chat: str, number: int) -> Said:
    return Said(messenger="telegram", chat=chat, at=NOW, message=str(number), text=str(number))


async def test_many_hands_take_each_event_once_and_each_persons_in_order(db: Database) -> None:
    async with db.transaction() as tx:
        events = [(f"{chat}:{number}", said(chat, number)) for number in range(8) for chat in "abcdef"]
        await inbox.put(tx, "telegram:1", events, NOW)
    handled: list[tuple[str, int]] = []

    async def hand() -> None:
        idle = 0
        while idle < 20:
            async with db.transaction() as tx:
                waiting = await inbox.claim(tx, NOW)
                if waiting is None:
                    idle += 1
                    await asyncio.sleep(0.005)
                    continue
                event = waiting.event(tx)
                assert isinstance(event, Said)
                await asyncio.sleep(0.003)
                await inbox.done(tx, waiting.id)
            handled.append((event.chat, int(event.text)))

    await asyncio.gather(*(hand() for _ in range(8)))
    assert len(handled) == 48 == len(set(handled))
    for chat in "abcdef":
        assert [number for who, number in handled if who == chat] == list(range(8))


async def test_two_senders_never_have_the_same_message_in_hand(db: Database) -> None:
    async with db.transaction() as tx:
        for chat in range(40):
            to = Address("telegram", str(chat))
            await outbox.put(tx, [Envelope(to=to, recipient=1, message=Text(text=str(chat)))], NOW)
    taken: Counter[int] = Counter()

    async def sender(me: int) -> None:
        for _ in range(12):
            async with db.transaction() as tx:
                claimed = await outbox.claim(tx, NOW, 5, lambda _: 0.0, None, me)
                await asyncio.sleep(0.002)
            taken.update(row.id for row in claimed)

    await asyncio.gather(*(sender(me) for me in (1, 2, 3)))
    assert len(taken) == 40 and set(taken.values()) == {1}


async def test_what_an_ended_process_had_in_hand_is_sent_by_another_and_its_late_news_is_not_believed(
    db: Database,
) -> None:
    to = Address("telegram", "7")
    async with db.transaction() as tx:
        await outbox.put(tx, [Envelope(to=to, recipient=1, message=Text(text="eins"))], NOW)
    (late,) = await _claimed(db, 1)
    async with db.transaction() as tx:
        assert await outbox.recover(tx, [1, 2]) == 0, "it is alive"
        assert await outbox.recover(tx, [2]) == 1
    (row,) = await _claimed(db, 2)
    assert row.id == late.id
    async with db.transaction() as tx:
        await outbox.fail(tx, late, "refused", NOW)
        await outbox.again(tx, late, NOW, "timeout")
        assert (await tx.execute(select(rows.c.state))).scalar_one() == "sending", "it is in other hands"
        await outbox.sent(tx, [(row, ["5"])], NOW)
        assert (await tx.execute(select(rows.c.state))).scalar_one() == "sent"


async def _claimed(db: Database, me: int) -> list[Row]:
    async with db.transaction() as tx:
        return await outbox.claim(tx, NOW, 5, lambda _: 0.0, None, me)


async def test_each_process_takes_only_what_goes_to_its_chats(db: Database) -> None:
    async with db.transaction() as tx:
        for chat in range(60):
            for lane in (INTERACTIVE, BULK):
                to = Address("telegram", str(chat))
                await outbox.put(tx, [Envelope(to=to, recipient=1, message=Text(text="x"), lane=lane)], NOW)
        mine = bytes([0x55] * 32)  # every other slice
        claimed = await outbox.claim(tx, NOW, 100, lambda _: 0.0, mine, 1)
        assert claimed and all(row.chat[0] % 2 == 0 for row in claimed)
        assert await outbox.next_due(tx, mine) == NOW
        assert await outbox.next_due(tx, bytes(32)) is None


async def test_what_was_claimed_in_vain_does_not_use_up_what_may_be_sent(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    took: list[Message] = []

    class Taker:
        async def deliver(self, to: Address, message: Message, thread: str | None) -> Outcome:
            took.append(message)
            return Sent(("1",))

        async def open_topic(self, to: Address, name: str) -> Outcome:
            raise NotImplementedError

    await _put(db, Envelope(to=Address("telegram", "7"), recipient=1, message=Text(text="eins")))
    limits = Limits(2)
    sender = Sender(db, SystemClock(), {"telegram": Taker()}, limits)
    claim = outbox.claim

    async def undone(*arguments: Any) -> list[Row]:
        assert await claim(*arguments)
        raise ConnectionError("undone")

    monkeypatch.setattr(outbox, "claim", undone)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            await sender.step()
    assert limits.delay_all(time.monotonic()) < 2
    monkeypatch.undo()
    async with asyncio.timeout(20):
        while not took:
            await sender.step()
            await asyncio.sleep(0.05)
    assert took == [Text(text="eins")]


async def test_a_part_of_an_album_that_comes_while_the_others_leave_is_not_lost(db: Database) -> None:
    def part(message: str) -> Envelope:
        copy = Copy(source="1", messages=(message,))
        return Envelope(to=Address("telegram", "7"), recipient=2, message=copy, gather="album", not_before=NOW)

    async with db.transaction() as tx:
        await outbox.put(tx, [part("1")], NOW)
    async with db.transaction() as leaving:
        (row,) = await outbox.claim(leaving, NOW, 5, lambda _: 0.0, None, 1)
        joining = asyncio.create_task(_put(db, part("2")))
        await asyncio.sleep(0.2)
        assert not joining.done(), "it waits for what becomes of the first"
    await joining
    async with db.transaction() as tx:
        states = (await tx.execute(select(rows.c.state).order_by(rows.c.id))).scalars().all()
    assert states == ["sending", "queued"]
    assert row.message == Copy(source="1", messages=("1",))


async def _put(db: Database, envelope: Envelope) -> None:
    async with db.transaction() as tx:
        await outbox.put(tx, [envelope], NOW)


async def test_a_fact_noted_by_several_at_once_is_there_once(db: Database) -> None:
    async def note(number: int) -> None:
        async with db.transaction() as tx:
            await facts.note(tx, "who", str(number), NOW)
            await asyncio.sleep(0.001)

    await asyncio.gather(*(note(number) for number in range(12)))
    async with db.transaction() as tx:
        assert await facts.read(tx, "who") in {str(number) for number in range(12)}


async def test_while_one_decides_nobody_passes_anything_on_and_the_other_way_round(db: Database) -> None:
    log: list[str] = []

    async def alone(seconds: float) -> None:
        async with db.transaction() as tx:
            await tx.one_at_a_time(1)
            log.append("alone in")
            await asyncio.sleep(seconds)
            log.append("alone out")

    async def beside(name: str) -> None:
        async with db.transaction() as tx:
            assert await tx.beside_others(1)
            log.append(f"{name} in")
            await asyncio.sleep(0.1)
            log.append(f"{name} out")

    first = asyncio.create_task(alone(0.1))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, beside("a"), beside("b"))
    assert log[:2] == ["alone in", "alone out"]
    assert {log[2], log[3]} == {"a in", "b in"}, "they run at the same time"


async def test_two_that_wait_for_each_other_one_is_undone_and_that_is_known(db: Database) -> None:
    async with db.transaction() as tx:
        for name in ("a", "b"):
            await facts.note(tx, name, "", NOW)
    both = asyncio.Barrier(2)

    async def change(one: str, other: str) -> None:
        async with db.transaction() as tx:
            await tx.execute(update(facts_table).where(facts_table.c.name == one).values(value="x"))
            await both.wait()
            await tx.execute(update(facts_table).where(facts_table.c.name == other).values(value="x"))

    ended = await asyncio.gather(change("a", "b"), change("b", "a"), return_exceptions=True)
    (error,) = [each for each in ended if isinstance(each, BaseException)]
    assert is_conflict(error) and not is_outage(error)


@pytest.mark.parametrize(
    ("code", "outage"),
    [("53100", True), ("57P01", True), ("08006", True), ("25006", True), ("55P03", True), ("XX001", True),
     ("23505", False), ("42601", False), ("40001", False)],
)  # fmt: skip
def test_which_of_its_codes_mean_that_the_database_failed(code: str, outage: bool) -> None:
    class Said(Exception):
        sqlstate = code

    assert is_outage(DBAPIError("x", None, Said())) is outage


async def test_one_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    db = Database(f"postgresql+asyncpg://bot:geheim@/x?host={tmp_path}", parse_keys([new_key()], "test"))
    with pytest.raises(StoreError, match="Läuft PostgreSQL") as raised:
        await db.open()
    assert "geheim" not in str(raised.value)
    assert raised.value.__cause__ and is_outage(raised.value.__cause__)
    assert outage_kind(raised.value.__cause__) == "gone"


async def test_whoever_begins_in_a_place_replaces_who_was_there(db: Database) -> None:
    async with db.transaction() as tx:
        first = await processes.join(tx, "here")
        other = await processes.join(tx, "there")
        again = await processes.join(tx, "here")
        assert first < other < again
        assert [each.id for each in await processes.everybody(tx)] == [other, again]
        assert not await processes.beat(tx, first) and await processes.beat(tx, again)


@pytest.mark.parametrize("rested", [0.0, 1000.0])
async def test_a_connection_that_has_died_is_not_used(monkeypatch: pytest.MonkeyPatch, rested: float) -> None:
    """It is asked if it has rested, and need not be if the driver has noticed."""
    try:
        with running() as server:
            db = Database(server.url, parse_keys([new_key()], "test"))
            await db.open()
            await schema.prepare(db, NOW)
            server.stop("fast")
            server.start()
            monkeypatch.setattr("bot.store.db.RESTED_SECONDS", rested)
            await asyncio.sleep(0.1)  # so that it can notice
            async with db.transaction() as tx:
                assert (await tx.execute(select(rows.c.id))).all() == []
            await db.close()
    except NoPostgres as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


class Explain(Executable, ClauseElement):
    """How the server would go about it."""

    inherit_cache = False

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement


@compiles(Explain)
def _explain(element: Explain, compiler: Any, **how: Any) -> str:
    return "EXPLAIN " + str(compiler.process(element.statement, **how))


async def test_a_long_queue_is_taken_from_its_front_and_never_read_whole(db: Database) -> None:
    """Though the server believes the queues to be empty."""
    async with db.transaction() as tx:
        await inbox.put(tx, "test", [(str(number), said(str(number), number)) for number in range(1000)], NOW)
        to = [Address("telegram", str(number)) for number in range(1000)]
        await outbox.put(tx, [Envelope(to=each, recipient=1, message=Text(text="x")) for each in to], NOW)
        for statement, given in (
            (inbox._HEAD, {"now": NOW}),
            (outbox._HEADS, {"now": NOW, "lane": INTERACTIVE, "most": 48}),
            (outbox._MY_HEADS, {"now": NOW, "lane": INTERACTIVE, "most": 48, "chats": bytes([255] * 32)}),
        ):
            plan = "\n".join((await tx.execute(Explain(statement), given)).scalars())
            assert "Limit" in plan and "earlier" in plan
            for slow in ("Sort", "Seq Scan", "Hash", "Bitmap"):
                assert slow not in plan, plan


async def test_what_left_not_long_ago_is_known_to_whoever_takes_over(db: Database) -> None:
    async with db.transaction() as tx:
        for at in (NOW - timedelta(minutes=5), NOW):
            await outbox.put(tx, [Envelope(to=Address("telegram", "7"), recipient=1, message=Text(text="x"))], at)
            (row,) = await outbox.claim(tx, at, 5, lambda _: 0.0)
            await outbox.sent(tx, [(row, ["1"])], at)
        react = Envelope(to=Address("telegram", "7"), recipient=1, message=React(emoji="🕊", message="1"))
        await outbox.put(tx, [react], NOW)
        (row,) = await outbox.claim(tx, NOW, 5, lambda _: 0.0)
        await outbox.sent(tx, [(row, [])], NOW)
        left = await outbox.lately(tx, NOW - timedelta(minutes=1))
        assert [(each.at, each.messages) for each in left] == [(NOW, 1)], "a reaction is none the limits count"

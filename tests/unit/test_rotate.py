"""Changing the key: a new one in front, start, the old one out. Nobody is lost on the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import inbox, outbox
from bot.errors import KeyMismatch
from bot.event import Address, Said
from bot.message import Envelope, Text, Topic, Trail
from bot.store import checkins, held, invitations, people, questions, requests, rotate, schema, tables
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database, SealedBytes

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OLD, NEW = new_key(), new_key()
MIA = Address("telegram", "4711")


@asynccontextmanager
async def opened(folder: Path, *keys: str) -> AsyncIterator[Database]:
    """As at a start with these keys."""
    db = Database(f"sqlite+aiosqlite:///{folder / 'bleibdran.db'}", parse_keys(keys, "test"))
    await db.open()
    try:
        await schema.prepare(db, NOW)
        await rotate.reseal(db)
        yield db
    finally:
        await db.close()


def said(text: str) -> Said:
    return Said(messenger="telegram", chat="4711", at=NOW, message="1", text=text)


async def fill(db: Database, many: int = 1) -> None:
    """Something in every sealed column."""
    async with db.transaction() as tx:
        for number in range(many):
            person = await people.add(
                tx, role=people.CARELEAVER, name=f"Mia {number}", address=Address("telegram", str(4711 + number)),
                group=False, language="de", bezirk=None, recovery=invitations.new_code(), consent=None, now=NOW,
            )  # fmt: skip
        await people.ask(tx, MIA, "start.name", {"language": "de"}, NOW)
        await held.keep(tx, person.id, said("aufgehoben"))
        await inbox.put(tx, "test", [("1", said("im Eingang"))], NOW)
        await invitations.create(
            tx, role=people.CARELEAVER, name="Lea", wegbegleiter=None, bezirk=None, created_by=None, now=NOW,
            expires_at=NOW,
        )  # fmt: skip
        trail = Trail(author=person.id, author_address=MIA, messages=("1",))
        topic = Topic(person.id, person.id, "Mia", "Mia:")
        letter = Envelope(to=MIA, message=Text(text="unterwegs"), topic=topic, trail=trail)
        await outbox.put(tx, [letter], NOW)
        await questions.keep(tx, "gefragt", "de", questions.UNANSWERED, NOW)
        checkin = await checkins.create(tx, person.id, NOW, "plan", 0)
        await checkins.answer(tx, checkin or 0, checkins.Answer("gut", "ich", words="geantwortet"), NOW)
        request = await requests.draft(tx, person.id, person.id, None, NOW)
        words = requests.Words(0, "", NOW, text="erbeten")
        upto = await requests.write(tx, request, requests.YOUNG_PERSON, words, NOW)
        assert await requests.agree(tx, request, person.id, ["dienst"], [], upto, NOW, NOW)
        assert await requests.take(tx, request, "dienst", "Frau Yilmaz", NOW, NOW)


async def sealed_with_an_old_key(db: Database) -> list[str]:
    found = []
    async with db.transaction() as tx:
        for table in tables.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, SealedBytes):
                    values = (await tx.execute(select(column).where(column.is_not(None)))).scalars().all()
                    assert values, f"nothing in {column}: fill() has to learn of it"
                    found += [str(column) for value in values if not tx.keys.is_current(value)]
    return found


async def test_everything_comes_under_the_new_key_and_the_old_one_can_go(tmp_path: Path) -> None:
    async with opened(tmp_path, OLD) as db:
        await fill(db)
        assert await sealed_with_an_old_key(db) == []
    async with opened(tmp_path, NEW, OLD) as db:
        assert await sealed_with_an_old_key(db) == []
    async with opened(tmp_path, NEW) as db, db.transaction() as tx:
        person, step = await people.at(tx, MIA)
        assert person and person.name == "Mia 0" and person.address == MIA
        assert step and step.data == {"language": "de"}
        assert [event.text for event in await held.release(tx, person.id) if isinstance(event, Said)] == ["aufgehoben"]
        waiting = await inbox.claim(tx, NOW)
        assert waiting and waiting.event(tx) == said("im Eingang")
        (row,) = await outbox.claim(tx, NOW, 5, lambda _: 0)
        assert row.to == MIA and row.message == Text(text="unterwegs")
    with pytest.raises(KeyMismatch):
        async with opened(tmp_path, OLD):
            pass


async def test_what_is_found_by_a_hash_is_found_by_the_new_one(tmp_path: Path) -> None:
    async with opened(tmp_path, OLD) as db:
        await fill(db)
    async with opened(tmp_path, NEW, OLD) as db, db.transaction() as tx:
        index = tx.keys.index("address", str(MIA))
        for table in (tables.people, tables.steps, tables.inbox, tables.outbox):
            assert (await tx.execute(select(table.c.address_index))).scalars().all() == [index], table.name


async def test_codes_made_under_the_old_key_hold_while_it_is_there(tmp_path: Path) -> None:
    code = invitations.normalise(invitations.new_code()) or ""
    async with opened(tmp_path, OLD) as db:
        await fill(db)
        async with db.transaction() as tx:
            await people.set_recovery(tx, 1, code)
    async with opened(tmp_path, NEW, OLD) as db, db.transaction() as tx:
        assert await people.by_recovery(tx, code)
    async with opened(tmp_path, NEW) as db, db.transaction() as tx:
        assert await people.by_recovery(tx, code) is None


async def test_more_rows_than_fit_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotate, "_BATCH", 3)
    async with opened(tmp_path, OLD) as db:
        await fill(db, many=10)
    async with opened(tmp_path, NEW, OLD) as db:
        assert await sealed_with_an_old_key(db) == []
        assert await rotate.reseal(db) == 0  # nothing left to do


async def test_with_one_key_there_is_nothing_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path, OLD) as db:
        await fill(db)
        assert await rotate.reseal(db) == 0

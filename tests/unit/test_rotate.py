"""Changing the key: a new one in front, start, the old one out. Nobody is lost on the way."""

import contextlib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, true, update

from bot import inbox, outbox, privacy
from bot.errors import KeyMismatch
from bot.event import Address, Said
from bot.message import Envelope, Text, Topic, Trail
from bot.store import checkins, held, invitations, people, questions, requests, rotate, schema, second_factors, tables
from bot.store.crypto import Seal, is_own, new_key, parse_keys
from bot.store.db import Database, SealedBytes
from tests import store

pytestmark = pytest.mark.both_stores

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OLD, NEW = new_key(), new_key()
MIA = Address("telegram", "4711")


@asynccontextmanager
async def opened(folder: Path, *keys: str) -> AsyncIterator[Database]:
    """As at a start with these keys."""
    db = Database(store.url(folder / "bleibdran.db"), parse_keys(keys, "test"))
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
        await second_factors.make(tx, person.id, "JBSWY3DPEHPK3PXP")
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


async def without_own_keys(db: Database) -> None:
    """As it was when nobody had a key of their own."""
    async with db.transaction() as tx:
        keys: dict[int, Seal] = {}
        for row in (await tx.execute(select(tables.people.c.id, tables.people.c.own_key))).all():
            keys[row.id] = tx.keys.own(row.own_key)
        for table in tables.metadata.sorted_tables:
            first = next(iter(table.primary_key.columns))
            for column in (column for column in table.columns if "own" in column.info):
                for row in (await tx.execute(select(first.label("first"), column.label("value")))).all():
                    text = _opened(keys.values(), f"{table.name}.{column.name}", row.value)
                    sealed = tx.keys.seal(f"{table.name}.{column.name}", text)
                    await tx.execute(update(table).where(first == row.first).values({column.name: sealed}))
        await tx.execute(update(tables.people).values(own_key=None))


def _opened(keys: Iterable[Seal], column: str, sealed: bytes) -> str:
    for key in keys:
        with contextlib.suppress(KeyMismatch):
            return key.open(column, sealed)
    raise AssertionError(f"nobody's key opens {column}")


async def test_who_joined_before_there_were_own_keys_gets_one_at_the_start(tmp_path: Path) -> None:
    async with opened(tmp_path, NEW) as db:
        await fill(db, many=3)
        await without_own_keys(db)
        async with db.transaction() as tx:
            erased = await people.by_id(tx, 2)
            assert erased
            await privacy.erase(tx, erased)
    async with opened(tmp_path, NEW) as db, db.transaction() as tx:
        stored = [row.own_key for row in await tx.execute(select(tables.people.c.own_key).order_by(tables.people.c.id))]
        assert stored[0] and stored[1] is None and stored[2] and stored[0] != stored[2]
        for table in tables.metadata.sorted_tables:
            for column in (column for column in table.columns if "own" in column.info):
                for row in (await tx.execute(select(column))).all():
                    assert is_own(row[0]) or table is tables.people, f"{table.name}.{column.name}"
        assert [person.name for person in await people.everybody(tx)] == ["Mia 0", "Mia 2"]
        assert [each.words for each in await checkins.answers_of(tx, 1)] == ["geantwortet"]
        assert [each.text for each in await requests._words(tx, 1, true())] == ["erbeten"]
        assert [getattr(event, "text", "") for event in await held.release(tx, 3)] == ["aufgehoben"]
        assert (await people.at(tx, MIA))[1] == people.Step("start.name", {"language": "de"}, NOW)


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

"""Backups: the machine burns, and everybody is there again; but whoever was erased is not."""

import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot import app, backup, moving, privacy
from bot.backup import erased, file
from bot.errors import BackupUnusable, ConfigurationError, KeyMismatch, StoreError
from bot.event import Address
from bot.settings import Settings
from bot.store import dump, facts, invitations, people, rotate, schema
from bot.store.crypto import KeyRing, Seal, is_own, new_key, parse_keys
from bot.store.db import Database
from bot.store.tables import outbox
from bot.together import Together
from tests import store
from tests.postgres import NoPostgres, programs, server
from tests.scene import MONDAY, Scene
from tests.scenes.test_my_data import lives
from tests.words import t

NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield scene


async def taken(scene: Scene, path: Path) -> Path:
    """A backup while the bot runs."""
    await backup.make(scene.db, path, scene.clock.now())
    return path


def elsewhere(scene: Scene, folder: Path) -> Settings:
    """Another machine with the key file of this one."""
    data = folder / "andere"
    data.mkdir()
    shutil.copy(scene.settings.data_dir / app.KEY_FILE, data)
    return scene.settings.model_copy(
        update={"data_dir": data, "database_url": store.url(data / "bleibdran.db", empty=True)}
    )


async def stored(db: Database, number: int) -> str:
    """Everything about somebody, as they get it."""
    async with db.transaction() as tx:
        person = await people.by_id(tx, number)
        return json.dumps(person and await privacy.export(tx, person), ensure_ascii=False, default=str)


def readable(path: Path, keys: KeyRing) -> str:
    """All that opens in a backup for somebody who has the installation's keys."""
    slots = file.slots(path)
    rings: list[Seal] = [keys, *(keys.own(slot) for slot in slots.values())]
    found = []
    for section, rows in dump.Lines(file.lines(path, keys)).sections():
        for row in rows:
            for name, value in zip(section.columns, row, strict=True):
                found.append(_opened(rings, f"{section.table}.{name}", value))
    return "\n".join(found)


def _opened(rings: Sequence[Seal], column: str, value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    for ring in rings if is_own(value) else rings[:1]:
        try:
            return ring.open(column, value)
        except KeyMismatch:
            continue
    return value.hex()


async def in_the_middle_of_things(scene: Scene) -> None:
    """Mia has a question open, something kept back, something on its way to her and something of hers on its way."""
    await lives(scene)
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(t("request-new"))
    async with scene.db.transaction() as tx:
        mia = await people.by_id(tx, scene.numbers["mia"])
        assert mia
        await people.ask(tx, mia.address, "start.name", {"typed": "Zwischenfrage"}, MONDAY, mia)


async def test_after_a_fire_everybody_is_there_again_on_another_machine(scene: Scene, tmp_path: Path) -> None:
    await in_the_middle_of_things(scene)
    path = await taken(scene, tmp_path / "montag.sicherung")
    before = {name: await stored(scene.db, number) for name, number in scene.numbers.items()}
    settings = elsewhere(scene, tmp_path)
    restored = await moving.restore(settings, path)
    assert restored.people == len(scene.numbers) and not restored.erased
    async with app.open_store(settings, scene.clock) as db:
        assert {name: await stored(db, number) for name, number in scene.numbers.items()} == before
        async with db.transaction() as tx:
            mia = await people.by_id(tx, scene.numbers["mia"])
            assert mia and await people.at(tx, mia.address) == (
                mia, people.Step("start.name", {"typed": "Zwischenfrage"}, MONDAY),
            )  # fmt: skip


@pytest.mark.sqlite_only("puts the file away to restore in its place")
async def test_a_conversation_goes_on_with_what_was_restored(scene: Scene, tmp_path: Path) -> None:
    await scene.mia.writes("Hallo Tom")
    path = await taken(scene, tmp_path / "montag.sicherung")
    await scene.stop_bot()
    data = scene.settings.data_dir
    for old in data.glob("bleibdran.db*"):
        old.rename(tmp_path / old.name)
    await moving.restore(scene.settings, path)
    await scene.start_bot()
    await scene.tom.writes("Hallo Mia", reply_to=scene.tom.find("Hallo Tom"))
    scene.mia.saw("Hallo Mia")


@pytest.mark.sqlite_only("puts the file away to restore in its place")
async def test_what_was_on_its_way_arrives_after_restoring(scene: Scene, tmp_path: Path) -> None:
    faults = scene.world.faults
    faults.plan("copyMessage", "500", every=1)
    scene.mia.phone.write("Das war unterwegs")
    await scene.until(lambda: _queued(scene))
    path = await taken(scene, tmp_path / "montag.sicherung")
    await scene.stop_bot()
    faults.clear()
    for old in scene.settings.data_dir.glob("bleibdran.db*"):
        old.rename(tmp_path / old.name)
    restored = await moving.restore(scene.settings, path)
    assert restored.waiting
    await scene.start_bot()
    await scene.settle()
    scene.tom.saw("Das war unterwegs")


async def _queued(scene: Scene) -> bool:
    async with scene.db.transaction() as tx:
        return bool((await tx.execute(select(outbox.c.id).where(outbox.c.state != "sent"))).first())


async def test_erasing_reaches_into_the_backups(scene: Scene, tmp_path: Path) -> None:
    await in_the_middle_of_things(scene)
    inside = erased.folder(scene.settings.data_dir) / f"gestern{file.SUFFIX}"
    outside = tmp_path / "platte" / "woche.sicherung"
    outside.parent.mkdir()
    for path in (inside, outside):
        await taken(scene, path)
    erased.remember(scene.settings.data_dir, outside)
    chat = str(scene.mia.phone.chat_id)
    secrets = ("Ich hab die Prüfung bestanden", "Zwischenfrage", "Mia", chat)
    keys = scene.db.keys
    assert all(secret in readable(outside, keys) for secret in secrets)
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-yes"))
    for path in (inside, outside):
        text = readable(path, keys)
        assert [secret for secret in secrets if secret in text] == [], path
        assert "Kai" in text  # nobody else is gone
    settings = elsewhere(scene, tmp_path)
    restored = await moving.restore(settings, outside)
    number = scene.numbers["mia"]
    assert restored.erased == (number,) and restored.people == len(scene.numbers) - 1
    async with app.open_store(settings, scene.clock) as db, db.transaction() as tx:
        person = await people.by_id(tx, number)
        assert person and person.name == "-" and person.address == people.nowhere(number)
        assert (await privacy.count(tx, person)).keys() == {"people", "contacts", "audit"}  # numbers and set words
        jasmin = await people.by_id(tx, scene.numbers["jasmin"])
        assert jasmin and jasmin.name == "Jasmin"


async def test_a_copy_made_before_is_of_no_use_either_where_the_list_lies(scene: Scene, tmp_path: Path) -> None:
    """The copy still has the key; the list of who was erased, copied with the folder, says that it may not be used."""
    await lives(scene)
    path = await taken(scene, erased.folder(scene.settings.data_dir) / f"gestern{file.SUFFIX}")
    copy = tmp_path / "kopie" / path.name
    copy.parent.mkdir()
    shutil.copy(path, copy)
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-yes"))
    shutil.copy(path.parent / "geloescht", copy.parent)
    restored = await moving.restore(elsewhere(scene, tmp_path), copy)
    assert restored.erased == (scene.numbers["mia"],)


async def test_a_backup_that_is_damaged_anywhere_changes_nothing(scene: Scene, tmp_path: Path) -> None:
    await lives(scene)
    path = await taken(scene, tmp_path / "montag.sicherung")
    whole = path.read_bytes()
    settings = elsewhere(scene, tmp_path)
    header = whole.index(b"}\n")
    body = header + 2 + file._SLOT.size * file.head(path).people
    places = [*range(0, header, 7), *range(body, len(whole), max(1, (len(whole) - body) // 25))]
    for damaged in (*(_flipped(whole, place) for place in places), whole[:-1], whole[: len(whole) // 2], b""):
        path.write_bytes(damaged)
        with pytest.raises((StoreError, ConfigurationError)):
            await moving.restore(settings, path)
        assert [each.name for each in settings.data_dir.iterdir()] == [app.KEY_FILE]
    path.write_bytes(whole)
    assert (await moving.restore(settings, path)).people == len(scene.numbers)


def _flipped(whole: bytes, place: int) -> bytes:
    changed = bytearray(whole)
    changed[place] ^= 1
    return bytes(changed)


async def test_a_backup_that_does_not_come_back_whole_is_none(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "montag.sicherung"
    write = file.write

    def on_a_bad_disk(path: Path, *given: Any) -> None:
        write(path, *given)
        path.write_bytes(_flipped(path.read_bytes(), path.stat().st_size // 2))

    monkeypatch.setattr(file, "write", on_a_bad_disk)
    with pytest.raises(BackupUnusable):
        await taken(scene, path)
    assert not path.exists() and not [each for each in os.listdir(tmp_path) if each.startswith(".")]


async def test_another_key_or_none_is_said_and_makes_no_new_one(scene: Scene, tmp_path: Path) -> None:
    path = await taken(scene, tmp_path / "montag.sicherung")
    settings = elsewhere(scene, tmp_path)
    (settings.data_dir / app.KEY_FILE).write_text(new_key())
    with pytest.raises(KeyMismatch, match="anderen Schlüssel"):
        await moving.restore(settings, path)
    (settings.data_dir / app.KEY_FILE).unlink()
    with pytest.raises(ConfigurationError, match="fehlt"):
        await moving.restore(settings, path)
    assert list(settings.data_dir.iterdir()) == []


@pytest.mark.sqlite_only("is about the file that is there")
async def test_nothing_is_overwritten(scene: Scene, tmp_path: Path) -> None:
    path = await taken(scene, tmp_path / "montag.sicherung")
    with pytest.raises(BackupUnusable, match="überschrieben"):
        await moving.restore(scene.settings, path)


async def test_a_backup_is_for_its_owner_and_shows_nothing(scene: Scene, tmp_path: Path) -> None:
    await lives(scene)
    path = await taken(scene, tmp_path / "montag.sicherung")
    assert path.stat().st_mode & 0o077 == 0
    whole = path.read_bytes()
    for secret in ("Mia", "Prüfung", "careleaver", "Altstadt", str(scene.mia.phone.chat_id), "checkins"):
        assert secret.encode() not in whole


async def test_every_night_one_is_made_and_old_ones_go(scene: Scene) -> None:
    zone = ZoneInfo("Europe/Berlin")
    folder = erased.folder(scene.settings.data_dir)
    for night in range(4):
        now = NIGHT + timedelta(days=night)
        assert await backup.claim(scene.db, now, zone)
        assert not await backup.claim(scene.db, now, zone)  # another process
        await backup.nightly(scene.db, scene.settings.data_dir, timedelta(days=2), now)
        assert not await backup.claim(scene.db, now + timedelta(hours=2), zone)
        assert not await backup.claim(scene.db, now + timedelta(hours=15), zone)  # by day the last one is fresh
    assert [path.name for path in sorted(folder.glob(f"*{file.SUFFIX}"))] == [
        f"2026-03-0{day}{file.SUFFIX}" for day in (4, 5, 6)
    ]
    assert await backup.claim(scene.db, NIGHT + timedelta(days=4, hours=10), zone)  # the machine was off at night


async def test_the_running_bot_makes_its_backup(scene: Scene) -> None:
    assert scene.bot
    await scene.bot._back_up_if_due(scene.db)
    (made,) = erased.folder(scene.settings.data_dir).glob(f"*{file.SUFFIX}")
    assert file.head(made).people == len(scene.numbers)


EARLIER = [path.name[:4] for path in sorted(Path(schema.__file__).parent.glob("migrations/versions/[0-9]*.py"))][:-1]


@pytest.mark.parametrize("version", EARLIER)
@pytest.mark.parametrize("as_it_was", ["a backup", "the database itself"])
async def test_data_of_every_earlier_schema_comes_along(tmp_path: Path, version: str, as_it_was: str) -> None:
    """Rows as that version wrote them: sealed with the installation's key, without what came later."""
    keys = parse_keys([new_key()], "test")
    row = {
        "id": 7, "role": "careleaver", "state": "active", "name": bytes(keys.seal("people.name", "Mia")),
        "address": bytes(keys.seal("people.address", "telegram:4711")),
        "address_index": bytes(keys.index("address", "telegram:4711")), "group_chat": False, "language": "de",
        "reachable": True, "joined_at": 1772442000000000, "consent": "-",
    }  # fmt: skip
    mark = {"name": schema.KEY, "value": schema.mark(keys), "at": 0}
    old = [_section("people", row), _section("facts", mark)]
    async with _database(tmp_path, keys) as db:
        if as_it_was == "a backup":
            path = tmp_path / "alt.sicherung"
            file.write(path, keys, file.Head.new(MONDAY.isoformat(), version, "abc", 0), {}, dump.to_lines(iter(old)))
            await backup.restore(db, path)
        else:
            async with db.transaction() as tx:
                await schema.create(tx, version)
                for section, rows in old:
                    await tx.run_sync(dump.write, section, rows)
    async with _database(tmp_path, keys) as db:  # the next start, of this version
        await schema.prepare(db, MONDAY)
        await rotate.reseal(db)
        async with db.transaction() as tx:
            mia = await people.by_id(tx, 7)
            assert mia and mia.name == "Mia" and str(mia.address) == "telegram:4711"
            added = await people.add(
                tx, role=people.CARELEAVER, name="Lea", address=Address("telegram", "5"), group=False,
                language="de", bezirk=None, recovery=invitations.new_code(), consent=None, now=MONDAY,
            )  # fmt: skip
            assert added.id == 10  # none is used twice: 9 was given once
            assert await tx.run_sync(schema.metadata_differences) == []


@asynccontextmanager
async def _database(folder: Path, keys: KeyRing) -> AsyncIterator[Database]:
    db = Database(store.url(folder / "neu.db", empty=True), keys)
    await db.open()
    try:
        yield db
    finally:
        await db.close()


def _section(table: str, row: dict[str, object]) -> tuple[dump.Section, Iterator[dump.Row]]:
    return dump.Section(table, tuple(row), 9 if table == "people" else None), iter([tuple(row.values())])


async def test_moving_to_postgresql_takes_every_row_along(scene: Scene, tmp_path: Path) -> None:
    try:
        programs()
    except NoPostgres as error:
        pytest.skip(f"no PostgreSQL here: {error}")
    await in_the_middle_of_things(scene)
    before = {name: await stored(scene.db, number) for name, number in scene.numbers.items()}
    await scene.stop_bot()
    with server() as url:
        rows = await moving.move(scene.settings, url)
        assert rows > 50
        with pytest.raises(BackupUnusable, match="nicht leer"):
            await moving.move(scene.settings, url)
        there = scene.settings.model_copy(update={"database_url": url})
        async with app.open_store(there, scene.clock) as db:
            async with Together(db, "another machine").beating():
                with pytest.raises(StoreError, match="läuft noch ein Bot"):
                    await moving.move(there, f"sqlite+aiosqlite:///{tmp_path / 'neu.db'}")
            assert {name: await stored(db, number) for name, number in scene.numbers.items()} == before
            path = tmp_path / "aus-postgres.sicherung"
            await backup.make(db, path, scene.clock.now())  # and tried out, in SQLite
            async with db.transaction() as tx:
                assert await facts.read(tx, backup.FACT) == path.name
                lea = await people.add(
                    tx, role=people.CARELEAVER, name="Lea", address=Address("telegram", "5"), group=False,
                    language="de", bezirk=None, recovery=None, consent=None, now=MONDAY,
                )  # fmt: skip
                assert lea.id == max(scene.numbers.values()) + 1

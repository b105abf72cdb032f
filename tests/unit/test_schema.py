"""The schema's versions."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import KeyMismatch, StoreTooNew
from bot.event import Address
from bot.store import people, schema
from bot.store.crypto import KeyRing, new_key, parse_keys
from bot.store.db import Database
from tests import store

pytestmark = pytest.mark.both_stores

NOW = datetime(2026, 3, 1, tzinfo=UTC)
KEYS = parse_keys([new_key()], "test")


def database(folder: Path, keys: KeyRing = KEYS) -> Database:
    return Database(store.url(folder / "bleibdran.db"), keys)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = database(tmp_path)
    await db.open()
    await schema.prepare(db, NOW)
    yield db
    await db.close()


async def test_migrating_from_nothing_makes_the_tables_of_the_code(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.run_sync(schema.metadata_differences) == []


def test_the_latest_version_is_the_newest_file_and_every_file_follows_another() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.LATEST]
    files = sorted(path.name for path in Path(schema.__file__).with_name("migrations").glob("versions/[0-9]*.py"))
    assert files[-1].startswith(schema.LATEST) and len(files) == len(list(scripts.walk_revisions()))


async def test_preparing_again_changes_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        before = (await tx.execute(text("SELECT * FROM facts"))).all()
    await schema.prepare(db, NOW)
    async with db.transaction() as tx:
        assert (await tx.execute(text("SELECT * FROM facts"))).all() == before


async def test_a_database_of_a_newer_version_is_left_alone(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="9999"):
        await schema.prepare(db, NOW)
    async with db.transaction() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar() == "9999"


@pytest.mark.parametrize("somebody_is_there", [True, False])
async def test_a_wrong_key_shows_at_once(db: Database, tmp_path: Path, somebody_is_there: bool) -> None:
    if somebody_is_there:
        async with db.transaction() as tx:
            await people.add(
                tx, role=people.CARELEAVER, name="Mia", address=Address("telegram", "1"), group=False, language="de",
                bezirk=None, recovery=None, consent=None, now=NOW,
            )  # fmt: skip
    other = database(tmp_path, parse_keys([new_key()], "test"))
    await other.open()
    try:
        with pytest.raises(KeyMismatch):
            await schema.prepare(other, NOW)
    finally:
        await other.close()

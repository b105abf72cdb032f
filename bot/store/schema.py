"""The schema's versions: bring a database up to date, or say why that cannot be done."""

import logging
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, inspect, select, text

from bot.errors import KeyMismatch, StoreTooNew
from bot.store import facts
from bot.store.crypto import KeyRing
from bot.store.db import Database, Tx
from bot.store.tables import people

log = logging.getLogger(__name__)

LATEST: Final = "0008"
"""The newest file in migrations/versions; a test keeps it so."""
KEY: Final = "key"
"""The fact that says which key everything is under."""
INSTALLATION: Final = "installation"
"""The fact that tells one installation from another: numbers of people mean something in one only."""
_PREPARING: Final = 0xB1E1C
"""Any number; the same in every process."""
_MIGRATIONS: Final = Path(__file__).with_name("migrations")


async def prepare(db: Database, now: datetime) -> None:
    """Create or migrate the tables, and make sure that the keys fit what is stored.

    Raises StoreTooNew if a newer version of the bot has been here, KeyMismatch if the key is a wrong one.
    """
    async with db.transaction() as tx:
        await tx.one_at_a_time(_PREPARING)  # two processes may start at once
        await bring_up_to_date(tx)
        if await facts.read(tx, KEY) is None and (await tx.execute(select(people.c.id).limit(1))).first() is None:
            await facts.note(tx, KEY, mark(tx.keys), now)
        await _try_key(tx)
        if await facts.read(tx, INSTALLATION) is None:
            await facts.note(tx, INSTALLATION, secrets.token_hex(8), now)


async def bring_up_to_date(tx: Tx) -> str | None:
    """Create or migrate the tables; returns the version they had. Raises StoreTooNew if it is not known."""
    version: str | None = await tx.run_sync(_version)
    if version != LATEST:
        await tx.run_sync(_upgrade, version)
        log.info("database is at version %s", LATEST, extra={"action": "migrated", "from": version or "empty"})
    return version


async def create(tx: Tx, version: str) -> None:
    """Empty tables as they were in this version, to be filled again. Raises StoreTooNew if it is not known."""
    await tx.run_sync(_upgrade, version, version)


async def exists(db: Database) -> bool:
    """Whether anything of ours is in this database."""
    async with db.transaction() as tx:
        return await tx.run_sync(_version) is not None


def mark(keys: KeyRing) -> str:
    """What is noted of the newest key, so that another one is recognised as wrong."""
    return keys.index("key", "check").hex()


async def _try_key(tx: Tx) -> None:
    """Open something old: a wrong key must show at start, not at the first message."""
    oldest = select(people.c.own_key, people.c.name).order_by(people.c.id).limit(1)
    if row := (await tx.execute(oldest)).first():
        tx.keys.own(row.own_key).open("people.name", row.name)
    marker = await facts.read(tx, KEY)
    if marker is not None and not any(marker == index.hex() for index in tx.keys.indexes("key", "check")):
        raise KeyMismatch(
            "Die Datenbank wurde mit einem anderen Schlüssel angelegt. Lege die ursprüngliche Schlüsseldatei zurück."
        )


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _upgrade(connection: Connection, version: str | None, target: str = "head") -> None:
    # Alembic takes a moment to import; a database that is up to date does not wait for it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreTooNew(
            f"Die Daten sind von einer neueren Version (Stand {version}, diese hier kennt {LATEST}). "
            "Installiere die neuere Version, oder spiele eine ältere Sicherung zurück."
        )
    command.upgrade(config, target)


def metadata_differences(connection: Connection) -> list[Any]:
    """What differs between the tables in the code and those the migrations made: nothing should."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.store.tables import metadata

    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, metadata))

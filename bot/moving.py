"""Filling an empty database: from a backup, or from the one in use."""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from bot import app, backup, together
from bot.backup import Restored, erased
from bot.errors import BackupUnusable, ConfigurationError, StoreError
from bot.settings import Settings
from bot.store import audit, dump, schema
from bot.store.audit import COMMAND, Deed
from bot.store.crypto import KeyRing
from bot.store.db import Database


async def restore(settings: Settings, path: Path) -> Restored:
    """Into the configured database, which has to be empty; `backup.restore` says what can go wrong."""
    keys = _keys(settings)
    async with _empty(settings.database_url, keys) as db:
        restored = await backup.restore(db, path, [erased.folder(settings.data_dir), path.parent])
        async with db.transaction() as tx:
            await audit.note(tx, Deed(what="restored", who=COMMAND), app.clock_of(settings).now())
        return restored


def _keys(settings: Settings) -> KeyRing:
    """A key is never made here: a fresh one would fit no backup."""
    file = app.key_file(settings)
    if settings.secret_key is None and not file.exists():
        raise ConfigurationError(
            [f"Die Schlüsseldatei {file} fehlt. Lege die zurück, mit der die Sicherung gemacht wurde."]
        )
    return app.keys_of(settings)


async def move(settings: Settings, url: str) -> int:
    """Everything into the empty database at this address; returns how many rows.

    Raises StoreError if it is not empty, if a bot works on the old one, or if what arrived is not what was there.
    """
    if make_url(url) == make_url(settings.database_url):
        raise ConfigurationError(["Das ist die Datenbank, die schon benutzt wird."])
    async with app.open_store(settings, app.clock_of(settings)) as here, _empty(url, here.keys) as there:
        if await together.anybody(here):
            raise StoreError(
                "Auf dieser Datenbank läuft noch ein Bot. Beende ihn, auf jedem Rechner, und versuche es neu."
            )
        if await schema.exists(there):
            raise BackupUnusable("Die neue Datenbank ist nicht leer. Lege eine leere an und nimm deren Adresse.")
        with tempfile.TemporaryFile("w+", encoding="utf-8", dir=settings.data_dir) as between:
            before = await here.snapshot(lambda connection: dump.digests(_written(connection, between)))
            between.seek(0)
            rows = 0
            async with there.transaction() as tx:
                await schema.create(tx, schema.LATEST)
                for section, some in dump.Lines(line.rstrip("\n") for line in between).sections():
                    rows += await tx.run_sync(dump.write, section, some)
        after = await there.snapshot(lambda connection: dump.digests(dump.to_lines(dump.read(connection))))
        different = sorted(name for name in before | after if before.get(name) != after.get(name))
        if different:
            raise StoreError(f"Nicht alles kam richtig an: {', '.join(different)}. Die alte Datenbank ist unverändert.")
        return rows


def _written(connection: Connection, into: TextIO) -> Iterator[str]:
    """Everything, as it is written down on its way past."""
    for line in dump.to_lines(dump.read(connection)):
        into.write(f"{line}\n")
        yield line


@asynccontextmanager
async def _empty(url: str, keys: KeyRing) -> AsyncIterator[Database]:
    """An empty database; a file that did not get filled is not left behind."""
    db = Database(url, keys)
    files = _files(db)
    if any(file.exists() for file in files):
        raise BackupUnusable(
            f"{files[0]} gibt es schon. Hier wird nichts überschrieben: beende den Bot und schiebe die Datei "
            f"(auch {files[1].name} und {files[2].name}, wenn es sie gibt) an einen anderen Ort."
        )
    await db.open()
    done = False
    try:
        yield db
        done = True
    finally:
        await db.close()
        for file in () if done else files:
            with contextlib.suppress(FileNotFoundError):
                file.unlink()


def _files(db: Database) -> list[Path]:
    if not db.is_sqlite or not db.url.database:
        return []
    return [Path(db.url.database + end) for end in ("", "-wal", "-shm")]

"""Backups: made while the bot runs, encrypted, tried out, and without anybody who was erased since.

`make` writes one file (`file.py`) from one moment of the database, whichever it is; `restore` fills an empty one.
"""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from bot import privacy
from bot.backup import erased, file
from bot.backup.file import Head
from bot.backup.rows import Leaving, Returning
from bot.errors import BackupUnusable
from bot.store import dump, facts, people, schema
from bot.store.crypto import KeyRing
from bot.store.db import Database, Tx
from bot.store.tables import outbox
from bot.store.tables import people as people_table

_BEGUN: Final = "backup_begun"
_TAKES: Final = timedelta(hours=1)
_NIGHT: Final = timedelta(hours=12)
_DAY: Final = timedelta(hours=26)
log = logging.getLogger(__name__)

FACT: Final = "backup"
"""When the last backup was made and found to be good."""


@dataclass(frozen=True)
class Restored:
    """What came out of a backup."""

    head: Head
    people: int
    #: Who is in the backup and was erased since.
    erased: tuple[int, ...]
    #: Messages that were on their way then: they go out, perhaps a second time.
    waiting: int


async def make(db: Database, path: Path, now: datetime) -> Head:
    """Back up to this file, then restore it into a database of its own to see that it is whole.

    Raises BackupUnusable where it is not; the file is gone then.
    """
    async with db.transaction() as tx:
        installation = await facts.read(tx, schema.INSTALLATION) or ""

    def work(connection: Connection) -> Head:
        leaving = Leaving(connection, db.keys)
        made_at = now.astimezone(UTC).isoformat(timespec="seconds")
        head = Head.new(made_at, schema.LATEST, installation, len(leaving.slots))
        file.write(path, db.keys, head, leaving.slots, dump.to_lines(leaving.sections()))
        return head

    head = await db.snapshot(work)
    try:
        await _try_out(path, db.keys)
    except BaseException:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        raise
    async with db.transaction() as tx:
        await facts.note(tx, FACT, path.name[:200], now)
    log.info("a backup was made", extra={"action": "backed_up", "people": head.people})
    return head


async def _try_out(path: Path, keys: KeyRing) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".probe-") as probe:
        db = Database(f"sqlite+aiosqlite:///{Path(probe) / 'probe.db'}", keys)
        await db.open()
        try:
            restored = await restore(db, path)
        finally:
            await db.close()
    if restored.people != restored.head.people:
        raise BackupUnusable(f"{path} ist unvollständig: {restored.people} von {restored.head.people} Menschen.")


async def restore(db: Database, path: Path, lists: Iterable[Path] = ()) -> Restored:
    """Fill an empty database from a backup. Whoever was erased since, as the lists in these folders say, stays erased.

    Raises BackupUnusable if the database is not empty or the backup is damaged, StoreTooNew if it is of a newer
    version, KeyMismatch if it was made under another key. The database is as empty as before then.
    """
    if await schema.exists(db):
        raise BackupUnusable(
            "Hier gibt es schon eine Datenbank. Zurückspielen überschreibt nichts: "
            "Beende den Bot und schiebe sie zuerst weg, oder setze BLEIBDRAN_DATABASE_URL auf eine leere."
        )
    head = file.head(path)
    returning = Returning(db.keys, file.slots(path))
    async with db.transaction() as tx:
        await schema.create(tx, head.schema)
        found = dump.Lines(file.lines(path, db.keys)).sections()
        for section, rows in returning.sections(found):
            await tx.run_sync(dump.write, section, rows)
        await schema.bring_up_to_date(tx)
        gone = await _erase(tx, {*returning.erased, *erased.listed(lists, head.installation)})
        here: int = (await tx.execute(select(func.count()).where(people_table.c.own_key.is_not(None)))).scalar_one()
        queued = select(func.count()).where(outbox.c.state.in_(("queued", "sending")))
        waiting: int = (await tx.execute(queued)).scalar_one()
    return Restored(head, here, gone, waiting)


async def _erase(tx: Tx, numbers: set[int]) -> tuple[int, ...]:
    """These people once more; returns who of them was in the backup."""
    gone = []
    for number in sorted(numbers):
        person = await people.by_id(tx, number)
        if person and not (person.state == people.LEFT and person.erased):
            await privacy.erase(tx, person)
            gone.append(number)
    return tuple(gone)


async def claim(db: Database, now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is time, and nobody else has begun: between 2 and 5 at night, or if the last one is a day old."""
    night = 2 <= now.astimezone(zone).hour < 5
    async with db.transaction() as tx:
        await facts.alone(tx)
        last, begun = await facts.since(tx, FACT), await facts.since(tx, _BEGUN)
        if (begun and now - begun < _TAKES) or (last and now - last < (_NIGHT if night else _DAY)):
            return False
        await facts.note(tx, _BEGUN, "", now)
    return True


async def nightly(db: Database, data_dir: Path, keep: timedelta, now: datetime) -> Path:
    """Tonight's backup beside the others, and those away that are older than `keep`."""
    folder = erased.folder(data_dir)
    path = folder / f"{now.date().isoformat()}{file.SUFFIX}"
    await make(db, path, now)
    await asyncio.to_thread(_drop, folder, now - keep)
    return path


def _drop(folder: Path, before: datetime) -> None:
    for old in folder.glob(f"*{file.SUFFIX}"):
        with contextlib.suppress(BackupUnusable):  # somebody put another file there: not ours to delete
            if datetime.fromisoformat(file.head(old).made_at) < before:
                old.unlink()

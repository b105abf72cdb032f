"""Who is erased is erased from backups, too: their key is overwritten in every backup that can be reached, and a list
of their numbers lies beside the backups, for those that could not.

The list holds numbers of an installation and days: nothing that leads to anybody.
"""

import asyncio
import logging
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select

from bot.backup import file
from bot.errors import BackupUnusable
from bot.store import facts, schema
from bot.store.db import Database
from bot.store.people import nowhere
from bot.store.tables import people

log = logging.getLogger(__name__)

FOLDER: Final = "sicherungen"
_LIST: Final = "geloescht"
_PLACES: Final = "orte"


def folder(data_dir: Path) -> Path:
    """Where the nightly backups lie."""
    return data_dir / FOLDER


def remember(data_dir: Path, backup: Path) -> None:
    """A backup lies somewhere else: whoever is erased later is to be erased there, too."""
    here, place = folder(data_dir), str(backup.absolute())
    if backup.absolute().parent != here.absolute() and place not in _lines(here / _PLACES):
        _append(here / _PLACES, [place])


def listed(places: Iterable[Path], installation: str) -> set[int]:
    """Whom the lists in these folders name."""
    found = set()
    for place in places:
        for line in _lines(place / _LIST):
            whose, _, rest = line.partition(" ")
            number = rest.partition(" ")[0]
            if whose == installation and number.isdecimal():
                found.add(int(number))
    return found


async def forget(db: Database, data_dir: Path, today: date) -> None:
    """Make sure that nobody who is erased can be brought back from a backup in reach. As often as you like."""
    async with db.transaction() as tx:
        rows = await tx.execute(select(people.c.id, people.c.address_index).where(people.c.own_key.is_(None)))
        erased = {
            row.id for row in rows if bytes(row.address_index) in tx.keys.indexes("address", str(nowhere(row.id)))
        }
        installation = await facts.read(tx, schema.INSTALLATION) or ""
    await asyncio.to_thread(_forget, folder(data_dir), erased, installation, today)


def _forget(here: Path, erased: set[int], installation: str, today: date) -> None:
    here.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not erased:
        return
    for backup in sorted({*here.glob(f"*{file.SUFFIX}"), *map(Path, _lines(here / _PLACES))}):
        try:
            if file.head(backup).installation == installation:
                file.destroy(backup, erased)
        except (OSError, BackupUnusable) as error:
            log.warning("a backup cannot be changed", extra={"action": "backup_missing", "error": type(error).__name__})
    new = sorted(erased - listed([here], installation))
    _append(here / _LIST, [f"{installation} {person} {today.isoformat()}" for person in new])


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _append(path: Path, lines: list[str]) -> None:
    if not lines:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as to:
        to.write("".join(f"{line}\n" for line in lines))
        to.flush()
        os.fsync(to.fileno())

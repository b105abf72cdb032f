"""Finds what does not work or stands still."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot import inbox, outbox
from bot.store import facts
from bot.store.db import Tx
from bot.vitals import (
    ASIDE,
    BACKUP,
    CONTENT,
    DISK,
    POST,
    Trouble,
    Vitals,
)

FIRST_START: Final = "first-start"
"""The fact that says since when there is this installation."""
BACKED_UP: Final = "backup"
"""The fact that says when the last backup was made."""

STUCK: Final = timedelta(minutes=5)
"""A message that could leave and has not for so long stands still."""
BACKUP_AGE: Final = timedelta(hours=48)
DISK_BYTES: Final = 200 * 1024 * 1024


async def find(tx: Tx, vitals: Vitals, now: datetime, folder: Path, content_rejected: bool) -> list[Trouble]:
    """Everything that is wrong now, the longest ago first."""
    found = vitals.troubles
    if stuck := await standing_still(tx, vitals, now):
        found.append(Trouble(POST, stuck))
    if aside := await inbox.set_aside(tx):
        found.append(Trouble(ASIDE, aside[0].received_at))
    if too_old := await _backup_too_old(tx, now):
        found.append(Trouble(BACKUP, too_old))
    if content_rejected:
        found.append(Trouble(CONTENT, now))
    if free_bytes(folder) < DISK_BYTES:
        found.append(Trouble(DISK, now))
    return _since_first_seen(found, vitals.found)


def _since_first_seen(found: Sequence[Trouble], before: Sequence[Trouble]) -> list[Trouble]:
    known = {trouble.kind: trouble.since for trouble in before}
    earliest = [Trouble(each.kind, min(each.since, known.get(each.kind, each.since))) for each in found]
    return sorted(earliest, key=lambda each: each.since)


async def standing_still(tx: Tx, vitals: Vitals, now: datetime) -> datetime | None:
    """Since when the oldest message could have left, if that is long ago."""
    moments = [await outbox.overlooked(tx, now)]
    for row, since in sorted(vitals.in_vain.items(), key=lambda item: item[1]):
        if await outbox.is_open(tx, row):
            moments.append(since)
            break
        del vitals.in_vain[row]  # expired or taken back meanwhile
    oldest = min((moment for moment in moments if moment), default=None)
    return oldest if oldest and now - oldest > STUCK else None


async def _backup_too_old(tx: Tx, now: datetime) -> datetime | None:
    """Since when there should have been a newer one."""
    fact = await facts.find(tx, BACKED_UP) or await facts.find(tx, FIRST_START)
    return fact.at + BACKUP_AGE if fact and now - fact.at > BACKUP_AGE else None


def free_bytes(folder: Path) -> int:
    """How much still fits where the database is."""
    return shutil.disk_usage(folder).free


async def first_start(tx: Tx, now: datetime) -> None:
    """Remember since when there is this installation."""
    if await facts.read(tx, FIRST_START) is None:
        await facts.note(tx, FIRST_START, "", now)

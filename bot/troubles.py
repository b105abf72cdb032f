"""Finds what does not work or stands still, and tells those who look after the bot: once when it begins, once when
it is over, through the same queues as everything else.
"""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot import backup, due, inbox, outbox
from bot.event import BecameDue
from bot.store import facts
from bot.store.db import Tx
from bot.vitals import (
    ASIDE,
    BACKUP,
    CONFLICT,
    CONTENT,
    DATABASE_TROUBLES,
    DISK,
    KINDS,
    MAIL,
    MAILBOX,
    POST,
    TELEGRAM,
    WEBHOOK,
    Trouble,
    Vitals,
)

BEGAN: Final = "trouble"
OVER: Final = "trouble-over"
FIRST_START: Final = "first-start"
"""The fact that says since when there is this installation."""
BACKED_UP: Final = backup.FACT
"""The fact that says when the last backup was made."""

STUCK: Final = timedelta(minutes=5)
"""A message that could leave and has not for so long stands still."""
BACKUP_AGE: Final = timedelta(hours=48)
DISK_BYTES: Final = 200 * 1024 * 1024
QUIET: Final = timedelta(hours=6)
"""About the same trouble nobody is told again so soon."""
_PATIENCE: Final = {
    **dict.fromkeys(DATABASE_TROUBLES, timedelta(minutes=5)),
    CONFLICT: timedelta(minutes=5),
    MAIL: timedelta(minutes=10),
    TELEGRAM: timedelta(hours=1),
    WEBHOOK: timedelta(hours=1),
    MAILBOX: timedelta(hours=1),
}
"""How long something may last before it is worth a message: most of it is over by itself."""
_TOLD_ELSEWHERE: Final = (ASIDE, CONTENT)
"""Whoever is concerned hears of it at the moment it happens, with more words."""


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
    last = await facts.since(tx, BACKED_UP) or await facts.since(tx, FIRST_START)
    return last + BACKUP_AGE if last and now - last > BACKUP_AGE else None


def free_bytes(folder: Path) -> int:
    """How much still fits where the database is."""
    return shutil.disk_usage(folder).free


async def first_start(tx: Tx, now: datetime) -> None:
    """Remember since when there is this installation."""
    await facts.alone(tx)
    if await facts.read(tx, FIRST_START) is None:
        await facts.note(tx, FIRST_START, "", now)


async def tell(tx: Tx, found: Sequence[Trouble], before: Sequence[Trouble], now: datetime) -> int:
    """Events for what has begun or is over since somebody was last told; returns how many.

    Only what the look before has found, too: a clock that jumps makes everything look old for a moment.
    """
    seen = {each.kind for each in before}
    lasting = {
        each.kind for each in found if each.kind in seen and now - each.since >= _PATIENCE.get(each.kind, timedelta(0))
    }
    here = {each.kind for each in found}
    events = 0
    for kind in KINDS:
        if kind in _TOLD_ELSEWHERE:
            continue
        name = f"trouble:{kind}"
        told = await facts.find(tx, name)
        if told and told.value == BEGAN:
            if kind not in here and await _ring(tx, OVER, kind, now):
                await facts.note(tx, name, OVER, told.at)
                events += 1
        elif kind in lasting and not _lately(told, now) and await _ring(tx, BEGAN, kind, now):
            await facts.note(tx, name, BEGAN, now)
            events += 1
    return events


def _lately(told: facts.Fact | None, now: datetime) -> bool:
    return told is not None and timedelta(0) <= now - told.at < QUIET  # before 0: the clock was set back


async def _ring(tx: Tx, what: str, kind: str, now: datetime) -> int:
    """One event for each admin, or for coordination where there is none; returns how many."""
    staff = await due.caretakers(tx)
    number = f"{what}:{kind}:{now.timestamp():.0f}"
    events = [
        (f"{number}:{person.id}", BecameDue(messenger=messenger, chat=chat, at=now, what=what, which=kind))
        for person in staff
        for messenger, chat in (person.address,)
    ]
    await inbox.put(tx, inbox.CLOCK, events, now)
    return len(events)

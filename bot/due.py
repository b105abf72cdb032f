"""What has become due without anybody writing: finds it, and puts one event for each who is to be told into the inbox.

What is due is in the database or in the content, never in a timer: a restart changes nothing. The events become turns
like all others.
"""

import logging
from datetime import datetime
from typing import Final

from bot import inbox
from bot.clock import Clock
from bot.content.faq_checks import stale
from bot.content.model import Content
from bot.event import BecameDue
from bot.store import facts, people
from bot.store.db import Database, Tx
from bot.store.people import ADMIN, COORDINATION, Person

log = logging.getLogger(__name__)

CONTENT_EDITED: Final = "content-edited"
CONTENT_REVIEW: Final = "content-review"
_SOURCE: Final = "clock"


async def content_edited(db: Database, clock: Clock) -> None:
    """Somebody changed the content, for better or worse: tell those who look after it."""
    async with db.transaction() as tx:
        await _tell(tx, clock, CONTENT_EDITED, clock.now().isoformat())


async def content_review(db: Database, clock: Clock, content: Content) -> None:
    """Once a month: which answers somebody should look at again."""
    today = clock.now().date()
    month = f"{today:%Y-%m}"
    async with db.transaction() as tx:
        if await facts.read(tx, CONTENT_REVIEW) == month:
            return
        due = stale(content.faq, today, content.service.pruefung_monate)
        if not due or await _tell(tx, clock, CONTENT_REVIEW, month):
            await facts.note(tx, CONTENT_REVIEW, month, clock.now())
        log.info("content was looked through", extra={"action": "content_review", "entries": len(due)})


async def _tell(tx: Tx, clock: Clock, what: str, number: str) -> int:
    """One event for each admin, or for coordination where there is none; returns how many."""
    staff = await caretakers(tx)
    now = clock.now()
    events = [(f"{what}:{number}:{person.id}", _event(person, what, now)) for person in staff]
    await inbox.put(tx, _SOURCE, events, now)
    return len(events)


def _event(person: Person, what: str, now: datetime) -> BecameDue:
    return BecameDue(messenger=person.address.messenger, chat=person.address.chat, at=now, what=what)


async def caretakers(tx: Tx) -> list[Person]:
    """Who looks after the content: admins, or coordination where there is none."""
    for role in (ADMIN, COORDINATION):
        if found := [person for person in await people.everybody(tx, role) if person.here]:
            return found
    return []

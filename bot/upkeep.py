"""What is no longer needed goes. Called by the clock once an hour; how long things stay is content."""

import logging
from datetime import timedelta

from bot import inbox, outbox
from bot.clock import Clock
from bot.content.model import Content
from bot.store import alerts, audit, checkins, contacts, invitations, people, questions, requests
from bot.store.db import Database

log = logging.getLogger(__name__)


async def tidy(db: Database, clock: Clock, content: Content) -> int:
    """One round; returns how many rows went."""
    now = clock.now()
    service = content.service
    keep = service.aufbewahrung
    handled = now - timedelta(days=keep.ereignisse)
    async with db.transaction() as tx:
        gone = await inbox.forget(tx, handled)
        gone += await outbox.forget(tx, handled, now - timedelta(days=keep.zuordnung_nachrichten))
        gone += await invitations.forget(tx, now, expired_before=now - timedelta(days=30))
        gone += await people.forget_strangers(tx, now - timedelta(days=service.einladung_tage))  # half joined
        gone += await questions.tidy(tx, now - timedelta(days=1), now - timedelta(days=keep.offene_fragen))
        gone += await checkins.forget(tx, now - timedelta(days=keep.checkin_antworten))
        gone += await alerts.forget(tx, now - timedelta(days=30))
        gone += await contacts.forget(tx, now - timedelta(days=keep.kontaktnachweis))
        gone += await requests.forget(tx, now - timedelta(days=keep.anliegen), now - timedelta(days=30))
        gone += await audit.forget(tx, now - timedelta(days=keep.protokoll), now)
    log.info("old entries were dropped", extra={"action": "tidied", "rows": gone})
    return gone

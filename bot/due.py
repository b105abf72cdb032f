"""What has become due without anybody writing: finds it, and puts one event for each who is to be told into the inbox.

What is due is in the database or in the content, never in a timer: a restart changes nothing. The events become turns
like all others.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot import inbox, schedule
from bot.clock import Clock
from bot.content.faq_checks import stale
from bot.content.model import Content
from bot.event import Address, BecameDue, Undelivered
from bot.store import alerts, checkins, facts, people, requests
from bot.store.checkins import Rhythm
from bot.store.db import Database, Tx
from bot.store.people import ADMIN, COORDINATION, Person

log = logging.getLogger(__name__)

CONTENT_EDITED: Final = "content-edited"
CONTENT_REVIEW: Final = "content-review"
CHECKIN: Final = "checkin"
CHECKIN_LOOK: Final = "checkin-look"
REQUEST: Final = "request"
DIGEST: Final = "digest"
ALERT: Final = "alert"
BATCH: Final = 100
"""Due people a transaction; the others come right after it."""
LATE: Final = timedelta(hours=24)
"""A check-in that could not be sent or delivered for so long is not sent any more: the next one comes soon enough."""
DIGEST_HOUR: Final = 9
"""When coordination gets its weekly list, on Mondays."""


async def look(db: Database, clock: Clock, content: Content, zone: ZoneInfo, room: int = BATCH) -> int:
    """Everything that has become due; returns how many events that made. Call it again while it finds a whole batch.

    `room`: for how many people who are to be asked something there is room in the queues. The others stay due.
    """
    most = max(0, min(BATCH, room))
    async with db.transaction() as tx:
        now = clock.now()
        found = await _checkins(tx, now, content, zone, most)
        looks = await checkins.due(tx, now, most - found)
        asked = await requests.due(tx, now, BATCH)
        urgent = await alerts.due(tx, now, BATCH)
        await _ring(tx, ALERT, [(each.about, each.address) for each in urgent], now)
        await _ring(tx, CHECKIN_LOOK, [(each.about, each.address) for each in looks], now)
        await _ring(tx, REQUEST, [(each.about, each.address) for each in asked], now)
    return found + len(looks) + len(asked)


async def _ring(tx: Tx, what: str, due: Sequence[tuple[int, Address]], now: datetime) -> None:
    events = [
        (
            f"{what}:{about}:{now.timestamp():.6f}",
            BecameDue(messenger=to.messenger, chat=to.chat, at=now, what=what, about=about),
        )
        for about, to in due
    ]
    await inbox.put(tx, inbox.CLOCK, events, now)


async def _checkins(tx: Tx, now: datetime, content: Content, zone: ZoneInfo, most: int) -> int:
    """Whose time has come: one check-in each, and their next time, in one transaction."""
    found = await checkins.due_rhythms(tx, now, most)
    events = []
    for wish, address in found:
        plan = content.checkins.get(wish.plan)
        # From now on, not from then: after a long outage nobody is asked several times.
        following = schedule.next_time(plan, wish, now, zone, content.service.ruhezeiten)
        if not await checkins.planned(tx, wish, following):
            continue  # another process was faster
        number = await _created(tx, wish, plan.key, now)
        if number is not None:
            events.append((number, address))
    await _ring(tx, CHECKIN, events, now)
    return len(found)


async def _created(tx: Tx, wish: Rhythm, plan: str, now: datetime) -> int | None:
    """The check-in for the moment that has come; None where there is one, or it is too late for it."""
    planned_for = wish.due_at or now
    if now - planned_for > LATE:
        log.info("a check-in was due too long ago", extra={"action": "checkin_expired", "person": wish.person})
        return None
    return await checkins.create(tx, wish.person, planned_for, plan, wish.number)


async def bounced(tx: Tx, request: int, service: str, thread: str, now: datetime) -> None:
    """A mail about this request came back; however often the same one is seen, it is one event."""
    found = await requests.by_id(tx, request)
    person = await people.by_id(tx, found.careleaver) if found else None
    if found is None or person is None:
        return
    event = Undelivered(
        messenger=person.address.messenger, chat=person.address.chat, at=now, what=REQUEST, about=request,
        service=service, why="bounced",
    )  # fmt: skip
    await inbox.put(tx, "bounce", [(f"{thread}:{found.changed_at.timestamp():.0f}", event)], now)


async def digest(db: Database, clock: Clock, zone: ZoneInfo) -> None:
    """Mondays: what is open, for coordination."""
    now = clock.now()
    local = now.astimezone(zone)
    week = f"{local:%G-W%V}"
    if local.weekday() != 0 or local.hour < DIGEST_HOUR:
        return
    async with db.transaction() as tx:
        await facts.alone(tx)
        if await facts.read(tx, DIGEST) == week:
            return
        await facts.note(tx, DIGEST, week, now)
        staff = await people.here(tx, COORDINATION)
        events = [(f"{DIGEST}:{week}:{person.id}", _event(person, DIGEST, now)) for person in staff]
        await inbox.put(tx, inbox.CLOCK, events, now)


async def content_edited(db: Database, clock: Clock) -> None:
    """Somebody changed the content, for better or worse: tell those who look after it."""
    async with db.transaction() as tx:
        await _tell(tx, clock, CONTENT_EDITED, clock.now().isoformat())


async def content_review(db: Database, clock: Clock, content: Content) -> None:
    """Once a month: which answers somebody should look at again."""
    today = clock.now().date()
    month = f"{today:%Y-%m}"
    async with db.transaction() as tx:
        await facts.alone(tx)
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
    await inbox.put(tx, inbox.CLOCK, events, now)
    return len(events)


def _event(person: Person, what: str, now: datetime) -> BecameDue:
    return BecameDue(messenger=person.address.messenger, chat=person.address.chat, at=now, what=what)


async def caretakers(tx: Tx) -> list[Person]:
    """Who looks after the content: admins, or coordination where there is none."""
    return await people.here(tx, ADMIN) or await people.here(tx, COORDINATION)

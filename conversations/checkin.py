"""A check-in is due: ask how somebody is, at a decent hour or not at all; and what happens when nobody answers.

Silence ends nothing: one kind reminder, then the Wegbegleiter hears of it with a sentence to send, then coordination.
"""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot import consent, contact, due, post
from bot.event import BecameDue, Said, Tapped, Undelivered
from bot.message import Buttons
from bot.rhythm import local_day
from bot.store import checkins, companionships, contacts, people, relayed
from bot.store.checkins import BEGUN, MISSED, OPEN, UNSENT, CheckIn, Rhythm
from bot.store.due import AGAIN
from bot.store.people import CARELEAVER, COORDINATION, STOPPED, Person
from bot.turn import Turn

REMIND_AFTER: Final = timedelta(days=2)
TELL_WEGBEGLEITER: Final = 2
TELL_COORDINATION: Final = 3
"""Check-ins missed in a row after which they hear of it."""


# --- asking ---


async def became_due(turn: Turn) -> None:
    """The time has come to ask."""
    if checkin := await _of_event(turn):
        await _send(turn, checkin)


async def _of_event(turn: Turn) -> CheckIn | None:
    event = turn.event
    assert isinstance(event, BecameDue | Undelivered)  # noqa: S101 - registered for these events
    return await checkins.by_id(turn.tx, event.about or 0) if turn.person else None


async def _send(turn: Turn, checkin: CheckIn) -> None:
    """Put it on its way, within the hours in which they may be written to."""
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    hours = contact.hours(turn, wish)
    moment = hours.next(turn.now)
    if not _wanted(turn, checkin, wish) or await _untimely(turn, checkin, moment, hours.zone):
        # One that was sent before, and wanted later, can still be answered.
        await checkins.set_(turn.tx, checkin.id, state=checkin.state if checkin.sent_at else UNSENT, due_at=None)
        return
    await checkins.rest(turn.tx, turn.me.id, but=checkin.id)  # one at a time
    kind: contacts.Kind = contacts.BY_HAND if checkin.by_hand else contacts.CHECKIN
    await contacts.note(turn.tx, turn.me.id, kind, checkin.id, moment)
    due_at = hours.next(moment + REMIND_AFTER)
    await checkins.set_(turn.tx, checkin.id, state=OPEN, sent_at=moment, snoozed=False, reminded_at=None, due_at=due_at)
    _hello(turn, checkin, wish, moment, hours.closing(moment))


def _wanted(turn: Turn, checkin: CheckIn, wish: Rhythm | None) -> bool:
    """Whether they may be asked now: they want it, and neither pause nor have stopped."""
    return _in_contact(turn, checkin, wish) and not _pauses(turn, turn.me)


def _in_contact(turn: Turn, checkin: CheckIn, wish: Rhythm | None) -> bool:
    """Whether they want it at all, now or when their pause is over."""
    return (checkin.by_hand or (wish is not None and wish.on)) and turn.me.state == people.ACTIVE


def _pauses(turn: Turn, young: Person) -> bool:
    return young.paused_until is not None and young.paused_until > turn.now


async def _untimely(turn: Turn, checkin: CheckIn, moment: datetime, zone: ZoneInfo) -> bool:
    """Too late for the time it was planned for, or they have been asked that day already; by hand is by hand."""
    if checkin.by_hand and not checkin.snoozed:
        return False
    if not checkin.snoozed and moment - checkin.planned_for > due.LATE:
        return True
    before = await checkins.last_sent(turn.tx, turn.me.id, but=checkin.id)
    return before is not None and local_day(before, zone) == local_day(moment, zone)


def _hello(turn: Turn, checkin: CheckIn, wish: Rhythm | None, moment: datetime, expires_at: datetime) -> None:
    """Ask; and where their yes was to other words than there are now, ask about those along with it."""
    options = _hello_options(turn, checkin.id)
    if wish is None or wish.consent is None or consent.checkins_hold(turn.content, wish.consent):
        turn.say_in_time(
            "checkin-hello", checkin=checkin.id, not_before=moment, expires_at=expires_at, options=options,
            name=turn.me.name,
        )  # fmt: skip
        return
    yes = turn.option("consent-yes", action="rhythm-still", argument=checkin.id)
    turn.say_in_time(
        "checkin-hello-changed", checkin=checkin.id, not_before=moment, expires_at=expires_at, name=turn.me.name,
        question=turn.text("checkin-consent"),
        options=(*options, (yes, turn.option("checkin-off", action="rhythm-off"))),
    )  # fmt: skip


async def still_wanted(turn: Turn) -> None:
    """Yes to the words as they are now. The questions of this check-in stay as they were."""
    await checkins.agree_again(turn.tx, turn.me.id, consent.checkins(turn.content, turn.language))
    checkin = await checkins.by_id(turn.tx, turn.chosen or 0)
    mine = checkin is not None and checkin.person == turn.me.id and checkin.state == OPEN
    turn.edit_said("checkin-still", name=turn.me.name, options=_hello_options(turn, turn.chosen or 0) if mine else ())


def _hello_options(turn: Turn, checkin: int) -> Buttons:
    return (
        (turn.option("checkin-start", action="check-go", argument=checkin),),
        (
            turn.option("checkin-tomorrow", action="check-later", argument=f"{checkin}.1"),
            turn.option("checkin-next-week", action="check-later", argument=f"{checkin}.7"),
        ),
        (turn.option("checkin-not-now", action="check-no", argument=checkin),),
    )


async def undelivered(turn: Turn) -> None:
    """It did not arrive. Too late is too late; otherwise it is tried again in their next hours."""
    event = turn.event
    assert isinstance(event, Undelivered)  # noqa: S101 - registered for this event
    checkin = await _of_event(turn)
    if checkin is None or checkin.state != OPEN or checkin.reminded_at is not None:
        return  # answered meanwhile; or it did arrive, and what did not is the reminder of it
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    hours = contact.hours(turn, wish)
    moment = hours.next(turn.now)
    if event.why == "expired" and moment - checkin.planned_for <= due.LATE and _wanted(turn, checkin, wish):
        await checkins.set_(turn.tx, checkin.id, sent_at=moment, due_at=hours.next(moment + REMIND_AFTER))
        _hello(turn, checkin, wish, moment, hours.closing(moment))
        return
    await contacts.came_to(turn.tx, checkin.id, "unsent")
    await checkins.set_(turn.tx, checkin.id, state=UNSENT, due_at=None)


# --- silence ---


async def look(turn: Turn) -> None:
    """Nothing has come yet, or they wanted to be asked later: remind once, then count it as missed."""
    checkin = await _of_event(turn)
    if checkin is None or checkin.due_at != turn.event.at + AGAIN:
        return  # something has happened since this was found: nobody is reminded and called silent in one go
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if not _in_contact(turn, checkin, wish) or checkin.state not in (OPEN, BEGUN) or checkin.sent_at is None:
        await checkins.set_(turn.tx, checkin.id, due_at=None)
        return
    hours = contact.hours(turn, wish)
    begins = hours.next(max(turn.now, turn.me.paused_until or turn.now))
    if begins > turn.now:
        await checkins.set_(turn.tx, checkin.id, due_at=begins)
    elif checkin.snoozed:
        await _send(turn, checkin)
    elif await relayed.wrote_since(turn.tx, turn.me.id, checkin.sent_at):
        await contact.heard(turn, checkin, "answered")  # they talk to us: nobody is silent
        await checkins.set_(turn.tx, checkin.id, due_at=None)
    elif checkin.reminded_at is None:
        await contacts.note(turn.tx, turn.me.id, contacts.REMINDER, checkin.id, turn.now)
        # A reminder that comes late, after a pause or an outage, leaves as much time to answer as any other.
        missed_at = hours.next(
            max(turn.now + contact.MISSED_AFTER - REMIND_AFTER, checkin.sent_at + contact.MISSED_AFTER)
        )
        await checkins.set_(turn.tx, checkin.id, reminded_at=turn.now, due_at=missed_at)
        turn.say_in_time(
            "checkin-reminder", checkin=checkin.id, not_before=turn.now, expires_at=hours.closing(turn.now),
            options=_hello_options(turn, checkin.id), name=turn.me.name,
        )  # fmt: skip
    elif checkin.state == BEGUN:
        await contact.finish(turn, checkin)
    else:
        await _missed(turn, checkin)


async def _missed(turn: Turn, checkin: CheckIn) -> None:
    await checkins.set_(turn.tx, checkin.id, state=MISSED, due_at=None)
    await contacts.came_to(turn.tx, checkin.id, "missed")
    missed = await checkins.silent(turn.tx, turn.me.id)
    if missed == TELL_WEGBEGLEITER and (way := await companionships.responsible(turn.tx, turn.me)):
        sentence = turn.text("checkin-sentence", name=turn.me.name, wegbegleiter=way.staff.name)
        send = turn.option("checkin-send-sentence", action="check-hello", argument=turn.me.id, whom=way.staff)
        turn.say_to(
            way.staff, "companion-silent", about=turn.me, options=((send,),), name=turn.me.name, sentence=sentence
        )
    elif missed == TELL_COORDINATION:
        for staff in await people.here(turn.tx, COORDINATION):
            turn.say_to(staff, "coordination-silent", about=turn.me, name=turn.me.name)


async def say_hello(turn: Turn) -> None:
    """The Wegbegleiter sends the prepared sentence."""
    way = await post.way_to(turn, turn.chosen)
    event = turn.event
    if way is None or not isinstance(event, Tapped) or event.message is None:
        turn.alert("relay-not-yours-any-more")
        return
    young = way.careleaver
    sentence = turn.text_for(young, "checkin-sentence", name=young.name, wegbegleiter=turn.me.name)
    said = Said(messenger=event.messenger, chat=event.chat, at=turn.now, message=event.message, text=sentence)
    if young.state == STOPPED:
        turn.alert("relay-stopped", name=young.name)
        return
    await turn.relay(way, turn.me, said, sentence)
    turn.edit_said("companion-sentence-sent", name=young.name, sentence=sentence)


# --- by hand ---


async def send_now(turn: Turn) -> None:
    """/checkin NAME: a member of staff has one sent now."""
    ways = [way for way in await post.meant(turn, turn.argument) if way.careleaver.role == CARELEAVER]
    if len(ways) == 1:
        await _send_now(turn, ways[0].careleaver)
    elif ways:
        turn.say("to-which", options=tuple((turn.person_option(way.careleaver, "check-now"),) for way in ways[:20]))
    else:
        turn.say("people-none")


async def send_now_to(turn: Turn) -> None:
    """To this one."""
    if way := await post.way_to(turn, turn.chosen):
        await _send_now(turn, way.careleaver)
    else:
        turn.alert("relay-not-yours-any-more")


async def _send_now(turn: Turn, young: Person) -> None:
    """If they want to be asked at all. It leaves in their hours, like all of them."""
    wish = await checkins.rhythm(turn.tx, young.id)
    if young.state == STOPPED:
        turn.say("relay-stopped", name=young.name)
        return
    if wish is None or not wish.on:
        turn.say("checkin-not-wanted", name=young.name)
        return
    if _pauses(turn, young):
        turn.say("checkin-paused", name=young.name)
        return
    number = await checkins.create(turn.tx, young.id, turn.now, wish.plan, wish.number, by_hand=True)
    if number is None:
        turn.say("checkin-sent-already", name=young.name)
        return
    await turn.ring(young, due.CHECKIN, number)
    hours = contact.hours(turn, wish)
    moment = hours.next(turn.now).astimezone(hours.zone)
    if hours.allows(turn.now):
        turn.say("checkin-on-its-way", name=young.name)
    else:
        turn.say("checkin-waits", name=young.name, hour=f"{moment:%H:%M}")

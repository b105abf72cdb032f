"""When somebody is in danger: first the numbers that answer now, then people, one after the other, until one is there.

Never a diagnosis, never a promise that somebody watches around the clock. What they wrote goes its way as always.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from bot import emergency as emergency_words
from bot import post
from bot.event import BecameDue, Incoming, Said, Sent
from bot.message import Buttons
from bot.store import alerts, companionships, people, relayed
from bot.store.alerts import Alert
from bot.store.audit import BOT
from bot.store.due import AGAIN
from bot.store.people import CARELEAVER, COORDINATION, STOPPED, Person
from bot.turn import Turn

NEXT_AFTER: Final = timedelta(minutes=15)
"""When the next one is called, if nobody has answered."""
REPEAT_AFTER: Final = timedelta(minutes=30)
"""When coordination is called again, as long as nobody has."""
SHOWN_AGAIN_AFTER: Final = timedelta(minutes=10)
"""Somebody who writes several such messages in a row sees the numbers once."""


async def notice(turn: Turn) -> None:
    """Somebody wrote this: does it sound like danger? Then the numbers come before anything else."""
    event = turn.event
    words = event.text if isinstance(event, Said) else event.caption if isinstance(event, Sent) else None
    in_group = isinstance(event, Incoming) and event.group
    if not words or in_group or (turn.person and turn.person.role != CARELEAVER):
        return
    kinds = turn.content.crisis.kinds_in(words)
    if not kinds:
        return
    alert = await alerts.open_for(turn.tx, turn.me.id) if turn.person else None
    if alert is None or turn.now - alert.shown_at >= SHOWN_AGAIN_AFTER:
        await _show(turn, kinds)
        if alert:
            await alerts.shown(turn.tx, alert.id, turn.now)
    if alert is None and turn.person and turn.me.state != STOPPED:
        await _alert(turn)


async def emergency(turn: Turn) -> None:
    """/notfall: who can be called now. For everybody, also without an invitation."""
    crisis = turn.content.crisis
    lines = _numbers(turn, crisis.kinds)
    if turn.person and turn.me.role == CARELEAVER and turn.me.state != STOPPED:
        name = await post.reader(turn, turn.me)
        turn.say("emergency-careleaver", numbers=lines, wegbegleiter=name, options=_call_me(turn))
    else:
        turn.say("emergency", numbers=lines)


def _numbers(turn: Turn, kinds: Iterable[str]) -> str:
    return emergency_words.lines(turn.content, kinds, turn.now, turn.language)


async def _show(turn: Turn, kinds: Iterable[str]) -> None:
    if turn.person and turn.me.state != STOPPED:
        name = await post.reader(turn, turn.me)
        turn.say("crisis", numbers=_numbers(turn, kinds), wegbegleiter=name, options=_call_me(turn))
    else:
        turn.say("crisis-alone", numbers=_numbers(turn, kinds))


def _call_me(turn: Turn) -> Buttons:
    return ((turn.option("crisis-call-me", action="alarm"),),)


# --- calling somebody ---


async def call_me(turn: Turn) -> None:
    """They want somebody to write or call now."""
    if turn.me.state == STOPPED:
        turn.alert("button-not-yours")
        return
    if await alerts.open_for(turn.tx, turn.me.id):
        turn.alert("crisis-called-already")
        return
    called = await _alert(turn)
    if called:
        turn.say("crisis-called", wegbegleiter=", ".join(person.name for person in called))
    else:
        turn.say("crisis-nobody", contact=turn.content.service.kontakt)


async def _alert(turn: Turn) -> list[Person]:
    """Call the first who is there."""
    alert = await alerts.begin(turn.tx, turn.me.id, turn.now + NEXT_AFTER, turn.now)
    return await _call_next(turn, alert, turn.me)


async def _call_next(turn: Turn, alert: Alert, young: Person) -> list[Person]:
    """The main Wegbegleiter, each substitute, then all of coordination, which is called again until somebody comes."""
    at_side = [way.staff for way in await companionships.of_careleaver(turn.tx, young) if way.staff.here]
    following = next(([person] for person in at_side if person.id not in alert.called), None)
    if following is None:
        following = await people.here(turn.tx, COORDINATION)
    for staff in following:
        mine = turn.option("crisis-mine", action="alarm-mine", argument=alert.id, whom=staff)
        turn.say_to(staff, "crisis-staff", about=young, options=((mine,),), name=young.name)
        turn.note("alerted", whom=young.id, other=staff.id, by=BOT)
    again = any(person.id in alert.called for person in following) or not following
    await alerts.call(
        turn.tx, alert, [person.id for person in following], turn.now + (REPEAT_AFTER if again else NEXT_AFTER)
    )
    return following


async def look(turn: Turn) -> None:
    """Nobody has come in time: the next one is called, and the young person hears who."""
    event = turn.event
    assert isinstance(event, BecameDue)  # noqa: S101 - registered for this event
    alert = await alerts.by_id(turn.tx, event.about or 0)
    if alert is None or turn.person is None or alert.due_at != event.at + AGAIN:
        return  # something has happened since this was found
    if turn.me.state == STOPPED or await relayed.answered_since(turn.tx, turn.me.id, alert.since):
        await alerts.end(turn.tx, alert.id)
        return
    called = await _call_next(turn, alert, turn.me)
    if new := [person.name for person in called if person.id not in alert.called]:
        turn.say("crisis-called-next", other=", ".join(new))


async def mine(turn: Turn) -> None:
    """A member of staff is there for them now; the others hear it."""
    alert = await alerts.by_id(turn.tx, turn.chosen or 0)
    young = await people.by_id(turn.tx, alert.careleaver) if alert else None
    way = await companionships.between(turn.tx, turn.me, young) if young else None
    if alert is None or young is None or way is None:
        turn.alert("relay-not-yours-any-more")
        return
    if not await alerts.end(turn.tx, alert.id):
        turn.alert("crisis-somebody-is-there")
        return
    turn.edit_said("crisis-yours", name=young.name)
    if young.state != STOPPED:
        turn.say_to(young, "crisis-somebody", wegbegleiter=turn.me.name)
    for number in alert.called:
        other = await people.by_id(turn.tx, number)
        if other and other.here and other.id != turn.me.id:
            turn.say_to(other, "crisis-others", about=young, name=young.name, wegbegleiter=turn.me.name)

"""A Wegbegleiter's tools: who is there, who waits, write to one of them."""

from dataclasses import replace
from datetime import datetime

from bot import names, post
from bot.event import LOCKED, Said
from bot.message import Buttons, in_rows
from bot.store import companionships, held, people
from bot.store.companionships import Way
from bot.store.people import ADMIN, COORDINATION, STOPPED, Person
from bot.turn import Turn

SHOWN_AS_BUTTONS = 20
"""Names offered as buttons under a list; whoever has more types the name."""


async def list_people(turn: Turn) -> None:
    """/leute: everybody they may write to, and how they are."""
    oversees = turn.me.role in (COORDINATION, ADMIN)
    ways = await (_everybody(turn) if oversees else companionships.of_staff(turn.tx, turn.me))
    if not ways:
        turn.say("people-none")
        return
    at_side = await _names_at_side(turn) if oversees else {}
    lines = "\n".join(_line(turn, way, at_side) for way in ways)
    options = () if turn.me.role == ADMIN else _names(turn, ways)  # an admin writes to nobody
    turn.say("people-list", people=len(ways), lines=lines, options=options)


async def list_waiting(turn: Turn) -> None:
    """/offen: who waits for an answer, the longest first."""
    if turn.me.role == COORDINATION:
        ways = list((await _longest_waiting(turn)).values())
    else:
        ways = await companionships.of_staff(turn.tx, turn.me)
    open_ways = (way for way in ways if way.waiting_since and way.careleaver.state != STOPPED)
    waiting = sorted(open_ways, key=lambda way: way.waiting_since or turn.now)
    if not waiting:
        turn.say("open-none")
        return
    lines = "\n".join(
        turn.text(
            "open-line", name=way.careleaver.name, wegbegleiter=way.staff.name, since=_ago(turn, way.waiting_since)
        )
        for way in waiting
    )
    turn.say("open-list", people=len(waiting), lines=lines, options=_names(turn, waiting))


async def write_to(turn: Turn) -> None:
    """/an NAME [text]: address somebody by name."""
    ways = await companionships.of_staff(turn.tx, turn.me)
    found = post.among(turn.argument, ways)
    if not found and turn.argument:
        turn.say("to-nobody", typed=turn.argument.split()[0][: names.LONGEST])
    elif not found:
        turn.say("people-none")
    elif len(found) > 1:
        await _which(turn, found, len(turn.argument.split()) > 1)
    else:
        await _write(turn, found[0])


async def _write(turn: Turn, way: Way) -> None:
    """With words: they go out. Without: this is whom all that waits was meant for, or the next message."""
    event = turn.event
    if isinstance(event, Said) and post.words_of(event, way.careleaver.name):
        await post.from_staff(turn, way, [event])
    elif waiting := await held.release(turn.tx, turn.me.id):
        await turn.move_on()
        turn.say("relay-goes-to", name=way.careleaver.name)
        await post.from_staff(turn, way, waiting)
    else:
        await post.next_to(turn, way.careleaver)


async def _which(turn: Turn, found: list[Way], has_words: bool) -> None:
    """The name fits several: keep what was written and let them choose."""
    action = "to" if has_words else "an"
    options: Buttons = tuple((turn.person_option(way.careleaver, action),) for way in found[:SHOWN_AS_BUTTONS])
    if has_words and isinstance(turn.event, Said):
        await held.keep(turn.tx, turn.me.id, turn.event)
        options += (post.nobody_option(turn),)
    turn.say("to-which", options=options)


def _names(turn: Turn, ways: list[Way]) -> Buttons:
    if len(ways) > SHOWN_AS_BUTTONS:
        return ()
    return in_rows([turn.person_option(way.careleaver, "an") for way in ways], 2)


def _line(turn: Turn, way: Way, at_side: dict[int, str]) -> str:
    person = way.careleaver
    return turn.text("people-line", name=person.name, state=_state(turn, way), others=at_side.get(person.id, "keine"))


def _state(turn: Turn, way: Way) -> str:
    person = way.careleaver
    if person.state == STOPPED:
        return turn.text("state-stopped")
    if person.address.messenger == LOCKED:
        return turn.text("state-locked")
    if not person.reachable:
        return turn.text("state-unreachable")
    if way.waiting_since:
        return turn.text("state-waiting", since=_ago(turn, way.waiting_since))
    if person.paused_until and person.paused_until > turn.now:
        return turn.text("state-paused")
    return turn.text("state-fine")


def _ago(turn: Turn, since: datetime | None) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = int((turn.now - (since or turn.now)).total_seconds() // 60)
    if minutes < 60:
        return turn.text("ago-minutes", count=max(minutes, 1))
    if minutes < 48 * 60:
        return turn.text("ago-hours", count=minutes // 60)
    return turn.text("ago-days", count=minutes // (24 * 60))


async def _names_at_side(turn: Turn) -> dict[int, str]:
    """For coordination: who is at whose side."""
    everybody = {person.id: person for person in await people.everybody(turn.tx)}
    at_side: dict[int, str] = {}
    for careleaver, wegbegleiter, _ in await companionships.all_now(turn.tx):
        person: Person | None = everybody.get(wegbegleiter)
        if person:
            at_side[careleaver] = ", ".join(filter(None, (at_side.get(careleaver), person.name)))
    return at_side


async def _everybody(turn: Turn) -> list[Way]:
    """Every young person, with the time since when they wait for whoever it is."""
    longest = await _longest_waiting(turn)
    ways = await companionships.of_coordination(turn.tx, turn.me)
    return [
        replace(way, waiting_since=longest[way.careleaver.id].waiting_since if way.careleaver.id in longest else None)
        for way in ways
    ]


async def _longest_waiting(turn: Turn) -> dict[int, Way]:
    """Who waits: for their Wegbegleiter, a substitute, or coordination itself."""
    ways = await companionships.waiting_for_coordination(turn.tx)
    for wegbegleiter in await people.everybody(turn.tx, people.WEGBEGLEITER):
        ways += await companionships.of_wegbegleiter(turn.tx, wegbegleiter)
    longest: dict[int, Way] = {}
    for way in sorted((way for way in ways if way.waiting_since), key=lambda way: way.waiting_since or turn.now):
        longest.setdefault(way.careleaver.id, way)
    return longest

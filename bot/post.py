"""The post office: how what somebody wrote finds its way. Shared by all conversations that pass something on."""

from collections.abc import Sequence
from dataclasses import replace

from bot import names
from bot.event import Event, Said, Sent
from bot.message import Button
from bot.store import companionships, held, people, relayed
from bot.store.companionships import Way
from bot.store.people import CARELEAVER, STOPPED, Person
from bot.turn import Turn

Passable = Said | Sent


def words_of(event: Passable, name: str) -> str | None:
    """For "/an jas hallo" the part that is meant for Jasmin; None where the whole message is."""
    if isinstance(event, Said) and event.command == "an":
        return after_name(event.argument, name)
    return None


def after_name(typed: str, name: str) -> str:
    """What follows the name: all words of it if they were typed ("Anna Lena"), else the first word."""
    length = len(name.split())
    begins = names.same(" ".join(typed.split()[:length]), name)
    words = typed.split(maxsplit=length if begins else 1)
    return words[-1] if len(words) > (length if begins else 1) else ""


async def from_careleaver(turn: Turn, author: Person, events: Sequence[Event]) -> Way | None:
    """Pass on what a young person wrote: to their Wegbegleiter, else a substitute, else coordination.

    With nobody there yet it is kept and arrives as soon as somebody is; None then.
    """
    passed: Way | None = None
    for event in events:
        if not isinstance(event, Passable):
            continue
        way = await _quoted(turn, author, event) or await companionships.responsible(turn.tx, author)
        if way is None:
            await held.keep(turn.tx, author.id, event)
        else:
            # The first message of several has told the companionship that somebody waits.
            since = turn.now if passed and passed.companionship == way.companionship else way.waiting_since
            await turn.relay(replace(way, waiting_since=since), author, event)
            passed = way
    return passed


async def _quoted(turn: Turn, author: Person, event: Passable) -> Way | None:
    """Whoever is quoted is meant, if there is still a way to them."""
    if event.reply_to is None:
        return None
    twins = await relayed.received(turn.tx, author.id, event.reply_to)
    staff = twins and await people.by_id(turn.tx, twins.author)
    way = staff and await companionships.between(turn.tx, author, staff)
    return way if way and way.staff.here else None


async def reader(turn: Turn, careleaver: Person) -> str:
    """Who reads what this young person writes now: a name, or the service's where nobody has joined yet."""
    return name_on(turn, await companionships.responsible(turn.tx, careleaver))


def name_on(turn: Turn, way: Way | None) -> str:
    """Whose name is on this way; the service's where there is none."""
    return way.staff.name if way else turn.content.service.name


async def from_staff(turn: Turn, way: Way, events: Sequence[Event]) -> None:
    """Pass on what staff wrote to this young person. Says so where it cannot arrive."""
    careleaver = way.careleaver
    if careleaver.state == STOPPED:
        turn.say("relay-stopped", name=careleaver.name)
        return
    for event in events:
        if isinstance(event, Passable) and (words := words_of(event, careleaver.name)) != "":
            await turn.relay(way, way.staff, event, words)


async def release(turn: Turn, author: Person) -> Way | None:
    """Pass on what a young person wrote and was kept for want of somebody to take it, or of a yes.

    What staff wrote waits for them to say to whom, and what somebody wrote who has stopped, for their yes.
    """
    if author.role != CARELEAVER or author.state == STOPPED:
        return None
    waiting = await held.release(turn.tx, author.id)
    return await from_careleaver(turn, author, waiting) if waiting else None


async def meant(turn: Turn, typed: str) -> list[Way]:
    """Whom this member of staff means by "jas hallo". Where nothing is typed: whose topic it is, else all."""
    if not typed and turn.here and (way := await way_to(turn, turn.here.id)):
        return [way]
    return among(typed, await companionships.of_staff(turn.tx, turn.me))


def among(typed: str, ways: list[Way]) -> list[Way]:
    """Whom "jas hallo" addresses; a name of several words only as a whole, before all shorter ones."""
    words = typed.split()
    if not words:
        return ways
    for length in range(min(len(words), names.LONGEST), 1, -1):
        if whole := [way for way in ways if names.same(" ".join(words[:length]), way.careleaver.name)]:
            return whole
    people_meant = names.find(words[0], [way.careleaver for way in ways])
    return [way for way in ways if way.careleaver in people_meant]


async def way_to(turn: Turn, careleaver: int | None) -> Way | None:
    """The way from this member of staff to a young person, if there is one now."""
    person = await people.by_id(turn.tx, careleaver) if careleaver is not None else None
    return await companionships.between(turn.tx, turn.me, person) if person else None


async def next_to(turn: Turn, careleaver: Person) -> None:
    """What this member of staff writes next is for this one. In a group, where others write in between, a reply is."""
    if turn.me.group:
        turn.say_to(turn.me, "relay-reply-goes-to", about=careleaver, name=careleaver.name)
        return
    await turn.wait_for_named("relay.addressed", to=careleaver.id)
    turn.say_to(turn.me, "relay-next-goes-to", about=careleaver, name=careleaver.name)


def named(turn: Turn, among: Sequence[Person], action: str, most: int = 20) -> Person | None:
    """Whom the typed argument means; where that is not one, they choose by buttons for `action`, or hear why not.

    `most`: how many buttons; whoever looks for another one types it.
    """
    found = names.find(turn.argument, among) if turn.argument else among
    if len(found) == 1 and turn.argument:
        return found[0]
    if found:
        turn.say("to-which", options=tuple((turn.person_option(person, action),) for person in found[:most]))
    elif turn.argument:
        turn.say("to-nobody", typed=turn.argument[: names.LONGEST])
    else:
        turn.say("people-none")
    return None


def nobody_option(turn: Turn) -> tuple[Button, ...]:
    """What waits is for nobody after all."""
    return (turn.option("relay-to-nobody", action="to", argument="0"),)

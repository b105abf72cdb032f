"""What became of a message on its way, and of people who cannot be reached: bad news is told, never swallowed."""

from bot import post
from bot.event import Moved, Reported, Sent
from bot.store import companionships, held, people, relayed
from bot.store.people import CARELEAVER, COORDINATION, STOPPED, WEGBEGLEITER, Person
from bot.turn import Turn


async def reported(turn: Turn) -> None:
    """The sender says how it ended."""
    event = turn.event
    assert isinstance(event, Reported)  # noqa: S101 - registered for this event
    recipient = await people.by_id(turn.tx, event.recipient)
    if turn.person is None or recipient is None:
        return  # the author has left meanwhile
    if recipient.role == CARELEAVER:
        turn.here = recipient
    message = event.messages[0] if event.messages else None
    match event.what, event.why:
        case "recall", None:
            turn.say("recall-done", answers=message)
        case "recall", _:
            turn.say("recall-too-late", answers=message)
        case "edit", _:
            turn.say("relay-edit-failed", answers=message, name=recipient.name)
        case _, "partly":
            turn.say("delivery-partly", answers=message, name=recipient.name)
        case _, "gone" if turn.me.role == CARELEAVER:
            await _elsewhere(turn, event, recipient)
        case _, "gone":
            turn.say("delivery-gone", answers=message, name=recipient.name)
        case _:
            turn.say("delivery-refused", answers=message, name=recipient.name)


async def _elsewhere(turn: Turn, event: Reported, gone: Person) -> None:
    """Promise 4: somebody always answers. The next one in line gets it, and the young person is told who."""
    await _lost(turn, gone)
    album = f"again-{event.messages[0]}" if len(event.messages) > 1 else None
    parts = [
        Sent(messenger=event.messenger, chat=event.chat, at=event.at, message=message, kind="again", album=album)
        for message in event.messages
    ]
    way = await post.from_careleaver(turn, turn.me, parts)
    if way is None:
        turn.say("delivery-nobody", name=gone.name, contact=turn.content.service.kontakt)
    elif turn.step is None or turn.step.data.get("reader") != way.staff.id:
        await turn.wait_for_named("relay.message", reader=way.staff.id)
        turn.say("delivery-rerouted", name=gone.name, other=way.staff.name)


async def blocked(turn: Turn) -> None:
    """Nothing reaches this person any more."""
    if turn.person:
        await _lost(turn, turn.me)


async def _lost(turn: Turn, person: Person) -> None:
    """Whoever is at their side, or coordinates, hears it once."""
    if person.state == people.LEFT or not await people.set_reachable(turn.tx, person.id, False):
        return
    if person.role != CARELEAVER:
        key = "coordination-unreachable" if person.role == WEGBEGLEITER else "coordination-staff-unreachable"
        await _tell_coordination(turn, key, person)
    elif person.state != STOPPED and (way := await companionships.responsible(turn.tx, person)):
        turn.say_to(way.staff, "companion-blocked", about=person, name=person.name)


async def _tell_coordination(turn: Turn, key: str, about: Person) -> None:
    for staff in await people.here(turn.tx, COORDINATION):
        if staff.id != about.id:
            turn.say_to(staff, key, name=about.name)


async def unblocked(turn: Turn) -> None:
    """They can be reached again: greet them, and tell who was told before."""
    if turn.person is None or not await people.set_reachable(turn.tx, turn.me.id, True):
        return
    turn.person, turn.step = await people.at(turn.tx, turn.event.address)
    if turn.me.role == CARELEAVER:
        way = await companionships.responsible(turn.tx, turn.me)
        if way and turn.me.state != STOPPED:
            turn.say_to(way.staff, "companion-reachable", about=turn.me, name=turn.me.name)
        return
    await _tell_coordination(turn, "coordination-reachable", turn.me)
    for number in await held.waiting(turn.tx):
        if author := await people.by_id(turn.tx, number):
            await post.release(turn, author)


async def moved(turn: Turn) -> None:
    """A group became a supergroup: the same people under another id."""
    event = turn.event
    assert isinstance(event, Moved)  # noqa: S101 - registered for this event
    if turn.person:
        # The new chat counts its messages anew: an old number there is another message.
        await relayed.forget_chat(turn.tx, turn.person.id, before=event.at)
        new = event.address._replace(chat=event.to)
        await people.move(turn.tx, turn.person.id, new, group=turn.person.group)
        await turn.readdress(turn.person, new)

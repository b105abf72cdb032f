"""Talking: what the young person and their Wegbegleiter send each other, with quotes, changes and reactions."""

from collections.abc import Sequence
from datetime import timedelta

from bot import post
from bot.event import Edited, Incoming, Reacted, Said, Sent, Unsupported
from bot.message import Ref, Rewrite, in_rows
from bot.store import companionships, held, people, relayed
from bot.store.companionships import Way
from bot.store.people import CARELEAVER, STOPPED, Person
from bot.turn import Turn

ADDRESSED_FOR = timedelta(minutes=15)
"""How long "/an NAME" without a text holds for the next message; afterwards the bot asks again."""
ONE_BREATH = timedelta(seconds=10)
"""Messages this close together are asked about once."""
OPEN_END = timedelta(days=365)
"""Quiet that lasts longer than this was wanted until they write again."""


async def message(turn: Turn) -> None:
    """Somebody who has joined wrote something that is neither command nor button."""
    event = turn.event
    if isinstance(event, Incoming) and event.group and not await _answers_somebody(turn, event):
        return  # colleagues talking to each other in their group
    if isinstance(event, Unsupported):
        turn.say("relay-unsupported", answers=event.message)
    elif not isinstance(event, Said | Sent):
        raise TypeError(f"{type(event).__name__} is not a message")
    elif turn.me.role == CARELEAVER:
        await _from_careleaver(turn, event)
    else:
        await _from_staff(turn, event)


async def _answers_somebody(turn: Turn, event: Incoming) -> bool:
    """In a group only a reply to what a young person wrote, or to a notice about them, is for them."""
    return event.reply_to is not None and await relayed.received(turn.tx, turn.me.id, event.reply_to) is not None


async def _from_careleaver(turn: Turn, event: Said | Sent) -> None:
    if turn.me.state == STOPPED:
        await _ask_to_come_back(turn, event)
        return
    if turn.me.paused_until and turn.me.paused_until - turn.now > OPEN_END:
        await people.pause(turn.tx, turn.me.id, None)  # "until I write": now they have
    way = await post.from_careleaver(turn, turn.me, [event])
    if way is None:
        turn.say("relay-nobody-yet", contact=turn.content.service.kontakt)
        return
    if isinstance(event, Sent) and event.live:
        turn.say("relay-live-place")
    await _tell_who_reads(turn, way)


async def _ask_to_come_back(turn: Turn, event: Said | Sent) -> None:
    """Keep what somebody wrote who had stopped, and ask whether it may go out."""
    waiting = await held.keep(turn.tx, turn.me.id, event)
    if not _just_asked(turn, waiting):
        await turn.wait_for(message, asked=True)
        options = ((turn.option("back-yes", action="back"), turn.option("back-no", action="stay-away")),)
        turn.say("back-question-kept", options=options)


def _just_asked(turn: Turn, waiting: int) -> bool:
    return waiting > 1 and turn.step is not None and turn.now - turn.step.since < ONE_BREATH


async def _tell_who_reads(turn: Turn, way: Way) -> None:
    """Somebody else than the own Wegbegleiter has it: say so, once for each change."""
    reader = turn.step.data.get("reader") if turn.step and turn.step.name == "relay.message" else None
    if way.kind == companionships.MAIN:
        if reader is not None:
            await turn.move_on()
            turn.say("relay-read-by-own", name=way.staff.name)
    elif reader != way.staff.id:
        first = await companionships.responsible(turn.tx, turn.me)
        if first is None or first.staff.id != way.staff.id:
            return  # they quoted this one: all else goes where it went before
        await turn.wait_for(message, reader=way.staff.id)
        turn.say("relay-read-by", name=way.staff.name, service=turn.content.service.name)


# --- staff ---


async def _from_staff(turn: Turn, event: Said | Sent) -> None:
    careleaver = await _addressee(turn, event)
    if careleaver:
        await _to(turn, careleaver, [event])
        return
    ways = await companionships.of_staff(turn.tx, turn.me)
    if len(ways) == 1 and ways[0].kind != companionships.COORDINATES:
        await post.from_staff(turn, ways[0], [event])
    elif ways:
        await _ask_to_whom(turn, event, ways)
    else:
        turn.say("relay-nobody-to-write-to")


async def _addressee(turn: Turn, event: Said | Sent) -> Person | None:
    """Whom a topic, a quote or a "/an NAME" just before says it is for."""
    if turn.here:
        return turn.here
    found = await _whose(turn, event.reply_to) if event.reply_to else None
    step = turn.step if turn.step and turn.step.name == "relay.addressed" else None
    album = event.album if isinstance(event, Sent) else None
    if found is None and step and _still_addressed(turn, step, album):
        found = int(step.data["to"])
    if found is not None and album:
        await turn.wait_for(addressed, to=found, album=album)  # its other parts are for the same one
    elif step:
        await turn.move_on()
    return await people.by_id(turn.tx, found) if found is not None else None


def _still_addressed(turn: Turn, step: people.Step, album: str | None) -> bool:
    if "album" in step.data:
        return bool(step.data["album"] == album)
    return turn.now - step.since < ADDRESSED_FOR


async def _whose(turn: Turn, message: str) -> int | None:
    """The other one: who wrote this message in my chat, or to whom mine went."""
    if received := await relayed.received(turn.tx, turn.me.id, message):
        return received.author
    written = await relayed.written(turn.tx, turn.me.id, message)
    if written is None and (travelling := await turn.on_the_way(message)):
        return travelling.recipient
    return written.recipient if written else None


async def addressed(turn: Turn) -> None:
    """The message after "/an NAME"."""
    await message(turn)


async def _to(turn: Turn, careleaver: Person, events: list[Said | Sent]) -> None:
    way = await companionships.between(turn.tx, turn.me, careleaver)
    if way is None:
        turn.say("relay-not-yours", name=careleaver.name)
    else:
        await post.from_staff(turn, way, events)


async def _ask_to_whom(turn: Turn, event: Said | Sent, ways: list[Way]) -> None:
    """Keep it and ask; everything until the answer goes along."""
    waiting = await held.keep(turn.tx, turn.me.id, event)
    if _just_asked(turn, waiting):
        return
    await turn.wait_for(message, asked=True)
    shown = sorted(ways, key=lambda way: (way.waiting_since is None, way.careleaver.name.casefold()))[:30]
    names = [turn.person_option(way.careleaver, "to") for way in shown]
    turn.say("relay-to-whom", count=waiting, options=(*in_rows(names, 2), post.nobody_option(turn)))


async def to_whom(turn: Turn) -> None:
    """The answer: it was meant for this one."""
    if turn.chosen == 0:
        await held.release(turn.tx, turn.me.id)
        await turn.move_on()
        turn.edit_said("relay-dropped")
        return
    careleaver = await people.by_id(turn.tx, turn.chosen or 0)
    way = await companionships.between(turn.tx, turn.me, careleaver) if careleaver else None
    if careleaver is None or way is None:
        turn.alert("relay-not-yours-any-more")
        return
    waiting = await held.release(turn.tx, turn.me.id)
    await turn.move_on()
    if not waiting:
        turn.alert("relay-nothing-waits")
        return
    turn.edit_said("relay-goes-to", name=careleaver.name)
    await post.from_staff(turn, way, waiting)


async def write_to(turn: Turn) -> None:
    """A name in a list was pressed: the next message is for them."""
    careleaver = await people.by_id(turn.tx, turn.chosen or 0)
    if careleaver is None or await companionships.between(turn.tx, turn.me, careleaver) is None:
        turn.alert("relay-not-yours-any-more")
        return
    await post.next_to(turn, careleaver)


# --- changes, reactions, recalls ---


async def edited(turn: Turn) -> None:
    """Somebody changed what they had written: the copy changes, too."""
    event, me = turn.event, turn.me
    assert isinstance(event, Edited)  # noqa: S101 - registered for this event
    recipient = await _recipient(turn, event.message)
    if recipient is None:
        return  # it was never passed on: a command, an answer to the bot
    if await companionships.between(turn.tx, me, recipient) is None:
        turn.say("relay-edit-too-late", answers=event.message, name=recipient.name)
        return
    if recipient.state == STOPPED:
        turn.say("relay-stopped", name=recipient.name)
        return
    text = _words(turn, event, recipient)
    # Of what is not taken only the words were passed on; they may change, and stay words.
    alone = turn.content.service.declined(event.kind) is not None
    rewrite = Rewrite(
        twin=Ref(me.id, event.message),
        kind="text" if alone else event.kind,
        text=text,
        entities=event.entities if text == event.text else None,
        file=None if alone else event.file,
    )
    turn.relay_edit(recipient, me, rewrite)


async def _recipient(turn: Turn, message: str) -> Person | None:
    """To whom a message of one's own went, or is going."""
    twins = await relayed.written(turn.tx, turn.me.id, message)
    travelling = None if twins else await turn.on_the_way(message)
    number = twins.recipient if twins else travelling.recipient if travelling else None
    return await people.by_id(turn.tx, number) if number is not None else None


def _words(turn: Turn, event: Edited, recipient: Person) -> str:
    """The new words; of "/an NAME text" only the text, as when it was passed on."""
    text = event.text or ""
    if turn.me.role == CARELEAVER or event.kind != "text":
        return text
    said = Said(messenger=event.messenger, chat=event.chat, at=event.at, message=event.message, text=text)
    words = post.words_of(said, recipient.name)
    return text if words is None else words


async def reacted(turn: Turn) -> None:
    """Somebody put a reaction on a message, or took it away: the other one sees it."""
    event, me = turn.event, turn.me
    assert isinstance(event, Reacted)  # noqa: S101 - registered for this event
    received = await relayed.received(turn.tx, me.id, event.message)
    written = None if received else await relayed.written(turn.tx, me.id, event.message)
    number = received.author if received else written.recipient if written else None
    other = await people.by_id(turn.tx, number) if number is not None else None
    if other is None or other.state == STOPPED or await companionships.between(turn.tx, me, other) is None:
        return
    turn.relay_reaction(other, event.emoji, Ref(me.id, event.message), own=received is not None)
    if event.custom:
        turn.say_to(other, "relay-custom-reaction", about=me if me.role == CARELEAVER else None, name=me.name)


async def take_back(turn: Turn) -> None:
    """/zurueck as a reply to one's own message: it disappears on the other side, or never gets there."""
    event = turn.event
    target = event.reply_to if isinstance(event, Incoming) else None
    if target is None:
        turn.say("recall-how")
    elif await turn.take_back(target):
        turn.say("recall-done", answers=target)
    elif await _forget_held(turn, target):
        turn.say("relay-dropped", answers=target)
    elif recipient := await _recipient(turn, target):
        turn.recall(recipient, turn.me, await _together(turn, target))
    else:
        turn.say("recall-how")


async def _together(turn: Turn, message: str) -> Sequence[str]:
    """An album is taken back as a whole: nobody means one picture of several."""
    if twins := await relayed.written(turn.tx, turn.me.id, message):
        return await relayed.together(turn.tx, twins)
    travelling = await turn.on_the_way(message)
    return travelling.messages if travelling else (message,)


async def _forget_held(turn: Turn, message: str) -> bool:
    """A message nobody knows yet whom it is for."""
    waiting = await held.release(turn.tx, turn.me.id)
    target = next((event for event in waiting if isinstance(event, Said | Sent) and event.message == message), None)
    album = target.album if isinstance(target, Sent) else None
    for event in waiting:
        if event is not target and not (album and isinstance(event, Sent) and event.album == album):
            await held.keep(turn.tx, turn.me.id, event)
    return target is not None

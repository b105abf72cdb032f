"""A request the Wegbegleiter begins for a young person, who sees it first and decides."""

from typing import Final

from bot import casework, post, preview
from bot.event import Incoming
from bot.store import requests
from bot.store.companionships import Way
from bot.store.people import STOPPED
from bot.store.requests import WEGBEGLEITER
from bot.turn import Turn

SHOWN: Final = 20
"""Names offered as buttons."""


async def for_somebody(turn: Turn) -> None:
    """/anliegen NAME: the Wegbegleiter begins one; the young person decides."""
    ways = await post.meant(turn, turn.argument)
    if len(ways) == 1:
        await _about_what(turn, ways[0])
    elif ways:
        turn.say("to-which", options=tuple((turn.person_option(way.careleaver, "req-whom"),) for way in ways[:SHOWN]))
    else:
        turn.say("people-none")


async def whom(turn: Turn) -> None:
    """For this one."""
    if way := await _way(turn, turn.chosen):
        await _about_what(turn, way)


async def _way(turn: Turn, careleaver: int | None) -> Way | None:
    way = await post.way_to(turn, careleaver)
    if way is None:
        turn.alert("relay-not-yours-any-more")
    return way


async def _about_what(turn: Turn, way: Way) -> None:
    turn.say(
        "request-topics-for", name=way.careleaver.name, options=preview.topics(turn, "req-for", f"{way.careleaver.id}.")
    )


async def topic_for(turn: Turn) -> None:
    """About this: the Wegbegleiter writes down what it is about."""
    key = turn.argument.partition(".")[2]
    if way := await _way(turn, turn.first_number):
        await turn.wait_for(words_for, careleaver=way.careleaver.id, topic=key)
        turn.say("request-write-for", name=way.careleaver.name, ask=True)


async def words_for(turn: Turn) -> None:
    """What they wrote goes to the young person first: only their yes sends it."""
    event, step = turn.event, turn.step
    if isinstance(event, Incoming) and event.group and event.reply_to is None:
        return
    part = casework.written(turn, event)
    way = await post.way_to(turn, int(step.data["careleaver"])) if step else None
    await turn.move_on()
    if step is None or way is None or part is None:
        turn.say("relay-not-yours-any-more")
        return
    young = way.careleaver
    if young.state == STOPPED:
        turn.say("relay-stopped", name=young.name)
        return
    topic = preview.topic(turn, str(step.data["topic"]))
    number = await requests.draft(turn.tx, young.id, turn.me.id, topic, turn.now)
    await requests.write(turn.tx, number, WEGBEGLEITER, part, turn.now)
    turn.say("request-for-asked", name=young.name)
    request = await requests.by_id(turn.tx, number)
    parts = await requests.drafts(turn.tx, number)
    assert request is not None  # noqa: S101 - the lines above have just made it
    shown = await preview.written(turn, request, young, parts)
    options = preview.options(turn, request, parts, shown, young)
    turn.say_to(young, "request-preview-for", name=turn.me.name, shown=shown, options=options)

"""How a young person wants to be asked: whether at all, how often, when, and what their Wegbegleiter may see of it."""

from datetime import datetime, time
from typing import Any, get_args

from bot import consent, contact, post, schedule
from bot.content.checkins import CheckInPlan
from bot.content.faq import in_language
from bot.message import Button, Buttons, in_rows
from bot.rhythm import Every
from bot.store import checkins
from bot.store.checkins import ASKED, Rhythm
from bot.store.people import STOPPED
from bot.turn import Turn

WEEKDAYS = range(6)
"""Monday to Saturday; on Sundays nobody is asked, unless the service says so."""


async def show(turn: Turn) -> None:
    """/checkin: when they are asked next, and everything they can change about it."""
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if turn.me.state == STOPPED:
        turn.say("checkin-stopped", options=((turn.option("back-yes", action="back"),),))
    elif wish is None or wish.state == ASKED:
        await contact.ask_for_consent(turn)
    elif not wish.on:
        turn.say("checkin-is-off", options=_when_off(turn))
    else:
        turn.say("checkin-is-on", next=_next(turn, wish), options=_when_on(turn))


def _when_off(turn: Turn) -> Buttons:
    return ((turn.option("checkin-on", action="rhythm-on"),), (turn.option("checkin-tell-now", action="check-me"),))


def _when_on(turn: Turn) -> Buttons:
    return (
        (turn.option("checkin-tell-now", action="check-me"),),
        (
            turn.option("checkin-how-often", action="rhythm-every"),
            turn.option("checkin-what-hour", action="rhythm-hour"),
        ),
        (turn.option("checkin-what-zone", action="rhythm-zone"), turn.option("checkin-who-sees", action="share")),
        (turn.option("checkin-off", action="rhythm-off"),),
    )


def _next(turn: Turn, wish: Rhythm) -> str:
    """When that is, in their own zone."""
    if wish.due_at is None:
        return "-"
    local = wish.due_at.astimezone(schedule.zone_of(wish, turn.zone))
    return turn.text(
        "checkin-when", weekday=turn.text(f"weekday-{local.weekday()}"), day=local.day, month=local.month,
        hour=local.hour,
    )  # fmt: skip


async def on(turn: Turn) -> None:
    """Yes. A button from before they were erased and came back asks first: that yes was somebody else's."""
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if wish is None:
        await show(turn)
        return
    await checkins.agree(turn.tx, turn.me.id, consent.checkins(turn.content, turn.language), _time(turn, wish))
    wish = await _wish(turn)
    turn.edit_said("checkin-agreed", next=_next(turn, wish))


async def off(turn: Turn) -> None:
    """No, or not any more. The channel stays."""
    await checkins.refuse(turn.tx, turn.me.id)
    await contact.take_back(turn)
    again = turn.option("checkin-on", action="rhythm-on")
    turn.edit_said("checkin-refused", wegbegleiter=await post.reader(turn, turn.me), options=((again,),))


async def _wish(turn: Turn) -> Rhythm:
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if wish is None:
        raise LookupError("nobody has asked this person whether they want to be asked")
    return wish


def _plan(turn: Turn, wish: Rhythm) -> CheckInPlan:
    return turn.content.checkins.get(wish.plan)


def _time(turn: Turn, wish: Rhythm) -> datetime:
    return schedule.next_time(_plan(turn, wish), wish, turn.now, turn.zone, turn.content.service.ruhezeiten)


# --- how often, when ---


async def how_often(turn: Turn) -> None:
    """Which rhythm?"""
    wish = await _if_on(turn)
    if wish is None:
        return
    rows = [(turn.option("checkin-every-plan", action="rhythm-is", argument="plan"),)]
    rows += [
        (turn.option(f"checkin-every-{each}", action="rhythm-is", argument=each),) for each in _plan(turn, wish).choices
    ]
    turn.edit_said("checkin-how-often-question", options=tuple(rows))


async def _if_on(turn: Turn) -> Rhythm | None:
    """Their rhythm; who has none is asked whether they want one."""
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if wish is None or not wish.on:
        await show(turn)
        return None
    return wish


async def every(turn: Turn) -> None:
    """This rhythm; of a regular one, on which day?"""
    wish = await _if_on(turn)
    if wish is None:
        return
    if turn.argument not in _plan(turn, wish).choices:
        await _changed(turn, wish, every=None, weekday=None)
        return
    days = WEEKDAYS if turn.content.service.ruhezeiten.sonntags else range(7)
    buttons = [turn.option(f"weekday-{day}", action="rhythm-on-day", argument=f"{turn.argument}.{day}") for day in days]
    turn.edit_said("checkin-what-day", options=in_rows(buttons, 3))


async def on_day(turn: Turn) -> None:
    """On this day of the week."""
    name, _, typed = turn.argument.partition(".")
    wish = await _if_on(turn)
    if wish and name in get_args(Every) and typed in tuple("0123456"):
        await _changed(turn, wish, every=name, weekday=int(typed))


async def what_hour(turn: Turn) -> None:
    """At which hour?"""
    if await _if_on(turn) is None:
        return
    quiet = turn.content.service.ruhezeiten
    hours = range(quiet.bis.hour + (quiet.bis > time(quiet.bis.hour)), quiet.von.hour)
    buttons = [turn.option("checkin-hour", action="rhythm-at", argument=hour, hour=hour) for hour in hours]
    turn.edit_said("checkin-hour-question", options=in_rows(buttons, 4))


async def at_hour(turn: Turn) -> None:
    """At this one."""
    wish = await _if_on(turn)
    if wish and turn.chosen is not None and turn.chosen < 24:
        await _changed(turn, wish, hour=turn.chosen)


async def what_zone(turn: Turn) -> None:
    """Where do they live?"""
    if await _if_on(turn) is None:
        return
    zones = turn.content.service.zeitzonen
    options = tuple((Button(name, f"rhythm-in:{number}"),) for number, name in enumerate(zones))
    turn.edit_said("checkin-zone-question", options=options)


async def in_zone(turn: Turn) -> None:
    """There."""
    wish = await _if_on(turn)
    zones = tuple(turn.content.service.zeitzonen.values())
    if wish and turn.chosen is not None and turn.chosen < len(zones):
        await _changed(turn, wish, zone=zones[turn.chosen])


async def _changed(turn: Turn, wish: Rhythm, **values: Any) -> None:
    """From now on like this."""
    await checkins.change(turn.tx, turn.me.id, wish.due_at, **values)
    new = await _wish(turn)
    await checkins.change(turn.tx, turn.me.id, _time(turn, new))
    turn.edit_said("checkin-changed", next=_next(turn, await _wish(turn)))


# --- who sees what ---


async def sharing(turn: Turn) -> None:
    """What may their Wegbegleiter see? The button may name a check-in whose answers wait for this."""
    await _sharing(turn, await checkins.shared(turn.tx, turn.me.id), turn.argument)


async def _sharing(turn: Turn, chosen: set[str], about: str) -> None:
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    plan = turn.content.checkins.get(wish.plan if wish else "")
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{'✅' if topic in chosen else '▫️'} {in_language(names, turn.language)}", f"share-it:{topic}.{about}"
            ),
        )
        for topic, names in plan.topics.items()
    ]
    rows.append((turn.option("checkin-share-done", action="share-done", argument=about),))
    turn.edit_said("checkin-share-which", wegbegleiter=await post.reader(turn, turn.me), options=tuple(rows))


async def toggle(turn: Turn) -> None:
    """This topic: seen or not."""
    topic, _, about = turn.argument.partition(".")
    chosen = await checkins.shared(turn.tx, turn.me.id)
    await checkins.share(turn.tx, turn.me.id, chosen ^ {topic})
    await _sharing(turn, chosen ^ {topic}, about)

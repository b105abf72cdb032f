"""Quiet and leaving: only the young person's own word stops contact, and one tap brings it back."""

from datetime import timedelta
from typing import Final

from bot import contact, handover, post
from bot.store import companionships, held, people, requests
from bot.store.people import CARELEAVER, STOPPED, WEGBEGLEITER
from bot.turn import Turn

_PAUSES: Final = {"1": timedelta(days=1), "7": timedelta(days=7), "0": timedelta(days=3650)}
"""What the buttons offer; the last one means "until I say so"."""


async def pause(turn: Turn) -> None:
    """They want quiet for a while."""
    if turn.me.paused_until and turn.me.paused_until > turn.now:
        turn.say("pause-on", options=((turn.option("pause-end", action="pause", argument="end"),),))
        return
    days = tuple(turn.option(f"pause-{days}", action="pause", argument=days) for days in _PAUSES)
    turn.say("pause-question", options=tuple((day,) for day in days))


async def pause_chosen(turn: Turn) -> None:
    """For how long, or that it is over."""
    if turn.argument == "end":
        await people.pause(turn.tx, turn.me.id, None)
        turn.edit_said("pause-ended")
        await _tell(turn, "companion-pause-ended")
    elif turn.argument in _PAUSES:
        await contact.take_back(turn)
        await people.pause(turn.tx, turn.me.id, turn.now + _PAUSES[turn.argument])
        turn.edit_said("pause-begun", options=((turn.option("pause-end", action="pause", argument="end"),),))
        await _tell(turn, "companion-paused")


async def stop(turn: Turn) -> None:
    """They want to stop: ask once, without persuading."""
    if turn.me.role == CARELEAVER:
        key = "stop-question"
    else:
        key = "stop-question-staff" if turn.me.role == WEGBEGLEITER else "stop-question-office"
    yes = turn.option("stop-yes", action="stop")
    turn.say(key, options=((yes,), (turn.option("stop-no", action="stay"),)))


async def stopped(turn: Turn) -> None:
    """They pressed yes."""
    if turn.me.role != CARELEAVER:
        await _staff_left(turn)
    elif await people.set_state(turn.tx, turn.me.id, STOPPED):
        await contact.take_back(turn)
        turn.note("stopped")
        await _tell(turn, "companion-stopped")
        turn.edit_said("stop-done", options=((turn.option("back-yes", action="back"),),))


async def stayed(turn: Turn) -> None:
    """They changed their mind."""
    turn.edit_said("stop-stayed")


async def back(turn: Turn) -> None:
    """One tap, and contact is there again; what they wrote meanwhile goes out."""
    if not await people.set_state(turn.tx, turn.me.id, people.ACTIVE):
        turn.alert("back-already")
        return
    turn.person, turn.step = await people.at(turn.tx, turn.event.address)
    turn.edit_said("back-done", wegbegleiter=await post.reader(turn, turn.me))
    turn.note("back")
    await _tell(turn, "companion-returned")
    await post.release(turn, turn.me)
    if any(request.open for request in await requests.of(turn.tx, turn.me.id)):
        turn.say("back-requests", options=((turn.option("menu-requests", action="requests"),),))


async def stay_away(turn: Turn) -> None:
    """Not now. What they had written for us is forgotten."""
    await held.release(turn.tx, turn.me.id)
    turn.edit_said("back-not-now", options=((turn.option("back-yes", action="back"),),))


async def _tell(turn: Turn, key: str) -> None:
    way = await companionships.responsible(turn.tx, turn.me)
    if way:
        turn.say_to(way.staff, key, about=turn.me, name=turn.me.name)


async def _staff_left(turn: Turn) -> None:
    """A member of staff leaves: their young people keep the channel and hear who is there now."""
    me = turn.me
    turn.edit_said("stop-done-staff" if me.role == WEGBEGLEITER else "stop-done-office")
    await turn.move_on()
    await handover.let_go(turn, me)
    turn.person = None  # from here on this chat is a stranger's

"""Schnell weg: somebody else has the phone, or looks. The chat is emptied, and locked until the recovery code comes."""

from datetime import timedelta
from typing import Final

from bot.event import Incoming, Tapped
from bot.store import companionships, people, relayed
from bot.turn import Turn, number_in

_REACH: Final = timedelta(hours=48)
"""How long a messenger lets us delete."""
_BACK: Final = 1000
"""So many message numbers before this one are tried as well: what the bot itself said is noted nowhere."""


async def explain(turn: Turn) -> None:
    """What it does, before they need it: without the code there is no way back."""
    go, new = turn.option("away-go", action="away-go"), turn.option("away-code", action="recovery")
    turn.say("away-question", options=((go,), (new,), (turn.option("away-stay", action="away-stay"),)))


async def stay(turn: Turn) -> None:
    """Not now."""
    turn.edit_said("away-stayed")


async def go(turn: Turn) -> None:
    """At once, without a question: whoever types this is in a hurry. Whoever is at their side hears of it."""
    me, chat, language = turn.me, turn.event.address, turn.language
    known = await relayed.in_chat(turn.tx, me.id, turn.now - _REACH)
    way = await companionships.responsible(turn.tx, me)
    turn.note("locked")
    await turn.move_on()
    await people.lock(turn.tx, me.id)
    await relayed.forget_chat(turn.tx, me.id)
    await turn.readdress(me, people.locked(me.id))
    turn.clear(chat, {*known, *_numbers_before(turn)})
    turn.say_at(chat, language, "away-done")
    if way:
        turn.say_to(way.staff, "companion-away", about=me, name=me.name)
    turn.person = None  # from here on this chat is a stranger's


def _numbers_before(turn: Turn) -> list[str]:
    here = turn.event.message if isinstance(turn.event, Incoming | Tapped) else None
    last = number_in(here or "") or 0
    return [str(number) for number in range(max(last - _BACK, 1), last + 2)] if last else []

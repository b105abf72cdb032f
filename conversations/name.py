"""Being called something else."""

from bot import names
from bot.event import Said
from bot.store import companionships, people
from bot.store.people import CARELEAVER
from bot.turn import Turn


async def change(turn: Turn) -> None:
    """They want to change the name others see."""
    await turn.wait_for(typed)
    turn.say("name-question", name=turn.me.name, options=((turn.option("name-keep", action="keep-name"),),), ask=False)


async def keep(turn: Turn) -> None:
    """It stays."""
    await turn.move_on()
    turn.edit_said("name-kept", name=turn.me.name)


async def typed(turn: Turn) -> None:
    """This is the new one."""
    chosen = names.clean(turn.event.text) if isinstance(turn.event, Said) else None
    if chosen is None:
        turn.say("start-name-bad", longest=names.LONGEST)
        return
    before = turn.me.name
    await people.rename(turn.tx, turn.me.id, chosen)
    await turn.move_on()
    turn.say("name-done", name=chosen)
    if turn.me.role == CARELEAVER and (way := await companionships.responsible(turn.tx, turn.me)):
        turn.say_to(way.staff, "companion-renamed", about=turn.me, before=before, name=chosen)

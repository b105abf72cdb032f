"""/protokoll: who did what to whose data, for coordination. Without content."""

from typing import Final

from bot import deeds, post
from bot.store import audit, people
from bot.store.people import Person
from bot.turn import Turn, number_in

SHOWN: Final = 15
"""Entries in one message."""


async def show(turn: Turn) -> None:
    """/protokoll [NAME]: the last entries, of everybody or about one person, who may be named by number."""
    if not turn.argument:
        await _show(turn, None)
        return
    number = number_in(turn.argument.removeprefix("#"))
    by_number = await people.by_id(turn.tx, number) if number is not None else None
    if person := by_number or post.named(turn, await people.everybody(turn.tx), "audit"):
        await _show(turn, person)


async def about(turn: Turn) -> None:
    """About this one."""
    if person := await people.by_id(turn.tx, turn.chosen or 0):
        await _show(turn, person)
    else:
        turn.alert("office-gone")


async def _show(turn: Turn, person: Person | None) -> None:
    """Whoever reads it is noted, too."""
    number = person.id if person else None
    turn.note("read", whom=number)
    entries = await audit.newest(turn.tx, SHOWN, number)
    if not entries:
        turn.say("audit-empty")
        return
    called = {each: await _called(turn, each) for each in deeds.people_in(entries)}
    lines = "\n".join(
        turn.text(
            "audit-line", at=deeds.when(entry.at, turn.zone),
            who=deeds.who(turn.content, turn.language, entry, called.__getitem__),
            what=deeds.what(turn.content, turn.language, entry, called.__getitem__),
        ).strip()
        for entry in entries
    )  # fmt: skip
    turn.say("audit-list", lines=lines)


async def _called(turn: Turn, number: int) -> str:
    """As they are called now; by number once they have been erased."""
    person = await people.by_id(turn.tx, number)
    if person is None or person.erased:
        return turn.text("audit-number", number=str(number))
    return person.name

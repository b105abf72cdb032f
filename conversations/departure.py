"""/austritt: a member of staff goes. First their young people are handed over, then their access ends at once."""

from typing import Final

from bot import handover, post, second_factor
from bot.message import Button, Buttons
from bot.store import people
from bot.store.people import ADMIN, CARELEAVER, LEFT, ROLES, WEGBEGLEITER, Person
from bot.turn import Turn, number_in

SHOWN: Final = 20
"""Names offered as buttons."""
_STAFF: Final = tuple(role for role in ROLES if role != CARELEAVER)


async def ask(turn: Turn) -> None:
    """/austritt NAME: who goes?"""
    others = [person for person in await people.everybody(turn.tx, *_STAFF) if person.id != turn.me.id]
    if staff := post.named(turn, others, "depart"):
        await _show(turn, staff)


async def chosen(turn: Turn) -> None:
    """This one."""
    if staff := await _staff(turn, turn.argument):
        await _show(turn, staff)


async def _staff(turn: Turn, argument: str) -> Person | None:
    """Whom a button is about, if they are still there and may be sent away by this one. Oneself leaves with /stopp."""
    staff = await people.by_id(turn.tx, number_in(argument.partition(".")[0]) or 0)
    if staff is None or staff.role not in _STAFF or staff.state == LEFT or staff.id == turn.me.id:
        turn.say("office-gone")
        return None
    if staff.role == ADMIN and turn.me.role != ADMIN:
        turn.say("departure-not-yours")
        return None
    return staff


async def _second(turn: Turn, argument: str) -> Person | None:
    return await people.by_id(turn.tx, number_in(argument.partition(".")[2]) or 0)


async def _show(turn: Turn, staff: Person) -> None:
    """Whose Wegbegleiter they are, and who can take over."""
    if await _staff(turn, str(staff.id)) is None:
        return
    young = await handover.young_people_of(turn, staff)
    if not young:
        turn.say("departure-alone", name=staff.name, options=_sure(turn, staff, None))
        return
    one = [
        (turn.option("departure-one", action="depart-one", argument=f"{staff.id}.{person.id}", name=person.name),)
        for person in young[:SHOWN]
    ]
    everybody = [
        (turn.option("departure-all", action="depart-to", argument=f"{staff.id}.{person.id}", name=person.name),)
        for person in await _others(turn, staff)
    ]
    next_in_line = turn.option("departure-coordination", action="depart-to", argument=f"{staff.id}.0")
    options = (*one, *everybody, (next_in_line,), (turn.option("stop-no", action="depart-no"),))
    listed = ", ".join(person.name for person in young)
    turn.say("departure-people", name=staff.name, people=listed, options=options)


async def _others(turn: Turn, staff: Person) -> list[Person]:
    """Who else is a Wegbegleiter and can be reached."""
    return [person for person in await people.here(turn.tx, WEGBEGLEITER) if person.id != staff.id][:SHOWN]


async def one(turn: Turn) -> None:
    """A single young person is handed over, at once, as with /zuordnen."""
    staff, young = await _staff(turn, turn.argument), await _second(turn, turn.argument)
    if staff is None:
        return
    if young is None or young.id not in [person.id for person in await handover.young_people_of(turn, staff)]:
        turn.say("office-gone")
        return
    options = tuple(
        (Button(person.name, f"assign-to:{young.id}-{person.id}"),) for person in await _others(turn, staff)
    )
    if options:
        turn.say("assign-to-whom", name=young.name, options=options)
    else:
        turn.say("assign-nobody")


async def to(turn: Turn) -> None:
    """All who are left go to this one, or to who is next in line: really?"""
    staff, other = await _staff(turn, turn.argument), await _second(turn, turn.argument)
    if staff is None:
        return
    if other and handover.may_take_over(other, staff):
        turn.edit_said("departure-sure-to", name=staff.name, other=other.name, options=_sure(turn, staff, other))
    else:
        turn.edit_said("departure-sure", name=staff.name, options=_sure(turn, staff, None))


def _sure(turn: Turn, staff: Person, other: Person | None) -> Buttons:
    pair = f"{staff.id}.{other.id if other else 0}"
    yes = turn.option("departure-yes", action="depart-yes", argument=pair)
    return ((yes,), (turn.option("stop-no", action="depart-no"),))


async def stay(turn: Turn) -> None:
    """Not after all."""
    turn.edit_said("stop-stayed")


async def yes(turn: Turn) -> None:
    """Yes."""
    await departed(turn, turn.argument)


async def departed(turn: Turn, argument: str) -> None:
    """After the second factor: at once."""
    staff, other = await _staff(turn, argument), await _second(turn, argument)
    if staff is None or not await second_factor.passed(turn, "depart", argument):
        return
    if other and not handover.may_take_over(other, staff):
        turn.say("office-gone")  # who was to take over has gone meanwhile
        return
    await handover.let_go(turn, staff, other)
    turn.say_at(staff.address, staff.language, "departure-you", contact=turn.content.service.kontakt)
    turn.edit_said("departure-done", name=staff.name)

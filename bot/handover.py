"""Who is at whose side, changed: somebody is put there, or a member of staff goes. Shared by conversations and the
command line; everybody concerned hears it, and what was kept goes out."""

from collections.abc import Sequence
from datetime import datetime

from bot import post
from bot.store import companionships, held, people, second_factors
from bot.store.companionships import MAIN, Way
from bot.store.people import ACTIVE, COORDINATION, WEGBEGLEITER, Person
from bot.turn import Turn


async def assign(turn: Turn, careleaver: Person, wegbegleiter: Person, going: Person | None = None) -> None:
    """Put them together, unless it is so already: then nobody has to hear it again. Nor has who is `going`."""
    before = [way for way in await companionships.of_careleaver(turn.tx, careleaver) if way.kind == MAIN]
    if any(way.staff.id == wegbegleiter.id for way in before):
        return
    await companionships.begin(turn.tx, careleaver.id, wegbegleiter.id, MAIN, turn.now)
    for way in before:
        turn.note("unassigned", whom=careleaver.id, other=way.staff.id)
    turn.note("assigned", whom=careleaver.id, other=wegbegleiter.id)
    since = next((way.waiting_since for way in before if way.waiting_since), None)
    await _waits_on(turn, await companionships.between(turn.tx, careleaver, wegbegleiter), since)
    turn.say_to(wegbegleiter, "companion-new", about=careleaver, name=careleaver.name)
    for way in before:
        if going is None or way.staff.id != going.id:
            turn.say_to(way.staff, "companion-over", name=careleaver.name, wegbegleiter=wegbegleiter.name)
    if careleaver.state == ACTIVE:
        turn.say_to(careleaver, "assigned-you", wegbegleiter=wegbegleiter.name)
        await post.release(turn, careleaver)
    else:  # they hear it when they come back
        turn.say_to(wegbegleiter, "companion-stopped", about=careleaver, name=careleaver.name)


async def _waits_on(turn: Turn, way: Way | None, since: datetime | None) -> None:
    """Whoever waits for an answer goes on waiting, now for the new one: /offen must not forget them."""
    if since and way and way.companionship and way.waiting_since is None:
        await companionships.waits(turn.tx, way.companionship, since)


async def young_people_of(turn: Turn, staff: Person) -> list[Person]:
    """Who would be without a Wegbegleiter if this member of staff went."""
    return [way.careleaver for way in await companionships.of_wegbegleiter(turn.tx, staff) if way.kind == MAIN]


def may_take_over(other: Person, staff: Person) -> bool:
    """Whether the young people of one who goes may come to this one."""
    return other.role == WEGBEGLEITER and other.here and other.id != staff.id


async def let_go(turn: Turn, staff: Person, to: Person | None = None) -> None:
    """A member of staff goes: from now on their chat is a stranger's.

    Their young people go to another Wegbegleiter (`to`), else to whoever is next: a substitute, or coordination.
    """
    ways = await companionships.of_wegbegleiter(turn.tx, staff)
    left = [way for way in ways if way.kind == MAIN and to is None]
    turn.note("left", whom=None if _is_me(turn, staff) else staff.id)
    if to:
        for careleaver in await young_people_of(turn, staff):
            await assign(turn, careleaver, to, going=staff)
    for way in await companionships.of_wegbegleiter(turn.tx, staff):  # who is left, and whom they stood in for
        turn.note("unassigned", whom=way.careleaver.id, other=staff.id)
    await _end_access(turn, staff)
    for way in left:
        await _next_in_line(turn, way)
    await _tell_coordination(turn, staff, left)


def _is_me(turn: Turn, staff: Person) -> bool:
    return turn.person is not None and turn.person.id == staff.id


async def _end_access(turn: Turn, staff: Person) -> None:
    await held.release(turn.tx, staff.id)  # what they never said whom it was for
    await people.forget_step(turn.tx, staff.address)
    await companionships.end_all(turn.tx, staff.id, turn.now)
    await second_factors.forget(turn.tx, staff.id)
    await turn.turn_back(staff)
    await people.leave(turn.tx, staff.id)


async def _next_in_line(turn: Turn, before: Way) -> None:
    """Who answers this young person now; they hear it, and so does who answers if an answer is still owed."""
    careleaver = before.careleaver
    if careleaver.state != ACTIVE:
        return
    way = await companionships.responsible(turn.tx, careleaver)
    turn.say_to(careleaver, "companion-left", name=before.staff.name, other=post.name_on(turn, way))
    await _waits_on(turn, way, before.waiting_since)
    if way and before.waiting_since:
        gone = before.staff.name
        turn.say_to(way.staff, "companion-left-waits", about=careleaver, name=careleaver.name, wegbegleiter=gone)
    await post.release(turn, careleaver)


async def _tell_coordination(turn: Turn, staff: Person, left: Sequence[Way]) -> None:
    """Not who does it: they see it."""
    for other in await people.everybody(turn.tx, COORDINATION):
        if turn.person and other.id == turn.person.id:
            continue
        if staff.role == WEGBEGLEITER:
            turn.say_to(other, "coordination-left", name=staff.name, people=len(left))
        else:
            turn.say_to(other, "coordination-staff-left", name=staff.name)

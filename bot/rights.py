"""What somebody may ask for, in the chat or at the office: a copy of all that is stored about them; its deletion."""

from bot import casework, copies, privacy
from bot.store import companionships, people, requests
from bot.store.people import Person
from bot.turn import Turn


async def copy(turn: Turn, person: Person, language: str) -> tuple[bytes, bytes]:
    """A page to read and a file for programs."""
    found = await privacy.export(turn.tx, person)
    turn.note("exported", whom=person.id)
    roles = await people.roles(turn.tx, copies.mentioned(found))
    page = copies.as_page(found, turn.content, language, turn.now, turn.zone, roles)
    return page.encode(), copies.as_json(found).encode()


async def erase(turn: Turn, person: Person) -> int:
    """All of it, at once; returns how many entries.

    Who was at their side and whoever has a request of theirs in hand hears that, and nothing else. They themselves get
    proof of it, the last thing they hear.
    """
    for request in await requests.of(turn.tx, person.id):
        await casework.withdrawn(turn, request)  # nobody goes on with what is nobody's any more
    at_side = [way.staff for way in await companionships.of_careleaver(turn.tx, person)]
    for staff in at_side or await people.everybody(turn.tx, people.COORDINATION):
        if staff.here:
            turn.say_to(staff, "data-erased-companion", name=person.name)
    turn.note("erased", whom=person.id)
    rows = await privacy.erase(turn.tx, person)
    day = casework.day(turn, turn.now, person.language)
    turn.say_at(person.address, person.language, "data-erased", number=str(person.id), rows=str(rows), day=day)
    return rows

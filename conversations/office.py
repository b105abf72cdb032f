"""The rights of somebody who comes to the office instead of using the chat: a copy of their data, and its deletion."""

from bot import post, rights, second_factor
from bot.store import people
from bot.store.people import CARELEAVER, STOPPED, Person
from bot.turn import Turn, number_in


async def _still_there(turn: Turn, argument: str, *roles: str) -> Person | None:
    person = await people.by_id(turn.tx, number_in(argument) or 0)
    if person is None or person.state == people.LEFT or person.role not in roles:
        turn.say("office-gone")
        return None
    return person


# --- /auskunft ---


async def ask_for_copy(turn: Turn) -> None:
    """/auskunft NAME: all that is stored about somebody, for them."""
    if person := post.named(turn, await people.everybody(turn.tx), "office-copy", most=40):
        await copied(turn, str(person.id))


async def copy(turn: Turn) -> None:
    """Of this one."""
    await copied(turn, turn.argument)


async def copied(turn: Turn, argument: str) -> None:
    """Into this chat, after the second factor. A young person hears of it: nobody gets it behind their back."""
    person = await _still_there(turn, argument, *people.ROLES)
    if person is None or not await second_factor.passed(turn, "office-copy", person.id):
        return
    page, document = await rights.copy(turn, person, person.language)
    turn.hand_out(page, f"auskunft-{person.id}.html", "office-page", name=person.name)
    turn.hand_out(document, f"auskunft-{person.id}.json", "office-json", name=person.name)
    if person.role == CARELEAVER and person.state != STOPPED:
        turn.say_to(person, "office-copied-you", who=turn.me.name, contact=turn.content.service.kontakt)


# --- /loeschen ---


async def ask_to_erase(turn: Turn) -> None:
    """/loeschen NAME: all about a young person. Staff leave first (/austritt)."""
    if person := post.named(turn, await people.everybody(turn.tx, CARELEAVER), "office-erase", most=40):
        _really(turn, person)


async def erase(turn: Turn) -> None:
    """This one: really?"""
    if person := await _still_there(turn, turn.argument, CARELEAVER):
        _really(turn, person)


def _really(turn: Turn, person: Person) -> None:
    yes = turn.option("office-erase-yes", action="office-erase-yes", argument=person.id)
    turn.say("office-erase-question", name=person.name, options=((yes,), (turn.option("stop-no", action="office-no"),)))


async def keep(turn: Turn) -> None:
    """Not after all."""
    turn.edit_said("data-kept")


async def erase_yes(turn: Turn) -> None:
    """Yes."""
    await erased(turn, turn.argument)


async def erased(turn: Turn, argument: str) -> None:
    """After the second factor; they get the same last message as if they had done it themselves."""
    person = await _still_there(turn, argument, CARELEAVER)
    if person is None or not await second_factor.passed(turn, "office-erase", person.id):
        return
    rows = await rights.erase(turn, person)
    turn.edit_said("office-erased", name=person.name, number=str(person.id), rows=str(rows))

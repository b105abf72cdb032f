"""Finding one's way: menu, help, language, emergency numbers; and honest words when something broke."""

from bot import consent, operator, post
from bot.message import Buttons
from bot.store import checkins, companionships, people
from bot.store.people import ADMIN, CARELEAVER, COORDINATION
from bot.turn import Turn


async def show(turn: Turn) -> None:
    """/hilfe, and every command nobody knows."""
    if turn.person is None:
        turn.say("help-stranger", contact=turn.content.service.kontakt)
    elif turn.me.role == CARELEAVER:
        turn.say("help-careleaver", service=turn.content.service.name, contact=turn.content.service.kontakt)
    else:
        turn.say(f"help-{turn.me.role}")


async def imprint(turn: Turn) -> None:
    """/impressum: who runs this."""
    lines = [
        turn.text("impressum-line", what=what, how=how) for what, how in operator.details(turn.content, turn.language)
    ]
    turn.say("impressum", lines="\n".join(lines))


async def unknown(turn: Turn) -> None:
    """A command that does not exist, or not for them."""
    turn.say("help-unknown")
    await show(turn)


async def menu(turn: Turn) -> None:
    """/menu: everything a young person needs, as buttons."""
    if turn.me.role != CARELEAVER:
        await show(turn)
        return
    turn.say("menu-text", wegbegleiter=await post.reader(turn, turn.me), options=_menu_options(turn))


def _menu_options(turn: Turn) -> Buttons:
    return (
        (turn.option("menu-questions", action="questions"),),
        (turn.option("menu-requests", action="requests"), turn.option("menu-checkin", action="rhythm")),
        (turn.option("menu-who", action="who"), turn.option("menu-pause", action="quiet")),
        (turn.option("menu-name", action="rename"), turn.option("menu-language", action="languages")),
        (turn.option("menu-recovery", action="recovery"), turn.option("menu-data", action="data")),
        (turn.option("menu-help", action="help"), turn.option("menu-away", action="away")),
        (turn.option("menu-emergency", action="notfall"), turn.option("menu-stop", action="leave")),
    )


async def who(turn: Turn) -> None:
    """Who is there for them."""
    ways = await companionships.of_careleaver(turn.tx, turn.me)
    first = await companionships.responsible(turn.tx, turn.me)
    if first is None:
        turn.say("who-nobody", contact=turn.content.service.kontakt)
        return
    others = [way.staff.name for way in ways if way.staff.id != first.staff.id]
    turn.say("who", name=first.staff.name, others=", ".join(others) or "keine", contact=turn.content.service.kontakt)


async def languages(turn: Turn) -> None:
    """/sprache: which one?"""
    codes = turn.content.texts.languages
    turn.say("language-question", options=tuple((turn.language_option(code, "language"),) for code in codes))


async def language_chosen(turn: Turn) -> None:
    """This one."""
    code = turn.content.texts.closest(turn.argument)
    if turn.person:
        await people.set_language(turn.tx, turn.me.id, code)
        await _same_words(turn, code)
        turn.person, turn.step = await people.at(turn.tx, turn.event.address)
    turn.edit_said("language-done")


async def _same_words(turn: Turn, code: str) -> None:
    """What a young person has agreed to they have agreed to in any language; from now on this one's text counts."""
    if turn.me.role != CARELEAVER:
        return
    if consent.joining_holds(turn.content, turn.me.consent):
        await people.read_in(turn.tx, turn.me.id, consent.joining(turn.content, code))
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    if wish and consent.checkins_hold(turn.content, wish.consent):
        await checkins.agree_again(turn.tx, turn.me.id, consent.checkins(turn.content, code))


async def broken(turn: Turn, number: int) -> None:
    """Something they sent could not be handled and was set aside: say so, and call for somebody who can look."""
    if turn.person:
        turn.say("broken", contact=turn.content.service.kontakt)
    for staff in await people.here(turn.tx, ADMIN, COORDINATION):
        if turn.person is None or staff.id != turn.person.id:
            turn.say_to(staff, "broken-staff", number=str(number))

"""/daten: what is stored about me, a copy of it, who sees what, correct it, delete it all."""

from datetime import timedelta

from bot import copies, privacy, rights
from bot.message import Buttons
from bot.store import companionships
from bot.turn import Turn


async def show(turn: Turn) -> None:
    """/daten: in words, by what it is for, who may see it and how long it stays; and what they can do."""
    found = await privacy.count(turn.tx, turn.me)
    keep = turn.content.service.aufbewahrung
    spans = {name: copies.span(turn.content, turn.language, days) for name, days in keep}
    turn.say(
        "data-overview", name=turn.me.name, given=found.get("answers", 0), requests=found.get("requests", 0),
        contacts=found.get("contacts", 0), alerts=found.get("alerts", 0), relayed=found.get("relayed", 0),
        answers_stay=spans["checkin_antworten"], requests_stay=spans["anliegen"],
        relayed_stay=spans["zuordnung_nachrichten"], contacts_stay=spans["kontaktnachweis"],
        deeds=found.get("audit", 0), deeds_stay=spans["protokoll"], options=_options(turn),
    )  # fmt: skip


def _options(turn: Turn) -> Buttons:
    return (
        (turn.option("data-copy", action="data-copy"), turn.option("data-who", action="data-who")),
        (turn.option("menu-name", action="rename"), turn.option("menu-language", action="languages")),
        (turn.option("data-erase", action="data-erase"),),
    )


async def copy(turn: Turn) -> None:
    """A page to read and a file for programs."""
    page, document = await rights.copy(turn, turn.me, turn.language)
    turn.hand_out(page, "meine-daten.html", "data-page")
    turn.hand_out(document, "meine-daten.json", "data-json")


async def who(turn: Turn) -> None:
    """Who can see what."""
    ways = await companionships.of_careleaver(turn.tx, turn.me)
    names = ", ".join(way.staff.name for way in ways)
    turn.say("data-who-sees", names=names or "niemand", service=turn.content.service.name)


async def erase(turn: Turn) -> None:
    """Delete it all: really?"""
    keep = turn.content.service.aufbewahrung
    until = turn.now + timedelta(days=max(keep.kontaktnachweis, keep.protokoll))
    yes, no = turn.option("data-erase-yes", action="data-erased"), turn.option("data-erase-no", action="data-kept")
    turn.say("data-erase-question", year=str(until.year), options=((yes,), (no,)))


async def kept(turn: Turn) -> None:
    """Not after all."""
    turn.edit_said("data-kept")


async def erased(turn: Turn) -> None:
    """Yes: at once."""
    await turn.move_on()
    await rights.erase(turn, turn.me)
    turn.person = None  # from here on this chat is a stranger's

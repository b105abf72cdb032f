"""The words somebody said yes to have changed: ask once, after whatever they wanted. A no ends nothing by itself."""

from bot import consent
from bot.event import Said, Sent, Tapped
from bot.store import alerts, checkins, people
from bot.store.people import ACTIVE, CARELEAVER
from bot.turn import Turn

_PATIENT = ("relay.message",)
"""Steps that wait for nothing in particular; in any other a question would come in between."""


async def ask_again(turn: Turn) -> None:
    """Last in every turn of a young person: a question never keeps what they wrote from anybody."""
    if turn.person is None or turn.me.role != CARELEAVER or not isinstance(turn.event, Said | Sent | Tapped):
        return
    if turn.step and turn.step.name not in _PATIENT:
        return
    if not _is_due(turn, turn.me):
        return
    now = await people.by_id(turn.tx, turn.me.id)  # this turn may have ended things
    if now is None or now.state != ACTIVE or not _is_due(turn, now) or await _is_in_need(turn):
        return
    if isinstance(turn.event, Tapped) and await checkins.is_asked(turn.tx, now.id):
        return  # they answer one question after the other
    version = consent.joining(turn.content, turn.language)
    await people.ask_consent(turn.tx, now.id, version)
    yes = turn.option("consent-yes", action="consent-yes", argument=version)
    no = turn.option("consent-no", action="consent-no", argument=version)
    turn.say("consent-changed", intro=consent.intro(turn.content, turn.language), options=((yes,), (no,)))


async def _is_in_need(turn: Turn) -> bool:
    """Whoever needs somebody now is asked another time."""
    event = turn.event
    if isinstance(event, Said):
        looked = event.command == "notfall"
    else:
        looked = isinstance(event, Tapped) and event.data == "notfall"
    return looked or await alerts.open_for(turn.tx, turn.me.id) is not None


def _is_due(turn: Turn, person: people.Person) -> bool:
    """Their yes was to other words, and they have not been asked about those there are now."""
    if person.consent is None:
        return False
    holds = consent.joining_holds
    return not holds(turn.content, person.consent) and not holds(turn.content, person.consent_asked)


async def agreed(turn: Turn) -> None:
    """Yes, to the words that stand there."""
    if await _answered(turn, agreed=True):
        turn.edit_said("consent-agreed")


async def refused(turn: Turn) -> None:
    """No: what that means, and what they can do."""
    if await _answered(turn, agreed=False):
        stop, data = turn.option("menu-stop", action="leave"), turn.option("menu-data", action="data")
        turn.edit_said("consent-refused", options=((stop, data),))


async def _answered(turn: Turn, *, agreed: bool) -> bool:
    """Keep it; False if the words have changed since they were shown."""
    if not consent.joining_holds(turn.content, turn.argument):
        turn.alert("consent-outdated")
        return False
    await people.answer_consent(turn.tx, turn.me.id, turn.argument, agreed=agreed)
    turn.person, turn.step = await people.at(turn.tx, turn.event.address)
    return True

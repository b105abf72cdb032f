"""How the bot itself is: /status, and what those who look after it are told without asking."""

from bot.event import BecameDue
from bot.store import people
from bot.store.people import CARELEAVER
from bot.turn import Turn


async def show(turn: Turn) -> None:
    """/status: how many there are, what waits, what does not work."""
    queues = await turn.queues()
    counts = await people.count(turn.tx)
    lines = [turn.text("status-trouble", **_words(turn, each.kind)) for each in turn.troubles]
    turn.say(
        "status",
        careleavers=counts.get(CARELEAVER, 0),
        wegbegleiter=counts.get(people.WEGBEGLEITER, 0),
        coming=queues.coming,
        going=queues.going,
        aside=queues.aside,
        troubles="\n".join(lines) or turn.text("status-fine"),
    )


async def began(turn: Turn) -> None:
    """Something does not work or stands still: what, and what to do."""
    words = _words(turn, _kind(turn))
    turn.say("trouble-began", what=words["what"], remedy=words["remedy"])


async def over(turn: Turn) -> None:
    """What they were told of is in order again."""
    turn.say("trouble-over", what=_words(turn, _kind(turn))["what"])


def _kind(turn: Turn) -> str:
    event = turn.event
    assert isinstance(event, BecameDue) and event.which  # noqa: S101 - registered for this event
    return event.which


def _words(turn: Turn, kind: str) -> dict[str, str]:
    return {"what": turn.text(f"trouble-{kind}"), "remedy": turn.text(f"trouble-{kind}-remedy")}

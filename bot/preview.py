"""What would be sent to a service, shown word for word; the yes is for exactly that.

Shared by who asks for themselves and who begins it for somebody else.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from bot import casework
from bot.message import Button, Buttons, in_rows
from bot.store import requests
from bot.store.people import Person
from bot.store.requests import DRAFTED, WEGBEGLEITER, Request, Words
from bot.turn import Turn

OTHER: Final = "-"
"""In a button: the topic that is none of the list."""


def topics(turn: Turn, action: str, before: str = "") -> Buttons:
    """What it can be about, as buttons; `before` stands in front of the topic in what they send."""
    buttons = [
        Button(casework.topic_name(turn, topic), f"{action}:{before}{topic}") for topic in turn.content.services.topics
    ]
    return (*in_rows(buttons, 2), (turn.option("request-topic-other", action=action, argument=f"{before}{OTHER}"),))


def topic(turn: Turn, key: str) -> str | None:
    """The topic a button stands for; None for something else."""
    return key if key in turn.content.faq.topics else None


async def written(turn: Turn, request: Request, young: Person, parts: Sequence[Words]) -> str:
    """The text that is agreed to. Everything a service will see stands in it, and everybody who may see it."""
    lines = "\n".join(_part(turn, part, young) for part in parts)
    if request.state != DRAFTED:
        asked = [party.service for party in await requests.parties(turn.tx, request.id) if party.asked_at]
        readers = ", ".join(casework.service_name(turn, key) for key in asked if key != request.holder)
        service = casework.service_name(turn, request.holder)
        return turn.text_for(young, "request-shown-reply", service=service, others=readers or "keine", words=lines)
    chain = await casework.chain(turn, request.topic, young.bezirk)
    first, *others = [casework.service_name(turn, key) for key in chain]
    also = ", ".join(casework.service_name(turn, key) for key in request.also)
    return turn.text_for(
        young, "request-shown", service=first, others=", ".join(others) or "keine", also=also or "keine",
        name=young.name, bezirk=young.bezirk or "keiner", words=lines,
        topic=casework.topic_name(turn, request.topic, young.language),
    )  # fmt: skip


def _part(turn: Turn, part: Words, young: Person) -> str:
    key = "request-by-wegbegleiter" if part.author == WEGBEGLEITER else "request-by-you"
    return turn.text_for(young, key, words=casework.as_text(turn, part, young.language))


def options(turn: Turn, request: Request, parts: Sequence[Words], seen: str, young: Person) -> Buttons:
    """What the young person can do with it. The yes bears the number of the last part and the mark of all they see."""

    def button(name: str, argument: str) -> Button:
        return turn.option(f"request-{name}", action=f"req-{name}", argument=argument, whom=young)

    agreed = f"{request.id}.{parts[-1].id}.{mark(seen)}"
    rows: list[tuple[Button, ...]] = [(button("yes", agreed),), (button("more", str(request.id)),)]
    if request.state == DRAFTED:
        rows.append((button("also", str(request.id)), button("about", str(request.id))))
    return (*rows, (button("drop", str(request.id)),))


def mark(seen: str) -> str:
    """Eight letters that no other text has: the yes is for this one."""
    return hashlib.blake2b(seen.encode(), digest_size=4).hexdigest()

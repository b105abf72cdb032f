"""Inline mode: what people ask the bot from the composer of any chat, and what it offers them to send."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from messenger.model import JSON, Chat, Person

if TYPE_CHECKING:
    from messenger.world import World

MAX_QUERY = 256
#: at Telegram a question does not wait behind the same person's messages: it has a lane of its own to the webhook
LANE = 1 << 33


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One thing the bot offers to send: how it stands in the list, and the message it becomes."""

    result_id: str
    query_id: str
    title: str
    content: JSON
    description: str = ""
    url: str | None = None
    markup: JSON | None = None
    link_preview: JSON | None = None

    @property
    def text(self) -> str:
        """The words of the message it becomes."""
        return str(self.content["text"])


@dataclass(frozen=True, slots=True)
class InlineButton:
    """The button above the results: it leads to the private chat as a link with ?start= does, or to a web app."""

    text: str
    start: str | None = None  # None: a web app, which nobody can open here


@dataclass(frozen=True, slots=True)
class Offer:
    """What the bot answered to a question."""

    results: list[InlineResult] = field(default_factory=list)
    next_offset: str = ""
    button: InlineButton | None = None


@dataclass(slots=True, eq=False)
class Asked:
    """A question from a composer and, once the bot has spoken, what it offers."""

    query_id: str
    person: Person
    query: str
    asked_at: float  # monotonic
    offer: Offer | None = None
    expired: bool = False

    @property
    def answered(self) -> bool:
        return self.offer is not None

    @property
    def results(self) -> list[InlineResult]:
        """What there is to choose from; nothing as long as the bot has not answered."""
        return [] if self.offer is None else self.offer.results

    def result(self, title: str) -> InlineResult:
        """The result with this title."""
        for result in self.results:
            if result.title == title:
                return result
        titles = ", ".join(repr(result.title) for result in self.results) or "none"
        raise LookupError(f"There is no result {title!r} to {self.query!r}; there are: {titles}.")

    def expire(self) -> None:
        """Let the time in which the bot may answer be over."""
        self.expired = True


def ask(world: World, person: Person, chat: Chat, query: str, offset: str) -> Asked:
    """Put a question to the bot, which need not be in the chat; it learns only of what kind that chat is."""
    asked = Asked(world.query_id(), person, query[:MAX_QUERY], time.monotonic())
    world.remember_inline(asked)
    update = {
        "id": asked.query_id,
        "from": person.user,
        "query": asked.query,
        "offset": offset,
        "chat_type": "sender" if chat.private else chat.type,
    }
    world.updates.push("inline_query", update, person.id + LANE)
    world.changed()
    return asked


def offered(world: World, person: Person, result: InlineResult) -> bool:
    """Whether this person was offered this result, and not somebody else."""
    asked = world.inline_queries.get(result.query_id)
    return asked is not None and asked.person is person and result in asked.results

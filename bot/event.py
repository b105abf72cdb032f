"""What came in, in this bot's own words: no messenger's types, frozen, written to the inbox as JSON.

Ids of chats, people, messages and topics are text, because other messengers do not number them.
"""

import json
import re
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Final, NamedTuple

LOCKED: Final = "locked"
"""In the place of a messenger: whoever this is has locked their chat and will come back with their code."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON can hold and nothing else: no file, no database, no messenger."""


class Address(NamedTuple):
    """Where somebody can be reached: a chat of a messenger."""

    messenger: str
    chat: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        """What `str` made."""
        messenger, _, chat = text.partition(":")
        return cls(messenger, chat)

    def __str__(self) -> str:
        return f"{self.messenger}:{self.chat}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened in a chat, or became due for it."""

    messenger: str
    chat: str
    #: When it happened, by the messenger's clock.
    at: datetime

    @property
    def address(self) -> Address:
        return Address(self.messenger, self.chat)


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming(Event):
    """Somebody sent a message of whatever kind."""

    message: str
    #: The language the sender's app runs in ("de", "en-GB"), if the messenger tells.
    language: str | None = None
    #: A group or channel: several people behind one address.
    group: bool = False
    topic: str | None = None
    reply_to: str | None = None
    #: The part of the quoted message that was picked out, if any.
    quote: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Said(Incoming):
    """A text. `entities` is the messenger's own description of bold, links and so on, passed along unread."""

    text: str
    entities: str | None = None
    #: The words under a picture or file that itself is not passed on.
    alone: bool = False

    @property
    def command(self) -> str | None:
        """`an` for "/an@bleibdran_bot Jas hallo", None for an ordinary text."""
        if not self.text.startswith("/") or self.text[1:2].isspace():
            return None
        word = self.text[1:].split(maxsplit=1)[:1]
        name = word[0].partition("@")[0].lower() if word else ""
        return name if name.isascii() and name.replace("_", "").isalnum() else None

    @property
    def argument(self) -> str:
        """What follows the command."""
        return (self.text.split(maxsplit=1)[1:] or [""])[0].strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent(Incoming):
    """A picture, voice, file, place: anything that is passed on by copying it."""

    kind: str
    #: The words under it.
    caption: str | None = None
    #: What the messenger calls the file, to fetch it by; and what the sender called it.
    file: str | None = None
    name: str | None = None
    #: Parts of one album share this.
    album: str | None = None
    #: A place that keeps moving; the copy stays where it was.
    live: bool = False

    @property
    def words(self) -> Said:
        """Only what stands under it."""
        return Said(
            messenger=self.messenger, chat=self.chat, at=self.at, message=self.message, language=self.language,
            group=self.group, topic=self.topic, reply_to=self.reply_to, quote=self.quote, text=self.caption or "",
            alone=True,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsupported(Incoming):
    """A message the messenger cannot copy; `kind` is the messenger's word for it."""

    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited(Incoming):
    """Somebody changed a message they had sent. `file` is set where it is a picture, video, file."""

    kind: str
    text: str | None = None
    entities: str | None = None
    file: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tapped(Event):
    """Somebody pressed a button of one of our messages."""

    query: str
    data: str
    message: str | None = None
    topic: str | None = None
    language: str | None = None
    #: In a group: who of its members it was, as they are called there.
    who: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reacted(Event):
    """Somebody put a reaction on a message, or took it away (`emoji` is None)."""

    message: str
    emoji: str | None = None
    #: A picture of their own instead of an emoji: nobody else can send it.
    custom: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocked(Event):
    """Nothing can reach this chat any more: the bot was blocked, removed, or the account is gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unblocked(Event):
    """The chat can be reached again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Added(Event):
    """The bot was added to a group."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved(Event):
    """The chat has a new id (a group that became a supergroup)."""

    to: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported(Event):
    """What became of something this person sent on its way to somebody else."""

    #: Id of the recipient in our own books.
    recipient: int
    #: The author's own messages it was about.
    messages: tuple[str, ...]
    #: "relay", "edit" or "recall".
    what: str
    #: None: it arrived. Otherwise "gone" (nobody there), "refused", "expired" or "partly".
    why: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Undelivered(Event):
    """A check-in or what a request needs could not be delivered; in the chat of the young person it is about."""

    #: "checkin" or "request".
    what: str
    #: The number of the check-in or request.
    about: int
    #: The service that should have got it; None where it was for the young person.
    service: str | None = None
    #: "gone", "refused", "expired", or "bounced" (a mail that came back).
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Acted(Event):
    """Somebody at a service used a link of a mail. `chat` is the service's key."""

    #: The request's number.
    request: int
    #: What the link is for: "open", "take", "pass", "ask", "answer", "done".
    action: str
    #: Used up with this event; a link works once.
    nonce: str
    #: What they wrote, or the service they pass it to.
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Queried(Event):
    """Somebody types the bot's name and a few words, in whatever chat, and waits for suggestions to send there."""

    query: str
    text: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BecameDue(Event):
    """The clock, not a person, is the reason for this turn. `what`: which conversation it is for."""

    what: str
    #: The number of what has become due: of a check-in or a request.
    about: int | None = None
    #: Of a trouble: its kind.
    which: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreadable(Event):
    """Something came in that this version does not understand; kept as it came, for a version that does."""

    raw: str


_KINDS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        *(Said, Sent, Unsupported, Edited, Tapped, Reacted),
        *(Blocked, Unblocked, Added, Moved, Reported, Undelivered, Acted, Queried, BecameDue, Unreadable),
    )
}


class Codec:
    """Events as JSON; the names of classes and fields are stored data: renaming one needs an alias here."""

    aliases: ClassVar[dict[str, str]] = {}

    @staticmethod
    def encode(event: Event) -> str:
        body = {f.name: value for f in fields(event) if (value := getattr(event, f.name)) is not None}
        body["at"] = event.at.isoformat()
        text = json.dumps({"is": type(event).__name__, **body}, ensure_ascii=False, separators=(",", ":"))
        return text if text.isascii() else _HALVES.sub("\ufffd", text)

    @classmethod
    def decode(cls, text: str) -> Event:
        body: dict[str, Any] = json.loads(text)
        name = body.pop("is")
        body["at"] = datetime.fromisoformat(body["at"])
        if "messages" in body:
            body["messages"] = tuple(body["messages"])
        return _KINDS[cls.aliases.get(name, name)](**body)

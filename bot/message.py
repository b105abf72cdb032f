"""What goes out, in this bot's own words: no messenger's types, frozen, written to the outbox as JSON."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, NamedTuple

from bot.event import Address

INTERACTIVE = 0
"""Lane of everything a person waits for."""
BULK = 1
"""Lane of everything that can wait for the others: check-ins, reminders, notices to many."""


class Button(NamedTuple):
    """A button under a message: pressing it sends `data` back, or opens `url`."""

    label: str
    data: str = ""
    url: str = ""


Buttons = tuple[tuple[Button, ...], ...]


def in_rows(buttons: Sequence[Button], length: int) -> Buttons:
    """So many beside each other, as many rows as that takes."""
    return tuple(tuple(buttons[start : start + length]) for start in range(0, len(buttons), length))


class Ref(NamedTuple):
    """A message as its author or reader knows it; the sender finds its twin in the recipient's chat.

    The twin is looked up when the message leaves: a reply or an edit may be written before what it refers to arrives.
    """

    person: int
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Something for one chat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text(Message):
    """Words of ours, or somebody's words passed on without the message they stood in."""

    text: str
    entities: str | None = None
    buttons: Buttons = ()
    reply_to: Ref | None = None
    #: A message in the recipient's own chat that this answers.
    answers: str | None = None
    silent: bool = False
    #: Ask the app to open the keyboard for an answer to exactly this.
    ask: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy(Message):
    """Somebody's message(s), passed on without a link to where they came from. Several are an album."""

    source: str
    messages: tuple[str, ...]
    reply_to: Ref | None = None
    quote: str | None = None
    silent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture(Message):
    """A PNG of ours with a caption."""

    png: bytes
    caption: str
    buttons: Buttons = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class File(Message):
    """A file of ours with a caption."""

    data: bytes
    name: str
    caption: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewrite(Message):
    """New words in a message that was sent before: our own (`message`) or somebody's copy (`twin`)."""

    message: str | None = None
    twin: Ref | None = None
    kind: str = "text"
    text: str = ""
    entities: str | None = None
    file: str | None = None
    buttons: Buttons = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class React(Message):
    """Put a reaction on a message, or take ours away (None)."""

    emoji: str | None
    message: str | None = None
    twin: Ref | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Delete(Message):
    """Take a message back."""

    twin: Ref | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clear(Message):
    """Take away whatever of these messages stands in the chat and can be taken away, whoever wrote it."""

    messages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerTap(Message):
    """Tell the app that a button press was understood, with a short notice if there is one."""

    query: str
    text: str = ""
    alert: bool = False


class Suggestion(NamedTuple):
    """Something to send, offered while somebody types: what the list shows, and the message it becomes."""

    id: str
    title: str
    description: str
    text: str
    entities: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerQuery(Message):
    """What somebody who types the bot's name may choose from."""

    query: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Commands(Message):
    """The list of commands the app offers in this chat: (name, what it does)."""

    commands: tuple[tuple[str, str], ...]


class Link(NamedTuple):
    """Something to open from a mail: what stands on it, and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail(Message):
    """A mail to a service. It says that something waits and where; what a young person wrote is never in it."""

    subject: str
    #: Paragraphs, separated by blank lines.
    text: str
    links: tuple[Link, ...] = ()
    #: Mails with the same value show as one conversation in the reader's mailbox.
    thread: str = ""


class Topic(NamedTuple):
    """One person's place in somebody's chat; `host` and `guest` are people's ids. Made when first needed."""

    host: int
    guest: int
    name: str
    #: Said before the message where the messenger can have no topic after all.
    header: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """Whose message this is on its way from and to, so that replies, edits, reactions and bad news find back."""

    author: int
    #: The author's own messages; for "checkin" and "request" the number of what it is about, and the service asked.
    messages: tuple[str, ...] = ()
    #: The reaction the author gets on delivery.
    receipt: str | None = None
    #: Whether the author hears of it as an event: on failure only, or always.
    report: Literal["failure", "always"] = "failure"
    what: Literal["relay", "edit", "recall", "header", "checkin", "request"] = "relay"
    author_address: Address


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """A message with its address and what the outbox has to know of it."""

    to: Address
    message: Message
    #: The person behind the address, if we know them.
    recipient: int | None = None
    lane: int = INTERACTIVE
    group: bool = False
    topic: Topic | None = None
    trail: Trail | None = None
    #: A second envelope with the same value is not put in.
    dedupe: str | None = None
    #: Copies with the same value that are not on their way yet become one (an album).
    gather: str | None = None
    not_before: datetime | None = None
    #: Not worth sending later than this.
    expires_at: datetime | None = None


_KINDS: dict[str, type[Message]] = {
    kind.__name__: kind
    for kind in (Text, Copy, Picture, File, Rewrite, React, Delete, Clear, AnswerTap, AnswerQuery, Commands, Mail)
}


def encode(message: Message) -> str:
    """As JSON for the outbox. Names of classes and fields are stored data."""
    body = {f.name: value for f in fields(message) if (value := getattr(message, f.name)) != f.default}
    if isinstance(message, Picture):
        body["png"] = base64.b64encode(message.png).decode()
    if isinstance(message, File):
        body["data"] = base64.b64encode(message.data).decode()
    return json.dumps({"is": type(message).__name__, **body}, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Message:
    """The message that `encode` wrote."""
    body: dict[str, Any] = json.loads(text)
    kind = _KINDS[body.pop("is")]
    if kind is React:
        body.setdefault("emoji", None)
    if kind is Delete:
        body.setdefault("twin", None)
    for name in ("reply_to", "twin"):
        if body.get(name) is not None:
            body[name] = Ref(*body[name])
    if "buttons" in body:
        body["buttons"] = tuple(tuple(Button(*button) for button in row) for row in body["buttons"])
    if "messages" in body:
        body["messages"] = tuple(body["messages"])
    if "commands" in body:
        body["commands"] = tuple((name, what) for name, what in body["commands"])
    if "suggestions" in body:
        body["suggestions"] = tuple(Suggestion(*suggestion) for suggestion in body["suggestions"])
    if "links" in body:
        body["links"] = tuple(Link(*link) for link in body["links"])
    if "data" in body:
        body["data"] = base64.b64decode(body["data"])
    if "png" in body:
        body["png"] = base64.b64decode(body["png"])
    return kind(**body)

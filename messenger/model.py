"""What the world is made of: people, chats, topics, messages. Values only; the rules are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

MEDIA = ("photo", "video", "video_note", "voice", "audio", "animation", "document", "sticker")
CAPTIONED = frozenset({"photo", "video", "voice", "audio", "animation", "document"})
#: animation stands before document because Telegram sends both keys for an animation, venue before location likewise
KINDS = (
    "text", *MEDIA, "venue", "location", "contact", "poll", "dice",
    "story", "giveaway", "paid_media", "game", "invoice",
)  # fmt: skip
UNCOPYABLE = frozenset({"story", "giveaway", "paid_media", "invoice", "game", "service"})
DEFAULT_ICON_COLOR = 7322096
ICON_COLORS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a phone, as far as the messenger knows them."""

    user: JSON
    started: bool = False  # has written to the bot at least once; before that a bot may not write
    blocked: bool = False
    deactivated: bool = False
    known: bool = False  # the bot has seen this user, say in a group

    @property
    def id(self) -> int:
        return int(self.user["id"])


@dataclass(slots=True, eq=False)
class Topic:
    """A thread with a name, in a group with topics or in a private chat."""

    thread_id: int
    name: str
    icon_color: int = DEFAULT_ICON_COLOR
    icon: str | None = None  # a custom emoji's id
    closed: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat between a person and the bot, or a group."""

    id: int
    type: str  # private, group, supergroup
    title: str = ""
    person: Person | None = None
    forum: bool = False
    #: people in a group by id; the value is their status: creator, administrator, member
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"  # member, administrator, left, kicked
    privacy: bool = False  # the bot sees only what is meant for it
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0  # supergroups count for themselves
    migrated_to: int | None = None
    migrated_from: Chat | None = None

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def bot_present(self) -> bool:
        return self.bot_status in ("member", "administrator")

    def json(self) -> JSON:
        """The chat as it stands in messages and updates."""
        if self.person is not None:
            user = self.person.user
            out: JSON = {"id": self.id, "first_name": user["first_name"], "type": "private"}
            for key in ("last_name", "username"):
                if key in user:
                    out[key] = user[key]
            return out
        out = {"id": self.id, "title": self.title, "type": self.type}
        if self.forum:
            out["is_forum"] = True
        return out


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` is never changed in place, only replaced: updates already under way keep the old one."""

    id: int
    chat: Chat
    sender: JSON
    date: int
    kind: str
    content: JSON  # the part of a Bot API message that says what it is: text, photo, entities, caption ...
    thread: int | None = None
    reply_to: int | None = None
    quote: JSON | None = None
    external_reply: JSON | None = None
    markup: JSON | None = None  # inline keyboard
    keyboard: JSON | None = None  # reply keyboard, its removal, or a forced reply
    album: str | None = None
    forward_origin: JSON | None = None
    via_bot: JSON | None = None  # a person chose it among what this bot offered inline
    inline_id: str | None = None  # by which the bot can edit such a message, if it has buttons
    link_preview: JSON | None = None
    protected: bool = False
    silent: bool = False
    effect: str | None = None
    edit_date: int | None = None
    edited: bool = False  # its content was changed, not just its buttons
    by_bot: bool = False
    reactions: dict[int, str] = field(default_factory=dict)
    hidden_from: set[int] = field(default_factory=set)  # who deleted it for themselves only

    @property
    def service(self) -> bool:
        return self.kind == "service"


def kind_of(content: JSON) -> str:
    """Which kind of message this content makes."""
    for kind in KINDS:
        if kind in content:
            return kind
    return "service"

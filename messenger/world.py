"""The messenger's world: who is there, what was written, what the bot is told. No network, no waiting."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from messenger import shapes
from messenger.calls import Calls
from messenger.clock import Clock
from messenger.faults import Faults
from messenger.files import Files
from messenger.group import Group
from messenger.inline import Asked
from messenger.limits import Limits
from messenger.model import JSON, Chat, Message, Person, Topic, kind_of
from messenger.phone import Phone
from messenger.profile import Profile, WebhookSettings
from messenger.shown import Pressed
from messenger.updates import Updates

DEFAULT_TOKEN = "100001:LOCAL-messenger-token-for-one-machine"  # noqa: S105 - not secret: it opens nothing but this world
QUERIES_KEPT = 10_000
Kept = TypeVar("Kept")
#: service messages which the bot is told about although it caused them itself
OWN_SERVICE_TOLD = frozenset({
    "left_chat_member", "pinned_message", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened", "new_chat_title",
})  # fmt: skip


@dataclass(slots=True)
class PollVotes:
    """A poll's place and who voted for what."""

    message: Message
    votes: dict[int, list[int]] = field(default_factory=dict)


class World:
    """One bot's messenger: everything the Bot API and the phones look at and change."""

    def __init__(
        self, token: str = DEFAULT_TOKEN, *, topics: bool = False, limits: bool = False, seed: int = 41
    ) -> None:
        self.token = token
        self.topics = topics
        self.latency = 0.0
        self.query_lifetime = 60.0  # seconds of real time in which the bot may answer a pressed button or a question
        self.rng = random.Random(seed)  # noqa: S311 - dice
        self.clock = Clock()
        self.files = Files()
        self.updates = Updates(self.rng)
        self.limits = Limits(enabled=limits)
        self.faults = Faults()
        self.calls = Calls()
        self.profile = Profile()
        self.webhook = WebhookSettings()
        self.bot: JSON = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": "Bleib dran",
            "username": "bleibdran_bot",
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.groups: dict[int, Group] = {}
        self.polls: dict[str, PollVotes] = {}
        self.queries: OrderedDict[str, Pressed] = OrderedDict()
        self.inline_queries: OrderedDict[str, Asked] = OrderedDict()
        self.inline_messages: dict[str, Message] = {}
        #: (chat, thread) -> what the bot is doing there, and until when (unix time)
        self.actions: dict[tuple[int, int | None], tuple[str, float]] = {}
        self._phones: dict[int, Phone] = {}
        self._last_message_id = 0
        self._last_number = 0
        self._listeners: list[Callable[[], None]] = []
        self.clock.on_change(self.changed)

    # --- people and groups

    def phone(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "de",
        *,
        user_id: int | None = None,
    ) -> Phone:
        """A new person with a phone, who has not written to the bot yet."""
        user_id = 200_000_001 + len(self.people) if user_id is None else user_id
        if user_id in self.people or user_id <= 0:
            raise ValueError(f"{user_id} cannot be a new person's id; leave it out to get a free one.")
        user: JSON = {"id": user_id, "is_bot": False, "first_name": first_name}
        for key, value in (("last_name", last_name), ("username", username), ("language_code", language_code)):
            if value:
                user[key] = value
        person = Person(user)
        self.people[user_id] = person
        self.chats[user_id] = Chat(user_id, "private", person=person)
        phone = self._phones[user_id] = Phone(self, person)
        self.changed()
        return phone

    @property
    def phones(self) -> list[Phone]:
        return list(self._phones.values())

    def phone_of(self, user_id: int) -> Phone:
        return self._phones[user_id]

    def user(self, user_id: int) -> JSON:
        """The Telegram user of this id, the bot included."""
        return self.bot if user_id == self.bot["id"] else self.people[user_id].user

    def group(
        self,
        title: str,
        members: Iterable[Phone] = (),
        forum: bool = False,
        bot_admin: bool = True,
        privacy: bool = False,
        supergroup: bool = False,
    ) -> Group:
        """A new group with the bot in it; with topics it is a supergroup from the start."""
        kind = "supergroup" if forum or supergroup else "group"
        chat = Chat(self.new_group_id(kind), kind, title=title, forum=forum, bot_status="left", privacy=privacy)
        self.chats[chat.id] = chat
        group = self.groups[chat.id] = Group(self, chat)
        for phone in members:
            chat.members[phone.user["id"]] = "member" if chat.members else "creator"
        group.add_bot(admin=bot_admin)
        return group

    def new_group_id(self, kind: str) -> int:
        self._last_number += 1
        return -(
            1_000_000_000_000 + 900_000 + self._last_number if kind == "supergroup" else 4_000_000 + self._last_number
        )

    def upgrade_group(self, group: Group) -> Group:
        """The group becomes a supergroup with a new id; its old id only says so from then on."""
        group.upgrade()
        return group

    # --- messages

    def post(
        self, chat: Chat, sender: JSON, content: JSON, *, tell: bool = True, own_id: int | None = None, **more: Any
    ) -> Message:
        """Put a message into a chat and tell the bot, if it may know."""
        message_id = self.next_message_id(chat) if own_id is None else own_id
        by_bot = sender is self.bot
        message = Message(message_id, chat, sender, self.clock.unix(), kind_of(content), content, by_bot=by_bot, **more)
        chat.messages[message_id] = message
        if message.kind == "poll":
            self.polls.setdefault(content["poll"]["id"], PollVotes(message))  # a forwarded poll is the same poll
        if message.inline_id is not None:
            self.inline_messages[message.inline_id] = message
        if tell and self.bot_sees(message):
            self.tell("message", shapes.message(message), chat)
        self.changed()
        return message

    def next_message_id(self, chat: Chat) -> int:
        """All private chats and small groups share one counter, each supergroup has its own."""
        if chat.type == "supergroup":
            chat.last_message_id += 1
            return chat.last_message_id
        self._last_message_id += 1
        return self._last_message_id

    def bot_sees(self, message: Message) -> bool:
        """Whether the bot is told about this message."""
        chat = message.chat
        if message.by_bot:
            return message.service and not OWN_SERVICE_TOLD.isdisjoint(message.content) and chat.bot_present
        if not chat.bot_present:
            return False
        if chat.private or not chat.privacy or chat.bot_status == "administrator" or message.service:
            return True
        if message.via_bot is not None and message.forward_origin is None:
            return True
        replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
        if replied is not None and replied.by_bot:
            return True
        text = message.content.get("text") or message.content.get("caption") or ""
        return text.startswith("/") or f"@{self.bot['username']}" in text

    def tell(self, kind: str, what: JSON, chat: Chat) -> None:
        """Queue an update."""
        self.updates.push(kind, what, chat.id)

    def change(self, message: Message, content: JSON, *, tell: bool) -> None:
        """Replace what a message says."""
        message.content = content
        message.kind = kind_of(content)
        message.edited = True
        message.edit_date = self.clock.unix()
        if tell and self.bot_sees(message):
            self.tell("edited_message", shapes.message(message), message.chat)
        self.changed()

    def remove(self, *messages: Message) -> None:
        """Delete messages for everybody. Nobody is told: Telegram never reports this to bots."""
        for message in messages:
            chat = message.chat
            chat.messages.pop(message.id, None)
            if message.id in chat.pinned:
                chat.pinned.remove(message.id)
        self.changed()

    def react(self, message: Message, user_id: int, emoji: str | None) -> None:
        """Somebody's reaction, or its end."""
        old = message.reactions.pop(user_id, None)
        if emoji is not None:
            message.reactions[user_id] = emoji
        chat = message.chat
        if user_id != self.bot["id"] and old != emoji and (chat.private or chat.bot_status == "administrator"):
            update = {
                "chat": chat.json(),
                "message_id": message.id,
                "user": self.user(user_id),
                "date": self.clock.unix(),
                "old_reaction": shapes.reactions(old),
                "new_reaction": shapes.reactions(emoji),
            }
            self.tell("message_reaction", update, chat)
        self.changed()

    def pin(self, message: Message, actor: JSON) -> None:
        chat = message.chat
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        chat.pinned.append(message.id)
        self.post(chat, actor, {"pinned_message": shapes.message(message, replied=False)}, thread=message.thread)

    def album_id(self) -> str:
        """A new media_group_id."""
        return str(13_000_000_000_000_000 + self.rng.randrange(10**15))

    def query_id(self) -> str:
        return str(self.rng.randrange(10**17, 10**18))

    # --- topics

    def open_topic(self, chat: Chat, actor: JSON, name: str, color: int, icon: str | None = None) -> Topic:
        """A new topic; its id is that of the service message which opens it."""
        thread = self.next_message_id(chat)
        topic = chat.topics[thread] = Topic(thread, name, color, icon)
        opened: JSON = {"name": name, "icon_color": color}
        if icon is not None:
            opened["icon_custom_emoji_id"] = icon
        self.post(chat, actor, {"forum_topic_created": opened}, own_id=thread, thread=thread)
        return topic

    def close_topic(self, chat: Chat, thread: int) -> None:
        """Delete a topic with everything in it."""
        chat.topics.pop(thread, None)
        self.remove(*[message for message in chat.messages.values() if message.thread == thread])

    # --- buttons and questions

    def remember_query(self, pressed: Pressed) -> None:
        _remember(self.queries, pressed.query_id, pressed)

    def remember_inline(self, asked: Asked) -> None:
        _remember(self.inline_queries, asked.query_id, asked)

    # --- looking at it from outside

    @property
    def duplicate_updates(self) -> float:
        """The probability that an update is delivered a second time later."""
        return self.updates.duplicate

    @duplicate_updates.setter
    def duplicate_updates(self, probability: float) -> None:
        self.updates.duplicate = probability

    def count(self, method: str) -> int:
        """How often the bot called this method since the log was last cleared."""
        return self.calls.counts[method]

    def commands_for(self, phone: Phone, chat: int | None = None) -> list[tuple[str, str]]:
        """The commands this phone offers: the most specific place and language that has any."""
        place = self.chats[phone.chat_id if chat is None else chat]
        return [(entry["command"], entry["description"]) for entry in self.profile.commands_for(phone.person, place)]

    def file(self, file_id: str) -> tuple[bytes, str | None, str]:
        """A file's bytes, name and type."""
        stored = self.files.find(file_id)
        if stored is None:
            raise LookupError(f"There is no file {file_id}.")
        return stored.data, stored.name, stored.mime

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after each change; the returned function ends that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def changed(self) -> None:
        for callback in list(self._listeners):
            callback()


def _remember(kept: OrderedDict[str, Kept], query_id: str, query: Kept) -> None:
    """Keep what the bot may still answer; the oldest goes when there are too many."""
    kept[query_id] = query
    if len(kept) > QUERIES_KEPT:
        kept.popitem(last=False)

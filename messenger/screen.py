"""What is on a phone's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger.model import JSON, Chat, Message, Person
from messenger.shown import Shown, ShownChat, ShownTopic, show, show_chat

if TYPE_CHECKING:
    from messenger.world import World


class PhoneError(Exception):
    """Something a person cannot do on a phone, such as writing while the bot is blocked."""


class Screen:
    """The looking half of a phone."""

    def __init__(self, world: World, person: Person) -> None:
        self.world = world
        self.person = person

    def __repr__(self) -> str:
        return f"<Phone of {self.user['first_name']}>"

    @property
    def user(self) -> JSON:
        return self.person.user

    @property
    def chat_id(self) -> int:
        """Her private chat with the bot; the same number as her user id."""
        return self.person.id

    @property
    def blocked(self) -> bool:
        return self.person.blocked

    def screen(self, chat: int | None = None, thread: int | None = None) -> list[Shown]:
        """What this person sees there now, oldest first; a thread shows only its own messages."""
        place: Chat | None = self._chat(chat)
        messages: list[Message] = []
        while place is not None:
            messages = [*place.messages.values(), *messages]
            place = place.migrated_from
        own = self.person.id
        return [
            self._show(message)
            for message in messages
            if own not in message.hidden_from and (thread is None or message.thread == thread)
        ]

    @property
    def last(self) -> Shown:
        """The newest message in the private chat."""
        for message in reversed(self._private.messages.values()):
            if self.person.id not in message.hidden_from:
                return self._show(message)
        raise LookupError(f"{self.user['first_name']}'s chat with the bot is empty.")

    def see(self, shown: Shown | int) -> Shown:
        """The same message as it is now."""
        return self._show(self._message(shown))

    def chats(self) -> list[ShownChat]:
        """The private chat with the bot, then the groups."""
        found = [show_chat(self._private, str(self.world.bot["first_name"]))]
        groups = dict.fromkeys(self.world.groups.values())  # one that has moved is there twice
        found += [show_chat(group.chat, group.title) for group in groups if self.person.id in group.chat.members]
        return found

    def topics(self, chat: int | None = None) -> list[ShownTopic]:
        found = self._chat(chat).topics.values()
        return [ShownTopic(topic.thread_id, topic.name, topic.icon_color, topic.icon, topic.closed) for topic in found]

    @property
    def _private(self) -> Chat:
        return self.world.chats[self.person.id]

    def _chat(self, chat_id: int | None) -> Chat:
        if chat_id is None or chat_id == self.person.id:
            return self._private
        chat = self.world.chats[chat_id]
        if chat.migrated_to is not None:
            chat = self.world.chats[chat.migrated_to]
        if self.person.id not in chat.members:
            raise PhoneError(f"{self.user['first_name']} is not in {chat.title or chat_id}.")
        return chat

    def _message(self, shown: Shown | int) -> Message:
        chat = self._private if isinstance(shown, int) else self.world.chats[shown.chat_id]
        message_id = shown if isinstance(shown, int) else shown.message_id
        message = chat.messages.get(message_id)
        if message is None or self.person.id in message.hidden_from:
            raise PhoneError(f"Message {message_id} is not on this screen (any more).")
        return message

    def _show(self, message: Message) -> Shown:
        return show(self.world, message, self.person.id)

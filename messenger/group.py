"""A group as the people in it handle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger import shapes
from messenger.model import JSON, Chat

if TYPE_CHECKING:
    from messenger.phone import Phone
    from messenger.world import World

#: whoever founded a group that has no people yet
NOBODY: JSON = {"id": 199_999_999, "is_bot": False, "first_name": "-"}


class Group:
    """Handle of a group chat; its chat_id changes when it becomes a supergroup."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def chat_id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    @property
    def members(self) -> list[Phone]:
        return [self.world.phone_of(user_id) for user_id in self.chat.members]

    def add(self, phone: Phone, by: Phone | None = None) -> None:
        """Somebody joins, or is brought in by somebody."""
        user = phone.user
        actor = by.user if by is not None else user
        self.chat.members[user["id"]] = "member"
        phone.person.known = True
        self._tell_member(actor, user, "left", "member")
        self.world.post(self.chat, actor, {"new_chat_members": [user]})

    def remove(self, phone: Phone, by: Phone | None = None) -> None:
        """Somebody leaves, or is sent away by somebody."""
        user = phone.user
        actor = by.user if by is not None else user
        old = self.chat.members.pop(user["id"])
        self._tell_member(actor, user, old, "kicked" if by is not None else "left")
        self.world.post(self.chat, actor, {"left_chat_member": user})

    def add_bot(self, *, admin: bool = False) -> None:
        """The founder brings the bot in."""
        chat, world, actor = self.chat, self.world, self._founder()
        for user_id in chat.members:
            world.people[user_id].known = True
        fresh = not chat.messages and chat.type == "group"
        self._bot_status("administrator" if admin else "member", actor)
        if fresh:
            world.post(chat, actor, {"group_chat_created": True})
        else:
            world.post(chat, actor, {"new_chat_members": [world.bot]})

    def promote_bot(self) -> None:
        self._bot_status("administrator", self._founder())

    def demote_bot(self) -> None:
        self._bot_status("member", self._founder())

    def kick_bot(self) -> None:
        self._bot_status("kicked", self._founder())
        self.world.post(self.chat, self._founder(), {"left_chat_member": self.world.bot}, tell=False)

    def promote(self, phone: Phone) -> None:
        """Make somebody an administrator."""
        old = self.chat.members[phone.user["id"]]
        self.chat.members[phone.user["id"]] = "administrator"
        self._tell_member(self._founder(), phone.user, old, "administrator")
        self.world.changed()

    def rename(self, title: str, by: Phone) -> None:
        self.chat.title = title
        self.world.post(self.chat, by.user, {"new_chat_title": title})

    def upgrade(self) -> None:
        """Become a supergroup: a new chat, which goes on where the old one ends."""
        world, old = self.world, self.chat
        if old.type != "group":
            raise ValueError(f"{old.title} is a supergroup already.")
        new = Chat(
            world.new_group_id("supergroup"), "supergroup", title=old.title, members=dict(old.members),
            bot_status=old.bot_status, privacy=old.privacy, migrated_from=old,
        )  # fmt: skip
        actor = self._founder()
        world.post(old, actor, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        world.chats[new.id] = new
        self.chat = new
        world.groups[new.id] = self
        world.post(new, actor, {"migrate_from_chat_id": old.id})

    def _bot_status(self, new: str, actor: JSON) -> None:
        chat, world = self.chat, self.world
        old, chat.bot_status = chat.bot_status, new
        update = shapes.member_change(chat, actor, world.clock.unix(), world.bot, old, new)
        world.tell("my_chat_member", update, chat)
        world.changed()

    def _tell_member(self, actor: JSON, user: JSON, old: str, new: str) -> None:
        if self.chat.bot_status == "administrator":
            update = shapes.member_change(self.chat, actor, self.world.clock.unix(), user, old, new)
            self.world.tell("chat_member", update, self.chat)

    def _founder(self) -> JSON:
        for user_id, status in self.chat.members.items():
            if status == "creator":
                return self.world.people[user_id].user
        return NOBODY

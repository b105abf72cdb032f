"""What the bot has set for itself: name, descriptions, commands, menu button, and where its updates go."""

from __future__ import annotations

from dataclasses import dataclass, field

from messenger.model import JSON, Chat, Person

#: a place where commands show: its type, and a chat and user where it names them
Scope = tuple[str, int, int]


@dataclass(slots=True)
class Profile:
    """Everything set by setMy...; the key "" stands for people without a language of their own."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[JSON]] = field(default_factory=dict)
    menu_buttons: dict[int, JSON] = field(default_factory=dict)  # 0: everybody's

    def commands_for(self, person: Person, chat: Chat) -> list[JSON]:
        """The commands this person is offered there: the most specific place wins, in it their language."""
        language = str(person.user.get("language_code", "")).split("-")[0]
        for scope in _places(person, chat):
            for key in (language, "") if language else ("",):
                if found := self.commands.get((scope, key)):
                    return found
        return []

    def menu_button(self, chat_id: int) -> JSON:
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(0) or {"type": "commands"}


@dataclass(slots=True)
class WebhookSettings:
    """Where updates are to be sent, and how that went."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    certificate: bool = False
    last_error_date: int | None = None
    last_error_message: str | None = None


def _places(person: Person, chat: Chat) -> list[Scope]:
    if chat.private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    admin = chat.members.get(person.id) in ("creator", "administrator")
    places: list[Scope] = [("chat_member", chat.id, person.id)]
    if admin:
        places.append(("chat_administrators", chat.id, 0))
    places.append(("chat", chat.id, 0))
    if admin:
        places.append(("all_chat_administrators", 0, 0))
    return [*places, ("all_group_chats", 0, 0), ("default", 0, 0)]

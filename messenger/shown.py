"""What a person sees on their phone: frozen views, nothing that reaches back into the world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from messenger.model import JSON, MEDIA, Chat, Message

if TYPE_CHECKING:
    from messenger.world import World


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    text: str
    data: str | None = None
    url: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as one person sees it."""

    message_id: int
    chat_id: int
    thread_id: int | None
    sender: str  # "me", "bot", or a first name
    sender_id: int
    kind: str  # text, photo ... location, poll, service
    at: datetime
    text: str = ""
    caption: str = ""
    entities: list[JSON] = field(default_factory=list)  # of the text or of the caption
    buttons: list[list[Button]] = field(default_factory=list)
    reply_to: int | None = None
    quote: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)  # emoji -> who
    album: str | None = None
    edited: bool = False
    file_id: str | None = None
    file_name: str | None = None
    data: bytes | None = None
    mime: str | None = None
    duration: int | None = None
    silent: bool = False
    protected: bool = False
    effect: str | None = None
    link_preview: JSON | None = None  # the bot's wishes for it
    forward: str | None = None  # whom it was forwarded from
    via: str | None = None  # the bot through which it was sent
    has_spoiler: bool = False
    keyboard: list[list[str]] | None = None  # reply keyboard
    keyboard_removed: bool = False
    one_time: bool = False
    placeholder: str | None = None
    force_reply: bool = False
    pinned: bool = False
    service: str | None = None  # which kind of service message
    extra: JSON = field(default_factory=dict)  # Telegram's part for location, poll, dice ... and service messages

    def __repr__(self) -> str:
        said = f" {self.text or self.caption!r}" if self.text or self.caption else ""
        what = self.service or self.kind
        buttons = f" {[[button.text for button in row] for row in self.buttons]}" if self.buttons else ""
        return f"<{self.message_id} {self.sender}: {what}{said}{buttons}>"

    def button(self, text: str) -> Button:
        """The button with these words."""
        for row in self.buttons:
            for button in row:
                if button.text == text:
                    return button
        words = ", ".join(repr(button.text) for row in self.buttons for button in row) or "none"
        raise LookupError(f"There is no button {text!r} under this message; there are: {words}.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a pressed button."""

    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass(slots=True, eq=False)
class Pressed:
    """A pressed button and, once the bot has spoken, its answer."""

    query_id: str
    button: Button
    pressed_at: float  # monotonic
    answer: Answer | None = None
    expired: bool = False
    sent: Shown | None = None  # a reply keyboard's button writes a message instead

    @property
    def url(self) -> str | None:
        """The address the button opens, if it is that kind."""
        return self.button.url

    @property
    def answered(self) -> bool:
        return self.answer is not None

    def expire(self) -> None:
        """Let the time in which the bot may answer be over."""
        self.expired = True


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A topic in somebody's list."""

    thread_id: int
    name: str
    icon_color: int
    icon: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ShownChat:
    """A chat in somebody's list."""

    chat_id: int
    title: str
    kind: str
    forum: bool


def show(world: World, message: Message, viewer_id: int) -> Shown:
    """This message on this person's phone."""
    content = message.content
    kind = message.kind
    stored = world.files.find(_file_id(message)) if kind in MEDIA else None
    part = content.get(kind)
    keyboard = message.keyboard or {}
    service = next((key for key in content), None) if kind == "service" else None
    return Shown(
        message_id=message.id,
        chat_id=message.chat.id,
        thread_id=message.thread,
        sender=_name(world, message.sender, viewer_id),
        sender_id=int(message.sender["id"]),
        kind=kind,
        at=datetime.fromtimestamp(message.date, UTC),
        text=content.get("text", ""),
        caption=content.get("caption", ""),
        entities=list(content.get("entities") or content.get("caption_entities") or ()),
        buttons=[[_button(button) for button in row] for row in (message.markup or {}).get("inline_keyboard", ())],
        reply_to=message.reply_to,
        quote=message.quote["text"] if message.quote else None,
        reactions=_reactions(world, message, viewer_id),
        album=message.album,
        edited=message.edited,
        file_id=stored.file_id if stored else None,
        file_name=stored.name if stored else None,
        data=stored.data if stored else None,
        mime=stored.mime if stored else None,
        duration=part.get("duration") if isinstance(part, dict) else None,
        silent=message.silent,
        protected=message.protected,
        effect=message.effect,
        link_preview=message.link_preview,
        forward=_forward(message),
        via=str(message.via_bot["username"]) if message.via_bot else None,
        has_spoiler=bool(content.get("has_media_spoiler")),
        keyboard=[[button["text"] for button in row] for row in keyboard["keyboard"]]
        if "keyboard" in keyboard
        else None,
        keyboard_removed="remove_keyboard" in keyboard,
        one_time=bool(keyboard.get("one_time_keyboard")),
        placeholder=keyboard.get("input_field_placeholder"),
        force_reply="force_reply" in keyboard,
        pinned=message.id in message.chat.pinned,
        service=service,
        extra=_extra(kind, service, content),
    )


def _button(button: JSON) -> Button:
    return Button(button["text"], button.get("callback_data"), button.get("url"), button.get("style"))


def _name(world: World, user: JSON, viewer_id: int) -> str:
    if user["id"] == viewer_id:
        return "me"
    return "bot" if user["id"] == world.bot["id"] else str(user["first_name"])


def _reactions(world: World, message: Message, viewer_id: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for user_id, emoji in message.reactions.items():
        found.setdefault(emoji, []).append(_name(world, world.user(user_id), viewer_id))
    return found


def _forward(message: Message) -> str | None:
    origin = message.forward_origin
    if origin is None:
        return None
    return str(origin["sender_user"]["first_name"]) if "sender_user" in origin else str(origin.get("sender_user_name"))


def _extra(kind: str, service: str | None, content: JSON) -> JSON:
    part: Any = content.get(service if service is not None else kind)
    if kind in ("text", "photo"):
        return {}
    return dict(part) if isinstance(part, dict) else {"value": part}


def _file_id(message: Message) -> str:
    part = message.content[message.kind]
    return str(part[-1]["file_id"] if isinstance(part, list) else part["file_id"])


def show_chat(chat: Chat, title: str) -> ShownChat:
    return ShownChat(chat.id, title, chat.type, chat.forum)

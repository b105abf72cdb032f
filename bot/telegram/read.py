"""Telegram's Update -> our Event. Pure: no network, no clock, no state."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    MessageEntity,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType

from bot.event import (
    Added,
    Blocked,
    Edited,
    Event,
    Moved,
    Queried,
    Reacted,
    Said,
    Sent,
    Tapped,
    Unblocked,
    Unsupported,
)
from bot.telegram import MESSENGER

ALLOWED_UPDATES: Final = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "message_reaction",
    "inline_query",
]
"""What we ask Telegram for; reactions come only if named."""

_NUMBER: Final = "-?[0-9]{1,16}"
"""A number of the messenger's: chats have at most 52 bits."""
_NUMBERED: Final = ("chat", "message", "topic", "reply_to", "to")
NOWHERE: Final = "0"
"""Nobody's chat."""

COPYABLE: Final = (
    "photo",
    "video",
    "video_note",
    "voice",
    "audio",
    "animation",  # before document: an animation is both
    "document",
    "sticker",
    "venue",  # before location: a venue is both
    "location",
    "contact",
    "poll",
    "dice",
)
"""Kinds copyMessage carries over."""

_REFUSED: Final = ("story", "game", "giveaway", "paid_media", "invoice", "checklist", "gift", "passport_data")
"""Kinds a person sends that copyMessage refuses: they get an answer."""

_NEEDED: Final = {"message_id", "from", "chat", "date", "text"}
_PLAIN_TEXT: Final = _NEEDED | {"message_thread_id", "is_topic_message"}

_GONE: Final = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


def events(update: Update) -> list[Event]:
    """What this update means to us; nothing for service messages and the like."""
    if update.message:
        return _message(update.message)
    if update.edited_message:
        return _edited(update.edited_message)
    if update.callback_query:
        return _tapped(update.callback_query, update)
    if update.message_reaction:
        return _reacted(update.message_reaction)
    if update.inline_query:
        return [_queried(update.inline_query)]
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    return []


def plain_text(raw: Mapping[str, Any]) -> Said | None:
    """A text in a private chat with nothing to it, as most messages are; None for everything else.

    The same as `events` finds, without the hundred fields python-telegram-bot looks for in every message.
    """
    message = raw.get("message")
    if not isinstance(message, dict) or message.keys() - _PLAIN_TEXT or not message.keys() >= _NEEDED:
        return None
    chat, sender = message["chat"], message["from"]
    if chat.get("type") != ChatType.PRIVATE or sender.get("is_bot") or not isinstance(message["text"], str):
        return None
    thread = message.get("is_topic_message") and message.get("message_thread_id")
    return Said(
        messenger=MESSENGER,
        chat=str(chat["id"]),
        at=datetime.fromtimestamp(message["date"], UTC),
        message=str(message["message_id"]),
        language=sender.get("language_code"),
        topic=str(thread) if thread else None,
        text=message["text"],
    )


class Asked(NamedTuple):
    """Somebody asks for the emergency numbers: in which chat, with an app in which language."""

    chat: int
    language: str | None


def emergency(raw: Mapping[str, Any]) -> Asked | None:
    """Whether this is /notfall or its button, found without anything but the update itself."""
    message, query = raw.get("message"), raw.get("callback_query")
    holder = query.get("message") if isinstance(query, Mapping) else message
    sender = query.get("from") if isinstance(query, Mapping) else isinstance(message, Mapping) and message.get("from")
    chat = chat_of(raw)
    if not isinstance(holder, Mapping) or chat == NOWHERE:
        return None
    language = sender.get("language_code") if isinstance(sender, Mapping) else None
    said = query.get("data") if isinstance(query, Mapping) else str(holder.get("text", "")).partition("@")[0]
    asks = said == "notfall" or (isinstance(said, str) and said.split()[:1] == ["/notfall"])
    return Asked(int(chat), language if isinstance(language, str) else None) if asks else None


def chat_of(raw: Mapping[str, Any]) -> str:
    """The chat an update belongs to, found without understanding it; NOWHERE if there is none."""
    for part in raw.values():
        if isinstance(part, Mapping):
            holder = part.get("message", part)
            chat = holder.get("chat") if isinstance(holder, Mapping) else None
            if isinstance(chat, Mapping) and re.fullmatch(_NUMBER, str(chat.get("id"))):
                return str(chat["id"])
    return NOWHERE


def check(event: Event) -> None:
    """Raises ValueError where something is not what it should be; python-telegram-bot looks at no types."""
    for field in fields(event):
        value = getattr(event, field.name)
        missing = value is None and field.type is not str
        if field.type in (str, str | None) and not missing and not isinstance(value, str):
            raise ValueError(f"{field.name} is no text")
    if not isinstance(event.at, datetime):
        raise ValueError("nobody knows when")
    for name in _NUMBERED:
        value = getattr(event, name, None)
        if value is not None and not re.fullmatch(_NUMBER, value):
            raise ValueError(f"{name} is no number")


def _message(message: Message) -> list[Event]:
    if message.chat.type == ChatType.CHANNEL or _by_a_bot(message):
        return []
    at = message.date
    if message.migrate_to_chat_id and message.chat.id < 0:  # a group; nobody's private chat moves
        return [Moved(messenger=MESSENGER, chat=str(message.chat.id), at=at, to=str(message.migrate_to_chat_id))]
    about = _about(message)
    if message.text is not None:
        return [Said(**about, text=message.text, entities=_entities(message.entities))]
    kind = next((kind for kind in COPYABLE if getattr(message, kind, None)), None)
    if kind:
        live = bool(message.location and message.location.live_period)
        return [
            Sent(
                **about,
                kind=kind,
                caption=message.caption,
                file=_file(message, kind),
                name=getattr(getattr(message, kind), "file_name", None),
                album=message.media_group_id,
                live=live,
            )
        ]
    kind = next((kind for kind in _REFUSED if getattr(message, kind, None)), None)
    if kind or not _is_service(message):
        return [Unsupported(**about, kind=kind or "unknown")]
    return []


def _by_a_bot(message: Message) -> bool:
    """Ourselves or another bot. Whoever writes as their group is a person, although Telegram names a bot for them."""
    return bool(message.from_user and message.from_user.is_bot and message.sender_chat is None)


def _about(message: Message) -> dict[str, Any]:
    reply = message.reply_to_message
    if reply and reply.forum_topic_created:
        reply = None  # everything in a topic "replies" to the line that opened it
    return {
        "messenger": MESSENGER,
        "chat": str(message.chat.id),
        "at": message.edit_date or message.date,
        "message": str(message.message_id),
        "language": message.from_user.language_code if message.from_user else None,
        "group": message.chat.type != ChatType.PRIVATE,
        "topic": str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None,
        "reply_to": str(reply.message_id) if reply else None,
        "quote": message.quote.text if message.quote and reply else None,
    }


#: Attributes every message has, whatever it is; anything beyond them that is set makes it a service message.
_PLAIN: Final = {
    *("message_id", "date", "chat", "from_user", "sender_chat", "sender_boost_count", "sender_business_bot"),
    *("business_connection_id", "edit_date", "has_protected_content", "is_from_offline", "is_topic_message"),
    *("message_thread_id", "reply_to_message", "external_reply", "quote", "reply_to_story", "via_bot"),
    *("forward_origin", "is_automatic_forward", "author_signature", "effect_id", "link_preview_options"),
    *("reply_markup", "media_group_id", "show_caption_above_media", "caption", "caption_entities", "entities"),
    *("api_kwargs", "direct_messages_topic", "paid_star_count", "is_paid_post", "suggested_post_info", "sender_tag"),
}


def _is_service(message: Message) -> bool:
    names = (name for name in message.__slots__ if not name.startswith("_") and name not in _PLAIN)
    return any(getattr(message, name, None) for name in names)


def _entities(entities: tuple[MessageEntity, ...]) -> str | None:
    kept = [entity.to_dict() for entity in entities if entity.type != MessageEntity.BOT_COMMAND]
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _edited(message: Message) -> list[Event]:
    if _by_a_bot(message) or message.location:
        return []  # a live place that moved: its sender was told that the copy stays
    about = _about(message)
    if message.text is not None:
        return [Edited(**about, kind="text", text=message.text, entities=_entities(message.entities))]
    kind = next((kind for kind in COPYABLE if getattr(message, kind, None)), None)
    if kind is None:
        return []
    return [
        Edited(
            **about,
            kind=kind,
            text=message.caption or "",
            entities=_entities(message.caption_entities),
            file=_file(message, kind),
        )
    ]


def _file(message: Message, kind: str) -> str | None:
    """What Telegram fetches it by, where it is a file at all; of a picture the largest."""
    part = message.photo[-1] if message.photo else getattr(message, kind)
    return getattr(part, "file_id", None)


def _tapped(query: CallbackQuery, update: Update) -> list[Event]:
    if query.message is None or query.data is None:
        return []
    message = query.message
    thread = getattr(message, "message_thread_id", None) if getattr(message, "is_topic_message", None) else None
    return [
        Tapped(
            messenger=MESSENGER,
            chat=str(message.chat.id),
            at=message.date,
            query=query.id,
            data=query.data,
            message=str(message.message_id),
            topic=str(thread) if thread else None,
            language=query.from_user.language_code,
            who=query.from_user.full_name if message.chat.type != ChatType.PRIVATE else None,
        )
    ]


def _queried(query: InlineQuery) -> Queried:
    """In whatever chat it is typed, it is its author's affair: their private chat has the same number as they have."""
    return Queried(
        messenger=MESSENGER,
        chat=str(query.from_user.id),
        at=datetime.fromtimestamp(0, UTC),  # the messenger does not say when; nobody asks
        query=query.id,
        text=query.query,
        language=query.from_user.language_code,
    )


def _reacted(change: MessageReactionUpdated) -> list[Event]:
    if change.user is None or change.user.is_bot:
        return []
    emoji = next((kind.emoji for kind in change.new_reaction if isinstance(kind, ReactionTypeEmoji)), None)
    return [
        Reacted(
            messenger=MESSENGER,
            chat=str(change.chat.id),
            at=change.date,
            message=str(change.message_id),
            emoji=emoji,
            custom=emoji is None and bool(change.new_reaction),
        )
    ]


def _membership(change: ChatMemberUpdated) -> list[Event]:
    about: dict[str, Any] = {"messenger": MESSENGER, "chat": str(change.chat.id), "at": change.date}
    was_there = change.old_chat_member.status not in _GONE
    is_there = change.new_chat_member.status not in _GONE
    if was_there and not is_there:
        return [Blocked(**about)]
    if is_there and not was_there:
        return [Unblocked(**about) if change.chat.type == ChatType.PRIVATE else Added(**about)]
    return []

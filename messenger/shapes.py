"""The world's values as the Bot API writes them."""

from __future__ import annotations

from messenger.model import JSON, MEDIA, Chat, Message, Topic

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip
DENIED_RIGHTS = frozenset({"can_be_edited", "is_anonymous", "can_promote_members"})
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def message(what: Message, *, replied: bool = True) -> JSON:
    """A message as the bot sees it; what it replies to stands inside, one level deep."""
    chat = what.chat
    out: JSON = {"message_id": what.id, "from": what.sender, "chat": chat.json(), "date": what.date}
    if what.thread is not None:
        out["message_thread_id"] = what.thread
        out["is_topic_message"] = True
    if replied and (reply := _replied(what)) is not None:
        out["reply_to_message"] = message(reply, replied=False)
    for key, value in (
        ("quote", what.quote),
        ("external_reply", what.external_reply),
        ("forward_origin", what.forward_origin),
        ("via_bot", what.via_bot),
        ("edit_date", what.edit_date),
        ("has_protected_content", what.protected or None),
        ("media_group_id", what.album),
        ("effect_id", what.effect),
        ("link_preview_options", what.link_preview),
    ):
        if value is not None:
            out[key] = value
    out.update(what.content)
    if what.markup is not None:
        out["reply_markup"] = what.markup
    return out


def _replied(what: Message) -> Message | None:
    if what.reply_to is not None:
        return what.chat.messages.get(what.reply_to)
    if what.thread is not None and what.thread != what.id and what.chat.type == "supergroup":
        return what.chat.messages.get(what.thread)  # Telegram does so in groups with topics, and surprises everybody
    return None


def place_of_button(what: Message) -> JSON:
    """Where a pressed button is: in this message, of which the bot is told no more than an id if a person sent it."""
    return {"message": message(what)} if what.inline_id is None else {"inline_message_id": what.inline_id}


def inaccessible(chat: Chat, message_id: int) -> JSON:
    """A message that is gone."""
    return {"chat": chat.json(), "message_id": message_id, "date": 0}


def external_reply(what: Message) -> JSON:
    """The message replied to, when it is in another chat or topic."""
    out: JSON = {"origin": origin(what), "message_id": what.id}
    if not what.chat.private:
        out["chat"] = what.chat.json()
    for kind in (*MEDIA, "venue", "location", "contact", "poll", "dice", "story", "giveaway", "paid_media", "game"):
        if kind in what.content:
            out[kind] = what.content[kind]
    return out


def origin(what: Message) -> JSON:
    """Where a forwarded message comes from."""
    return what.forward_origin or {"type": "user", "date": what.date, "sender_user": what.sender}


def topic(what: Topic) -> JSON:
    """Telegram's ForumTopic."""
    out: JSON = {"message_thread_id": what.thread_id, "name": what.name, "icon_color": what.icon_color}
    if what.icon is not None:
        out["icon_custom_emoji_id"] = what.icon
    return out


def member(user: JSON, status: str) -> JSON:
    """Telegram's ChatMember of this status."""
    out: JSON = {"status": status, "user": user}
    if status == "administrator":
        out |= {right: right not in DENIED_RIGHTS for right in RIGHTS}
    elif status == "creator":
        out["is_anonymous"] = False
    elif status == "kicked":
        out["until_date"] = 0
    return out


def full_chat(chat: Chat) -> JSON:
    """Telegram's ChatFullInfo."""
    private = chat.private
    out = chat.json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), private
        ),
    }
    if private and "username" in out:
        out["active_usernames"] = [out["username"]]
    if not private:
        out["permissions"] = dict.fromkeys(PERMISSIONS, True)
        if chat.type == "supergroup":
            out["has_visible_history"] = True
            out["join_to_send_messages"] = True
    if chat.pinned and chat.pinned[-1] in chat.messages:
        out["pinned_message"] = message(chat.messages[chat.pinned[-1]], replied=False)
    return out


def reactions(emoji: str | None) -> list[JSON]:
    """Nobody has more than one here."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def member_change(chat: Chat, actor: JSON, date: int, user: JSON, old: str, new: str) -> JSON:
    """Telegram's ChatMemberUpdated."""
    return {
        "chat": chat.json(),
        "from": actor,
        "date": date,
        "old_chat_member": member(user, old),
        "new_chat_member": member(user, new),
    }

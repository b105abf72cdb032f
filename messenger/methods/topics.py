"""Topics, in groups which have them and in private chats when the bot has topic mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger import shapes
from messenger.access import needs_admin, writable
from messenger.model import DEFAULT_ICON_COLOR, ICON_COLORS, JSON, Chat, Topic
from messenger.params import Given
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World


def create(world: World, given: Given) -> JSON:
    chat = _forum(world, given)
    name = given.get("name", "").strip()
    if not name or len(name) > 128:
        raise bad_request("TOPIC_NAME_INVALID" if name else "topic name must be non-empty")
    color = given.get("icon_color", DEFAULT_ICON_COLOR)
    if color not in ICON_COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    topic = world.open_topic(chat, world.bot, name, color, given.get("icon_custom_emoji_id") or None)
    return shapes.topic(topic)


def edit(world: World, given: Given) -> bool:
    chat = _forum(world, given)
    topic = _topic(chat, given)
    name = given.get("name", "").strip()
    if len(name) > 128:
        raise bad_request("TOPIC_NAME_INVALID")
    icon = given.get("icon_custom_emoji_id")
    changes: JSON = {}
    if name and name != topic.name:
        changes["name"] = topic.name = name
    if icon is not None and (icon or None) != topic.icon:
        topic.icon = icon or None
        changes["icon_custom_emoji_id"] = icon
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    world.post(chat, world.bot, {"forum_topic_edited": changes}, thread=topic.thread_id)
    return True


def close(world: World, given: Given) -> bool:
    return _set_closed(world, given, closed=True)


def reopen(world: World, given: Given) -> bool:
    return _set_closed(world, given, closed=False)


def _set_closed(world: World, given: Given, *, closed: bool) -> bool:
    chat = _forum(world, given)
    if chat.private:
        raise bad_request("the chat is not a supergroup forum")
    topic = _topic(chat, given)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    what = "forum_topic_closed" if closed else "forum_topic_reopened"
    world.post(chat, world.bot, {what: {}}, thread=topic.thread_id)
    return True


def delete(world: World, given: Given) -> bool:
    chat = _forum(world, given)
    world.close_topic(chat, _topic(chat, given).thread_id)
    return True


def unpin_all(world: World, given: Given) -> bool:
    chat = _forum(world, given)
    thread = _topic(chat, given).thread_id
    chat.pinned = [one for one in chat.pinned if chat.messages[one].thread != thread]
    world.changed()
    return True


def _forum(world: World, given: Given) -> Chat:
    chat = writable(world, given.get("chat_id"))
    if not (world.topics if chat.private else chat.forum):
        raise bad_request("the chat is not a forum")
    needs_admin(chat, "not enough rights to create a topic")
    return chat


def _topic(chat: Chat, given: Given) -> Topic:
    topic = chat.topics.get(given.get("message_thread_id", 0))
    if topic is None:
        raise bad_request("message thread not found")
    return topic

"""edit... and stop...: changing what the bot has sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger import markup, polls, shapes
from messenger.access import message_in, writable
from messenger.content import named
from messenger.formatting import message_text
from messenger.methods.sending import caption_part, location_part, media_part, preview
from messenger.model import CAPTIONED, JSON, Message
from messenger.params import Given
from messenger.refusals import NOT_MODIFIED, bad_request

if TYPE_CHECKING:
    from messenger.world import World

ALBUM_TOGETHER = ({"photo", "video"}, {"audio"}, {"document"})


def edit_text(world: World, given: Given) -> JSON | bool:
    if given.get("rich_message"):
        raise bad_request("rich messages are not served by this local messenger")
    words, entities = message_text(given.get("text", ""), given.get("parse_mode"), given.get("entities"))
    message = _mine(world, given)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    content: JSON = {"text": words}
    if entities:
        content["entities"] = named(world, entities)
    wishes = preview(given)
    changed = _change(world, message, content, given, also=wishes != message.link_preview and wishes is not None)
    message.link_preview = wishes
    return _told(changed)


def edit_caption(world: World, given: Given) -> JSON | bool:
    part = caption_part(world, given)
    message = _mine(world, given)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    bare = {
        key: value
        for key, value in message.content.items()
        if key not in ("caption", "caption_entities", "show_caption_above_media")
    }
    return _told(_change(world, message, bare | part, given))


def edit_media(world: World, given: Given) -> JSON | bool:
    if "media" not in given:
        raise bad_request("input media is not specified")
    message = _mine(world, given)
    if message.kind not in CAPTIONED and message.kind != "text":
        raise bad_request("message can't be edited")
    if not message.by_bot and str(given["media"].get("media", "")).startswith("attach://"):
        raise bad_request("invalid message content specified")  # people's messages take only files which are there
    kind, content = media_part(world, given["media"], given)
    if message.album is not None and not any({kind, message.kind} <= kinds for kinds in ALBUM_TOGETHER):
        raise bad_request("can't use the media of the specified type in the album")
    return _told(_change(world, message, content, given))


def edit_reply_markup(world: World, given: Given) -> JSON | bool:
    message = _mine(world, given)
    under = markup.inline(given.get("reply_markup"))
    if under == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.markup = under
    message.edit_date = world.clock.unix()
    world.changed()
    return _told(message)


def edit_live_location(world: World, given: Given) -> JSON | bool:
    location = location_part(given)
    message = _mine(world, given)
    if "live_period" not in message.content.get("location", {}):
        raise bad_request("message can't be edited")
    location = {"live_period": message.content["location"]["live_period"]} | location
    return _told(_change(world, message, {**message.content, "location": location}, given))


def stop_live_location(world: World, given: Given) -> JSON | bool:
    message = _mine(world, given)
    location = message.content.get("location", {})
    if "live_period" not in location:
        raise bad_request("message can't be edited")
    stopped = {key: location[key] for key in ("latitude", "longitude", "horizontal_accuracy") if key in location}
    return _told(_change(world, message, {**message.content, "location": stopped}, given))


def stop_poll(world: World, given: Given) -> JSON:
    chat = writable(world, given.get("chat_id"))
    message = message_in(chat, given.get("message_id"), "message with poll to stop")
    if message.kind != "poll":
        raise bad_request("message is not a poll")
    if not message.by_bot or message.forward_origin is not None:
        raise bad_request("poll can't be stopped")
    if message.content["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    message.markup = markup.inline(given.get("reply_markup"))
    return polls.close(world, message)


def _mine(world: World, given: Given) -> Message:
    """The message to edit: the bot's own without a reply keyboard, or one that was sent through it."""
    if given.get("business_connection_id"):
        raise bad_request("business connection not found")
    if "chat_id" not in given and "message_id" not in given:
        if given.get("inline_message_id"):
            return _sent_through_it(world, given["inline_message_id"])
        raise bad_request("message identifier is not specified")
    chat = writable(world, given.get("chat_id"))
    message = message_in(chat, given.get("message_id"), "message to edit")
    if not message.by_bot or message.service or message.forward_origin is not None or message.keyboard is not None:
        raise bad_request("message can't be edited")
    return message


def _sent_through_it(world: World, inline_message_id: str) -> Message:
    message = world.inline_messages.get(inline_message_id)
    if message is None or message.id not in message.chat.messages:
        raise bad_request("MESSAGE_ID_INVALID")
    return message


def _told(message: Message) -> JSON | bool:
    """What an edit answers: the bot's own message as it is now; of one that a person sent through it only true."""
    return shapes.message(message) if message.by_bot else True


def _change(world: World, message: Message, content: JSON, given: Given, also: bool = False) -> Message:
    """Put new content and buttons in place; buttons not named again are gone."""
    under = markup.inline(given.get("reply_markup"))
    if content == message.content and under == message.markup and not also:
        raise bad_request(NOT_MODIFIED)
    message.markup = under
    world.change(message, content, tell=False)
    return message

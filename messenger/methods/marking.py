"""Deleting, reacting, pinning, answering pressed buttons: small things done to messages that are there."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from messenger import units
from messenger.access import message_in, needs_admin, readable, writable
from messenger.model import Chat, Message
from messenger.params import Given
from messenger.refusals import QUERY_TOO_OLD, Refusal, bad_request
from messenger.shown import Answer

if TYPE_CHECKING:
    from messenger.world import World

DELETABLE_FOR = 48 * 60 * 60
#: what a bot may react with; exactly so, without variation selectors
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}


def delete_message(world: World, given: Given) -> bool:
    chat = _deleting_in(world, given)
    message = message_in(chat, given.get("message_id"), "message to delete")
    if (refusal := _kept(world, message)) is not None:
        raise refusal
    world.remove(message)
    return True


def delete_messages(world: World, given: Given) -> bool:
    """Several at once; what is not there is skipped."""
    chat = _deleting_in(world, given)
    if "message_ids" not in given:
        raise bad_request("message identifiers are not specified")
    found = [chat.messages[message_id] for message_id in given["message_ids"] if message_id in chat.messages]
    for message in found:
        if (refusal := _kept(world, message)) is not None:
            raise refusal
    world.remove(*found)
    return True


def _deleting_in(world: World, given: Given) -> Chat:
    chat = readable(world, given.get("chat_id"))
    if not chat.private:
        writable(world, chat.id)
    return chat


def _kept(world: World, message: Message) -> Refusal | None:
    """Why this message cannot be deleted, if so."""
    chat = message.chat
    if not message.by_bot and not chat.private and chat.bot_status != "administrator":
        return bad_request("message can't be deleted")
    moderating = chat.type == "supergroup" and chat.bot_status == "administrator"
    if message.date <= world.clock.unix() - DELETABLE_FOR and not moderating:
        return bad_request("message can't be deleted for everyone")
    return None


def set_reaction(world: World, given: Given) -> bool:
    chat = readable(world, given.get("chat_id"))
    wanted = [_emoji(one) for one in given.get("reaction", ())]
    message = message_in(chat, given.get("message_id"), "message to react")
    writable(world, chat.id)
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if wanted and wanted[0] not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    if message.service:
        raise bad_request("REACTION_INVALID")
    world.react(message, world.bot["id"], wanted[0] if wanted else None)
    return True


def _emoji(one: Any) -> str:
    if not isinstance(one, dict):
        raise bad_request("can't parse reaction types: expected an Object")
    kind, emoji = one.get("type"), one.get("emoji")
    if kind not in ("emoji", "custom_emoji", "paid"):
        raise bad_request("can't parse reaction types: invalid reaction type specified")
    if kind != "emoji":
        raise bad_request("REACTION_INVALID")  # custom ones need a paid account or a boosted group
    if not isinstance(emoji, str):
        raise bad_request("can't parse reaction types: Can't find field \"emoji\"")
    return emoji


def answer_callback_query(world: World, given: Given) -> bool:
    pressed = world.queries.get(given.get("callback_query_id", ""))
    if pressed is None or pressed.expired or time.monotonic() - pressed.pressed_at > world.query_lifetime:
        raise bad_request(QUERY_TOO_OLD)
    text = given.get("text", "")
    if units.length(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    url = given.get("url")
    if url and not re.match(rf"https?://t\.me/{world.bot['username']}\?start=", url):
        raise bad_request("URL_INVALID")
    if pressed.answer is None:
        pressed.answer = Answer(text, given.get("show_alert", False), url)
        world.changed()
    return True


def pin(world: World, given: Given) -> bool:
    chat = writable(world, given.get("chat_id"))
    message = message_in(chat, given.get("message_id"), "message to pin")
    needs_admin(chat, "not enough rights to manage pinned messages in the chat")
    if message.service:
        raise bad_request("message can't be pinned")
    if not chat.pinned or chat.pinned[-1] != message.id:
        world.pin(message, world.bot)
    return True


def unpin(world: World, given: Given) -> bool:
    """Without a message: the newest pinned one."""
    chat = writable(world, given.get("chat_id"))
    needs_admin(chat, "not enough rights to manage pinned messages in the chat")
    message_id = given.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.changed()
    return True


def unpin_all(world: World, given: Given) -> bool:
    chat = writable(world, given.get("chat_id"))
    needs_admin(chat, "not enough rights to manage pinned messages in the chat")
    chat.pinned.clear()
    world.changed()
    return True

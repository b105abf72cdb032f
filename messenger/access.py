"""May the bot do this there? Which chat, thread and message a call speaks of, or Telegram's refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from messenger import shapes
from messenger.content import quote_of
from messenger.model import JSON, Chat, Message
from messenger.params import Given
from messenger.refusals import bad_request, forbidden, migrated

if TYPE_CHECKING:
    from messenger.world import World


def readable(world: World, chat_id: int | str | None) -> Chat:
    """The chat of this id, if the bot may look at it."""
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.person is not None:
        if not chat.person.started and not chat.person.known:
            raise bad_request("chat not found")
    elif chat.type == "supergroup" and not chat.bot_present:
        raise _not_there(chat)
    return chat


def writable(world: World, chat_id: int | str | None) -> Chat:
    """The chat of this id, if the bot may write there."""
    chat = readable(world, chat_id)
    if chat.person is not None:
        if chat.person.deactivated:
            raise forbidden("user is deactivated")
        if not chat.person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.person.blocked:
            raise forbidden("bot was blocked by the user")
    elif chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    elif not chat.bot_present:
        raise _not_there(chat)
    return chat


def _not_there(chat: Chat) -> Exception:
    if chat.bot_status == "kicked":
        return forbidden(f"bot was kicked from the {chat.type} chat")
    return forbidden(f"bot is not a member of the {chat.type} chat")


def needs_admin(chat: Chat, complaint: str = "not enough rights") -> None:
    """In groups some things are for administrators only."""
    if not chat.private and chat.bot_status != "administrator":
        raise bad_request(complaint)


def message_in(chat: Chat, message_id: int | None, what: str) -> Message:
    """The message of this id, or `<what> not found`."""
    message = chat.messages.get(message_id) if message_id is not None else None
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def thread_in(world: World, chat: Chat, thread_id: int | None) -> int | None:
    """The topic a call names. Chats which cannot have topics ignore it, as Telegram does."""
    if not thread_id:
        return None
    if chat.private:
        if not world.topics:
            raise bad_request("message thread not found")
    elif not chat.forum:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and chat.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return thread_id


@dataclass(slots=True)
class Place:
    """Where a message is to go, and what it replies to."""

    chat: Chat
    thread: int | None = None
    reply_to: int | None = None
    quote: JSON | None = None
    external_reply: JSON | None = None


def place(world: World, given: Given) -> Place:
    """Where this call's message goes."""
    chat = writable(world, given.get("chat_id"))
    found = Place(chat, thread_in(world, chat, given.get("message_thread_id")))
    parameters = given.get("reply_parameters")
    if parameters is None:
        if "reply_to_message_id" not in given:  # as before Bot API 7.0
            return found
        parameters = {
            "message_id": given["reply_to_message_id"],
            "allow_sending_without_reply": given.get("allow_sending_without_reply", False),
        }
    _reply(world, found, parameters)
    return found


def _reply(world: World, found: Place, parameters: JSON) -> None:
    message_id = parameters.get("message_id", 0)
    if isinstance(message_id, str) and message_id.isdigit():
        message_id = int(message_id)
    if not isinstance(message_id, int) or isinstance(message_id, bool):
        raise bad_request('can\'t parse reply parameters: Field "message_id" must be of type Number')
    if message_id <= 0:
        return
    chat_id = parameters.get("chat_id")
    chat = found.chat if chat_id in (None, found.chat.id, str(found.chat.id)) else readable(world, chat_id)
    replied = chat.messages.get(message_id)
    if replied is None:
        if parameters.get("allow_sending_without_reply"):
            return
        raise bad_request("message to be replied not found")
    quote = parameters.get("quote")
    if quote:
        found.quote = quote_of(replied, str(quote), parameters.get("quote_position"))
    if chat is not found.chat or (found.thread is not None and replied.thread != found.thread):
        found.external_reply = shapes.external_reply(replied)
        return
    found.reply_to = replied.id
    found.thread = replied.thread

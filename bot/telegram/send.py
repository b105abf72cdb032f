"""Hands one Message to Telegram and says what became of it. The only place that knows Telegram's sentences."""

import contextlib
from collections.abc import Sequence
from typing import Any, Final, cast

from telegram import Bot, BotCommand, BotCommandScopeChat, LinkPreviewOptions, ReplyParameters
from telegram import ForceReply as AskForAnswer
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.event import Address
from bot.message import (
    AnswerQuery,
    AnswerTap,
    Clear,
    Commands,
    Copy,
    Delete,
    File,
    Message,
    Picture,
    React,
    Ref,
    Rewrite,
    Text,
)
from bot.outcome import Again, Gone, Moved, Outcome, Refused, Sent, TopicGone, Wait
from bot.telegram import write
from bot.telegram.http import AiohttpRequest

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_FINE: Final = (
    "message is not modified",  # the edit changes nothing: it is as wanted
    "message to delete not found",  # gone already
    "query is too old",  # the app has stopped waiting for our nod to a button press, or our suggestions
)
_NOBODY: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights to send",  # silenced in a group
    "chat_write_forbidden",
    "group chat was deactivated",
)


class TelegramAdapter:
    """One bot account at Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, to: Address, message: Message, thread: str | None) -> Outcome:
        try:
            return Sent(await self._send(int(to.chat), message, int(thread) if thread else None))
        except TelegramError as error:
            return _outcome(error)

    async def fetch(self, file: str) -> bytes:
        """A file somebody sent, by Telegram's name for it. Raises TelegramError."""
        found = await self._bot.get_file(file)
        return bytes(await found.download_as_bytearray())

    async def open_topic(self, to: Address, name: str) -> Outcome:
        try:
            topic = await self._bot.create_forum_topic(chat_id=int(to.chat), name=name[:128])
        except TelegramError as error:
            return _outcome(error)
        return Sent((str(topic.message_thread_id),))

    async def _call(self, method: str, **parameters: Any) -> Any:
        """For the two calls almost every message costs: without python-telegram-bot's own work it is half the CPU."""
        request = cast(AiohttpRequest, self._bot.request)
        given = {name: value for name, value in parameters.items() if value is not None}
        return await request.call(f"{self._bot.base_url}/{method}", given)

    async def _send(self, chat: int, message: Message, thread: int | None) -> tuple[str, ...]:
        match message:
            case Copy():
                return await self._copy(chat, message, thread)
            case Text():
                return await self._text(chat, message, thread)
            case React():
                await self._react(chat, message)
            case Rewrite():
                await self._rewrite(chat, message)
            case Delete(twin=twin):
                await self._bot.delete_message(chat, _id(twin))
            case Clear(messages=messages):
                await self._clear(chat, [int(each) for each in messages])
            case AnswerTap(query=query, text=text, alert=alert):
                await self._bot.answer_callback_query(query, text or None, show_alert=alert or None)
            case AnswerQuery(query=query, suggestions=suggestions):
                results = [write.article(suggestion) for suggestion in suggestions]
                # Answers change with the content, and each person has their own language.
                await self._bot.answer_inline_query(query, results, cache_time=60, is_personal=True)
            case Picture():
                sent = await self._bot.send_photo(
                    chat,
                    message.png,
                    caption=message.caption,
                    message_thread_id=thread,
                    reply_markup=write.keyboard(message.buttons),
                    filename="bild.png",
                )
                return (str(sent.message_id),)
            case File():
                sent = await self._bot.send_document(
                    chat, message.data, caption=message.caption, message_thread_id=thread, filename=message.name
                )
                return (str(sent.message_id),)
            case Commands(commands=commands):
                listed = [BotCommand(name, text) for name, text in commands]
                await self._bot.set_my_commands(listed, scope=BotCommandScopeChat(chat))
            case _:
                raise TypeError(f"Telegram has no call for {type(message).__name__}")
        return ()

    async def _clear(self, chat: int, messages: Sequence[int]) -> None:
        """A hundred at a time; one that is too old spoils its hundred, so those are tried one by one."""
        for some in (messages[at : at + 100] for at in range(0, len(messages), 100)):
            try:
                await self._bot.delete_messages(chat, some)
            except BadRequest:
                for each in some:
                    with contextlib.suppress(BadRequest):  # too old, or not there
                        await self._bot.delete_message(chat, each)

    async def _copy(self, chat: int, message: Copy, thread: int | None) -> tuple[str, ...]:
        source = int(message.source)
        if len(message.messages) > 1:
            copies = await self._bot.copy_messages(
                chat,
                source,
                [int(each) for each in message.messages],
                message_thread_id=thread,
                disable_notification=message.silent or None,
            )
            return tuple(str(copy.message_id) for copy in copies)
        quote = message.quote
        while True:
            try:
                reply = _reply(message.reply_to, quote)
                copy = await self._call(
                    "copyMessage",
                    chat_id=chat,
                    from_chat_id=source,
                    message_id=int(message.messages[0]),
                    message_thread_id=thread,
                    disable_notification=message.silent or None,
                    reply_parameters=reply and reply.to_dict(),
                )
                return (str(copy["message_id"]),)
            except BadRequest as error:
                if quote is None or "quote" not in error.message.lower():
                    raise
                quote = None  # the quoted words are not in the copy any more; the reply itself still stands

    async def _text(self, chat: int, message: Text, thread: int | None) -> tuple[str, ...]:
        sent = []
        pieces = write.parts(message.text, write.entities(message.entities))
        for number, piece in enumerate(pieces, 1):
            answer = await self._bot.send_message(
                chat,
                piece.text,
                entities=piece.entities or None,
                message_thread_id=thread,
                link_preview_options=_NO_PREVIEW,
                disable_notification=message.silent or None,
                reply_parameters=_reply(message.reply_to or _own(message.answers), None) if number == 1 else None,
                reply_markup=(AskForAnswer() if message.ask else write.keyboard(message.buttons))
                if number == len(pieces)
                else None,
            )
            sent.append(str(answer.message_id))
        return tuple(sent[:1])

    async def _react(self, chat: int, message: React) -> None:
        target = message.message or (message.twin and message.twin.message)
        if target is None:
            return  # nothing on the other side to react to
        emoji = (message.emoji or "").replace("\ufe0f", "")
        if emoji and emoji not in write.REACTIONS:
            raise BadRequest("REACTION_INVALID")
        reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
        await self._call("setMessageReaction", chat_id=chat, message_id=int(target), reaction=reaction)

    async def _rewrite(self, chat: int, message: Rewrite) -> None:
        target = int(message.message) if message.message else _id(message.twin)
        formatting = write.entities(message.entities) or None
        buttons = write.keyboard(message.buttons)
        if message.kind == "text":
            # Longer than one message may be: the end is cut, the beginning is true.
            first = write.parts(message.text, formatting or [])[0]
            await self._bot.edit_message_text(
                first.text,
                chat,
                target,
                entities=first.entities or None,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW if message.message else None,  # somebody's copy has what it had
            )
            return
        picture = write.media(message.kind, message.file, message.text, formatting or []) if message.file else None
        if picture:
            await self._bot.edit_message_media(picture, chat, target, reply_markup=buttons)
        else:
            await self._bot.edit_message_caption(
                chat, target, caption=message.text or None, caption_entities=formatting, reply_markup=buttons
            )


def _id(twin: Ref | None) -> int:
    if twin is None:
        raise BadRequest("there is no such message on the other side")
    return int(twin.message)


def _own(message: str | None) -> Ref | None:
    return Ref(0, message) if message else None


def _reply(to: Ref | None, quote: str | None) -> ReplyParameters | None:
    return ReplyParameters(int(to.message), allow_sending_without_reply=True, quote=quote) if to else None


def _outcome(error: TelegramError) -> Outcome:
    """What an error of python-telegram-bot means for the message."""
    text = error.message
    match error:
        case RetryAfter(retry_after=seconds):
            return Wait(seconds.total_seconds() if not isinstance(seconds, int) else float(seconds))
        case ChatMigrated(new_chat_id=chat):
            return Moved(str(chat))
        case Forbidden():
            return Gone(text)
        case BadRequest() if any(fine in text.lower() for fine in _FINE):
            return Sent()
        case BadRequest() if "thread not found" in text.lower() or "topic_deleted" in text.lower():
            return TopicGone()
        case BadRequest() if any(nobody in text.lower() for nobody in _NOBODY):
            return Gone(text)
        case BadRequest():
            return Refused(text)
        case InvalidToken():
            return Again("the messenger refuses the token")  # doctor says what to do; nothing is lost meanwhile
        case TimedOut() | NetworkError():
            return Again(text)
        case _:
            return Again(text)

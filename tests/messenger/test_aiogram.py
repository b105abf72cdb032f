"""aiogram, which was not written for this messenger, runs against it unchanged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramServerError,
)  # fmt: skip
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    ReplyParameters,
)  # fmt: skip

from messenger import LocalMessenger, Phone, World
from tests.messenger.conftest import eventually


@pytest.fixture
async def aiogram(messenger: LocalMessenger) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(messenger.url))
    async with Bot(messenger.token, session=session) as bot:
        yield bot


async def until(phone: Phone, text: str) -> None:
    await eventually(phone.world, lambda: text in [shown.text or shown.caption for shown in phone.screen()])


async def test_a_bot_that_polls(aiogram: Bot, world: World) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message, command: CommandObject) -> None:
        buttons = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="ja")]])
        await message.answer(f"Willkommen, {command.args}", reply_markup=buttons)

    @dispatcher.message(F.photo)
    async def photo(message: Message) -> None:
        assert message.photo is not None and message.bot is not None
        data = await message.bot.download(message.photo[-1])
        assert data is not None
        await message.answer_document(BufferedInputFile(data.read(), "zurück.bin"), caption="Hier")

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.copy_to(message.chat.id)
        await message.reply("So war's")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Gut")
        await query.answer("Danke")

    @dispatcher.message_reaction()
    async def reacted(reaction: MessageReactionUpdated) -> None:
        (new,) = reaction.new_reaction
        assert isinstance(new, ReactionTypeEmoji) and reaction.bot is not None
        await reaction.bot.send_message(reaction.chat.id, f"Freut mich: {new.emoji}")

    polling = asyncio.create_task(dispatcher.start_polling(aiogram, handle_signals=False, close_bot_session=False))
    mia = world.phone("Mia")
    mia.open_link("https://t.me/bleibdran_bot?start=CODE")
    await until(mia, "Willkommen, CODE")
    button = mia.press(mia.last, "Ja")
    await until(mia, "Gut")
    mia.send("photo", b"raw bytes")
    await until(mia, "Hier")
    assert mia.last.data == b"raw bytes"
    said = mia.write("Hallo <Welt> 😀")
    await until(mia, "So war's")
    assert [shown.text for shown in mia.screen()][-3:] == ["Hallo <Welt> 😀", "Hallo <Welt> 😀", "So war's"]
    assert mia.last.reply_to == said.message_id
    mia.react(mia.last, "👍")
    await until(mia, "Freut mich: 👍")
    assert button.answer is not None and button.answer.text == "Danke"
    await dispatcher.stop_polling()
    await polling


async def test_a_bot_that_is_asked_inline(aiogram: Bot, world: World, mia: Phone) -> None:
    dispatcher = Dispatcher()

    @dispatcher.inline_query()
    async def asked(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=f"<i>{query.query}</i>", parse_mode="HTML")
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="ja")]])
        result = InlineQueryResultArticle(
            id="1", title=query.query, input_message_content=content, description="…", reply_markup=keyboard
        )
        button = InlineQueryResultsButton(text="Alles", start_parameter="faq")
        await query.answer([result], cache_time=1, is_personal=True, next_offset="", button=button)

    @dispatcher.message(F.via_bot)
    async def sent(message: Message) -> None:
        assert message.via_bot is not None and message.via_bot.username == "bleibdran_bot"
        await message.reply("Gern")

    @dispatcher.callback_query(F.inline_message_id)
    async def pressed(query: CallbackQuery) -> None:
        assert query.bot is not None and query.message is None
        assert await query.bot.edit_message_text("Gut", inline_message_id=query.inline_message_id) is True
        await query.answer("Danke")

    polling = asyncio.create_task(dispatcher.start_polling(aiogram, handle_signals=False, close_bot_session=False))
    question = mia.inline("kaution")
    await eventually(world, lambda: question.answered)
    assert question.offer is not None and question.offer.button is not None
    assert (question.offer.button.text, question.offer.button.start) == ("Alles", "faq")
    chosen = mia.choose(question.result("kaution"))
    assert [entity["type"] for entity in chosen.entities] == ["italic"]
    await until(mia, "Gern")
    button = mia.press(chosen, "Ja")
    await eventually(world, lambda: button.answered and mia.see(chosen).text == "Gut")
    await dispatcher.stop_polling()
    await polling


async def test_files_albums_topics_reactions(aiogram: Bot, world: World, mia: Phone) -> None:
    world.topics = True
    topic = await aiogram.create_forum_topic(mia.chat_id, "Jasmin")
    files = [BufferedInputFile(data, f"{number}.jpg") for number, data in enumerate((b"eins", b"zwei"))]
    album = await aiogram.send_media_group(
        mia.chat_id,
        [InputMediaPhoto(media=files[0], caption="Ferien"), InputMediaPhoto(media=files[1])],
        message_thread_id=topic.message_thread_id,
    )
    assert [shown.data for shown in mia.screen(thread=topic.message_thread_id)][-2:] == [b"eins", b"zwei"]
    ids = [message.message_id for message in album]
    copies = await aiogram.copy_messages(mia.chat_id, mia.chat_id, ids)
    assert len(copies) == 2
    said = mia.write("Das ist gut so")
    await aiogram.set_message_reaction(mia.chat_id, said.message_id, [ReactionTypeEmoji(emoji="❤")])
    assert mia.see(said).reactions == {"❤": ["bot"]}
    quote = ReplyParameters(message_id=said.message_id, quote="gut so")
    sent = await aiogram.send_message(mia.chat_id, "Ja", reply_parameters=quote)
    assert sent.quote is not None and sent.quote.position == 8
    with pytest.raises(TelegramBadRequest, match="is not modified"):
        await sent.edit_text("Ja")


async def test_its_exceptions_name_what_happened(aiogram: Bot, world: World, mia: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aiogram.send_message(4711, "x")
    world.faults.plan("sendMessage", "500")
    with pytest.raises(TelegramServerError):
        await aiogram.send_message(mia.chat_id, "x")
    world.faults.plan("sendMessage", "429", retry_after=17)
    with pytest.raises(TelegramRetryAfter) as caught:
        await aiogram.send_message(mia.chat_id, "x")
    assert caught.value.retry_after == 17
    group = world.group("Runde", [mia])
    old = group.chat_id
    world.upgrade_group(group)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aiogram.send_message(old, "x")
    assert moved.value.migrate_to_chat_id == group.chat_id
    mia.block()
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await aiogram.send_message(mia.chat_id, "x")

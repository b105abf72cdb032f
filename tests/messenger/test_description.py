"""Every method takes what is documented and returns what is documented."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, params
from messenger.methods import inline
from messenger.methods.table import GET_UPDATES, METHODS, Takes
from tests.messenger.conftest import RawBot
from tests.messenger.description import (
    check_update,
    documented_fields,
    documented_parameters,
    required_fields,
    required_parameters,
    spec,
)  # fmt: skip

SERVED: dict[str, Takes] = {method.name: method.takes for method in METHODS.values()} | {"getUpdates": GET_UPDATES}
PROMISED = [
    "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "logOut", "close", "sendMessage",
    "sendPhoto", "sendVideo", "sendVideoNote", "sendVoice", "sendAudio", "sendDocument", "sendAnimation",
    "sendSticker", "sendMediaGroup", "sendLocation", "sendVenue", "sendContact", "sendPoll", "sendDice",
    "sendChatAction", "forwardMessage", "forwardMessages", "copyMessage", "copyMessages", "editMessageText",
    "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup", "editMessageLiveLocation",
    "stopMessageLiveLocation", "stopPoll", "deleteMessage", "deleteMessages", "setMessageReaction",
    "answerCallbackQuery", "answerInlineQuery", "getFile", "getChat", "getChatMember", "getChatAdministrators",
    "getChatMemberCount", "leaveChat", "createForumTopic", "editForumTopic", "closeForumTopic",
    "reopenForumTopic", "deleteForumTopic", "unpinAllForumTopicMessages", "pinChatMessage", "unpinChatMessage",
    "unpinAllChatMessages", "setMyCommands", "getMyCommands", "deleteMyCommands", "setMyName", "getMyName",
    "setMyDescription", "getMyDescription", "setMyShortDescription", "getMyShortDescription",
    "getUserProfilePhotos", "setChatMenuButton", "getChatMenuButton",
]  # fmt: skip
#: objects inside a call which are read field by field
OBJECTS: dict[str, Takes] = {
    "InlineQueryResultArticle": inline.ARTICLE,
    "InputTextMessageContent": inline.CONTENT,
    "InlineQueryResultsButton": inline.BUTTON,
}
#: how a documented type is read
READ_AS: dict[str, params.Parser] = {
    "Integer": params.integer,
    "Float": params.number,
    "Boolean": params.boolean,
    "String": params.text,
    "Integer|String": params.chat,
    "InputFile|String": params.file,
    "InputFile": params.upload,
    "Array of String": params.texts,
}


def test_every_promised_method_is_served() -> None:
    assert set(PROMISED) == set(SERVED)


@pytest.mark.parametrize("method", sorted(SERVED))
def test_a_method_takes_exactly_the_documented_parameters(method: str) -> None:
    assert required_parameters(method) - set(SERVED[method]) == set()
    assert set(SERVED[method]) - documented_parameters(method) == set()


@pytest.mark.parametrize("kind", sorted(OBJECTS))
def test_an_object_has_exactly_the_documented_fields(kind: str) -> None:
    assert required_fields(kind) - set(OBJECTS[kind]) == set()
    assert set(OBJECTS[kind]) - documented_fields(kind) == set()


@pytest.mark.skipif(spec() is None, reason="bot-api-spec.json does not lie beside this checkout")
def test_parameters_are_read_as_their_documented_types() -> None:
    known = spec()
    assert known is not None
    described = [(name, takes, known["methods"][name]) for name, takes in SERVED.items()]
    described += [(name, takes, known["types"][name]) for name, takes in OBJECTS.items()]
    for where, takes, description in described:
        for field in description.get("fields", ()):
            name, kind = field["name"], "|".join(field["types"])
            expected: params.Parser
            if name == "message_ids":
                expected = params.message_ids
            elif kind.startswith("Array of") and kind not in READ_AS:
                expected = params.array
            else:
                expected = READ_AS.get(kind, params.mapping)
            assert takes[name] is expected, f"{where}.{name} is {kind}"


class Watching(RawBot):
    """Remembers which methods it has called with success."""

    def __init__(self, messenger: LocalMessenger, session: aiohttp.ClientSession) -> None:
        super().__init__(messenger, session)
        self.called: set[str] = set()

    async def read(self, method: str, request: Any) -> Any:
        result = await super().read(method, request)
        self.called.add(method)
        return result

    async def upload(self, method: str, field: str, data: bytes, **fields: str) -> Any:
        form = aiohttp.FormData(fields)
        form.add_field(field, data, filename=f"{field}.bin", content_type="application/octet-stream")
        return await self.form(method, form)


async def test_every_result_is_what_both_descriptions_say(messenger: LocalMessenger, mia: Phone, tom: Phone) -> None:
    async with aiohttp.ClientSession() as session:
        bot = Watching(messenger, session)
        await _private_chat(bot, mia)
        await _files(bot, mia)
        await _group(bot, messenger, [mia, tom])
        await _inline(bot, mia)
        await _settings(bot, mia)
        assert bot.called == set(SERVED)


async def _private_chat(bot: Watching, mia: Phone) -> None:
    bot.messenger.world.topics = True
    chat = mia.chat_id
    await bot("getMe")
    said = mia.write("Hallo, siehe https://example.org und /hilfe")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}, {"text": "Mehr", "url": "https://a.de"}]]}
    reply = {"message_id": said.message_id, "quote": "siehe"}
    asked = await bot("sendMessage", chat_id=chat, text="Frage", reply_markup=keyboard, reply_parameters=reply)
    pressed = mia.press(mia.last, "Ja")
    await bot("answerCallbackQuery", callback_query_id=pressed.query_id, text="Gut")
    message = {"chat_id": chat, "message_id": asked["message_id"]}
    await bot("editMessageText", **message, text="Andere Frage", reply_markup=keyboard)
    await bot("editMessageReplyMarkup", **message)
    await bot("setMessageReaction", **message, reaction=[{"type": "emoji", "emoji": "❤"}])
    await bot("pinChatMessage", **message)
    await bot("getChat", chat_id=chat)
    await bot("unpinChatMessage", **message)
    await bot("unpinAllChatMessages", chat_id=chat)
    for text in ("eins", "zwei"):
        mia.write(text)
    ids = [mia.last.message_id - 1, mia.last.message_id]
    await bot("copyMessage", chat_id=chat, from_chat_id=chat, message_id=ids[0])
    await bot("copyMessages", chat_id=chat, from_chat_id=chat, message_ids=ids)
    await bot("forwardMessage", chat_id=chat, from_chat_id=chat, message_id=ids[0])
    await bot("forwardMessages", chat_id=chat, from_chat_id=chat, message_ids=ids)
    await bot("deleteMessage", chat_id=chat, message_id=ids[0])
    await bot("deleteMessages", chat_id=chat, message_ids=ids)
    await bot("sendVenue", chat_id=chat, latitude=52.1, longitude=9.9, title="Haus", address="Weg 1")
    await bot("sendContact", chat_id=chat, phone_number="+49 1", first_name="Jugendamt")
    await bot("sendDice", chat_id=chat)
    await bot("sendChatAction", chat_id=chat, action="typing")
    live = await bot("sendLocation", chat_id=chat, latitude=52.1, longitude=9.9, live_period=600)
    place = {"chat_id": chat, "message_id": live["message_id"]}
    await bot("editMessageLiveLocation", **place, latitude=52.2, longitude=9.8, horizontal_accuracy=5)
    await bot("stopMessageLiveLocation", **place)
    poll = await bot("sendPoll", chat_id=chat, question="Wann?", options=[{"text": "heute"}, {"text": "morgen"}])
    mia.vote(poll["message_id"], 1)
    await bot("stopPoll", chat_id=chat, message_id=poll["message_id"])
    quiz = {"type": "quiz", "correct_option_ids": [0], "explanation": "<b>so</b>", "explanation_parse_mode": "HTML"}
    await bot("sendPoll", chat_id=chat, question="?", options=["a", "b"], is_anonymous=False, **quiz)
    topic = await bot("createForumTopic", chat_id=chat, name="Jasmin")
    thread = {"chat_id": chat, "message_thread_id": topic["message_thread_id"]}
    await bot("sendMessage", **thread, text="hier")
    await bot("editForumTopic", **thread, name="Jasmin B.")
    await bot("unpinAllForumTopicMessages", **thread)
    await bot("deleteForumTopic", **thread)
    for update in await bot.updates():
        check_update(update)


async def _files(bot: Watching, mia: Phone) -> None:
    chat = str(mia.chat_id)
    for method, field in (
        ("sendVideo", "video"), ("sendVideoNote", "video_note"), ("sendVoice", "voice"), ("sendAudio", "audio"),
        ("sendDocument", "document"), ("sendAnimation", "animation"), ("sendSticker", "sticker"),
    ):  # fmt: skip
        await bot.upload(method, field, b"data", chat_id=chat)
    sent = await bot.upload("sendPhoto", "photo", b"photo", chat_id=chat, caption="<i>wir</i>", parse_mode="HTML")
    photo = sent["photo"][-1]["file_id"]
    await bot("getFile", file_id=photo)
    message = {"chat_id": mia.chat_id, "message_id": sent["message_id"]}
    await bot("editMessageCaption", **message, caption="ihr")
    await bot("editMessageMedia", **message, media={"type": "photo", "media": photo, "caption": "neu"})
    items = [{"type": "photo", "media": photo}, {"type": "photo", "media": "attach://other"}]
    await bot.upload("sendMediaGroup", "other", b"other", chat_id=chat, media=json.dumps(items))
    await bot("getUserProfilePhotos", user_id=mia.user["id"])


async def _group(bot: Watching, messenger: LocalMessenger, members: list[Phone]) -> None:
    group = messenger.world.group("Koordination", members, forum=True)
    chat = group.chat_id
    await bot("getChat", chat_id=chat)
    await bot("getChatMember", chat_id=chat, user_id=members[0].user["id"])
    await bot("getChatMember", chat_id=chat, user_id=bot.messenger.world.bot["id"])
    await bot("getChatAdministrators", chat_id=chat, return_bots=True)
    await bot("getChatMemberCount", chat_id=chat)
    topic = await bot("createForumTopic", chat_id=chat, name="Fälle", icon_color=7322096)
    thread = {"chat_id": chat, "message_thread_id": topic["message_thread_id"]}
    await bot("sendMessage", **thread, text="mit Thema")
    await bot("closeForumTopic", **thread)
    await bot("reopenForumTopic", **thread)
    group.remove(members[1])
    group.add(members[1], by=members[0])
    await bot("leaveChat", chat_id=chat)
    small = messenger.world.group("Klein", members)
    messenger.world.upgrade_group(small)
    for update in await bot.updates():
        check_update(update)


async def _inline(bot: Watching, mia: Phone) -> None:
    asked = mia.inline("kaution")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    content = {"message_text": "*so*", "parse_mode": "MarkdownV2", "link_preview_options": {"is_disabled": True}}
    result = {
        "type": "article", "id": "1", "title": "Kaution", "description": "…", "url": "https://example.org",
        "input_message_content": content, "reply_markup": keyboard, "thumbnail_url": "https://example.org/a.jpg",
        "thumbnail_width": 10, "thumbnail_height": 10,
    }  # fmt: skip
    button = {"text": "Mehr", "start_parameter": "faq"}
    more = {"cache_time": 10, "is_personal": True, "next_offset": "", "button": button}
    await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[result], **more)
    mia.press(mia.choose(asked.results[0]), "Ja")
    query, message, pressed = await bot.updates()
    edited = {"inline_message_id": pressed["callback_query"]["inline_message_id"]}
    await bot("editMessageText", **edited, text="anders", reply_markup=keyboard)
    await bot("editMessageReplyMarkup", **edited)
    for update in (query, message, pressed):
        check_update(update)


async def _settings(bot: Watching, mia: Phone) -> None:
    commands = [{"command": "hilfe", "description": "Hilfe"}]
    await bot("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": mia.chat_id}, language_code="de")
    await bot("getMyCommands", scope={"type": "chat", "chat_id": mia.chat_id}, language_code="de")
    await bot("deleteMyCommands")
    await bot("setMyName", name="Bleib")
    await bot("getMyName")
    await bot("setMyDescription", description="…", language_code="de")
    await bot("getMyDescription")
    await bot("setMyShortDescription", short_description="…")
    await bot("getMyShortDescription")
    button = {"type": "web_app", "text": "Seite", "web_app": {"url": "https://example.org"}}
    await bot("setChatMenuButton", menu_button=button)
    await bot("getChatMenuButton", chat_id=mia.chat_id)
    await bot("setWebhook", url="https://example.org/hook", allowed_updates=["message"])
    await bot("getWebhookInfo")
    await bot("deleteWebhook")
    await bot("getWebhookInfo")
    await bot("close")
    await bot("logOut")


async def test_every_kind_of_update_is_what_both_descriptions_say(bot: RawBot, mia: Phone, tom: Phone) -> None:
    world = bot.messenger.world
    world.topics = True
    everything = [
        "message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "chat_member", "poll",
        "poll_answer", "inline_query",
    ]  # fmt: skip
    await bot("getUpdates", allowed_updates=everything)
    group = world.group("Runde", [mia], bot_admin=True)
    group.add(tom)
    said = mia.write("@bleibdran_bot schau: jemand@example.org #wichtig")
    mia.edit(said, "anders")
    mia.react(said, "👍")
    mia.react(said, None)
    for kind in ("photo", "video", "video_note", "voice", "audio", "document", "animation", "sticker"):
        mia.send(kind, b"x", caption="so" if kind in ("photo", "voice") else None, name="datei.pdf")
    mia.send_album([("photo", b"1"), ("video", b"2")], caption="Ferien")
    for kind in ("story", "giveaway", "paid_media", "game", "invoice", "chat_background_set"):
        mia.send_uncopyable(kind)
    mia.send_location(52.1, 9.9)
    live = mia.send_location(52.1, 9.9, live=True)
    mia.move(live, 52.2, 9.9)
    mia.send_venue(52.1, 9.9, "Haus", "Weg 1")
    mia.send_contact("+49 1", "Mia")
    mia.send_poll("Wann?", ["heute", "morgen"])
    mia.send_dice()
    mia.forward(said)
    topic = mia.create_topic("Wohnung")
    mia.write("drin", thread=topic.thread_id)
    mia.rename_topic(topic.thread_id, "Bleibe")
    mia.write("Antwort", reply_to=said, quote="anders")
    mia.pin(said)
    keys = {"inline_keyboard": [[{"text": "!", "callback_data": "!"}]]}
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=keys)
    mia.press(sent["message_id"], "!")
    poll = await bot("sendPoll", chat_id=mia.chat_id, question="?", options=["a", "b"], is_anonymous=False)
    mia.vote(poll["message_id"], 0)
    asked = mia.inline("kaution", chat=group.chat_id)
    content = {"message_text": "so"}
    result = {"type": "article", "id": "1", "title": "Kaution", "input_message_content": content, "reply_markup": keys}
    await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[result])
    mia.press(mia.choose(asked.results[0], chat=group.chat_id), "!")
    group.rename("Kreis", by=mia)
    group.promote(tom)
    mia.write("in der Runde", chat=group.chat_id)
    world.upgrade_group(group)
    group.kick_bot()
    mia.block()
    mia.unblock()
    seen: set[str] = set()
    for update in await bot.updates():
        seen |= set(update)
    assert seen == {"update_id", *everything}

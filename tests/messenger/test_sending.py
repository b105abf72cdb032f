"""What the bot may send, to whom, and what people see of it."""

from __future__ import annotations

import pytest

from messenger import Phone, World
from messenger.markup import MAX_CALLBACK_BYTES
from tests.messenger.conftest import RawBot


async def test_mia_sees_what_the_bot_wrote(bot: RawBot, mia: Phone) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="<b>Hallo</b>", parse_mode="HTML", disable_notification=True)
    seen = mia.last
    assert (seen.sender, seen.kind, seen.text, seen.silent) == ("bot", "text", "Hallo", True)
    assert seen.entities == [{"type": "bold", "offset": 0, "length": 5}]


async def test_ids_count_over_all_private_chats(bot: RawBot, mia: Phone, tom: Phone) -> None:
    first = await bot("sendMessage", chat_id=mia.chat_id, text="1")
    second = tom.write("2")
    third = await bot("sendMessage", chat_id=mia.chat_id, text="3")
    assert [first["message_id"] + 1, first["message_id"] + 2] == [second.message_id, third["message_id"]]


@pytest.mark.parametrize("method", ["sendMessage", "copyMessage", "sendChatAction"])
async def test_who_cannot_be_written_to(bot: RawBot, world: World, mia: Phone, method: str) -> None:
    rest = {"text": "x", "from_chat_id": mia.chat_id, "message_id": mia.last.message_id, "action": "typing"}

    async def refusal(chat_id: object) -> str:
        return await bot.refused(method, chat_id=chat_id, **rest)

    stranger = world.phone("Kai")
    assert await refusal(4711) == "Bad Request: chat not found"
    assert await refusal("@nobody_here") == "Bad Request: chat not found"
    assert await refusal("") == "Bad Request: chat_id is empty"
    assert await refusal(stranger.chat_id) == "Bad Request: chat not found"
    world.group("Runde", [stranger])
    assert await refusal(stranger.chat_id) == "Forbidden: bot can't initiate conversation with a user"
    stranger.start()
    await bot("sendMessage", chat_id=str(stranger.chat_id), text="Hallo Kai")
    stranger.block()
    assert await refusal(stranger.chat_id) == "Forbidden: bot was blocked by the user"
    stranger.unblock()
    stranger.deactivate()
    assert await refusal(stranger.chat_id) == "Forbidden: user is deactivated"


async def test_replies_and_quotes(bot: RawBot, mia: Phone) -> None:
    said = mia.write("Ich suche eine Wohnung 🏠 in der Nordstadt")
    parameters = {"message_id": said.message_id, "quote": "in der Nordstadt"}
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="Gut", reply_parameters=parameters)
    assert sent["reply_to_message"]["text"] == said.text
    assert sent["quote"] == {"text": "in der Nordstadt", "position": 26, "is_manual": True}
    assert (mia.last.reply_to, mia.last.quote) == (said.message_id, "in der Nordstadt")
    old_way = await bot("sendMessage", chat_id=mia.chat_id, text="Gut", reply_to_message_id=said.message_id)
    assert old_way["reply_to_message"]["message_id"] == said.message_id


async def test_replies_to_what_is_not_there(bot: RawBot, mia: Phone) -> None:
    said = mia.write("weg damit")
    mia.delete(said)
    reply = {"message_id": said.message_id}
    refused = await bot.refused("sendMessage", chat_id=mia.chat_id, text="Gut", reply_parameters=reply)
    assert refused == "Bad Request: message to be replied not found"
    sent = await bot(
        "sendMessage", chat_id=mia.chat_id, text="Gut", reply_parameters=reply | {"allow_sending_without_reply": True}
    )
    assert "reply_to_message" not in sent
    wrong = {"message_id": mia.write("ja").message_id, "quote": "nein"}
    refused = await bot.refused("sendMessage", chat_id=mia.chat_id, text="Gut", reply_parameters=wrong)
    assert refused == "Bad Request: QUOTE_TEXT_INVALID"


async def test_a_reply_into_another_chat_shows_where_it_comes_from(bot: RawBot, mia: Phone, tom: Phone) -> None:
    said = mia.write("Frage")
    reply = {"message_id": said.message_id, "chat_id": mia.chat_id}
    sent = await bot("sendMessage", chat_id=tom.chat_id, text="Hilf ihr", reply_parameters=reply)
    assert sent["external_reply"]["origin"]["sender_user"]["first_name"] == "Mia"
    assert "reply_to_message" not in sent


async def test_buttons(bot: RawBot, mia: Phone) -> None:
    rows = [[{"text": "Ja", "callback_data": "ja"}], [{"text": "Seite", "url": "https://example.org"}]]
    await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup={"inline_keyboard": rows})
    assert [[button.text for button in row] for row in mia.last.buttons] == [["Ja"], ["Seite"]]
    assert mia.press(mia.last, "Seite").url == "https://example.org/"


async def test_buttons_which_telegram_does_not_take(bot: RawBot, mia: Phone) -> None:
    async def refusal(**button: object) -> str:
        markup = {"inline_keyboard": [[button]]}
        return await bot.refused("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=markup)

    await bot(
        "sendMessage",
        chat_id=mia.chat_id,
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "ü" * (MAX_CALLBACK_BYTES // 2)}]]},
    )
    assert await refusal(text="x", callback_data="x" * 65) == "Bad Request: BUTTON_DATA_INVALID"
    assert await refusal(text="x", callback_data="ü" * 33) == "Bad Request: BUTTON_DATA_INVALID"
    nothing = "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    assert await refusal(text="x") == nothing
    assert await refusal(text="x", callback_data="") == nothing
    assert await refusal(text=" ", callback_data="x") == "Bad Request: BUTTON_TEXT_INVALID"
    wrong = "Bad Request: inline keyboard button URL 'kein Link' is invalid: Wrong HTTP URL"
    assert await refusal(text="x", url="kein Link") == wrong
    no_object = await bot.refused("sendMessage", chat_id=mia.chat_id, text="?", reply_markup="[1]")
    assert no_object == "Bad Request: object expected as reply markup"


async def test_reply_keyboards(bot: RawBot, mia: Phone) -> None:
    keyboard = {
        "keyboard": [["Ja", {"text": "Nein"}], [{"text": "Nummer", "request_contact": True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "Antwort",
    }
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=keyboard)
    assert "reply_markup" not in sent  # a result carries an inline keyboard, never a reply keyboard
    asked = mia.last
    assert asked.keyboard == [["Ja", "Nein"], ["Nummer"]]
    assert (asked.one_time, asked.placeholder) == (True, "Antwort")
    assert mia.press(asked, "Nein").sent == mia.last
    assert mia.last.text == "Nein"
    mia.press(asked, "Nummer")
    assert mia.last.kind == "contact"
    await bot("sendMessage", chat_id=mia.chat_id, text="!", reply_markup={"remove_keyboard": True})
    assert mia.last.keyboard_removed
    await bot("sendMessage", chat_id=mia.chat_id, text="!", reply_markup={"force_reply": True})
    assert mia.last.force_reply


async def test_chat_actions_last_until_the_message_comes(bot: RawBot, mia: Phone, world: World) -> None:
    await bot("sendChatAction", chat_id=mia.chat_id, action="typing")
    assert world.actions[mia.chat_id, None][0] == "typing"
    await bot("sendMessage", chat_id=mia.chat_id, text="da")
    assert (mia.chat_id, None) not in world.actions
    wrong = await bot.refused("sendChatAction", chat_id=mia.chat_id, action="dancing")
    assert wrong == "Bad Request: wrong parameter action in request"


async def test_link_previews_and_effects(bot: RawBot, mia: Phone) -> None:
    options = {"is_disabled": True}
    sent = await bot(
        "sendMessage", chat_id=mia.chat_id, text="a.de", link_preview_options=options, message_effect_id="5"
    )
    assert (sent["link_preview_options"], sent["effect_id"]) == (options, "5")
    assert mia.last.link_preview == options


async def test_places_and_polls_which_make_no_sense(bot: RawBot, mia: Phone) -> None:
    chat = {"chat_id": mia.chat_id}
    assert await bot.refused("sendLocation", **chat, latitude=52) == "Bad Request: longitude is empty"
    assert (
        await bot.refused("sendLocation", **chat, latitude=99, longitude=0) == "Bad Request: wrong location specified"
    )
    assert (
        await bot.refused("sendPoll", **chat, question="?", options=[])
        == "Bad Request: poll must have at least 1 option"
    )
    too_long = await bot.refused("sendPoll", **chat, question="x" * 301, options=["a", "b"])
    assert too_long == "Bad Request: poll question length must not exceed 300"


async def test_unknown_parameters_are_ignored_and_wrong_types_refused(bot: RawBot, mia: Phone) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="x", repli_parameters={"message_id": 1}, text_colour="red")
    await bot("sendMessage", chat_id=str(mia.chat_id), text=5, disable_notification="true", message_thread_id=None)
    for wrong in (
        {"text": ["x"]},
        {"disable_notification": "vielleicht"},
        {"message_thread_id": "abc"},
        {"message_thread_id": True},
        {"reply_parameters": "{"},
        {"reply_parameters": [1]},
        {"reply_parameters": {"message_id": "eins"}},
        {"entities": {"type": "bold"}},
        {"chat_id": 1.5},
        {"chat_id": [1]},
    ):
        params: dict[str, object] = {"chat_id": mia.chat_id, "text": "x"} | wrong
        assert (await bot.refused("sendMessage", **params)).startswith("Bad Request: "), wrong

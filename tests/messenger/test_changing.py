"""Editing, deleting, reacting, pressing."""

from __future__ import annotations

from messenger import Phone, World
from messenger.refusals import NOT_MODIFIED
from tests.messenger.conftest import RawBot

BUTTON = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


async def test_an_edit_replaces_text_and_buttons(bot: RawBot, mia: Phone, world: World) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="alt", reply_markup=BUTTON)
    message = {"chat_id": mia.chat_id, "message_id": sent["message_id"]}
    world.clock.advance(60)
    edited = await bot("editMessageText", **message, text="neu")
    assert edited["edit_date"] >= sent["date"] + 60
    seen = mia.last
    assert (seen.text, seen.buttons, seen.edited) == ("neu", [], True)


async def test_an_edit_which_changes_nothing_is_refused(bot: RawBot, mia: Phone) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="<b>gleich</b>", parse_mode="HTML", reply_markup=BUTTON)
    message = {"chat_id": mia.chat_id, "message_id": sent["message_id"]}
    same = await bot.refused(
        "editMessageText", **message, text="*gleich*", parse_mode="MarkdownV2", reply_markup=BUTTON
    )
    assert same == f"Bad Request: {NOT_MODIFIED}"
    assert await bot.refused("editMessageReplyMarkup", **message, reply_markup=BUTTON) == f"Bad Request: {NOT_MODIFIED}"
    await bot("editMessageText", **message, text="gleich", reply_markup=BUTTON)  # no longer bold
    await bot("editMessageReplyMarkup", **message)
    assert mia.last.buttons == []


async def test_what_cannot_be_edited(bot: RawBot, mia: Phone) -> None:
    async def refusal(message_id: int, method: str = "editMessageText") -> str:
        return await bot.refused(method, chat_id=mia.chat_id, message_id=message_id, text="neu", caption="neu")

    assert await refusal(9999) == "Bad Request: message to edit not found"
    assert await refusal(mia.write("meins").message_id) == "Bad Request: message can't be edited"
    keyboard = {"keyboard": [["Ja"]]}
    asked = await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=keyboard)
    assert await refusal(asked["message_id"]) == "Bad Request: message can't be edited"
    dice = await bot("sendDice", chat_id=mia.chat_id)
    assert await refusal(dice["message_id"]) == "Bad Request: there is no text in the message to edit"
    caption = await refusal(dice["message_id"], "editMessageCaption")
    assert caption == "Bad Request: there is no caption in the message to edit"
    assert await bot.refused("editMessageText", text="x") == "Bad Request: message identifier is not specified"


async def test_people_edit_and_the_bot_is_told(bot: RawBot, mia: Phone, world: World) -> None:
    said = mia.write("falsch")
    photo = mia.send("photo", b"eins", caption="alt")
    mia.edit(said, "richtig /hilfe")
    edited = mia.edit(photo, caption="neu", data=b"zwei")
    assert (edited.caption, edited.data) == ("neu", b"zwei")
    kinds = [next(key for key in update if key != "update_id") for update in await bot.updates()]
    assert kinds == ["message", "message", "edited_message", "edited_message"]
    world.clock.advance(25 * 3600)
    mia.edit(said, "sehr spät")
    assert [update["edited_message"]["text"] for update in await bot.updates()] == ["sehr spät"]


async def test_deleting(bot: RawBot, mia: Phone, world: World) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="weg")
    said = mia.write("auch weg")
    for message_id in (sent["message_id"], said.message_id):
        await bot("deleteMessage", chat_id=mia.chat_id, message_id=message_id)
    assert mia.last.text == "/start"
    again = await bot.refused("deleteMessage", chat_id=mia.chat_id, message_id=sent["message_id"])
    assert again == "Bad Request: message to delete not found"
    old = await bot("sendMessage", chat_id=mia.chat_id, text="alt")
    world.clock.advance(48 * 3600 + 1)
    too_late = await bot.refused("deleteMessage", chat_id=mia.chat_id, message_id=old["message_id"])
    assert too_late == "Bad Request: message can't be deleted for everyone"
    new = await bot("sendMessage", chat_id=mia.chat_id, text="neu")
    await bot("deleteMessages", chat_id=mia.chat_id, message_ids=[new["message_id"], 9999])


async def test_people_delete_and_nobody_is_told(bot: RawBot, mia: Phone) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="vom Bot")
    said = mia.write("von mir")
    await bot.updates()
    mia.delete(said)
    mia.delete(mia.see(sent["message_id"]))
    assert [shown.text for shown in mia.screen()] == ["/start"]
    assert await bot.updates() == []
    message = {"chat_id": mia.chat_id, "message_id": sent["message_id"]}
    await bot("editMessageText", **message, text="für mich noch da")  # she deleted it only for herself
    mia.clear_chat(everywhere=True)
    assert await bot.refused("editMessageText", **message, text="x") == "Bad Request: message to edit not found"


async def test_reactions_of_the_bot(bot: RawBot, mia: Phone) -> None:
    said = mia.write("geschafft!")
    message = {"chat_id": mia.chat_id, "message_id": said.message_id}

    def emoji(*found: str) -> list[dict[str, str]]:
        return [{"type": "emoji", "emoji": one} for one in found]

    await bot("setMessageReaction", **message, reaction=emoji("🎉"))
    assert mia.last.reactions == {"🎉": ["bot"]}
    await bot("setMessageReaction", **message, reaction=[])
    assert mia.last.reactions == {}
    for wrong in ("🏠", "❤️", "x"):
        assert (
            await bot.refused("setMessageReaction", **message, reaction=emoji(wrong)) == "Bad Request: REACTION_INVALID"
        )
    both = await bot.refused("setMessageReaction", **message, reaction=emoji("👍", "❤"))
    assert both == "Bad Request: REACTIONS_TOO_MANY"
    gone = await bot.refused("setMessageReaction", chat_id=mia.chat_id, message_id=9999, reaction=emoji("👍"))
    assert gone == "Bad Request: message to react not found"


async def test_reactions_of_people_come_only_to_a_bot_that_asks(bot: RawBot, mia: Phone) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="gut?")
    mia.react(sent["message_id"], "👍")
    assert await bot.updates() == []
    assert await bot.updates(allowed_updates=["message", "message_reaction"]) == []
    mia.react(sent["message_id"], "❤")
    mia.react(sent["message_id"], None)
    changes = [update["message_reaction"] for update in await bot.updates()]
    assert [(len(change["old_reaction"]), len(change["new_reaction"])) for change in changes] == [(1, 1), (1, 0)]
    assert changes[0]["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]


async def test_a_pressed_button_and_its_answer(bot: RawBot, mia: Phone) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=BUTTON)
    pressed = mia.press(mia.last, "Ja")
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["data"], query["from"]["first_name"], query["message"]["text"]) == ("ja", "Mia", "?")
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="Danke", show_alert=True)
    assert pressed.answer is not None and (pressed.answer.text, pressed.answer.alert) == ("Danke", True)


async def test_an_answer_that_comes_too_late(bot: RawBot, mia: Phone) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="?", reply_markup=BUTTON)
    pressed = mia.press(mia.last, "Ja")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await bot.refused("answerCallbackQuery", callback_query_id="4711") == too_old
    too_long = await bot.refused("answerCallbackQuery", callback_query_id=pressed.query_id, text="x" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    pressed.expire()
    assert await bot.refused("answerCallbackQuery", callback_query_id=pressed.query_id) == too_old
    assert pressed.answer is None


async def test_pins(bot: RawBot, mia: Phone) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="wichtig")
    await bot("pinChatMessage", chat_id=mia.chat_id, message_id=sent["message_id"])
    assert mia.see(sent["message_id"]).pinned and mia.last.service == "pinned_message"
    assert (await bot("getChat", chat_id=mia.chat_id))["pinned_message"]["text"] == "wichtig"
    (update,) = await bot.updates()
    assert update["message"]["from"]["is_bot"]  # Telegram tells a bot about its own pins
    await bot("unpinChatMessage", chat_id=mia.chat_id)
    none = await bot.refused("unpinChatMessage", chat_id=mia.chat_id)
    assert none == "Bad Request: message to unpin not found"


async def test_polls_are_counted_and_closed(bot: RawBot, mia: Phone, tom: Phone) -> None:
    group = bot.messenger.world.group("Runde", [mia, tom])
    await bot.updates()
    options = [{"text": "heute"}, {"text": "morgen"}]
    sent = await bot("sendPoll", chat_id=group.chat_id, question="Wann?", options=options, is_anonymous=False)
    shown = mia.screen(chat=group.chat_id)[-1]
    mia.vote(shown, 0)
    tom.vote(shown, 1)
    tom.vote(shown, 0)
    updates = await bot.updates()
    assert [update["poll_answer"]["option_ids"] for update in updates if "poll_answer" in update] == [[0], [1], [0]]
    closed = await bot("stopPoll", chat_id=group.chat_id, message_id=sent["message_id"])
    assert [option["voter_count"] for option in closed["options"]] == [2, 0]
    again = await bot.refused("stopPoll", chat_id=group.chat_id, message_id=sent["message_id"])
    assert again == "Bad Request: poll has already been closed"

"""Inline mode: asking the bot from any chat's composer, and sending what it offers."""

from __future__ import annotations

from typing import Any

import pytest

from messenger import Asked, Phone, PhoneError, World
from messenger.call import call
from tests.messenger.conftest import RawBot

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON = {"inline_keyboard": [[{"text": "Mehr", "callback_data": "mehr"}]]}


def article(number: int | str = 1, text: str = "Die Kaution …", **more: Any) -> dict[str, Any]:
    """A result as a bot writes it."""
    content = {"message_text": text} | more.pop("content", {})
    return {"type": "article", "id": str(number), "title": "Kaution", "input_message_content": content} | more


def offer(world: World, asked: Asked, *results: dict[str, Any]) -> None:
    call(world, "answerInlineQuery", {"inline_query_id": asked.query_id, "results": list(results)})


async def test_a_question_and_what_is_sent(bot: RawBot, mia: Phone, world: World) -> None:
    asked = mia.inline("kaution")
    (update,) = await bot.updates()
    assert update["inline_query"] == {
        "id": asked.query_id, "from": mia.user, "query": "kaution", "offset": "", "chat_type": "sender",
    }  # fmt: skip
    assert not asked.answered and asked.results == []
    marked = article(text="<b>Kaution</b>: https://example.org", description="Wann sie zurückkommt")
    marked["input_message_content"] |= {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    assert await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[marked], next_offset="1") is True
    (result,) = asked.results
    assert (result.title, result.description) == ("Kaution", "Wann sie zurückkommt")
    sent = mia.choose(result)
    assert (sent.sender, sent.text, sent.via) == ("me", "Kaution: https://example.org", "bleibdran_bot")
    (update,) = await bot.updates()  # and no chosen_inline_result
    message = update["message"]
    assert (message["via_bot"], message["from"]) == (world.bot, mia.user)
    assert [entity["type"] for entity in message["entities"]] == ["bold", "url"]
    assert message["link_preview_options"] == {"is_disabled": True}


async def test_a_question_in_a_group_goes_to_everybody_in_it(bot: RawBot, mia: Phone, tom: Phone, world: World) -> None:
    small, big = world.group("Klein", [mia, tom]), world.group("Groß", [mia, tom], forum=True)
    topic = mia.create_topic("Wohnen", big.chat_id)
    await bot.updates()
    for group, kind, thread in ((small, "group", None), (big, "supergroup", topic.thread_id)):
        asked = mia.inline("kaution", chat=group.chat_id)
        offer(world, asked, article())
        sent = mia.choose(asked.result("Kaution"), chat=group.chat_id, thread=thread)
        query, message = await bot.updates()
        assert query["inline_query"]["chat_type"] == kind
        assert message["message"].get("message_thread_id") == thread
        seen = tom.screen(chat=group.chat_id)[-1]
        assert (seen.sender, seen.via, seen.message_id) == ("Mia", "bleibdran_bot", sent.message_id)


async def test_the_bot_need_not_be_where_it_is_asked(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Unter uns", [mia])
    group.kick_bot()
    await bot.updates()
    asked = mia.inline("kaution", chat=group.chat_id)
    (update,) = await bot.updates()
    assert update["inline_query"]["id"] == asked.query_id
    offer(world, asked, article())
    mia.choose(asked.results[0], chat=group.chat_id)
    assert await bot.updates() == []
    assert mia.screen(chat=group.chat_id)[-1].text == "Die Kaution …"


async def test_privacy_mode_shows_what_was_sent_via_the_bot(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Runde", [mia], bot_admin=False, privacy=True)
    asked = mia.inline("kaution", chat=group.chat_id)
    offer(world, asked, article())
    await bot.updates()
    mia.write("unter uns", chat=group.chat_id)
    mia.choose(asked.results[0], chat=group.chat_id)
    assert [update["message"]["text"] for update in await bot.updates()] == ["Die Kaution …"]


async def test_a_bot_that_wants_no_questions_gets_none(bot: RawBot, mia: Phone) -> None:
    await bot("getUpdates", allowed_updates=["message"])
    mia.inline("kaution")
    assert await bot.updates() == []
    await bot("getUpdates", allowed_updates=["inline_query"])
    mia.inline("kaution")
    assert len(await bot.updates()) == 1
    assert (await bot("getMe"))["supports_inline_queries"] is True


async def test_more_results_are_asked_for_by_offset(bot: RawBot, mia: Phone) -> None:
    first = mia.inline("x" * 300)
    await bot("answerInlineQuery", inline_query_id=first.query_id, results=[article()], next_offset="50")
    assert first.offer is not None and first.offer.next_offset == "50"
    mia.inline("x" * 300, offset=first.offer.next_offset)
    queries = [update["inline_query"] for update in await bot.updates()]
    assert [(query["query"], query["offset"]) for query in queries] == [("x" * 256, ""), ("x" * 256, "50")]


async def test_an_answer_that_comes_too_late(bot: RawBot, mia: Phone, world: World) -> None:
    answer = {"results": [article()]}
    assert await bot.refused("answerInlineQuery", inline_query_id="4711", **answer) == TOO_OLD
    assert await bot.refused("answerInlineQuery", **answer) == TOO_OLD
    asked, later = mia.inline("eins"), mia.inline("zwei")
    asked.expire()
    assert await bot.refused("answerInlineQuery", inline_query_id=asked.query_id, **answer) == TOO_OLD
    world.query_lifetime = 0
    assert await bot.refused("answerInlineQuery", inline_query_id=later.query_id, **answer) == TOO_OLD
    assert not asked.answered and not later.answered


UNREADABLE = "can't parse inline query result: "


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        ([article(number) for number in range(51)], "too many inline query results specified"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("ü" * 33)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article(title=" ")], "ARTICLE_TITLE_EMPTY"),
        ([article(title=None)], UNREADABLE + 'Can\'t find field "title"'),
        ([article(title=["x"])], UNREADABLE + 'Field "title" must be of type String'),
        (["x"], UNREADABLE + "Inline query result must be an object"),
        ([article(type="hologram")], UNREADABLE + 'type "hologram" is unsupported for the inline query result'),
        ([article(type="photo")], "inline query results of type photo are not served by this local messenger"),
        ([article(text="")], UNREADABLE + "Input message content is not specified"),
        ([article(text=" ")], "text must be non-empty"),
        ([article(text="x" * 4097)], "MESSAGE_TOO_LONG"),
        ([article(content={"parse_mode": "XML"})], UNREADABLE + "Unsupported parse_mode"),
        (
            [article(text="<b>x", content={"parse_mode": "HTML"})],
            UNREADABLE + "Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            [article(input_message_content={"latitude": 52.1, "longitude": 9.9})],
            "inline query results that are no text are not served by this local messenger",
        ),
        ([article(reply_markup={"keyboard": [["x"]]})], "inline keyboard expected"),
    ],
)
async def test_results_telegram_does_not_take(bot: RawBot, mia: Phone, results: list[Any], refusal: str) -> None:
    asked = mia.inline("kaution")
    said = await bot.refused("answerInlineQuery", inline_query_id=asked.query_id, results=results)
    assert said == f"Bad Request: {refusal}"
    assert not asked.answered
    assert await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[article("ü" * 32)]) is True


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"button": {"start_parameter": "x"}}, "can't parse inline query results button: Can't find field \"text\""),
        (
            {"button": {"text": "Mehr"}},
            "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
        ),
        ({"button": {"text": "Mehr", "start_parameter": ""}}, "can't use empty start_parameter"),
        ({"button": {"text": "Mehr", "start_parameter": "x" * 65}}, "too long start_parameter specified"),
        ({"button": {"text": "Mehr", "start_parameter": "ü"}}, "unallowed characters in start_parameter are used"),
    ],
)
async def test_what_stands_beside_the_results(bot: RawBot, mia: Phone, more: dict[str, Any], refusal: str) -> None:
    asked = mia.inline()
    said = await bot.refused("answerInlineQuery", inline_query_id=asked.query_id, results=[], **more)
    assert said == f"Bad Request: {refusal}"
    web_app = {"text": "Seite", "web_app": {"url": "https://example.org"}}
    await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[], button=web_app, cache_time=0)
    assert asked.answered and asked.results == []
    with pytest.raises(LookupError, match="There is no result 'Kaution' to ''; there are: none"):
        asked.result("Kaution")


async def test_the_first_answer_counts(bot: RawBot, mia: Phone) -> None:
    asked = mia.inline("kaution")
    for text in ("zuerst", "danach"):
        await bot("answerInlineQuery", inline_query_id=asked.query_id, results=[article(text=text)], is_personal=True)
    assert [result.text for result in asked.results] == ["zuerst"]


def test_people_choose_only_what_was_offered_to_them(world: World, mia: Phone, tom: Phone) -> None:
    asked = mia.inline("kaution")
    offer(world, asked, article())
    with pytest.raises(PhoneError, match="'Kaution' was not offered"):
        tom.choose(asked.results[0])
    mia.block()
    for do in (lambda: mia.inline("kaution"), lambda: mia.choose(asked.results[0])):
        with pytest.raises(PhoneError, match="blocked the bot"):
            do()
    group = world.group("Runde", [mia])
    assert mia.choose(asked.results[0], chat=group.chat_id).text == "Die Kaution …"  # as often as they like, anywhere


async def test_buttons_under_what_was_sent_via_the_bot(bot: RawBot, mia: Phone, world: World) -> None:
    asked = mia.inline("kaution")
    offer(world, asked, article(reply_markup=BUTTON))
    sent = mia.choose(asked.results[0])
    mia.press(sent, "Mehr")
    _, message, pressed = await bot.updates()
    assert message["message"]["reply_markup"] == BUTTON
    assert "message" not in pressed["callback_query"]  # the bot is told an id and nothing else, wherever it was sent
    inline = {"inline_message_id": pressed["callback_query"]["inline_message_id"]}
    assert await bot("editMessageText", **inline, text="Mehr dazu", reply_markup=BUTTON) is True
    assert (mia.see(sent).text, mia.see(sent).via) == ("Mehr dazu", "bleibdran_bot")
    assert await bot("editMessageReplyMarkup", **inline) is True
    assert mia.see(sent).buttons == []
    photo = world.files.add("photo", b"x").file_id
    upload = {"type": "photo", "media": "attach://neu"}
    refused = await bot.refused("editMessageMedia", **inline, media=upload)
    assert refused == "Bad Request: invalid message content specified"
    assert await bot("editMessageMedia", **inline, media={"type": "photo", "media": photo}) is True
    assert await bot("editMessageCaption", **inline, caption="so") is True
    assert mia.see(sent).caption == "so"
    own = await bot.refused("editMessageText", chat_id=mia.chat_id, message_id=sent.message_id, text="x")
    assert own == "Bad Request: message can't be edited"
    mia.delete(sent)
    assert await bot.refused("editMessageText", **inline, text="x") == "Bad Request: MESSAGE_ID_INVALID"


async def test_what_was_sent_via_the_bot_stays_as_it_is(bot: RawBot, mia: Phone, world: World) -> None:
    asked = mia.inline("kaution")
    offer(world, asked, article())
    sent = mia.choose(asked.results[0])
    with pytest.raises(PhoneError, match="cannot be changed"):
        mia.edit(sent, "anders")
    source = {"chat_id": mia.chat_id, "from_chat_id": mia.chat_id, "message_id": sent.message_id}
    assert mia.forward(sent).via == "bleibdran_bot"
    assert (await bot("forwardMessage", **source))["via_bot"] == world.bot
    await bot("copyMessage", **source)
    assert (mia.last.text, mia.last.via) == ("Die Kaution …", None)


def test_old_questions_are_forgotten(world: World, mia: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messenger.world.QUERIES_KEPT", 2)
    first = mia.inline("eins")
    offer(world, first, article())
    mia.inline("zwei")
    mia.inline("drei")
    with pytest.raises(PhoneError, match="was not offered"):
        mia.choose(first.results[0])

"""Topics, in private chats and in groups."""

from __future__ import annotations

import pytest

from messenger import Phone, PhoneError, World
from tests.messenger.conftest import RawBot


async def test_private_topics_need_topic_mode(bot: RawBot, mia: Phone, world: World) -> None:
    assert (await bot("getMe"))["has_topics_enabled"] is False
    off = await bot.refused("createForumTopic", chat_id=mia.chat_id, name="Jasmin")
    assert off == "Bad Request: the chat is not a forum"
    missing = await bot.refused("sendMessage", chat_id=mia.chat_id, text="x", message_thread_id=5)
    assert missing == "Bad Request: message thread not found"
    world.topics = True
    assert (await bot("getMe"))["has_topics_enabled"] is True
    topic = await bot("createForumTopic", chat_id=mia.chat_id, name="Jasmin")
    assert [(shown.thread_id, shown.name) for shown in mia.topics()] == [(topic["message_thread_id"], "Jasmin")]


async def test_what_is_written_in_a_topic_stays_in_it(bot: RawBot, mia: Phone, world: World) -> None:
    world.topics = True
    thread = (await bot("createForumTopic", chat_id=mia.chat_id, name="Jasmin"))["message_thread_id"]
    await bot.updates()
    asked = await bot("sendMessage", chat_id=mia.chat_id, text="Wie geht's?", message_thread_id=thread)
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (thread, True)
    assert "reply_to_message" not in asked
    mia.write("gut", thread=thread)
    mia.write("das hier auch", reply_to=asked["message_id"])
    mia.write("das nicht")
    threads = [update["message"].get("message_thread_id") for update in await bot.updates()]
    assert threads == [thread, thread, None]
    texts = [shown.text for shown in mia.screen(thread=thread) if shown.kind == "text"]
    assert texts == ["Wie geht's?", "gut", "das hier auch"]
    reply = {"message_id": asked["message_id"]}
    follow = await bot("sendMessage", chat_id=mia.chat_id, text="schön", reply_parameters=reply)
    assert follow["message_thread_id"] == thread


async def test_a_topic_the_person_deleted(bot: RawBot, mia: Phone, world: World) -> None:
    world.topics = True
    thread = (await bot("createForumTopic", chat_id=mia.chat_id, name="Jasmin"))["message_thread_id"]
    await bot.updates()
    mia.delete_topic(thread)
    assert mia.topics() == [] and await bot.updates() == []
    place = {"chat_id": mia.chat_id, "message_thread_id": thread}
    said = mia.write("Hallo")
    source = {"from_chat_id": mia.chat_id, "message_id": said.message_id}
    gone = "Bad Request: message thread not found"
    assert await bot.refused("sendMessage", **place, text="x") == gone
    assert await bot.refused("copyMessage", **place, **source) == gone
    assert await bot.refused("editForumTopic", **place, name="x") == gone
    assert await bot.refused("deleteForumTopic", **place) == gone
    with pytest.raises(PhoneError, match="no topic"):
        mia.write("x", thread=thread)


async def test_renaming(bot: RawBot, mia: Phone, world: World) -> None:
    world.topics = True
    thread = (await bot("createForumTopic", chat_id=mia.chat_id, name="Jasmin"))["message_thread_id"]
    place = {"chat_id": mia.chat_id, "message_thread_id": thread}
    await bot("editForumTopic", **place, name="Jasmin B.")
    assert mia.topics()[0].name == "Jasmin B." and mia.last.service == "forum_topic_edited"
    assert await bot.refused("editForumTopic", **place, name="Jasmin B.") == "Bad Request: TOPIC_NOT_MODIFIED"
    empty = await bot.refused("createForumTopic", chat_id=mia.chat_id, name=" ")
    assert empty == "Bad Request: topic name must be non-empty"
    no_closing = await bot.refused("closeForumTopic", **place)
    assert no_closing == "Bad Request: the chat is not a supergroup forum"


async def test_topics_of_a_group(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Koordination", [mia], forum=True, bot_admin=False)
    chat = group.chat_id
    no_rights = await bot.refused("createForumTopic", chat_id=chat, name="Fälle")
    assert no_rights == "Bad Request: not enough rights to create a topic"
    group.promote_bot()
    thread = (await bot("createForumTopic", chat_id=chat, name="Fälle"))["message_thread_id"]
    sent = await bot("sendMessage", chat_id=chat, text="hier", message_thread_id=thread)
    assert "forum_topic_created" in sent["reply_to_message"]  # as Telegram does in groups, to everybody's surprise
    await bot("closeForumTopic", chat_id=chat, message_thread_id=thread)
    group.demote_bot()
    closed = await bot.refused("sendMessage", chat_id=chat, text="x", message_thread_id=thread)
    assert closed == "Bad Request: TOPIC_CLOSED"


async def test_a_group_without_topics_ignores_a_thread(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Klein", [mia])
    sent = await bot("sendMessage", chat_id=group.chat_id, text="x", message_thread_id=77)
    assert "message_thread_id" not in sent
    off = await bot.refused("createForumTopic", chat_id=group.chat_id, name="x")
    assert off == "Bad Request: the chat is not a forum"

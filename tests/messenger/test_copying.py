"""Copying and forwarding: the same content, elsewhere."""

from __future__ import annotations

import pytest

from messenger import Phone, World
from tests.messenger.conftest import RawBot


async def test_a_copy_keeps_everything_but_the_sender(bot: RawBot, mia: Phone, tom: Phone) -> None:
    photo = mia.send("photo", b"picture", caption="meine Wohnung a.de", spoiler=True)
    copied = await bot("copyMessage", chat_id=tom.chat_id, from_chat_id=mia.chat_id, message_id=photo.message_id)
    seen = tom.last
    assert copied == {"message_id": seen.message_id}
    assert (seen.sender, seen.kind, seen.caption, seen.forward) == ("bot", "photo", photo.caption, None)
    assert (seen.file_id, seen.data, seen.entities, seen.has_spoiler) == (
        photo.file_id,
        b"picture",
        photo.entities,
        True,
    )


async def test_a_copied_caption_can_be_replaced_or_removed(bot: RawBot, mia: Phone, tom: Phone) -> None:
    photo = mia.send("photo", b"picture", caption="alt")
    source = {"chat_id": tom.chat_id, "from_chat_id": mia.chat_id, "message_id": photo.message_id}
    await bot("copyMessage", **source, caption="<b>neu</b>", parse_mode="HTML")
    assert (tom.last.caption, tom.last.entities[0]["type"]) == ("neu", "bold")
    await bot("copyMessage", **source, caption="")
    assert tom.last.caption == ""
    text = mia.write("Text bleibt Text")
    await bot("copyMessage", **source | {"message_id": text.message_id}, caption="neu")
    assert (tom.last.text, tom.last.caption) == ("Text bleibt Text", "")
    too_long = await bot.refused("copyMessage", **source, caption="x" * 1025)
    assert too_long == "Bad Request: message caption is too long"


async def test_every_kind_can_be_copied(bot: RawBot, mia: Phone, tom: Phone) -> None:
    for kind in ("photo", "video", "video_note", "voice", "audio", "document", "animation", "sticker"):
        mia.send(kind, kind.encode())
    mia.send_location(52.1, 9.9, live=True)
    mia.send_venue(52.1, 9.9, "Haus", "Weg 1")
    mia.send_contact("+49 1", "Oma")
    mia.send_poll("Wann?", ["heute", "morgen"])
    mia.send_dice("🎯")
    mia.write("Text")
    originals = mia.screen()[1:]
    ids = [shown.message_id for shown in originals]
    copies = await bot("copyMessages", chat_id=tom.chat_id, from_chat_id=mia.chat_id, message_ids=ids)
    seen = tom.screen()[1:]
    assert [copy["message_id"] for copy in copies] == [shown.message_id for shown in seen]
    assert [shown.kind for shown in seen] == [shown.kind for shown in originals]
    assert [shown.data for shown in seen] == [shown.data for shown in originals]
    location = next(shown for shown in seen if shown.kind == "location")
    assert location.extra == {"latitude": 52.1, "longitude": 9.9}  # a copy does not go on moving


async def test_albums_stay_albums(bot: RawBot, mia: Phone, tom: Phone) -> None:
    parts = mia.send_album([("photo", b"1"), ("photo", b"2"), ("video", b"3")], caption="Ferien")
    assert len({part.album for part in parts}) == 1
    ids = [part.message_id for part in parts]
    await bot("copyMessages", chat_id=tom.chat_id, from_chat_id=mia.chat_id, message_ids=ids, remove_caption=True)
    copies = tom.screen()[-3:]
    assert {copy.album for copy in copies} not in ({None}, {parts[0].album}) and len({c.album for c in copies}) == 1
    assert [copy.caption for copy in copies] == ["", "", ""]
    await bot("copyMessages", chat_id=tom.chat_id, from_chat_id=mia.chat_id, message_ids=ids[:1])
    assert tom.last.album is None  # a single part is no album


@pytest.mark.parametrize("kind", ["story", "giveaway", "paid_media", "game", "invoice", "chat_background_set"])
async def test_what_cannot_be_copied_is_refused_alone_and_skipped_among_others(
    bot: RawBot, mia: Phone, tom: Phone, kind: str
) -> None:
    odd = mia.send_uncopyable(kind)
    source = {"chat_id": tom.chat_id, "from_chat_id": mia.chat_id}
    refused = await bot.refused("copyMessage", **source, message_id=odd.message_id)
    assert refused == "Bad Request: message can't be copied"
    text = mia.write("geht")
    copies = await bot("copyMessages", **source, message_ids=[odd.message_id, text.message_id, 9999])
    assert len(copies) == 1 and tom.last.text == "geht"
    alone = await bot.refused("copyMessages", **source, message_ids=[odd.message_id])
    assert alone == "Bad Request: messages can't be forwarded"


async def test_copying_what_is_not_there(bot: RawBot, mia: Phone, tom: Phone) -> None:
    said = mia.write("gleich weg")
    mia.delete(said)
    source = {"chat_id": tom.chat_id, "from_chat_id": mia.chat_id}
    refused = await bot.refused("copyMessage", **source, message_id=said.message_id)
    assert refused == "Bad Request: message to copy not found"
    refused = await bot.refused("copyMessage", chat_id=tom.chat_id, from_chat_id=4711, message_id=1)
    assert refused == "Bad Request: chat not found"
    refused = await bot.refused("copyMessages", **source, message_ids=[said.message_id])
    assert refused == "Bad Request: there are no messages to copy"


async def test_message_ids_must_make_sense(bot: RawBot, mia: Phone) -> None:
    async def refusal(ids: object) -> str:
        return await bot.refused("copyMessages", chat_id=mia.chat_id, from_chat_id=mia.chat_id, message_ids=ids)

    assert await refusal([]) == "Bad Request: message identifiers are not specified"
    assert await refusal(list(range(1, 102))) == "Bad Request: too many message identifiers specified"
    assert await refusal([2, 1]) == "Bad Request: message identifiers must be in a strictly increasing order"
    assert await refusal([0]) == "Bad Request: invalid message identifier specified"
    assert await refusal({"a": 1}) == "Bad Request: expected an Array of message identifiers"


async def test_protected_messages_stay_where_they_are(bot: RawBot, mia: Phone, tom: Phone) -> None:
    sent = await bot("sendMessage", chat_id=mia.chat_id, text="nur hier", protect_content=True)
    source = {"chat_id": tom.chat_id, "from_chat_id": mia.chat_id, "message_id": sent["message_id"]}
    assert await bot.refused("copyMessage", **source) == "Bad Request: message can't be copied"
    assert await bot.refused("forwardMessage", **source) == "Bad Request: message can't be forwarded"


async def test_forwards_say_whom_they_are_from(bot: RawBot, mia: Phone, tom: Phone) -> None:
    said = mia.write("von Mia")
    source = {"chat_id": tom.chat_id, "from_chat_id": mia.chat_id}
    await bot("forwardMessage", **source, message_id=said.message_id)
    assert (tom.last.text, tom.last.forward, tom.last.sender) == ("von Mia", "Mia", "bot")
    again = tom.forward(tom.last)
    assert again.forward == "Mia"
    (update,) = [
        update["message"] for update in await bot.updates() if update["message"]["from"]["first_name"] == "Tom"
    ]
    assert update["forward_origin"]["sender_user"]["first_name"] == "Mia"


async def test_a_quiz_of_somebody_else_cannot_be_copied(bot: RawBot, mia: Phone, world: World) -> None:
    quiz = {"type": "quiz", "correct_option_ids": [1]}
    sent = await bot("sendPoll", chat_id=mia.chat_id, question="?", options=["a", "b"], **quiz)
    source = {"chat_id": mia.chat_id, "from_chat_id": mia.chat_id, "message_id": sent["message_id"]}
    copied = await bot("copyMessage", **source)
    message = world.chats[mia.chat_id].messages[copied["message_id"]]
    poll = {key: value for key, value in message.content["poll"].items() if key != "correct_option_ids"}
    message.content = {"poll": poll}
    refused = await bot.refused("copyMessage", **source | {"message_id": message.id})
    assert refused == "Bad Request: message can't be copied"

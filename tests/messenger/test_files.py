"""Files up and down, albums."""

from __future__ import annotations

import io
import json
import struct

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, World
from messenger.files import MAX_DOWNLOAD, MAX_UPLOAD
from tests.messenger.conftest import RawBot, Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"rest"


def form(**fields: str | bytes) -> aiohttp.FormData:
    """A multipart form; bytes become files."""
    found = aiohttp.FormData(quote_fields=False)
    for name, value in fields.items():
        if isinstance(value, bytes):
            found.add_field(name, io.BytesIO(value), filename=f"{name} ü.pdf", content_type="application/pdf")
        else:
            found.add_field(name, value)
    return found


async def download(bot: RawBot, messenger: LocalMessenger, path: str) -> tuple[int, bytes]:
    async with bot.session.get(f"{messenger.file_url}{messenger.token}/{path}") as response:
        return response.status, await response.read()


async def test_up_and_down(bot: RawBot, messenger: LocalMessenger, mia: Phone) -> None:
    sent = await bot.form("sendDocument", form(chat_id=str(mia.chat_id), document=b"content", caption="Antrag"))
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("document ü.pdf", "application/pdf")
    assert (mia.last.data, mia.last.file_name, mia.last.caption) == (b"content", "document ü.pdf", "Antrag")
    file = await bot("getFile", file_id=sent["document"]["file_id"])
    assert file["file_size"] == 7
    assert await download(bot, messenger, file["file_path"]) == (200, b"content")
    assert (await download(bot, messenger, "documents/nothing.pdf"))[0] == 404


async def test_the_bot_gets_what_people_send(bot: RawBot, messenger: LocalMessenger, mia: Phone) -> None:
    mia.send("photo", PNG, caption="Zimmer")
    (update,) = await bot.updates()
    sizes = update["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(90, 68), (640, 480)]
    for size in sizes:
        file = await bot("getFile", file_id=size["file_id"])
        assert await download(bot, messenger, file["file_path"]) == (200, PNG)


async def test_sending_again_by_id(bot: RawBot, mia: Phone) -> None:
    photo = mia.send("photo", PNG)
    await bot("sendPhoto", chat_id=mia.chat_id, photo=photo.file_id, has_spoiler=True)
    assert (mia.last.data, mia.last.has_spoiler) == (PNG, True)
    wrong = await bot.refused("sendDocument", chat_id=mia.chat_id, document=photo.file_id)
    assert wrong == "Bad Request: can't use file of type Photo as Document"
    unknown = await bot.refused("sendPhoto", chat_id=mia.chat_id, photo="nonsense")
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    address = await bot.refused("sendPhoto", chat_id=mia.chat_id, photo="https://example.org/a.png")
    assert address == "Bad Request: failed to get HTTP URL content"
    missing = await bot.refused("sendPhoto", chat_id=mia.chat_id)
    assert missing == "Bad Request: there is no photo in the request"
    assert await bot.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"


async def test_an_album_from_uploads_and_ids(bot: RawBot, mia: Phone) -> None:
    photo = mia.send("photo", PNG)
    media = [
        {"type": "photo", "media": photo.file_id, "caption": "<b>erstes</b>", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://clip"},
    ]
    sent = await bot.form("sendMediaGroup", form(chat_id=str(mia.chat_id), media=json.dumps(media), clip=b"video"))
    assert len({message["media_group_id"] for message in sent}) == 1
    first, second = mia.screen()[-2:]
    assert (first.kind, first.caption, second.kind, second.data) == ("photo", "erstes", "video", b"video")
    mixed = [media[0], {"type": "document", "media": "attach://clip"}]
    with pytest.raises(Refused, match="can't use the media of the specified type in the album"):
        await bot.form("sendMediaGroup", form(chat_id=str(mia.chat_id), media=json.dumps(mixed), clip=b"x"))
    with pytest.raises(Refused, match="wrong file identifier"):
        await bot.form("sendMediaGroup", form(chat_id=str(mia.chat_id), media=json.dumps(media)))


async def test_people_send_albums_as_separate_messages(bot: RawBot, mia: Phone, world: World) -> None:
    mia.send_album([("photo", b"1"), ("photo", b"2")], caption="Ferien")
    album = world.album_id()
    mia.send("photo", b"3", album=album)
    mia.send("photo", b"4", album=album)
    groups = [update["message"]["media_group_id"] for update in await bot.updates()]
    assert groups[0] == groups[1] != groups[2] == groups[3] == album


async def test_changing_the_file_of_a_message(bot: RawBot, mia: Phone) -> None:
    sent = await bot.form("sendPhoto", form(chat_id=str(mia.chat_id), photo=PNG))
    message = {"chat_id": str(mia.chat_id), "message_id": str(sent["message_id"])}
    media = json.dumps({"type": "document", "media": "attach://new", "caption": "neu"})
    await bot.form("editMessageMedia", form(**message, media=media, new=b"new"))
    assert (mia.last.kind, mia.last.data, mia.last.caption) == ("document", b"new", "neu")


async def test_sizes(bot: RawBot, world: World, mia: Phone) -> None:
    big = mia.send("video", b"x" * (MAX_DOWNLOAD + 1))
    assert await bot.refused("getFile", file_id=big.file_id) == "Bad Request: file is too big"
    await bot("copyMessage", chat_id=mia.chat_id, from_chat_id=mia.chat_id, message_id=big.message_id)
    chat = str(mia.chat_id)
    with pytest.raises(Refused, match="too big for a photo; the maximum size is 10485760 bytes"):
        await bot.form("sendPhoto", form(chat_id=chat, photo=b"x" * 10485761))
    with pytest.raises(Refused, match="file must be non-empty"):
        await bot.form("sendDocument", form(chat_id=chat, document=b""))
    with pytest.raises(Refused, match="Request Entity Too Large") as caught:
        await bot.form("sendDocument", form(chat_id=chat, document=b"x" * (MAX_UPLOAD + 1)))
    assert caught.value.code == 413

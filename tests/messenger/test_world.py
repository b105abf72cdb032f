"""The world as a whole: its clock, its size, its views, and a sharp eye for its own descriptions."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, World
from messenger.call import call
from tests.messenger.conftest import RawBot
from tests.messenger.description import check_result, check_update


def test_the_clock_can_be_set_forward(world: World, mia: Phone) -> None:
    told: list[int] = []
    world.clock.on_change(lambda: told.append(1))
    before = mia.write("heute")
    world.clock.advance(7 * 24 * 3600)
    after = mia.write("in einer Woche")
    assert after.at - before.at >= timedelta(days=7) and told == [1]
    assert world.clock.now() - datetime.now(UTC) > timedelta(days=6)
    with pytest.raises(ValueError, match="only goes forward"):
        world.clock.advance(-1)
    world.clock.freeze(datetime(2027, 1, 1, tzinfo=UTC))
    world.clock.advance(60)
    assert mia.write("Neujahr").at == datetime(2027, 1, 1, 0, 1, tzinfo=UTC)


def test_every_change_is_told(world: World, mia: Phone) -> None:
    changes: list[int] = []
    undo = world.on_change(lambda: changes.append(1))
    said = mia.write("a")
    mia.react(said, "👍")
    mia.edit(said, "b")
    mia.delete(said)
    mia.block()
    mia.unblock()
    call(world, "sendChatAction", {"chat_id": mia.chat_id, "action": "typing"})
    world.clock.advance(1)
    assert len(changes) >= 8
    undo()
    count = len(changes)
    mia.write("c")
    assert len(changes) == count


def test_two_thousand_phones_and_a_hundred_thousand_messages(world: World) -> None:
    phones = [world.phone(f"P{number}") for number in range(2000)]
    for phone in phones:
        phone.start()
        chat = world.chats[phone.chat_id]
        for _ in range(48):
            world.post(chat, phone.user, {"text": "Hallo"}, tell=False)
    started = time.process_time()
    for phone in phones[:1000]:
        sent = call(world, "sendMessage", {"chat_id": phone.chat_id, "text": "alt"})
        call(world, "editMessageText", {"chat_id": phone.chat_id, "message_id": sent["message_id"], "text": "neu"})
        assert phone.last.text == "neu"
    offset = fetched = 0
    while taken := world.updates.take(offset, 100):
        fetched += len(taken)
        offset = taken[-1]["update_id"] + 1
        world.updates.confirm(offset)
    assert fetched == 2000
    assert time.process_time() - started < 1.5  # a tenth of that on an idle machine


def test_the_descriptions_notice_what_is_wrong() -> None:
    user = {"id": 1, "is_bot": True, "first_name": "x"}
    check_result("getMe", user)
    for wrong in (user | {"extra": 1}, {"id": 1, "is_bot": True}, user | {"id": "eins"}):
        with pytest.raises((AssertionError, ValueError)):
            check_result("getMe", wrong)
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
    check_update({"update_id": 1, "message": message})
    with pytest.raises((AssertionError, ValueError)):
        check_update({"update_id": 1, "message": message | {"chat": {"id": 1, "type": "private", "colour": "red"}}})


async def test_starting_and_stopping_and_starting_again() -> None:
    messenger = LocalMessenger(topics=True, latency=0.001)
    await messenger.start()
    assert messenger.base_url == f"http://127.0.0.1:{messenger.port}/bot"
    assert messenger.file_url == f"http://127.0.0.1:{messenger.port}/file/bot"
    assert messenger.clock is messenger.world.clock and messenger.world.topics
    address = messenger.base_url
    mia = messenger.world.phone("Mia")
    await messenger.stop()
    await messenger.stop()
    mia.write("während der Störung")
    async with messenger, aiohttp.ClientSession() as session:
        assert messenger.base_url == address
        (update,) = await RawBot(messenger, session)("getUpdates", timeout=5)
        assert update["message"]["text"] == "während der Störung"


def test_a_shown_message_prints_short(mia: Phone) -> None:
    assert repr(mia.send("photo", b"x" * 1000, caption="so")) == "<2 me: photo 'so'>"
    with pytest.raises(LookupError, match="There is no button 'Ja'"):
        mia.last.button("Ja")


def test_it_says_how_it_is_started() -> None:
    done = subprocess.run([sys.executable, "-m", "messenger", "--help"], capture_output=True, text=True, check=True)
    assert "--topics" in done.stdout

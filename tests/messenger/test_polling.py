"""getUpdates: waiting, confirming, filtering, and never two at once."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, World
from messenger.refusals import POLLED_ELSEWHERE, WEBHOOK_ACTIVE
from tests.messenger.conftest import RawBot, Refused


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_they_are_confirmed(bot: RawBot, mia: Phone) -> None:
    for text in ("eins", "zwei", "drei"):
        mia.write(text)
    first = await bot("getUpdates")
    assert texts(first) == ["eins", "zwei", "drei"] == texts(await bot("getUpdates"))
    offset = first[1]["update_id"]
    assert texts(await bot("getUpdates", offset=offset)) == ["zwei", "drei"]
    assert texts(await bot("getUpdates", offset=offset + 1, limit=1)) == ["drei"]
    assert texts(await bot("getUpdates", offset=0)) == ["drei"]  # what is confirmed is gone for good
    assert [update["update_id"] for update in first] == sorted(update["update_id"] for update in first)


async def test_at_most_a_hundred_at_once(bot: RawBot, mia: Phone) -> None:
    for number in range(130):
        mia.write(str(number))
    assert len(await bot("getUpdates", limit=1000)) == 100
    assert len(await bot("getUpdates", limit=-5)) == 1


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(bot: RawBot, mia: Phone) -> None:
    for text in ("eins", "zwei", "drei"):
        mia.write(text)
    assert texts(await bot("getUpdates", offset=-1)) == ["drei"]
    assert texts(await bot("getUpdates")) == ["drei"]


async def test_a_waiting_poll_wakes_at_once(bot: RawBot, mia: Phone) -> None:
    waiting = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    started = time.perf_counter()
    mia.write("da")
    assert texts(await waiting) == ["da"]
    assert time.perf_counter() - started < 0.3


async def test_a_poll_ends_empty_when_nothing_comes(bot: RawBot, mia: Phone) -> None:
    started = time.perf_counter()
    assert await bot("getUpdates", timeout=1) == []
    assert 0.9 < time.perf_counter() - started < 2


async def test_allowed_updates_are_remembered(bot: RawBot, mia: Phone) -> None:
    await bot("getUpdates", allowed_updates=["edited_message"])
    said = mia.write("fällt weg")
    mia.edit(said, "kommt an")
    assert [set(update) - {"update_id"} for update in await bot("getUpdates")] == [{"edited_message"}]
    assert (await bot("getWebhookInfo"))["allowed_updates"] == ["edited_message"]
    await bot("getUpdates", offset=-1, allowed_updates=[])
    mia.write("kommt wieder an")
    assert texts((await bot("getUpdates"))[-1:]) == ["kommt wieder an"]


async def test_the_older_of_two_polls_ends_with_a_conflict(bot: RawBot, mia: Phone) -> None:
    older = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(bot("getUpdates", timeout=30))
    with pytest.raises(Refused) as caught:
        await older
    assert (caught.value.code, caught.value.description) == (409, f"Conflict: {POLLED_ELSEWHERE}")
    mia.write("für den neueren")
    assert texts(await newer) == ["für den neueren"]


async def test_a_poller_that_went_away_takes_nothing_along(bot: RawBot, mia: Phone) -> None:
    gone = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    gone.cancel()
    await asyncio.sleep(0.05)
    mia.write("noch da")
    assert texts(await bot("getUpdates")) == ["noch da"]


async def test_polling_and_a_webhook_exclude_each_other(bot: RawBot, mia: Phone) -> None:
    waiting = asyncio.create_task(bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url="https://example.org/hook")
    with pytest.raises(Refused, match="Conflict: terminated by setWebhook request"):
        await waiting
    assert await bot.refused("getUpdates") == f"Conflict: {WEBHOOK_ACTIVE}"
    await bot("deleteWebhook")
    assert await bot("getUpdates") == []


async def test_a_duplicate_comes_a_second_time_and_no_third(bot: RawBot, mia: Phone, world: World) -> None:
    world.duplicate_updates = 1.0
    mia.write("doppelt")
    (update,) = await bot("getUpdates")
    again = await bot("getUpdates", offset=update["update_id"] + 1)
    assert again == [update]
    assert await bot("getUpdates", offset=update["update_id"] + 1) == []


async def test_what_a_wrong_token_or_method_gets(messenger: LocalMessenger, bot: RawBot) -> None:
    async with bot.session.post(f"{messenger.base_url}1:WRONG/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with bot.session.post(bot.url("makeCoffee")) as response:
        assert response.status == 404
        assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_stopping_ends_a_waiting_poll() -> None:
    messenger = LocalMessenger()
    await messenger.start()
    async with aiohttp.ClientSession() as session:
        waiting = asyncio.create_task(RawBot(messenger, session)("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        started = time.perf_counter()
        await messenger.stop()
        with pytest.raises((Refused, aiohttp.ClientError)):
            await waiting
        assert time.perf_counter() - started < 2

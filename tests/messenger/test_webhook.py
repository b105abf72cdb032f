"""Updates brought to the bot's own address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from messenger import LocalMessenger, Phone, World
from tests.messenger.conftest import RawBot, eventually


class Hook:
    """A bot's web server, which can be told to misbehave."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []  # to answer with, then 200
        self.answer: dict[str, Any] | None = None
        self.at_once = self.most_at_once = 0
        self.slow = 0.0
        self.answered = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        self.answered.set()
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        self.got.append(update)
        return web.json_response(self.answer) if self.answer else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():
                await self.answered.wait()
                self.answered.clear()


@pytest.fixture
async def hook(messenger: LocalMessenger) -> AsyncIterator[Hook]:
    found = Hook()
    app = web.Application()
    app.router.add_post("/hook", found.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    assert messenger.webhook is not None
    messenger.webhook.first_retry = 0.02
    yield found
    await messenger.stop()  # first, so that nothing is delivered to a server that is gone
    await runner.cleanup()


async def test_updates_come_in_order_with_the_secret(bot: RawBot, mia: Phone, hook: Hook) -> None:
    mia.write("vorher")
    await bot("setWebhook", url=hook.url, secret_token="geheim_1", max_connections=1)
    for number in range(20):
        mia.write(str(number))
    await hook.until(lambda: len(hook.got) == 21)
    assert hook.texts == ["vorher", *map(str, range(20))]
    assert set(hook.secrets) == {"geheim_1"} and hook.most_at_once == 1
    info = await bot("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (hook.url, 0, 1)


async def test_an_update_is_sent_until_the_bot_says_2xx(bot: RawBot, mia: Phone, hook: Hook) -> None:
    await bot("setWebhook", url=hook.url, max_connections=1)
    hook.statuses = [500, 302, 503]
    mia.write("eins")
    mia.write("zwei")
    await hook.until(lambda: len(hook.got) == 2)
    assert hook.texts == ["eins", "zwei"] and len(hook.secrets) == 5
    info = await bot("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_question_does_not_wait_behind_a_message(bot: RawBot, mia: Phone, hook: Hook) -> None:
    await bot("setWebhook", url=hook.url)
    hook.statuses = [500]
    mia.write("eins")
    mia.inline("zwei")
    await hook.until(lambda: len(hook.got) == 2)
    assert [set(update) - {"update_id"} for update in hook.got] == [{"inline_query"}, {"message"}]


async def test_each_chat_keeps_its_order_when_several_are_under_way(
    bot: RawBot, mia: Phone, tom: Phone, hook: Hook
) -> None:
    hook.slow = 0.02
    await bot("setWebhook", url=hook.url, max_connections=10)
    for number in range(5):
        mia.write(f"m{number}")
        tom.write(f"t{number}")
    await hook.until(lambda: len(hook.got) == 10)
    assert [text for text in hook.texts if text[0] == "m"] == [f"m{number}" for number in range(5)]
    assert [text for text in hook.texts if text[0] == "t"] == [f"t{number}" for number in range(5)]
    assert hook.most_at_once == 2


async def test_nobody_is_there(bot: RawBot, mia: Phone, hook: Hook) -> None:
    await bot("setWebhook", url="http://127.0.0.1:9/hook")
    mia.write("wartet")
    await asyncio.sleep(0.1)
    info = await bot("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (1, "Connection refused")
    await bot("setWebhook", url=hook.url)
    await hook.until(lambda: hook.texts == ["wartet"])


async def test_deleting_the_webhook_brings_polling_back(bot: RawBot, mia: Phone, hook: Hook) -> None:
    await bot("setWebhook", url="http://127.0.0.1:9/hook")
    mia.write("bleibt")
    await bot("deleteWebhook")
    assert len(await bot("getUpdates")) == 1
    await bot("deleteWebhook", drop_pending_updates=True)
    assert await bot("getUpdates") == []


async def test_the_bot_may_put_a_call_into_its_answer(bot: RawBot, mia: Phone, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": mia.chat_id, "text": "gleich zurück"}
    await bot("setWebhook", url=hook.url)
    mia.write("Hallo")
    await eventually(mia.world, lambda: mia.last.text == "gleich zurück")


async def test_a_duplicate_comes_later(bot: RawBot, mia: Phone, hook: Hook, world: World) -> None:
    world.duplicate_updates = 1.0
    await bot("setWebhook", url=hook.url)
    mia.write("doppelt")
    await hook.until(lambda: len(hook.got) == 2)
    assert hook.got[0] == hook.got[1]


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "gibberish"}, "bad webhook: invalid webhook URL specified"),
        (
            {"url": "https://example.org", "secret_token": "mit Leerzeichen"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_webhooks_telegram_does_not_take(bot: RawBot, params: dict[str, str], refusal: str) -> None:
    assert await bot.refused("setWebhook", **params) == f"Bad Request: {refusal}"

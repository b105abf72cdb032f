"""Limits and faults: what a bot must survive."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, World
from messenger.limits import Limits
from messenger.refusals import Refusal
from tests.messenger.conftest import RawBot, Refused


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(enabled=True, clock=clock)


def retry_after(limits: Limits, chat_id: int, **how: bool) -> int:
    """The seconds after which this chat may be written to again; 0 means now, and counts as written."""
    try:
        limits.check(chat_id, **how)
    except Refusal as refusal:
        return int(refusal.parameters["retry_after"]) if refusal.code == 429 else -1
    return 0


def test_one_chat_takes_a_burst_and_then_one_a_second(limits: Limits, clock: Clock) -> None:
    assert [retry_after(limits, 1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    clock.now += 1
    assert [retry_after(limits, 1), retry_after(limits, 1)] == [0, 1]
    assert retry_after(limits, 2) == 0


def test_thirty_a_second_over_all_chats(limits: Limits, clock: Clock) -> None:
    assert [retry_after(limits, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    assert retry_after(limits, 99, paid=True) == 0
    clock.now += 1.01
    assert retry_after(limits, 31) == 0


def test_twenty_a_minute_in_a_group(limits: Limits, clock: Clock) -> None:
    for _ in range(20):
        assert retry_after(limits, -5) == 0
        clock.now += 1
    assert retry_after(limits, -5) == 40
    clock.now += 40
    assert retry_after(limits, -5) == 0


def test_an_album_counts_as_its_parts(limits: Limits, clock: Clock) -> None:
    limits.check(1, 10)
    assert retry_after(limits, 1) == 6


async def test_a_429_says_how_long_to_wait(bot: RawBot, mia: Phone, world: World) -> None:
    for _ in range(20):
        await bot("sendMessage", chat_id=mia.chat_id, text="ohne Grenzen")
    world.limits.enabled = True
    for _ in range(5):
        await bot("sendMessage", chat_id=mia.chat_id, text="mit Grenzen")
    with pytest.raises(Refused) as caught:
        await bot("sendMessage", chat_id=mia.chat_id, text="zu viel")
    assert caught.value.description == "Too Many Requests: retry after 1"
    assert (caught.value.code, caught.value.parameters) == (429, {"retry_after": 1})
    await bot("sendChatAction", chat_id=mia.chat_id, action="typing")  # not counted
    await bot("deleteMessage", chat_id=mia.chat_id, message_id=mia.last.message_id)


async def attempt(bot: RawBot, mia: Phone, text: str) -> str:
    """What a bot experiences that sends and waits a little."""
    try:
        async with asyncio.timeout(0.2):
            await bot("sendMessage", chat_id=mia.chat_id, text=text)
    except Refused as refused:
        return refused.description
    except TimeoutError:
        return "timeout"
    except aiohttp.ClientError:
        return "reset"
    return "sent"


@pytest.mark.parametrize(
    ("kind", "done", "outcome", "arrived"),
    [
        ("500", False, "Internal Server Error", False),
        ("429", False, "Too Many Requests: retry after 7", False),
        ("timeout_before", False, "timeout", False),
        ("timeout_after", False, "timeout", True),
        ("reset", False, "reset", False),
        ("reset", True, "reset", True),
    ],
)
async def test_a_planned_fault(
    bot: RawBot, mia: Phone, world: World, kind: str, done: bool, outcome: str, arrived: bool
) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="null")
    world.faults.plan("sendMessage", kind, done=done, retry_after=7)
    await bot("getMe")
    assert await attempt(bot, mia, "eins") == outcome
    assert (mia.last.text == "eins") is arrived
    assert await attempt(bot, mia, "zwei") == "sent"
    assert world.faults.planned == []


async def test_each_third_call_fails(bot: RawBot, mia: Phone, world: World) -> None:
    world.faults.plan("sendMessage", "500", every=3)
    outcomes = [await attempt(bot, mia, "x") for _ in range(6)]
    assert outcomes == ["sent", "sent", "Internal Server Error"] * 2
    world.faults.clear()
    assert await attempt(bot, mia, "x") == "sent"


async def test_random_faults_are_the_same_for_the_same_seed(bot: RawBot, mia: Phone, world: World) -> None:
    async def outcomes() -> list[str]:
        world.faults.random(7, 0.5, ["500", "reset"])
        return [await attempt(bot, mia, "x") for _ in range(20)]

    first = await outcomes()
    assert first == await outcomes() and set(first) == {"sent", "Internal Server Error", "reset"}


async def test_a_fault_must_be_a_known_one(world: World) -> None:
    with pytest.raises(ValueError, match="There is no fault 'gremlin'"):
        world.faults.plan("sendMessage", "gremlin")


async def test_latency_delays_everybody_at_once(bot: RawBot, mia: Phone, world: World) -> None:
    world.latency = 0.1
    loop = asyncio.get_running_loop()
    started = loop.time()
    await asyncio.gather(*(bot("sendMessage", chat_id=mia.chat_id, text="x") for _ in range(20)))
    assert 0.1 <= loop.time() - started < 0.6


async def test_the_log_of_calls(bot: RawBot, mia: Phone, world: World) -> None:
    await bot("sendMessage", chat_id=mia.chat_id, text="gut")
    await bot.refused("sendMessage", chat_id=4711, text="schlecht")
    assert world.count("sendMessage") == 2
    assert [(call.method, call.ok, call.error) for call in world.calls] == [
        ("sendMessage", True, None),
        ("sendMessage", False, "Bad Request: chat not found"),
    ]
    assert world.calls[0].params == {"chat_id": mia.chat_id, "text": "gut"}
    world.calls.clear()
    assert world.count("sendMessage") == 0


async def test_a_timeout_does_not_hold_up_stopping() -> None:
    async with LocalMessenger() as messenger, aiohttp.ClientSession() as session:
        mia = messenger.world.phone("Mia")
        mia.start()
        messenger.world.faults.plan("getMe", "timeout_before")
        waiting = asyncio.create_task(RawBot(messenger, session)("getMe"))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(2):
            await messenger.stop()
        with pytest.raises(aiohttp.ClientError):
            await waiting

"""A messenger, some people, and a bot made of nothing but HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from messenger import LocalMessenger, Phone, World
from tests.messenger.description import check_result, check_update


class Refused(Exception):
    """The messenger said no."""

    def __init__(self, answer: dict[str, Any], status: int) -> None:
        super().__init__(answer["description"])
        assert answer["error_code"] == status
        self.code: int = answer["error_code"]
        self.description: str = answer["description"]
        self.parameters: dict[str, Any] = answer.get("parameters", {})


async def eventually(world: World, true: Callable[[], bool]) -> None:
    """Wait until this is so, looking again whenever something changed in the world."""
    changed = asyncio.Event()
    undo = world.on_change(changed.set)
    async with asyncio.timeout(5):
        while not true():
            await changed.wait()
            changed.clear()
    undo()


class RawBot:
    """Calls methods as JSON. Whatever comes back is held against both descriptions of the Bot API."""

    def __init__(self, messenger: LocalMessenger, session: aiohttp.ClientSession) -> None:
        self.messenger = messenger
        self.session = session

    async def __call__(self, method: str, **params: Any) -> Any:
        return await self.read(method, self.session.post(self.url(method), json=params))

    def url(self, method: str) -> str:
        return f"{self.messenger.base_url}{self.messenger.token}/{method}"

    async def form(self, method: str, form: aiohttp.FormData | dict[str, str]) -> Any:
        return await self.read(method, self.session.post(self.url(method), data=form))

    async def read(self, method: str, request: Any) -> Any:
        async with request as response:
            answer = await response.json()
            if not answer["ok"]:
                raise Refused(answer, response.status)
            assert response.status == 200
        check_result(method, answer["result"])
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The words with which this call is refused."""
        with pytest.raises(Refused) as caught:
            await self(method, **params)
        return caught.value.description

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """Fetch and confirm what has come in."""
        found: list[dict[str, Any]] = await self("getUpdates", **params)
        for update in found:
            check_update(update)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


@pytest.fixture
async def messenger() -> AsyncIterator[LocalMessenger]:
    async with LocalMessenger() as running:
        yield running


@pytest.fixture
def world(messenger: LocalMessenger) -> World:
    return messenger.world


@pytest.fixture
async def bot(messenger: LocalMessenger) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(messenger, session)


@pytest.fixture
def mia(world: World) -> Phone:
    """Mia has started the bot; her /start is fetched by nobody any more."""
    phone = world.phone("Mia", username="mia_2007")
    phone.start()
    world.updates.clear()
    return phone


@pytest.fixture
def tom(world: World) -> Phone:
    """Tom has started the bot too."""
    phone = world.phone("Tom", "Weiß")
    phone.start()
    world.updates.clear()
    return phone

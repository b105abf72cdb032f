"""getUpdates: wait until there is something, and never let two wait at once."""

from __future__ import annotations

import asyncio
from typing import Any

from messenger import params
from messenger.calls import ApiCall
from messenger.methods.table import GET_UPDATES
from messenger.model import JSON
from messenger.refusals import POLLED_ELSEWHERE, WEBHOOK_ACTIVE, Refusal, conflict
from messenger.world import World

LONGEST = 50


class Polling:
    """The one open long poll."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._waiting: asyncio.Future[Refusal | None] | None = None
        self._unsubscribe = world.updates.on_push(self._wake)

    async def get_updates(self, raw: dict[str, Any]) -> list[JSON]:
        given = params.read(GET_UPDATES, raw)
        try:
            updates = await self._get(given)
        except Refusal as refusal:
            self._log(given, refusal)
            raise
        self._log(given, None)
        return updates

    async def _get(self, given: params.Given) -> list[JSON]:
        queue = self.world.updates
        self._check_webhook()
        self._end(conflict(POLLED_ELSEWHERE))
        if "allowed_updates" in given:
            queue.allow(given["allowed_updates"])
        offset = given.get("offset", 0)
        limit = min(max(given.get("limit", 100), 1), 100)
        queue.confirm(offset)
        timeout = min(given.get("timeout", 0), LONGEST)
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        while not (taken := queue.take(offset, limit)) and (left := until - loop.time()) > 0:
            await self._wait(left)
        return taken

    async def _wait(self, seconds: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                refusal = await waiting
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if refusal is not None:
            raise refusal

    def stop(self) -> None:
        self._unsubscribe()
        self._end(Refusal(502, "Bad Gateway"))

    def _check_webhook(self) -> None:
        if self.world.webhook.url:
            raise conflict(WEBHOOK_ACTIVE)

    def _wake(self) -> None:
        if self.world.webhook.url:
            self._end(conflict("terminated by setWebhook request"))
        elif self.world.updates.waiting:
            self._end(None)

    def _end(self, refusal: Refusal | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(refusal)

    def _log(self, given: params.Given, refusal: Refusal | None) -> None:
        world = self.world
        error = refusal.description if refusal is not None else None
        world.calls.add(ApiCall("getUpdates", given, world.clock.now(), refusal is None, error))

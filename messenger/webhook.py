"""Sending updates to the bot's own address: each chat's in order, again and again until it says 2xx."""

from __future__ import annotations

import asyncio
import heapq
import json
from collections import deque
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout

from messenger.call import call
from messenger.model import JSON
from messenger.profile import WebhookSettings
from messenger.refusals import Refusal
from messenger.world import World

FIRST_RETRY = 0.2  # seconds; doubled after each failure
LAST_RETRY = 30.0
TIMEOUT = 60.0


class Webhook:
    """Delivers while a webhook is set. An update that fails holds up its own chat, nobody else's."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first_retry = FIRST_RETRY
        self.timeout = TIMEOUT
        self._session: ClientSession | None = None
        self._settings: WebhookSettings | None = None  # those the lanes were built for
        self._lanes: dict[int, deque[JSON]] = {}
        self._ready: list[tuple[int, int]] = []  # heap of (first update's id, chat)
        self._queued_up_to = 0
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._unsubscribe = world.updates.on_push(self._pump)

    async def stop(self) -> None:
        self._unsubscribe()
        self._settings = None
        await self._cancel()
        if self._session is not None:
            await self._session.close()

    def _pump(self) -> None:
        """Start as many deliveries as there are chats with something waiting and connections allowed."""
        settings = self.world.webhook
        if settings is not self._settings:
            self._restart(settings)
        if not settings.url:
            return
        self._fill_lanes()
        while self._ready and len(self._busy) < settings.max_connections:
            _, chat = heapq.heappop(self._ready)
            self._busy[chat] = asyncio.get_running_loop().create_task(self._deliver(chat, settings))

    def _restart(self, settings: WebhookSettings) -> None:
        self._settings = settings
        for task in self._busy.values():
            task.cancel()
        self._busy.clear()
        self._lanes.clear()
        self._ready.clear()
        self._queued_up_to = 0

    def _fill_lanes(self) -> None:
        updates = self.world.updates
        fresh = []
        for update_id in reversed(updates.pending):
            if update_id <= self._queued_up_to:
                break
            fresh.append(update_id)
        for update_id in reversed(fresh):
            self._enqueue(updates.chat_of(update_id), updates.pending[update_id])
            self._queued_up_to = update_id
        for update in updates.take_repeats():
            self._enqueue(0, update)

    def _enqueue(self, chat: int, update: JSON) -> None:
        lane = self._lanes.setdefault(chat, deque())
        lane.append(update)
        if len(lane) == 1 and chat not in self._busy:
            heapq.heappush(self._ready, (update["update_id"], chat))

    async def _deliver(self, chat: int, settings: WebhookSettings) -> None:
        """Bring the first update of this chat to the bot, however long it takes; then let the next one go."""
        lane = self._lanes[chat]
        update = lane[0]
        wait = self.first_retry
        while (problem := await self._send(update, settings)) is not None:
            settings.last_error_date, settings.last_error_message = self.world.clock.unix(), problem
            await asyncio.sleep(wait)
            wait = min(2 * wait, LAST_RETRY)
        if self._settings is not settings:
            return
        lane.popleft()
        del self._busy[chat]
        if lane:
            heapq.heappush(self._ready, (lane[0]["update_id"], chat))
        else:
            del self._lanes[chat]
        self.world.updates.drop(update["update_id"])
        self.world.updates.delivered(update)
        self._pump()

    async def _send(self, update: JSON, settings: WebhookSettings) -> str | None:
        """One attempt; the problem with it, or None."""
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=self.timeout))
        headers = {"X-Telegram-Bot-Api-Secret-Token": settings.secret} if settings.secret else {}
        try:
            async with self._session.post(settings.url, json=update, headers=headers, ssl=False) as response:
                body = await response.read()
        except TimeoutError:
            return "Read timeout expired"
        except (ClientError, OSError) as error:
            return "Connection refused" if isinstance(error, ClientConnectorError) else "Connection closed"
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        self._act_on(body)
        return None

    def _act_on(self, body: bytes) -> None:
        """A bot may put one call into its answer to the webhook; it never learns the result."""
        if not body.lstrip().startswith(b"{"):
            return
        try:
            asked: dict[str, Any] = json.loads(body)
            if isinstance(asked.get("method"), str):
                call(self.world, asked["method"], {key: value for key, value in asked.items() if key != "method"})
        except (ValueError, Refusal):
            return

    async def _cancel(self) -> None:
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._busy.clear()

"""No library at all: JSON in, JSON out, nothing checked. What the local messenger itself can do, not a bot to run."""

import asyncio
from typing import Any

import aiohttp
import uvloop

from benchmarks.bots import AT_ONCE, Given, given


async def run(asked: Given) -> None:
    url = f"{asked.base_url}{asked.token}"
    room = asyncio.Semaphore(AT_ONCE)
    offset = 0
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:

        async def call(method: str, **parameters: Any) -> Any:
            async with session.post(f"{url}/{method}", json=parameters) as response:
                return (await response.json())["result"]

        async def relay(message: dict[str, Any]) -> None:
            chat = message["chat"]["id"]
            try:
                await call(
                    "copyMessage", chat_id=asked.partners[chat], from_chat_id=chat, message_id=message["message_id"]
                )
            finally:
                room.release()

        while True:
            for update in await call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await room.acquire()
                tasks.create_task(relay(update["message"]))


if __name__ == "__main__":
    uvloop.run(run(given()))

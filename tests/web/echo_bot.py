"""A bot of a few lines, so that the page has somebody to talk to: it answers whatever it gets."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession

JSON = dict[str, Any]
KINDS = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "inline_query"]


class EchoBot:
    """Asks the Bot API for updates and answers each; `async with EchoBot(address):` runs it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.heard: list[JSON] = []

    async def __aenter__(self) -> Self:
        self.session = ClientSession()
        await self.call("setMyCommands", commands=[{"command": "hilfe", "description": "Was ich kann"}])
        self.work = asyncio.create_task(self.poll())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.work
        await self.session.close()

    async def call(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.address}/{method}", json=params) as response:
            body = await response.json()
        return body.get("result")

    async def poll(self) -> None:
        offset = 0
        while True:
            updates = await self.call("getUpdates", offset=offset, timeout=20, allowed_updates=KINDS)
            for update in updates or ():
                offset = update["update_id"] + 1
                self.heard.append(update)
                await self.answer(update)

    async def answer(self, update: JSON) -> None:
        match update:
            case {"message": {"from": {"is_bot": True}}}:
                pass
            case {"message": {"chat": {"id": chat}, "text": text} as message}:
                await self.answer_text(chat, text, message)
            case {"message": {"chat": {"id": chat}, "message_id": message_id}}:
                await self.call("copyMessage", chat_id=chat, from_chat_id=chat, message_id=message_id)
            case {"edited_message": {"chat": {"id": chat}, "text": text}}:
                await self.call("sendMessage", chat_id=chat, text=f"Geändert: {text}")
            case {"message_reaction": {"chat": {"id": chat}, "new_reaction": [{"emoji": emoji}]}}:
                await self.call("sendMessage", chat_id=chat, text=f"Reaktion: {emoji}")
            case {"callback_query": {"id": query, "data": data, "message": message}}:
                place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
                await self.call("answerCallbackQuery", callback_query_id=query, text=f"Gemerkt: {data}")
                await self.call("editMessageText", **place, text=f"Du hast {data} gesagt.")
            case {"inline_query": {"id": query, "query": words}}:
                await self.offer(query, words)

    async def offer(self, query: str, words: str) -> None:
        """The words three times, a button where there are none, and nothing to "nichts"."""
        results = [
            {"type": "article", "id": how, "title": f"{words} ({how})", "description": f"So steht es {how} da",
             "input_message_content": {"message_text": text, "parse_mode": "HTML"}}
            for how, text in (("schlicht", words), ("fett", f"<b>{words}</b>"), ("laut", words.upper()))
        ]  # fmt: skip
        button = {"text": "Alles ansehen", "start_parameter": "alles"}
        offered = {"results": results} if words else {"results": [], "button": button}
        await self.call(
            "answerInlineQuery", inline_query_id=query, **(offered if words != "nichts" else {"results": []})
        )

    async def answer_text(self, chat: int, text: str, message: JSON) -> None:
        match text.split(maxsplit=1):
            case ["Knöpfe"]:
                keys = [[{"text": word, "callback_data": word} for word in ("Ja", "Nein")]]
                await self.call("sendMessage", chat_id=chat, text="Passt das?", reply_markup={"inline_keyboard": keys})
            case ["Thema", name]:
                topic = await self.call("createForumTopic", chat_id=chat, name=name)
                thread = topic["message_thread_id"]
                await self.call("sendMessage", chat_id=chat, message_thread_id=thread, text=f"Hier geht es um {name}.")
            case _:
                said = message.get("reply_to_message", {}).get("text")
                where = {"message_thread_id": message["message_thread_id"]} if "message_thread_id" in message else {}
                words = f"Zu „{said}“: {text}" if said else f"Echo: {text}"
                await self.call("sendMessage", chat_id=chat, text=words, **where)

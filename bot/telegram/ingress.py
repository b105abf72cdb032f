"""Takes updates from Telegram into the inbox: by polling or by webhook. Commit first, confirm second.

python-telegram-bot's own Updater confirms updates that it only holds in memory, so it is not used: a killed process
would lose them. Here an update is confirmed (by the next getUpdates, or by the webhook's 200) after it is on disk.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import inbox
from bot.clock import Clock
from bot.event import Event, Unreadable
from bot.store.db import Database
from bot.telegram import MESSENGER, read
from bot.telegram.http import AiohttpRequest

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
"""How long Telegram keeps a getUpdates open when there is nothing."""
BATCH: Final = 100
_PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 20.0)


class Ingress:
    """What both ways in share: updates become events, events are committed, the dispatcher is woken."""

    def __init__(
        self, bot: Bot, db: Database, clock: Clock, on_events: Callable[[], None],
        emergency: Callable[[str | None], str],
    ) -> None:  # fmt: skip
        self._bot = bot
        self._emergency = emergency
        #: Updates that were answered while nothing could be kept; they come again until it can.
        self._answered: set[int] = set()
        self._db = db
        self._clock = clock
        self._on_events = on_events
        self._source = f"{MESSENGER}:{bot.id}"

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Commit these updates; when this returns they may be confirmed. Duplicates are left out."""
        numbered = [pair for update in updates for pair in self._events(update)]
        if numbered:
            async with self._db.transaction() as tx:
                await inbox.put(tx, self._source, numbered, self._clock.now())
            self._on_events()

    async def answer_emergencies(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """These could not be kept. Whoever asks for the emergency numbers gets them all the same, and at once."""
        for update in updates:
            asked = read.emergency(update)
            if asked is None or (number := int(update.get("update_id", 0))) in self._answered:
                continue
            self._answered.add(number)
            try:
                await self._bot.send_message(asked.chat, self._emergency(asked.language))
            except TelegramError as error:
                self._answered.discard(number)
                log.error("emergency numbers not sent", extra={"action": "emergency", "error": type(error).__name__})

    def _events(self, raw: Mapping[str, Any]) -> list[tuple[str, Event]]:
        number = str(raw.get("update_id"))
        try:
            events: Sequence[Event] = [said] if (said := read.plain_text(raw)) else self._understood(raw)
            for event in events:
                read.check(event)
            return [(number, event) for event in events]
        except Exception as error:  # whatever it is, it is kept; dispatch sets it aside and says so
            log.error(
                "an update was not understood",
                extra={"action": "unreadable_update", "update": number, "error": type(error).__name__},
            )
            unreadable = Unreadable(
                messenger=MESSENGER, chat=read.chat_of(raw), at=self._clock.now(), raw=_as_it_came(raw)
            )
            return [(number, unreadable)]

    def _understood(self, raw: Mapping[str, Any]) -> list[Event]:
        update = Update.de_json(dict(raw), self._bot)
        return read.events(update)


def _as_it_came(raw: Mapping[str, Any]) -> str:
    try:
        return json.dumps(raw)
    except RecursionError:  # nested so deep that nobody wrote it by hand; what is left is that it came
        return "{}"


class Polling:
    """Asks Telegram for updates, one request after the other."""

    def __init__(self, ingress: Ingress, request: AiohttpRequest, base_url: str) -> None:
        self._ingress = ingress
        self._request = request
        self._url = f"{base_url}/getUpdates"
        #: Why updates do not come at the moment, if so.
        self.trouble: str | None = None

    async def run(self) -> None:
        """Poll until cancelled."""
        offset: int | None = None
        failures = 0
        while True:
            updates: list[dict[str, Any]] = []
            try:
                updates = await self._ask(offset)
                if updates:
                    await self._ingress.keep(updates)
                    offset = max(int(update["update_id"]) for update in updates) + 1
                failures, self.trouble = 0, None
            except Exception as error:
                await self._ingress.answer_emergencies(updates)
                pause = self._pause(error, failures)
                failures += 1
                await asyncio.sleep(pause)

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {
            "timeout": POLL_SECONDS,
            "limit": BATCH,
            "allowed_updates": read.ALLOWED_UPDATES,
        }
        if offset is not None:
            parameters["offset"] = offset
        result: list[dict[str, Any]] = await self._request.call(self._url, parameters, read_timeout=POLL_SECONDS + 10)
        return result

    def _pause(self, error: Exception, failures: int) -> float:
        """Note what is wrong and say how long to wait."""
        pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
        match error:
            case RetryAfter(retry_after=seconds):
                pause = float(seconds) if isinstance(seconds, int) else seconds.total_seconds()
                self.trouble = "Telegram bittet um Geduld."
            case Conflict():
                self.trouble = (
                    "Ein anderes Programm holt die Nachrichten dieses Bots ab. Beende es, oder entferne seinen Webhook."
                )
            case InvalidToken():
                self.trouble = "Telegram kennt das Token nicht. Hole es neu bei @BotFather."
            case TelegramError():
                self.trouble = "Telegram antwortet nicht."
            case _:
                self.trouble = "Die Datenbank nimmt nichts an; die Nachrichten warten so lange bei Telegram."
        log.warning(
            self.trouble,
            extra={"action": "poll_failed", "error": type(error).__name__, "again_in": pause},
        )
        return pause


class Webhook:
    """Lets Telegram bring the updates. Answers 200 only for what is on disk; Telegram repeats everything else."""

    def __init__(self, ingress: Ingress, secret: str) -> None:
        self._ingress = ingress
        self._secret = secret

    def attach(self, app: web.Application, path: str) -> None:
        """Serve this path."""
        app.router.add_post(path, self._receive)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.getall("X-Telegram-Bot-Api-Secret-Token", [])
        said = "".join(given).encode("utf-8", "surrogateescape")  # whatever bytes they are
        if not hmac.compare_digest(said, self._secret.encode()) or len(given) != 1:
            return web.Response(status=403)
        try:
            update = json.loads(await request.read()) if request.content_type == "application/json" else None
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            return web.Response(status=400)
        try:
            await self._ingress.keep([update])
        except Exception as error:
            log.error(
                "an update could not be kept; Telegram will bring it again",
                extra={"action": "webhook_failed", "error": type(error).__name__},
            )
            await self._ingress.answer_emergencies([update])
            return web.Response(status=503)
        return web.Response()

"""Takes updates from Telegram into the inbox: by polling or by webhook. Commit first, confirm second.

python-telegram-bot's own Updater confirms updates that it only holds in memory, so it is not used: a killed process
would lose them. Here an update is confirmed (by the next getUpdates, or by the webhook's 200) after it is on disk.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import inbox
from bot.clock import Clock
from bot.event import Event, Unreadable
from bot.store.db import Database, outage_kind
from bot.telegram import MESSENGER, read
from bot.telegram.http import AiohttpRequest
from bot.vitals import CONFLICT, INGRESS, TELEGRAM, TOKEN, WEBHOOK, Vitals

log = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
"""How long Telegram keeps a getUpdates open when there is nothing."""
LOOK_SECONDS: Final = 60.0
"""How often Telegram is asked whether the webhook works."""
BATCH: Final = 100
RID_OF: Final = timedelta(minutes=1)
"""Another program that fetches our updates is gone when it has not been noticed for so long."""
_PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 20.0)


class Ingress:
    """What both ways in share: updates become events, events are committed, the dispatcher is woken."""

    def __init__(
        self, bot: Bot, db: Database, clock: Clock, on_events: Callable[[], None],
        emergency: Callable[[str | None], str], vitals: Vitals,
    ) -> None:  # fmt: skip
        self.vitals = vitals
        self._shared_until: datetime | None = None
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
            self.vitals.received(len(updates), self._clock.now())
            self._on_events()

    @property
    def shared(self) -> bool:
        """Whether another program has lately been noticed to fetch our updates."""
        return self._shared_until is not None and self._clock.now() <= self._shared_until

    def trouble(self, kind: str) -> None:
        """Updates do not come, for this reason."""
        now = self._clock.now()
        if kind == CONFLICT:
            self._shared_until = now + RID_OF
        self.vitals.trouble(INGRESS, kind, now)

    def fine(self) -> None:
        """Updates come. Two programs that fetch them take turns: each goes well now and then, and loses half."""
        if not self.shared:
            self.vitals.fine(INGRESS)

    def not_kept(self, error: Exception) -> None:
        """Updates came and could not be stored."""
        self.vitals.outage(outage_kind(error), self._clock.now())

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

    async def run(self) -> None:
        """Poll until cancelled."""
        offset: int | None = None
        failures = 0
        while True:
            updates: list[dict[str, Any]] = []
            try:
                # After a failure only a short look, to know at once that it is over.
                updates = await self._ask(offset, 0 if failures else POLL_SECONDS)
                if updates:
                    await self._ingress.keep(updates)
                    offset = max(int(update["update_id"]) for update in updates) + 1
                failures = 0
                self._ingress.fine()
            except Exception as error:
                await self._ingress.answer_emergencies(updates)
                pause = self._pause(error, failures)
                failures += 1
                await asyncio.sleep(pause)

    async def _ask(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {
            "timeout": seconds,
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
        kind: str | None = None
        match error:
            case RetryAfter(retry_after=seconds):
                pause = float(seconds) if isinstance(seconds, int) else seconds.total_seconds()
                kind, what = TELEGRAM, "Telegram bittet um Geduld."
            case TelegramError():
                kind, what = _refusal(error)
            case _:
                what = "Die Datenbank nimmt nichts an; die Nachrichten warten so lange bei Telegram."
        if kind:
            self._ingress.trouble(kind)
        else:
            self._ingress.not_kept(error)
        log.warning(what, extra={"action": "poll_failed", "error": type(error).__name__, "again_in": pause})
        return pause


def _refusal(error: TelegramError) -> tuple[str, str]:
    """Which trouble it is that Telegram does not do what it is asked for, and what to do."""
    match error:
        case Conflict():
            return CONFLICT, (
                "Ein anderes Programm holt die Nachrichten dieses Bots ab. Beende es, oder entferne seinen Webhook."
            )
        case InvalidToken():
            return TOKEN, "Telegram kennt das Token nicht. Hole es neu bei @BotFather."
        case _:
            return TELEGRAM, "Telegram antwortet nicht."


class Webhook:
    """Lets Telegram bring the updates. Answers 200 only for what is on disk; Telegram repeats everything else."""

    def __init__(self, ingress: Ingress, secret: str) -> None:
        self._ingress = ingress
        self._secret = secret

    def attach(self, app: web.Application, path: str) -> None:
        """Serve this path."""
        app.router.add_post(path, self._receive)

    async def run(self, bot: Bot) -> None:
        """Ask Telegram now and then whether its deliveries arrive, until cancelled."""
        while True:
            await self._look(bot)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self, bot: Bot) -> None:
        vitals = self._ingress.vitals
        try:
            info = await bot.get_webhook_info()
        except TelegramError as error:
            kind, what = _refusal(error)
            self._ingress.trouble(kind)
            log.warning(what, extra={"action": "webhook_unknown", "error": type(error).__name__})
            return
        failed = info.last_error_date
        if failed and info.pending_update_count and (vitals.last_update is None or vitals.last_update < failed):
            self._ingress.trouble(WEBHOOK)
        else:
            self._ingress.fine()

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
            self._ingress.not_kept(error)
            await self._ingress.answer_emergencies([update])
            return web.Response(status=503)
        return web.Response()

"""Puts the bot together: the only place where everything is built, started and stopped."""

import asyncio
import contextlib
import fcntl
import hashlib
import hmac
import logging
import secrets
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, TextIO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import telegram
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

import conversations
from bot import backup, due, emergency, inbox, mail, outbox, supervisor, troubles, upkeep
from bot.backup import erased
from bot.clock import Clock, FileClock, SystemClock
from bot.dispatch import Dispatcher
from bot.errors import (
    ConfigurationError,
    KeyMismatch,
    MessengerUnreachable,
    PortTaken,
    StoreError,
    StoreUnwritable,
    TokenRefused,
)
from bot.examiner import Examiner
from bot.health import Health
from bot.limits import Limits
from bot.links import LinkSigner, PublicLinks
from bot.live_content import LiveContent
from bot.mail.read import Bounce
from bot.mail.send import MailAdapter
from bot.mail.watch import MailboxWatch
from bot.message import BULK
from bot.pages import LinkPages
from bot.sender import Adapter, Sender
from bot.settings import Address, Settings
from bot.store import crypto, facts, rotate, schema
from bot.store.db import Database, is_outage, outage_kind
from bot.telegram import MESSENGER, read
from bot.telegram.http import AiohttpRequest
from bot.telegram.ingress import Ingress, Polling, Webhook
from bot.telegram.send import TelegramAdapter
from bot.together import Together, while_leading
from bot.vitals import INGRESS, TELEGRAM, Vitals

log = logging.getLogger(__name__)

KEY_FILE: Final = "schluessel"
KEY_COPY_NOTE: Final = "schluessel-kopie.txt"
"""Where the operator writes down, beside the key, in which place a copy of it is."""
LOOK_SECONDS: Final = 0.5
TURNED_SECONDS: Final = 0.2
"""How often somebody looks whether anything has become due; a wave comes in bites so small that nobody notices them.
The second: where somebody turns the clock."""
AHEAD_SECONDS: Final = 2.0
"""How much that may wait for others is put into the queues beforehand: as much as can be sent in so long."""
WATCH_SECONDS: Final = 30.0
"""How often somebody looks whether something stands still; longer than any part waits before its next try."""
STOP_SECONDS: Final = 4.0
"""How long a stop waits for messages that are on their way."""
BACKUP_MINUTES: Final = 10
"""How often somebody looks whether a backup is due."""
_GENERAL_COMMANDS: Final = (
    *("menu", "fragen", "anliegen", "checkin", "pause", "weg", "daten", "sprache", "notfall", "stopp", "hilfe"),
)


def clock_of(settings: Settings) -> Clock:
    """The machine's clock, or the demo's."""
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def key_file(settings: Settings) -> Path:
    """Where the key lies, unless it is a setting."""
    return settings.secret_key_file or settings.data_dir / KEY_FILE


def keys_of(settings: Settings) -> crypto.KeyRing:
    """The keys to what is stored; a key file is created where there is neither key nor database."""
    if settings.secret_key:
        return crypto.parse_keys(settings.secret_key.get_secret_value().split(","), "BLEIBDRAN_SECRET_KEY")
    path = key_file(settings)
    url = make_url(settings.database_url)
    database = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    used = database is not None and database.is_file() and database.stat().st_size > 0
    return crypto.load_or_create(path, may_create=not used)


def _make_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnwritable(
            f"Der Datenordner {settings.data_dir} lässt sich nicht anlegen ({error.strerror}). "
            "Prüfe, wem der übergeordnete Ordner gehört, oder setze BLEIBDRAN_DATA_DIR."
        ) from error


async def _reach_backups(db: Database, settings: Settings, clock: Clock) -> None:
    """Whoever is erased is erased in backups, too."""
    await erased.forget(db, settings.data_dir, clock.now().date())


@asynccontextmanager
async def open_store(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    """The database, migrated and ready. Raises StoreError with what to do where it cannot be used."""
    _make_data_dir(settings)
    known = settings.secret_key is not None or key_file(settings).exists()
    db = Database(settings.database_url, keys_of(settings))
    db.after_erasure = partial(_reach_backups, db, settings, clock)
    await db.open()
    try:
        try:
            await schema.prepare(db, clock.now())
        except KeyMismatch:
            if not known:  # the one just made fits nothing, and would look like the one that is missing
                key_file(settings).unlink()
            raise
        yield db
    finally:
        await db.close()


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One bot a data folder: a second one would send everything twice."""
    _make_data_dir(settings)
    with open(settings.data_dir / "lauf.lock", "a+", encoding="ascii") as file:
        if not _locked(file):
            raise StoreError(f"Mit dem Datenordner {settings.data_dir} läuft schon ein Bot. Beende ihn zuerst.")
        yield


@contextmanager
def place(settings: Settings) -> Iterator[str]:
    """Where this process runs: whoever was in the same place has ended.

    With SQLite there is one place a data folder. With PostgreSQL several may share a folder, as during an update.
    """
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        with alone(settings):
            yield "here"
        return
    _make_data_dir(settings)
    for number in count(1):
        name = "lauf.lock" if number == 1 else f"lauf-{number}.lock"
        with open(settings.data_dir / name, "a+", encoding="ascii") as file:
            if not _locked(file):
                continue
            file.seek(0)
            if not (mark := file.read(16)):
                mark = secrets.token_hex(8)
                file.write(mark)
                file.flush()
            # The name, too: somebody may copy the whole folder to the next machine.
            yield hashlib.sha256(f"{socket.gethostname()}:{mark}".encode()).hexdigest()[:32]
            return


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Connection:
    """The bot's account at Telegram."""

    def __init__(self, settings: Settings) -> None:
        if settings.telegram_token is None:
            raise ConfigurationError(
                [
                    "BLEIBDRAN_TELEGRAM_TOKEN fehlt. Schreib in Telegram an @BotFather, lege mit /newbot einen Bot an "
                    "und trage das Token ein. Zum Ausprobieren ohne Token: bleibdran demo"
                ]
            )
        self.request = AiohttpRequest()
        self.bot = telegram.Bot(
            settings.telegram_token.get_secret_value(),
            base_url=settings.telegram_base_url,
            base_file_url=settings.telegram_file_url,
            request=self.request,
            get_updates_request=self.request,
        )

    async def __aenter__(self) -> "Connection":
        await self.request.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.request.shutdown()

    async def introduce(self) -> telegram.User:
        """Ask Telegram who we are. Raises TokenRefused or MessengerUnreachable."""
        try:
            # Not Bot.initialize: it would hide a wrong token behind another error and keep the session to itself.
            me = await self.bot.get_me()
        except InvalidToken as error:
            raise TokenRefused("Telegram kennt das Token nicht. Hole es neu bei @BotFather (/mybots).") from error
        except TelegramError as error:
            raise MessengerUnreachable(
                f"Telegram antwortet nicht ({error.message}). Prüfe das Netz und BLEIBDRAN_TELEGRAM_BASE_URL."
            ) from error
        self.bot._bot_user = me  # what Bot.initialize would have kept
        return me


class App:
    """A running bot. `run` returns when `stop` was called and everything on its way has been recorded."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or clock_of(settings)
        #: What runs at the moment, for whoever looks at it from outside.
        self.db: Database | None = None
        self.dispatcher: Dispatcher | None = None
        self.returned: MailboxWatch | None = None
        self.examiner: Examiner | None = None
        #: Where /health and /metrics answer, once they do.
        self.health: tuple[str, int] | None = None
        self.vitals = Vitals()
        self.live = LiveContent(settings.content_folders, settings.data_dir)
        self.zone = ZoneInfo(settings.timezone)
        self._wake_sender: Callable[[], None] = lambda: None
        self._stop = asyncio.Event()
        self.together: Together

    def stop(self) -> None:
        """End cleanly."""
        self._stop.set()

    async def run(self) -> None:
        """Until `stop`."""
        account = Connection(self.settings)  # complains about a missing token before anything is created
        with place(self.settings) as here:
            async with open_store(self.settings, self.clock) as db, account as connection:
                await rotate.reseal(db)
                await _reach_backups(db, self.settings, self.clock)
                async with db.transaction() as tx:
                    again = await outbox.recover(tx) if db.is_sqlite else 0
                    await troubles.first_start(tx, self.clock.now())
                if again:
                    log.info("messages are sent again after a crash", extra={"action": "recovered", "messages": again})
                self.together = Together(db, here)
                self.examiner = Examiner(
                    db, self.clock, self.live, self.vitals, self.settings.data_dir, lambda: self.together.leads
                )
                async with supervisor.watched(), self._serving_health(self.examiner), self.together.beating():
                    await self._serve(db, connection)

    async def look(self) -> None:
        """Let everything that has become due happen."""
        if self.db is None or self.dispatcher is None:
            return
        while await due.look(self.db, self.clock, self.live.content, self.zone, await self._room()) >= due.BATCH:
            self.dispatcher.wake()
        await due.digest(self.db, self.clock, self.zone)
        self.dispatcher.wake()
        self._wake_sender()

    async def _room(self) -> int:
        """How many more may be asked something now: no more wait in the queues than leave in a while.

        Ten thousand at once would hold up everybody who writes for as long as it takes to put them there.
        """
        assert self.db is not None  # noqa: S101 - asked for by the caller
        now = self.clock.now()
        async with self.db.transaction() as tx:
            ahead = await inbox.ready(tx, now) + await outbox.ready(tx, BULK, now)
        return int(self.settings.send_rate * AHEAD_SECONDS) - ahead

    async def _serve(self, db: Database, connection: Connection) -> None:
        me = await self._known(connection)
        if me is None:
            return
        async with db.transaction() as tx:
            await facts.note(tx, "username", me.username or "", self.clock.now())
        signer, telegram_adapter = LinkSigner(db.keys), TelegramAdapter(connection.bot)
        adapters: dict[str, Adapter] = {MESSENGER: telegram_adapter}
        post = self._mail()
        if post:
            adapters[mail.MESSENGER] = post
        sender = Sender(
            db,
            self.clock,
            adapters,
            Limits(self.settings.send_rate),
            on_events=lambda: dispatcher.wake(),
            vitals=self.vitals,
            part=lambda: self.together.part,
        )
        self.together.changed = sender.wake
        dispatcher = Dispatcher(db, self.clock, self.live, _Conversations(), sender.wake, self.vitals)
        dispatcher.zone, self._wake_sender = self.zone, sender.wake
        if post and self.settings.link_url:
            dispatcher.links = PublicLinks(signer, self.settings.link_url)
        dispatcher.topics, dispatcher.username = bool(me.has_topics_enabled), me.username or ""
        self.db, self.dispatcher = db, dispatcher
        self.live.remember()

        async def watch() -> None:
            await self.live.watch(edited)

        async def edited() -> None:
            await due.content_edited(db, self.clock)
            dispatcher.wake()

        ingress = Ingress(connection.bot, db, self.clock, dispatcher.wake, self._emergency, self.vitals)
        loops = [dispatcher.run, sender.run, watch, self._mind]
        if self.settings.imap_url:
            self.returned = watched = self._bounces(db, signer, dispatcher.wake)
            loops.append(lambda: while_leading(self.together, watched.run))
        async with (
            _hanging_up(post),
            self._receiving(ingress, connection) as receive,
            self._serving_links(db, signer, dispatcher.wake, telegram_adapter),
            self._scheduled(db, dispatcher),
        ):
            await self._offer_commands(connection)
            self.vitals.stage = "running"
            log.info("the bot is running", extra={"action": "running", "topics": dispatcher.topics})
            await self._until_stopped([receive, *loops], sender)

    async def _mind(self) -> None:
        """Look again and again whether something stands still, and at once when a part says so; until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WATCH_SECONDS):
                    await self.vitals.changed.wait()
            self.vitals.changed.clear()
            try:
                await self.examine()
            except Exception:  # whatever it is, people are served and the next look may succeed
                log.exception("nobody could look how the bot is", extra={"action": "examine_failed"})

    async def examine(self) -> None:
        """See whether something does not work or stands still, and tell who looks after the bot."""
        assert self.examiner and self.dispatcher  # noqa: S101 - this runs only where they are there
        await self.examiner.examine()
        self.dispatcher.wake()

    @asynccontextmanager
    async def _serving_health(self, examiner: Examiner) -> AsyncIterator[None]:
        """/health and /metrics. A bot that cannot serve them still serves people."""
        if self.settings.health_listen is None:
            yield
            return
        server = web.Application()
        Health(examiner, self.vitals, self.live, self.settings.data_dir, self.clock.now()).attach(server)
        async with contextlib.AsyncExitStack() as open_now:
            serving = _serving(server, self.settings.health_listen, "BLEIBDRAN_HEALTH_LISTEN")
            try:
                runner = await open_now.enter_async_context(serving)
                self.health = runner.addresses[0][:2]
            except PortTaken as error:
                log.error("%s Ohne das läuft der Bot weiter, nur sieht niemand, wie es ihm geht.", error,
                          extra={"action": "health_not_served"})  # fmt: skip
            yield

    def _emergency(self, language: str | None) -> str:
        """What everybody gets who asks for it, also while the database does not answer."""
        return emergency.words(self.live.content, self.clock.now(), language)

    def _mail(self) -> MailAdapter | None:
        """How services get mail, where a mail server is configured."""
        url, sender = self.settings.smtp_url, self.settings.mail_from
        return MailAdapter(url.get_secret_value(), sender, self.clock, vitals=self.vitals) if url and sender else None

    def _bounces(self, db: Database, signer: LinkSigner, wake: Callable[[], None]) -> MailboxWatch:
        """Mails that came back are news about the request they were for."""

        async def came_back(bounce: Bounce) -> None:
            found = signer.read_thread(bounce.thread, self.live.content.services.by_key)
            if not bounce.permanent or found is None:
                return
            async with db.transaction() as tx:
                await due.bounced(tx, *found, bounce.thread, self.clock.now())
            wake()

        assert self.settings.imap_url is not None  # noqa: S101 - asked for by the caller
        return MailboxWatch(self.settings.imap_url.get_secret_value(), came_back, self.clock, vitals=self.vitals)

    @asynccontextmanager
    async def _serving_links(
        self, db: Database, signer: LinkSigner, wake: Callable[[], None], files: TelegramAdapter
    ) -> AsyncIterator[None]:
        """The pages behind the links of mails."""
        if self.settings.link_url is None:
            yield
            return
        server = web.Application(client_max_size=64 * 1024)
        address = self.settings.link_url
        LinkPages(db, self.clock, self.live, signer, address, self.zone, wake, files.fetch).attach(server)
        async with _serving(server, self.settings.link_listen, "BLEIBDRAN_LINK_LISTEN"):
            yield

    async def _known(self, connection: Connection) -> telegram.User | None:
        """Who we are, as soon as Telegram answers; None if stopped before."""
        while not self._stop.is_set():
            try:
                me = await connection.introduce()
                self.vitals.fine(INGRESS)
                return me
            except MessengerUnreachable as error:
                self.vitals.trouble(INGRESS, TELEGRAM, self.clock.now())
                log.warning("%s", error, extra={"action": "messenger_unreachable"})
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), timeout=3)
        return None

    async def _until_stopped(self, running: Sequence[Callable[[], Coroutine[Any, Any, None]]], sender: Sender) -> None:
        """Run the loops; on stop nothing comes in or is decided any more, and what is on its way is recorded."""
        loops = [asyncio.create_task(loop()) for loop in running]
        stopped = asyncio.create_task(self._stop.wait())
        done, _ = await asyncio.wait([*loops, stopped], return_when=asyncio.FIRST_COMPLETED)
        self.vitals.stage = "stopping"
        for task in [*loops, stopped]:
            task.cancel()
        await asyncio.gather(*loops, stopped, return_exceptions=True)
        await sender.finish(STOP_SECONDS)
        for loop in done - {stopped}:
            loop.result()  # a loop that ended by itself is a defect: show it
        log.info("the bot has stopped", extra={"action": "stopped"})

    @asynccontextmanager
    async def _receiving(
        self, ingress: Ingress, connection: Connection
    ) -> AsyncIterator[Callable[[], Coroutine[Any, Any, None]]]:
        if self.settings.webhook_url is None:
            await self._patiently(lambda: connection.bot.delete_webhook(drop_pending_updates=False))
            polling = Polling(ingress, connection.request, connection.bot.base_url)
            yield lambda: while_leading(self.together, polling.run, lambda: not ingress.shared)
            return
        secret = self.settings.webhook_secret
        token = connection.bot.token.encode()
        word = secret.get_secret_value() if secret else hmac.digest(token, b"webhook", hashlib.sha256).hex()
        server = web.Application()
        webhook = Webhook(ingress, word)
        webhook.attach(server, urlsplit(self.settings.webhook_url).path or "/")
        listen = self.settings.webhook_listen or Address("127.0.0.1", 8088)
        async with _serving(server, listen, "BLEIBDRAN_WEBHOOK_LISTEN"):
            url = self.settings.webhook_url
            await self._patiently(
                lambda: connection.bot.set_webhook(
                    url, secret_token=word, allowed_updates=read.ALLOWED_UPDATES, max_connections=40
                )
            )
            yield lambda: webhook.run(connection.bot)

    async def _patiently(self, call: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Repeat until Telegram takes it, or we are stopped."""
        while not self._stop.is_set():
            try:
                await call()
                return
            except TelegramError as error:
                log.warning("Telegram did not answer", extra={"action": "setup_waits", "error": type(error).__name__})
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), timeout=3)

    async def _offer_commands(self, connection: Connection) -> None:
        """The general command list, in every language there is."""
        texts = self.live.content.texts
        for language in texts.languages:
            commands = [(name, texts.text(language, f"command-{name}")) for name in _GENERAL_COMMANDS]
            code = None if language == self.live.content.service.sprache else language
            try:
                await connection.bot.set_my_commands(commands, language_code=code)
            except TelegramError as error:  # a convenience: the bot works without it
                log.warning("command list not set", extra={"action": "commands", "error": type(error).__name__})

    @asynccontextmanager
    async def _scheduled(self, db: Database, dispatcher: Dispatcher) -> AsyncIterator[None]:
        scheduler = AsyncIOScheduler(timezone="UTC")

        async def tidy() -> None:
            await upkeep.tidy(db, self.clock, self.live.content)
            await due.content_review(db, self.clock, self.live.content)
            dispatcher.wake()

        async def look() -> None:
            try:
                await self.look()
            except Exception as error:  # what is due stays due; without a word in the log nobody would know
                what = "look_failed"
                if is_outage(error):
                    what = "database_outage"
                    if not self.vitals.outage(outage_kind(error), self.clock.now()):
                        return  # said already
                log.error("what is due could not be looked for", extra={"action": what, "error": type(error).__name__})

        async def back_up() -> None:
            try:
                await self._back_up_if_due(db)
            except (StoreError, OSError, DBAPIError, sqlite3.Error) as error:
                log.error(
                    "no backup could be made: check the space and the owner of the data folder",
                    extra={"action": "backup_failed", "error": type(error).__name__},
                )

        def until_stopped(job: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], Coroutine[Any, Any, None]]:
            async def run() -> None:
                with contextlib.suppress(asyncio.CancelledError):  # the end of the bot: what was begun is undone
                    await job()

            return run

        def by_one(job: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], Coroutine[Any, Any, None]]:
            async def run() -> None:
                if self.together.leads:
                    await job()

            return until_stopped(run)

        at_once = SystemClock().now()
        seconds = TURNED_SECONDS if self.settings.clock_file else LOOK_SECONDS
        regularly = partial(scheduler.add_job, trigger="interval", coalesce=True, max_instances=1)
        regularly(by_one(look), seconds=seconds, misfire_grace_time=None)
        regularly(by_one(tidy), hours=1, next_run_time=at_once)
        # On every machine: others may have erased somebody.
        regularly(until_stopped(partial(_reach_backups, db, self.settings, self.clock)), hours=1)
        regularly(by_one(back_up), minutes=BACKUP_MINUTES)
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)

    async def _back_up_if_due(self, db: Database) -> None:
        """Every night, and by day where there is none of the last night. In a thread: it is work, and people write."""
        now = self.clock.now()
        if not await backup.claim(db, now, self.zone):
            return
        keep = timedelta(days=self.live.content.service.aufbewahrung.sicherungen)

        async def work() -> None:
            other = Database(self.settings.database_url, db.keys)
            await other.open()
            try:
                await backup.nightly(other, self.settings.data_dir, keep, now)
            finally:
                await other.close()

        await asyncio.to_thread(asyncio.run, work())
        await _reach_backups(db, self.settings, self.clock)


class _Conversations:
    """The conversations, as the dispatcher wants them."""

    handle = staticmethod(conversations.handle)
    apologise = staticmethod(conversations.apologise)


@asynccontextmanager
async def _hanging_up(post: MailAdapter | None) -> AsyncIterator[None]:
    """Close the connection to the mail server at the end."""
    try:
        yield
    finally:
        if post:
            await post.close()


@asynccontextmanager
async def _serving(server: web.Application, listen: Address, setting: str) -> AsyncIterator[web.AppRunner]:
    """While the block runs. Raises PortTaken, naming the setting."""
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *listen).start()
        except OSError as error:
            raise PortTaken(
                f"{listen.host}:{listen.port} ist belegt oder gesperrt ({error.strerror}). "
                f"Beende das andere Programm, oder ändere {setting}."
            ) from error
        yield runner
    finally:
        await runner.cleanup()

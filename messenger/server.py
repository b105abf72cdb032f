"""The local messenger as a whole: one world, its Bot API, and the page on which people act."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from aiohttp import web

from messenger.api import MAX_BODY, Api
from messenger.clock import Clock
from messenger.desk import Desk, attach
from messenger.mailbox import Mailbox
from messenger.webhook import Webhook
from messenger.world import DEFAULT_TOKEN, World


class LocalMessenger:
    """A messenger on this machine. `async with LocalMessenger() as m:` and a bot can talk to m.base_url."""

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        limits: bool = False,
        topics: bool = False,
        latency: float = 0.0,
        token: str = DEFAULT_TOKEN,
        seed: int = 41,
        mail: bool = False,
    ) -> None:
        self.world = World(token, topics=topics, limits=limits, seed=seed)
        self.world.latency = latency
        self._mailbox = Mailbox(self.world) if mail else None
        self.desk = Desk(self.world, self._mailbox)  # desk.actions and desk.letters are for whoever runs this
        self.host = host
        self.port = port
        self._runner: web.AppRunner | None = None
        self._api: Api | None = None
        self.webhook: Webhook | None = None

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def base_url(self) -> str:
        """As python-telegram-bot's base_url: the token is appended."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """As python-telegram-bot's base_file_url."""
        return f"{self.url}/file/bot"

    @property
    def page_url(self) -> str:
        return f"{self.url}/"

    @property
    def mailbox(self) -> Mailbox:
        """The offices' mailboxes. RuntimeError if this messenger was made without mail=True."""
        if self._mailbox is None:
            raise RuntimeError("This messenger takes no mail; make it with LocalMessenger(mail=True).")
        return self._mailbox

    @property
    def smtp_url(self) -> str:
        """Where mail is taken, once started: smtp://127.0.0.1:PORT."""
        return self.mailbox.url

    async def start(self) -> None:
        """Listen. With port 0 the system chooses one; afterwards `port` says which."""
        app = web.Application(client_max_size=MAX_BODY)
        self._api = Api(self.world)
        self.webhook = Webhook(self.world)
        self._api.routes(app)
        attach(app, self.world, self.desk)
        # a handler whose client has gone is cancelled, else a dead poller would go on waiting for updates
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=2.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port, backlog=1024)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        if self._mailbox is not None:
            await self._mailbox.open_door()

    async def stop(self) -> None:
        if self._runner is None or self._api is None or self.webhook is None:
            return
        if self._mailbox is not None:
            await self._mailbox.close_door()
        self._api.stop()
        await self.webhook.stop()
        await self._runner.cleanup()
        self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

"""A scene: the real bot, its real database, and people with phones, over HTTP.

    await scene.mia.writes("Ich verliere meine Wohnung")
    scene.tom.saw("Ich verliere meine Wohnung")
    scene.kai.saw_nothing()

Everything runs in this process, so that a scene takes a fraction of a second; what has to be killed is in
`tests/properties`. Nobody waits for a clock: when the bot has nothing to do but to wait (for the next part of an album,
for its next try, for a chat's next turn), the scene's clock is set forward to that moment.
"""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, Self
from unittest import mock

import pyotp
from sqlalchemy import exists, func, select

from bot import app, consent, second_factor, sender
from bot.content import learning, load, memory
from bot.content.faq_load import File
from bot.content.model import Content
from bot.content.problems import Problem
from bot.event import Address
from bot.settings import Settings, load_settings
from bot.store import companionships, invitations, people, second_factors
from bot.store.db import Database
from bot.store.tables import alerts, checkins, inbox, outbox, requests, rhythms
from messenger import LocalMessenger, Phone, Pressed, Shown
from messenger.group import Group
from tests import store

PATIENCE = 60.0
"""Seconds until a scene in which the bot does not come to rest has failed."""

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A working day like any other, at ten in Berlin."""
A_MONTH = 30 * 24 * 3600.0

_before = inbox.alias("before")
_ahead = outbox.alias("ahead")
#: When the next event and the next message may move, and how many messages are on their way.
_NEXT_EVENT: Final = select(func.min(inbox.c.not_before)).where(
    inbox.c.state == "queued",
    ~exists().where(
        _before.c.address_index == inbox.c.address_index, _before.c.state == "queued", _before.c.id < inbox.c.id
    ),
)
_NEXT_MESSAGE: Final = select(func.min(outbox.c.not_before)).where(
    outbox.c.state == "queued",
    ~exists().where(
        _ahead.c.address_index == outbox.c.address_index,
        _ahead.c.lane == outbox.c.lane,
        _ahead.c.state.in_(("queued", "sending")),
        _ahead.c.id < outbox.c.id,
    ),
)
#: When the clock brings something next.
_NEXT_DUE: Final = [select(func.min(table.c.due_at)) for table in (rhythms, checkins, requests, alerts)]
_TRAVELLING: Final = select(func.count()).where(outbox.c.state == "sending")
#: All of it in one statement, so that it is of one moment.
_AT_REST: Final = select(
    _NEXT_EVENT.scalar_subquery().label("event"),
    _NEXT_MESSAGE.scalar_subquery().label("message"),
    _TRAVELLING.scalar_subquery().label("travelling"),
)


class SceneClock:
    """The messenger's clock, so that both sides agree what time it is."""

    def __init__(self, messenger: LocalMessenger) -> None:
        self._messenger = messenger

    def now(self) -> datetime:
        return self._messenger.clock.now()


class Actor:
    """Somebody in the scene. Acting waits until the bot has nothing left to do."""

    def __init__(self, scene: "Scene", phone: Phone, chat: int | None = None) -> None:
        self.scene = scene
        self.phone = phone
        #: The group they speak in; None for their private chat.
        self.chat = chat

    # --- acting ---

    async def does(self, action: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
        """Anything a phone can do."""
        result = action(*arguments, **keywords)
        await self.scene.settle()
        return result

    async def writes(self, text: str, **where: Any) -> Shown:
        """A text."""
        if self.chat is not None:
            where.setdefault("chat", self.chat)
        written: Shown = await self.does(self.phone.write, text, **where)
        return written

    async def sends(self, kind: str, data: bytes = b"bytes", **where: Any) -> Shown:
        """A picture, voice, file."""
        sent: Shown = await self.does(self.phone.send, kind, data, **where)
        return sent

    async def taps(self, *labels: str) -> Pressed:
        """Buttons, one after the other; each on the newest message that has it."""
        pressed: Pressed | None = None
        for label in labels:
            shown = next((shown for shown in reversed(self.screen) if label in _labels(shown)), None)
            assert shown, f"no button {label!r} on {self!r}"
            pressed = await self.does(self.phone.press, shown, label)
        assert pressed is not None
        return pressed

    async def opens(self, code: str) -> None:
        """The link with this code."""
        await self.does(self.phone.open_link, f"https://t.me/bleibdran_bot?start={code}")

    # --- seeing ---

    @property
    def screen(self) -> list[Shown]:
        """What stands in their chat, oldest first; topics after the rest."""
        shown = self.phone.screen(chat=self.chat) if self.chat is not None else self.phone.screen()
        if self.chat is None:
            known = {each.message_id for each in shown}
            for topic in self.phone.topics():
                shown += [each for each in self.phone.screen(thread=topic.thread_id) if each.message_id not in known]
        return shown

    @property
    def received(self) -> list[Shown]:
        """What others put there."""
        return [shown for shown in self.screen if shown.sender != "me" and shown.kind != "service"]

    @property
    def texts(self) -> list[str]:
        """The words of what others put there."""
        return [_words(shown) for shown in self.received]

    @property
    def last(self) -> Shown:
        """The newest message."""
        return self.screen[-1]

    def find(self, words: str) -> Shown:
        """The newest message with these words."""
        found = next((shown for shown in reversed(self.screen) if words in _words(shown)), None)
        assert found, f"nobody showed {words!r} to {self!r}"
        return found

    def saw(self, *words: str) -> None:
        """Each of these stands in their chat."""
        for each in words:
            assert any(each in text for text in self.texts), f"{each!r} is not on {self!r}"

    def saw_not(self, *words: str) -> None:
        """None of these does."""
        for each in words:
            assert not any(each in text for text in self.texts), f"{each!r} is on {self!r}"

    def saw_nothing(self) -> None:
        """Nobody put anything there."""
        assert not self.received, f"{self!r} should be empty"

    def in_topic(self, name: str) -> list[str]:
        """The words in the topic of this name."""
        topic = next((topic for topic in self.phone.topics() if topic.name == name), None)
        assert topic, f"no topic {name!r}, only {[each.name for each in self.phone.topics()]}"
        shown = self.phone.screen(thread=topic.thread_id)
        return [_words(each) for each in shown if each.sender != "me" and each.kind != "service"]

    def thread(self, name: str) -> int:
        """The topic of this name."""
        return next(topic.thread_id for topic in self.phone.topics() if topic.name == name)

    def __repr__(self) -> str:
        lines = [f"{shown.sender}: {_words(shown)} {_labels(shown) or ''}" for shown in self.screen]
        return f"the chat of {self.phone.user['first_name']}:\n  " + "\n  ".join(lines or ["(empty)"])


def _words(shown: Shown) -> str:
    return shown.text or shown.caption or f"[{shown.kind}]"


def _labels(shown: Shown) -> list[str]:
    return [button.text for row in shown.buttons for button in row]


class Scene:
    """The messenger, the bot, and who is there."""

    def __init__(self, messenger: LocalMessenger, settings: Settings) -> None:
        self.messenger = messenger
        self.world = messenger.world
        self.settings = settings
        self.clock = SceneClock(messenger)
        self.actors: dict[str, Actor] = {}
        self.numbers: dict[str, int] = {}
        self.bot: app.App | None = None
        self._running: asyncio.Task[None] | None = None

    def __getattr__(self, name: str) -> Actor:
        if name.startswith("_") or name not in self.actors:
            raise AttributeError(name)
        return self.actors[name]

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, folder: Path, *, topics: bool = False, mail: bool = False, at: datetime | None = None,
        environ: dict[str, str] | None = None,
    ) -> AsyncIterator[Self]:  # fmt: skip
        """A fresh messenger and a bot that runs; with `mail` also a mail server, and pages for its links.

        `at`: when it plays. What the clock brings at that hour to nobody in particular has been.
        """
        if store.on_postgresql():
            _learned()  # or the loop stands still for seconds, and the server ends what stands still
        async with LocalMessenger(topics=topics, mail=mail) as messenger:
            given = settings_for(messenger, folder) | (mail_settings(messenger) if mail else {}) | (environ or {})
            settings = load_settings(given)
            store.ready_made(settings.data_dir)
            scene = cls(messenger, settings)
            # The sender paces messages by a clock that is never set; here it follows the scene's.
            paced = SimpleNamespace(monotonic=lambda: scene.clock.now().timestamp())
            # Nobody looks by the clock whether something stands still: scenes do so when they mean it.
            with mock.patch.object(sender, "time", paced), mock.patch.object(app, "WATCH_SECONDS", 3600.0):
                await scene.start_bot()
                try:
                    if at:
                        messenger.clock.start_at(at)
                        await scene.look()
                    yield scene
                finally:
                    await scene.stop_bot()

    def begin(self) -> app.App:
        """Start the bot and do not wait for it."""
        with mock.patch.object(load, "build", _build):
            self.bot = app.App(self.settings, clock=self.clock)
        self._running = asyncio.create_task(self.bot.run())
        return self.bot

    async def start_bot(self) -> None:
        """As `bleibdran run` does."""
        self.begin()
        await self.until(lambda: self.bot is not None and self.bot.db is not None and self.bot.dispatcher is not None)

    async def stop_bot(self) -> None:
        """As SIGTERM does."""
        if self.bot and self._running:
            self.bot.stop()
            await self._running
            self.bot, self._running = None, None

    @property
    def db(self) -> Database:
        """The running bot's database."""
        assert self.bot and self.bot.db
        return self.bot.db

    # --- people ---

    def phone(self, name: str, **keywords: Any) -> Actor:
        """Somebody with a phone whom the bot does not know."""
        actor = Actor(self, self.world.phone(name, **keywords))
        self.actors[_key(name)] = actor
        return actor

    async def joined(
        self, name: str, role: str = people.CARELEAVER, *, wegbegleiter: str | None = None,
        substitutes: tuple[str, ...] = (), language: str = "de", recovery: str | None = None,
        phone: Actor | None = None, service: str | None = None, bezirk: str | None = None,
    ) -> Actor:  # fmt: skip
        """Somebody who has joined already; their chat is empty. `phone`: theirs, if it does not bear their name."""
        actor = phone or self.phone(name, language_code=language, username=f"{_key(name)}_{len(self.actors)}")
        self.actors[_key(name)] = actor
        actor.phone.person.started = True  # they have pressed Start; the bot may write to them
        await self._known(
            name, role, str(actor.phone.chat_id), wegbegleiter, substitutes, language=language, recovery=recovery,
            service=service, bezirk=bezirk,
        )  # fmt: skip
        return actor

    async def group_joined(
        self, title: str, role: str, *members: str, service: str | None = None, **keywords: Any
    ) -> Group:
        """A group that has joined. Its members play under their own names; what they do, they do there."""
        phones = [self.world.phone(member) for member in members]
        group = self.world.group(title, members=phones, **keywords)
        await self._known(title, role, str(group.chat_id), None, (), group=True, service=service)
        for member, phone in zip(members, phones, strict=True):
            self.actors[_key(member)] = Actor(self, phone, chat=group.chat_id)
        await self.settle()
        return group

    async def _known(
        self, name: str, role: str, chat: str, wegbegleiter: str | None, substitutes: tuple[str, ...], *,
        group: bool = False, language: str = "de", recovery: str | None = None, service: str | None = None,
        bezirk: str | None = None,
    ) -> None:  # fmt: skip
        async with self.db.transaction() as tx:
            person = await people.add(
                tx, role=role, name=name, address=Address("telegram", chat), group=group,
                language=language, bezirk=bezirk, service=service, now=self.clock.now(),
                consent=self._consent(language, role),
                recovery=recovery and invitations.normalise(recovery),
            )  # fmt: skip
            if wegbegleiter:
                other = self.numbers[_key(wegbegleiter)]
                await companionships.begin(tx, person.id, other, companionships.MAIN, self.clock.now())
            for substitute in substitutes:
                other = self.numbers[_key(substitute)]
                await companionships.begin(tx, person.id, other, companionships.SUBSTITUTE, self.clock.now())
        self.numbers[_key(name)] = person.id

    async def authenticator(self, name: str) -> Callable[[], str]:
        """An app with this person's second factor: what it shows now."""
        secret = second_factor.new_secret()
        async with self.db.transaction() as tx:
            await second_factors.make(tx, self.numbers[name], secret)
        return lambda: pyotp.TOTP(secret).at(self.clock.now())

    def _consent(self, language: str, role: str) -> str:
        """They have said yes to what stands there now."""
        assert self.bot
        return consent.joining(self.bot.live.content, language, role)

    async def invited(self, role: str, **keywords: Any) -> str:
        """A code for somebody."""
        expires = keywords.pop("expires_at", self.clock.now() + timedelta(days=14))
        fields = {"name": None, "wegbegleiter": None, "bezirk": None, "created_by": None} | keywords
        async with self.db.transaction() as tx:
            return await invitations.create(tx, role=role, now=self.clock.now(), expires_at=expires, **fields)

    # --- time ---

    async def settle(self) -> None:
        """Until nothing is under way: no update unconfirmed, no event unhandled, no message unsent."""
        await self.until(self._at_rest)

    async def _at_rest(self) -> bool:
        if self.world.updates.waiting:
            return False
        async with self.db.transaction() as tx:
            now = (await tx.execute(_AT_REST)).one()
        travelling = now.travelling
        waiting = [moment for moment in (now.event, now.message) if moment is not None]
        if not waiting:
            return not travelling
        ahead = (min(waiting) - self.clock.now()).total_seconds()
        if ahead > A_MONTH:  # it waits for somebody, not for the clock
            return not travelling
        if ahead > 0 and not travelling:
            self.set_forward(ahead)
        return False

    def set_forward(self, seconds: float) -> None:
        """Set everybody's clock forward; the bot looks at what is due and is not waited for."""
        self.messenger.clock.advance(seconds)
        assert self.bot and self.bot.dispatcher
        self.bot.dispatcher.wake()
        self.bot.dispatcher._on_messages()  # the sender looks at once, not when its nap is over

    async def nothing_to_handle(self) -> bool:
        """Whether every event has become a turn; messages may still wait to leave."""
        async with self.db.transaction() as tx:
            return (await tx.execute(_NEXT_EVENT)).scalar() is None

    async def pass_time(self, **duration: float) -> None:
        """Let time go by; whatever becomes due on the way happens when it is due."""
        until = self.clock.now() + timedelta(**duration)
        while True:
            moment = await self._next_due()
            if moment is None or moment > until:
                break
            self.set_forward(max((moment - self.clock.now()).total_seconds(), 0))
            await self.look()
        self.set_forward(max((until - self.clock.now()).total_seconds(), 0))
        await self.look()

    async def jump(self, **duration: float) -> None:
        """Set everybody's clock forward at once, as after a night without a machine."""
        self.set_forward(timedelta(**duration).total_seconds())
        await self.look()

    async def look(self) -> None:
        """What is due happens now."""
        assert self.bot
        await self.bot.look()
        await self.settle()

    async def _next_due(self) -> datetime | None:
        async with self.db.transaction() as tx:
            moments = [(await tx.execute(query)).scalar() for query in _NEXT_DUE]
        return min((moment for moment in moments if moment is not None), default=None)

    async def until(self, there: Callable[[], Any]) -> None:
        """Wait for something; fails after PATIENCE."""
        deadline, pause = time.monotonic() + PATIENCE, 0.004
        while True:
            found = there()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return
            if self._running and self._running.done():
                self._running.result()
                raise AssertionError("the bot has ended")
            assert time.monotonic() < deadline, "the bot does not come to rest"
            await asyncio.sleep(pause)
            pause = min(pause * 1.3, 0.1)  # looking costs what the bot needs


_build_anew = load.build


def _build(folders: Sequence[Path], files: Sequence[File], **given: Any) -> tuple[Content | None, list[Problem]]:
    """The shipped content is built once for all scenes; those that change it use a folder of their own."""
    ours = all(load.SHIPPED in file.path.parents for file in files)
    return _shipped() if ours else _build_anew(folders, files, **given)


@cache
def _shipped() -> tuple[Content | None, list[Problem]]:
    files, unread = load.read([load.SHIPPED])
    return _build_anew([load.SHIPPED], files, unread=unread)


def _key(name: str) -> str:
    return name.lower().replace("ş", "s").replace(" ", "_").replace("ü", "ue")


def _learned() -> Content:
    content, _ = _shipped()
    assert content and content.faq.search.learned
    return content


def has_learned(folder: Path) -> None:
    """A bot that has run here before: it need not learn to search again, which takes seconds."""
    content = _learned()
    learned = content.faq.search.learned
    assert learned
    (folder / "data").mkdir(exist_ok=True)
    memory.save(learning.place(folder / "data", content), learned)


def settings_for(messenger: LocalMessenger, folder: Path) -> dict[str, str]:
    """The environment of a bot that talks to this messenger and keeps its data in this folder."""
    where = {"BLEIBDRAN_DATABASE_URL": store.url(folder / "data" / "bleibdran.db")} if store.on_postgresql() else {}
    return where | {
        "BLEIBDRAN_TELEGRAM_TOKEN": messenger.token,
        "BLEIBDRAN_TELEGRAM_BASE_URL": messenger.base_url,
        "BLEIBDRAN_TELEGRAM_FILE_URL": messenger.file_url,
        "BLEIBDRAN_DATA_DIR": str(folder / "data"),
        "BLEIBDRAN_SEND_RATE": "5000",
        "BLEIBDRAN_HEALTH_LISTEN": "",  # many bots at once on one machine
    }


def bot_environment(messenger: LocalMessenger, folder: Path) -> dict[str, str]:
    """The same for a bot in a process of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BLEIBDRAN_")}
    return outside | settings_for(messenger, folder)


def mail_settings(messenger: LocalMessenger) -> dict[str, str]:
    """The environment that lets this bot write to offices, and serve the pages its mails lead to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    return {
        "BLEIBDRAN_SMTP_URL": messenger.smtp_url,
        "BLEIBDRAN_MAIL_FROM": "Bleib dran <bleibdran@landkreis.example>",
        "BLEIBDRAN_LINK_URL": f"http://{address}/anliegen",
        "BLEIBDRAN_LINK_LISTEN": address,
    }

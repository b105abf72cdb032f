"""The bot without a messenger: what people do is put into its inbox by hand, what it says is read from its outbox.

For tests with many people and years of time: everything but HTTP and the sender is real, and the clock is set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

import conversations
from bot import due, inbox, outbox
from bot.content.model import Content
from bot.content.problems import Problem
from bot.dispatch import Dispatcher
from bot.event import Address, Event, Said, Sent, Tapped
from bot.message import Button, Copy, Message, Rewrite, Text
from bot.store import companionships, people, schema
from bot.store.crypto import KeyRing, new_key, parse_keys
from bot.store.db import Database
from bot.store.people import Person
from bot.store.tables import checkins, requests, rhythms
from bot.store.tables import inbox as inbox_rows
from bot.store.tables import outbox as outbox_rows
from tests import store
from tests.words import shipped

KEYS: Final = parse_keys([new_key()], "test")
_NEXT_DUE: Final = [
    *(select(func.min(table.c.due_at)) for table in (rhythms, checkins, requests)),
    select(func.min(inbox_rows.c.not_before)).where(inbox_rows.c.state == "queued"),
    select(func.min(outbox_rows.c.not_before)).where(outbox_rows.c.state == "queued"),
]
_QUEUED: Final = select(func.count()).where(outbox_rows.c.state == "queued")
_TROUBLE: Final = select(inbox_rows.c.error).where(inbox_rows.c.error.is_not(None))
#: A migrated database without anybody: migrating takes longer than many a test.
_migrated: list[bytes] = []


async def new_database(path: Path, now: datetime, keys: KeyRing = KEYS) -> Database:
    """Migrated and open; nobody has joined yet."""
    if _migrated and not store.on_postgresql():
        _write(path, _migrated[0])
    db = await database(path, keys)
    if store.on_postgresql():
        await schema.prepare(db, now)
    elif not _migrated:
        await schema.prepare(db, now)
        await db.close()
        _migrated.append(_read(path))
        await db.open()
    return db


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


async def database(path: Path, keys: KeyRing = KEYS) -> Database:
    """The one that is there, open: what a process does that starts."""
    db = Database(store.url(path), keys)
    await db.open()
    return db


class SetClock:
    """Shows what it is set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass
class Live:
    """The content in use; a test may exchange it."""

    content: Content
    rejected: tuple[Problem, ...] = ()


class MailLinks:
    """Links that lead nowhere: mails can be written."""

    def url(self, request: int, service: str, action: str, now: datetime) -> str:
        return f"https://bleibdran.example/{request}/{service}/{action}"

    def thread(self, request: int, service: str) -> str:
        return f"{request}.{service}"


@dataclass(frozen=True)
class Delivered:
    """A message that has arrived."""

    at: datetime
    to: Address
    id: str
    message: Message
    not_before: datetime
    expires_at: datetime | None
    #: "checkin", "request", "relay" ..., and the number of what it is about.
    what: str | None
    about: str | None

    @property
    def text(self) -> str:
        """Its words; none where it has none of ours."""
        return getattr(self.message, "text", "")


@dataclass
class Bot:
    """A process that runs on this file; `restart` is another one."""

    path: Path
    clock: SetClock
    db: Database
    live: Live = field(default_factory=lambda: Live(shipped()))
    #: What has arrived, in order; and what stands in each chat, by message: its words and buttons.
    delivered: list[Delivered] = field(default_factory=list)
    screens: dict[Address, dict[str, tuple[str, Sequence[Button]]]] = field(default_factory=dict)
    #: While the messenger is down nothing arrives.
    down: bool = False
    _messages: int = 0

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(self.db, self.clock, self.live, conversations, lambda: None)
        self.dispatcher.links = MailLinks()
        self.zone = self.dispatcher.zone

    @classmethod
    async def started(cls, path: Path, now: datetime) -> "Bot":
        """With an empty database."""
        return cls(path, SetClock(now), await new_database(path, now))

    async def restart(self) -> None:
        """The process has ended; a new one begins with what is on the disk."""
        await self.db.close()
        self.db = await database(self.path)
        self.__post_init__()

    # --- people ---

    async def joined(self, name: str, role: str = people.CARELEAVER, **known: Any) -> Person:
        """Somebody who takes part; `wegbegleiter`: the id of who is at their side."""
        wegbegleiter = known.pop("wegbegleiter", None)
        async with self.db.transaction() as tx:
            person = await people.add(
                tx, role=role, name=name, address=Address("telegram", name), group=False, language="de",
                bezirk=known.pop("bezirk", None), recovery=None, consent=None, now=self.clock.now(), **known,
            )  # fmt: skip
            if wegbegleiter:
                await companionships.begin(tx, person.id, wegbegleiter, companionships.MAIN, self.clock.now())
        return person

    async def writes(self, person: Person, text: str) -> None:
        """A text."""
        await self.happens(Said(message=self._number(), text=text, **self._from(person)))

    async def sends(self, person: Person, kind: str, caption: str) -> str:
        """A picture, voice or file; returns its number in their chat."""
        number = self._number()
        await self.happens(Sent(message=number, kind=kind, caption=caption, file="file", **self._from(person)))
        return number

    async def presses(self, person: Person, button: Button, message: str | None = None) -> None:
        """A button of a message in their chat."""
        await self.happens(Tapped(query=self._number(), data=button.data, message=message, **self._from(person)))

    def _from(self, person: Person) -> dict[str, Any]:
        return {"messenger": person.address.messenger, "chat": person.address.chat, "at": self.clock.now()}

    def _number(self) -> str:
        self._messages += 1
        return str(self._messages)

    async def happens(self, event: Event) -> None:
        """It comes in, is handled, and what is said arrives."""
        async with self.db.transaction() as tx:
            await inbox.put(tx, "hand", [(self._number(), event)], self.clock.now())
        await self.settle()

    # --- what the bot does ---

    async def look(self) -> None:
        """Find what has become due."""
        while await due.look(self.db, self.clock, self.live.content, self.zone) >= due.BATCH:
            pass

    async def settle(self) -> None:
        """Handle what has come in and deliver what is said, until nothing is left for now."""
        while await self._handled() or await self._arrived():
            pass
        async with self.db.transaction() as tx:
            trouble = (await tx.execute(_TROUBLE)).scalars().all()
        assert not trouble, trouble

    async def _handled(self) -> bool:
        some = False
        while await self.dispatcher.step():
            some = True
        return some

    async def _arrived(self) -> bool:
        """Deliver what may leave; what has expired is an event then."""
        if self.down:
            return False
        now = self.clock.now()
        async with self.db.transaction() as tx:
            before = (await tx.execute(_QUEUED)).scalar_one()
            rows = await outbox.claim(tx, now, 100, lambda row: 0.0)
            for row in rows:
                begins = select(outbox_rows.c.not_before).where(outbox_rows.c.id == row.id)
                not_before = (await tx.execute(begins)).scalar_one()
                parts = row.message.messages if isinstance(row.message, Copy) else ("",)
                ids = [self._number() for _ in parts]
                await outbox.sent(tx, [(row, ids)], now)
                self._shows(row, ids[-1], not_before)
            return bool(rows) or bool(before != (await tx.execute(_QUEUED)).scalar_one())

    def _shows(self, row: outbox.Row, number: str, not_before: datetime) -> None:
        about = row.author_messages[0] if row.author_messages else None
        arrived = (self.clock.now(), row.to, number, row.message, not_before, row.expires_at, row.what, about)
        self.delivered.append(Delivered(*arrived))
        if isinstance(row.message, Text | Rewrite):
            place = getattr(row.message, "message", None) or number
            buttons = [button for line in row.message.buttons for button in line]
            self.screens.setdefault(row.to, {})[place] = (row.message.text, buttons)

    def buttons(self, person: Person, *actions: str, last: int = 6) -> list[tuple[str, Button]]:
        """Those on somebody's newest messages whose action begins like one of these, with the message."""
        screen = self.screens.get(person.address, {})
        shown = [(place, button) for place in list(screen)[-last:] for button in screen[place][1]]
        return [(place, button) for place, button in shown if button.data.startswith(actions or ("",))]

    async def next_due(self) -> datetime | None:
        """When something happens next if nobody does anything."""
        async with self.db.transaction() as tx:
            moments = [(await tx.execute(query)).scalar() for query in _NEXT_DUE]
        return min((moment for moment in moments if moment is not None), default=None)

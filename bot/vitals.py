"""How a running bot is: what its parts notice about themselves.

They write it down here; /health, /metrics, the log and the chat read it. Nothing of it is about a person.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

#: Parts that can be in trouble, each in one at a time.
DATABASE: Final = "database"
INGRESS: Final = "ingress"
MAIL: Final = "mail"
MAILBOX: Final = "mailbox"

#: Troubles; each has a text `trouble-KIND` and `trouble-KIND-remedy`.
DATABASE_TROUBLES: Final = (
    *("database-full", "database-readonly", "database-locked", "database-broken", "database-gone"),
)
TOKEN: Final = "token"  # noqa: S105 - the kind of trouble, no token
CONFLICT: Final = "conflict"
TELEGRAM: Final = "telegram"
WEBHOOK: Final = "webhook"
POST: Final = "post"
ASIDE: Final = "aside"
CONTENT: Final = "content"
BACKUP: Final = "backup"
DISK: Final = "disk"
KINDS: Final = (
    *(*DATABASE_TROUBLES, TOKEN, CONFLICT, TELEGRAM, WEBHOOK),
    *(POST, MAIL, MAILBOX, ASIDE, CONTENT, BACKUP, DISK),
)
STOPPING: Final = frozenset({*DATABASE_TROUBLES, TOKEN, CONFLICT})
"""With one of these nothing comes in or nothing can be kept: the bot does not work."""

Stage = Literal["starting", "running", "stopping"]


@dataclass(frozen=True)
class Trouble:
    """Something does not work or stands still; since when."""

    kind: str
    since: datetime


class Vitals:
    """One bot's, from its start to its end."""

    def __init__(self) -> None:
        self.stage: Stage = "starting"
        self.counts: Counter[Literal["updates", "turns", "turn_errors", "outages"]] = Counter()
        #: What became of messages that were handed to a messenger, by outcome.
        self.sends: Counter[str] = Counter()
        self.last_update: datetime | None = None
        #: Messages that could not be handed over so far, and since when.
        self.in_vain: dict[int, datetime] = {}
        #: Set whenever a part gets into or out of trouble.
        self.changed = asyncio.Event()
        #: What the last look at everything found.
        self.found: tuple[Trouble, ...] = ()
        self._by_part: dict[str, Trouble] = {}

    @property
    def troubles(self) -> list[Trouble]:
        """What the parts say is wrong at the moment."""
        return list(self._by_part.values())

    def trouble(self, part: str, kind: str, now: datetime) -> bool:
        """This part does not work; whether that is news."""
        before = self._by_part.get(part)
        if before is not None and before.kind == kind:
            return False
        self._by_part[part] = Trouble(kind, before.since if before else now)
        self.changed.set()
        return True

    def fine(self, part: str) -> None:
        """This part works."""
        if self._by_part.pop(part, None):
            self.changed.set()

    def outage(self, kind: str, now: datetime) -> bool:
        """The database did not do what it was asked for; whether that is news."""
        self.counts["outages"] += 1
        if kind == "gone" and DATABASE in self._by_part:
            return False  # what a failed transaction leaves behind says less than what we know already
        return self.trouble(DATABASE, f"{DATABASE}-{kind}", now)

    def database_works(self) -> None:
        """Something was written: everything can be kept again."""
        self.fine(DATABASE)

    def received(self, updates: int, now: datetime) -> None:
        """So many updates are on disk."""
        self.counts["updates"] += updates
        self.last_update = now

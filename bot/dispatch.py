"""Takes events out of the inbox: who is this, which conversation, one transaction.

Several workers do so at once. One person's events are handled in order (the inbox hands out only the first that is not
done). A conversation that raises changes nothing: its event is tried again a few times and then set aside, the person
gets an honest sentence, and what stands behind it goes on.

With SQLite one turn follows the other. With PostgreSQL turns in which somebody's words are only passed on run at the
same time, in as many processes as there are; every other turn has all the others wait. So what a conversation has read
is true until it has written, as with SQLite, and nobody has to think of two at once.
"""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import inbox
from bot.clock import Clock
from bot.content.model import Content
from bot.content.problems import Problem
from bot.event import Edited, Event, Reacted, Said, Sent
from bot.inbox import Waiting
from bot.store import people
from bot.store.db import Database, Tx, is_conflict, is_outage, outage_kind
from bot.turn import Links, Turn
from bot.vitals import Vitals

log = logging.getLogger(__name__)

WORKERS = 24
"""Turns that may share one commit."""
_DECIDING = 0xB1E1D
"""Any number; the same in every process."""


class Conversations(Protocol):
    """What `conversations/` offers; handed in, so that this module does not know them."""

    async def handle(self, turn: Turn) -> None:
        """Find the conversation this event belongs to and let it answer."""
        ...

    async def apologise(self, turn: Turn, number: int) -> None:
        """Event `number` was set aside: tell the person, and whoever looks after the bot."""
        ...


class Live(Protocol):
    """The content in use, and what is wrong with the newest edit of it."""

    content: Content
    rejected: tuple[Problem, ...]


class _Alone(Exception):
    """This turn must not run beside others, and does: what it did is undone, and it comes again, alone."""


class Dispatcher:
    """The loop around `step`."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        live: Live,
        conversations: Conversations,
        on_messages: Callable[[], None],
        vitals: Vitals | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._live = live
        self._conversations = conversations
        self._on_messages = on_messages
        self._vitals = vitals or Vitals()
        self._awake = asyncio.Event()
        self._bell = asyncio.Lock()
        #: Events whose turn decides something, as showed when it had begun.
        self._alone: set[int] = set()
        #: What the messenger can do and is called; set when it has told us.
        self.topics = False
        self.username = ""
        #: Where offices are, and how they are reached by mail.
        self.zone = ZoneInfo("Europe/Berlin")
        self.links: Links | None = None

    def wake(self) -> None:
        """There may be something to handle."""
        self._awake.set()

    async def run(self) -> None:
        """Handle events until cancelled."""
        async with asyncio.TaskGroup() as workers:
            workers.create_task(self._work(self._watch))
            for _ in range(WORKERS - 1):
                workers.create_task(self._work(self._called))

    async def _work(self, rest: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                if not await self.step():
                    await rest()
            except Exception as error:  # the event is still in the inbox; nothing is lost by waiting
                if not is_outage(error):
                    log.exception("an event could not be handled", extra={"action": "dispatch_failed"})
                elif self._vitals.outage(outage_kind(error), self._clock.now()):
                    log.error("the database does not answer; events wait", extra={"action": "database_outage"})
                await asyncio.sleep(1)

    async def _called(self) -> None:
        """Wait to be woken, one worker at a time: whoever finds an event wakes the next one."""
        async with self._bell:
            await self._awake.wait()
            self._awake.clear()  # before looking: what comes in meanwhile sets it again

    async def _watch(self) -> None:
        """Wait like the others, and for what becomes due or was put in by another process."""
        async with self._db.transaction() as tx:
            due = await inbox.next_due(tx)
        seconds = 1.0 if due is None else (due - self._clock.now()).total_seconds()
        if seconds <= 0:
            seconds = 0.05  # due, but behind something that another worker has in hand
        try:
            async with asyncio.timeout(min(seconds, 1.0)):  # wait_for may swallow the cancellation that stops us
                await self._called()
        except TimeoutError:
            return

    async def step(self) -> bool:
        """Handle one event; False if none may be handled now."""
        waiting: Waiting | None = None
        try:
            async with self._db.transaction() as tx:
                waiting = await inbox.claim(tx, self._clock.now())
                if waiting is None:
                    return False
                self.wake()  # there may be more, for the next worker
                alone = waiting.id in self._alone
                spoke = await self._turn(tx, waiting.event(tx), self._conversations.handle, alone)
                await inbox.done(tx, waiting.id)
            self._alone.discard(waiting.id)
            self._vitals.counts["turns"] += 1
        except Exception as error:
            if waiting and isinstance(error, _Alone):
                self._alone.add(waiting.id)
                return True
            if is_conflict(error):  # PostgreSQL undid it because of another turn; the event is still there
                return True
            if waiting is None or is_outage(error):
                raise
            await self._failed(waiting, error)
            spoke = True
        if spoke:
            self._on_messages()
        return True

    async def _turn(self, tx: Tx, event: Event, conversation: Callable[[Turn], Awaitable[None]], alone: bool) -> bool:
        beside = False
        if alone or not _passes_on(event):
            await tx.one_at_a_time(_DECIDING)
        else:
            beside = await tx.beside_others(_DECIDING)
        person, step = await people.at(tx, event.address)
        if beside and (person is None or step is not None):
            raise _Alone
        turn = Turn(
            tx=tx,
            event=event,
            content=self._live.content,
            rejected=self._live.rejected,
            troubles=self._vitals.found,
            now=self._clock.now(),
            person=person,
            step=step,
            topics=self.topics,
            username=self.username,
            zone=self.zone,
            links=self.links,
        )
        await conversation(turn)
        await turn.finish()
        return turn.said_something

    async def _failed(self, waiting: Waiting, error: Exception) -> None:
        self._vitals.counts["turn_errors"] += 1
        where = traceback.extract_tb(error.__traceback__)[-1]
        # The kind and place of the error, not its text: that may quote what somebody wrote.
        what = f"{type(error).__name__} in {where.filename.rpartition('/')[2]}:{where.lineno}"
        log.error("handling an event failed", extra={"action": "turn_failed", "event": waiting.id, "error": what})
        async with self._db.transaction() as tx:
            aside = await inbox.failed(tx, waiting, what, self._clock.now())
        if aside:
            await self._apologise(waiting)

    async def _apologise(self, waiting: Waiting) -> None:
        """In a transaction of its own: what failed has been undone, this must not be."""

        async def sorry(turn: Turn) -> None:
            await self._conversations.apologise(turn, waiting.id)

        try:
            async with self._db.transaction() as tx:
                await self._turn(tx, waiting.event(tx), sorry, alone=True)
        except Exception as error:
            log.error(
                "could not tell the person that their message was set aside",
                extra={"action": "apology_failed", "event": waiting.id, "error": type(error).__name__},
            )


def _passes_on(event: Event) -> bool:
    """Whether, from somebody known whom nothing was asked, this is for somebody else, and changes nothing here."""
    return isinstance(event, Sent | Edited | Reacted) or (isinstance(event, Said) and event.command is None)

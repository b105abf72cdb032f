"""Takes what waits in the outbox to the messengers, within their limits, and records what became of it.

It decides nothing: what to say, to whom and what follows a failure was or will be decided in a turn. One cycle (`step`)
is one transaction: record what came back since the last one, claim what may leave now. Then the claimed messages travel
at the same time, each chat's one after the other.

Where several processes share the work, each sends to chats of its own (`Part`): so their limits are kept as by one.
"""

import asyncio
import logging
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot import outbox
from bot.clock import Clock
from bot.event import Address
from bot.limits import Limits
from bot.message import BULK, Message, Text
from bot.outbox import Row
from bot.outcome import Again, Gone, Moved, Outcome, Refused, Sent, TopicGone, Wait
from bot.store.db import Database, Tx, is_conflict, is_outage, outage_kind
from bot.store.people import LEFT
from bot.together import NOTHING, WHOLE, Part
from bot.vitals import Vitals

log = logging.getLogger(__name__)

BACKOFF: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds before each further try when nobody knows whether a message arrived; the last one repeats."""
_OWN_FAULTS: Final = 3
"""Tries of a message our own code cannot send (a defect), before it is refused and its author told."""
_MINUTE: Final = timedelta(minutes=1)
_NAP: Final = 1.0
"""Seconds after which somebody looks whether another process (the command line) has put something in."""
_SHORT_NAP: Final = 0.1
"""The same where others do so all the time."""


class Adapter(Protocol):
    """A messenger, as the sender sees it."""

    async def deliver(self, to: Address, message: Message, thread: str | None) -> Outcome:
        """Hand over one message."""
        ...

    async def open_topic(self, to: Address, name: str) -> Outcome:
        """Make a topic; `Sent.messages` has its id."""
        ...


class Sender:
    """The loop around `step`."""

    def __init__(
        self, db: Database, clock: Clock, adapters: Mapping[str, Adapter], limits: Limits,
        on_events: Callable[[], None] = lambda: None, in_flight: int = 48, vitals: Vitals | None = None,
        part: Callable[[], Part | None] = lambda: WHOLE,
    ) -> None:  # fmt: skip
        self._db = db
        self._clock = clock
        self._adapters = adapters
        self._limits = limits
        self._on_events = on_events
        self._in_flight = in_flight
        self._vitals = vitals or Vitals()
        self._part = part
        self._held: Part | None = WHOLE
        self._travelling: set[asyncio.Task[None]] = set()
        #: Rows that are travelling or back and not recorded, and whether the database may know of others.
        self._in_hand: set[int] = set()
        self._in_doubt = False
        self._back: list[tuple[Row, Outcome]] = []
        self._awake = asyncio.Event()
        self._pause = 0.0
        #: Row -> when it left, and how many messages it is.
        self._left: dict[int, tuple[float, int]] = {}
        self._topics: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        #: Chats that cannot have topics, and whose words (by topic) stand last in them instead.
        self._without_topics: dict[bytes, int] = {}

    def wake(self) -> None:
        """There may be something to send."""
        self._awake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            self._awake.clear()
            try:
                if not await self.step():
                    await self._rest()
            except Exception as error:
                if is_conflict(error):
                    continue  # PostgreSQL undid it because of another one
                if not is_outage(error):
                    log.exception("a sending cycle failed", extra={"action": "send_cycle_failed"})
                elif self._vitals.outage(outage_kind(error), self._clock.now()):
                    log.error("the database does not answer; sending waits", extra={"action": "database_outage"})
                await asyncio.sleep(1)

    async def finish(self, seconds: float) -> None:
        """Wait for what is travelling and record it; call after `run` has ended."""
        if self._travelling:
            await asyncio.wait(self._travelling, timeout=seconds)
        back, self._back = self._back, []
        async with self._db.transaction() as tx:
            await self._record(tx, back)

    async def step(self) -> bool:
        """One cycle; False if there was nothing to record and nothing that may leave now."""
        back, self._back = self._back, []
        self._pause = 0.0
        part = self._part()
        try:
            async with self._db.transaction() as tx:
                await self._record(tx, back)
                if part and self._in_doubt:
                    await outbox.let_go(tx, part.me, self._in_hand)
                if part != self._held:
                    await self._take_over(tx, part)
                free = self._in_flight - len(self._travelling)
                rows = []
                if part and free > 0:
                    rows = await outbox.claim(tx, self._clock.now(), free, self._delay, part.chats, part.me)
        except BaseException:
            self._back = back + self._back
            self._in_doubt = True  # whether it was committed is not known
            for number in self._left.keys() - self._in_hand:
                self._limits.stayed(time.monotonic(), self._left.pop(number)[1])
            raise
        self._in_doubt, self._held = self._in_doubt and part is None, part
        self._in_hand.difference_update(row.id for row, _ in back)
        self._in_hand.update(row.id for row in rows)
        if any(not isinstance(outcome, Sent) or row.report == "always" for row, outcome in back):
            self._on_events()  # news for an author
        for row in rows:
            task = asyncio.create_task(self._travel(row))
            self._travelling.add(task)
            task.add_done_callback(self._travelling.discard)
        return bool(back or rows)

    async def _take_over(self, tx: Tx, part: Part | None) -> None:
        """Others may have written to the chats that are ours from now on: their limits go on from there."""
        if part is None:
            return
        now, here = self._clock.now(), time.monotonic()
        held = self._held if self._held and self._held.me == part.me else NOTHING
        before = held.chats
        self._limits.share(part.share, here, part.share if part.chats is None and held == NOTHING else held.share)
        left = await outbox.lately(tx, now - _MINUTE)
        gained = [each for each in left if _holds(part.chats, each.chat) and not _holds(before, each.chat)]
        for chat in {each.chat for each in gained}:
            self._limits.forget(chat)  # what we sent there ourselves is among it
        for each in gained:
            age = max((now - each.at).total_seconds(), 0.0)
            self._limits.left(each.chat, each.group, here - age, each.messages)

    def _delay(self, row: Row) -> float | None:
        now = time.monotonic()
        messages = outbox.weight(row.message)
        if not messages:
            return self._limits.resting(row.chat, now)
        bulk = row.lane == BULK
        if pause := self._limits.delay_all(now, messages, bulk=bulk):
            self._pause = pause
            return None
        if wait := self._limits.delay(row.chat, row.group, now, messages):
            return wait
        self._limits.spend(row.chat, row.group, now, messages, bulk=bulk)
        self._left[row.id] = (now, messages)
        return 0.0

    async def _rest(self) -> None:
        """Until something is put in, comes back, or becomes due; at most a second, for what other processes put in."""
        seconds = self._pause or await self._until_due()
        nap = _NAP if self._held == WHOLE else _SHORT_NAP
        if self._travelling and seconds <= 0:
            seconds = nap  # what is due stands behind something that is travelling; its return wakes us
        try:
            async with asyncio.timeout(min(max(seconds, 0.005), nap)):  # wait_for may swallow the cancellation
                await self._awake.wait()
        except TimeoutError:
            return

    async def _until_due(self) -> float:
        if self._held is None:
            return _SHORT_NAP
        async with self._db.transaction() as tx:
            due = await outbox.next_due(tx, self._held.chats)
        return 1.0 if due is None else (due - self._clock.now()).total_seconds()

    async def _travel(self, row: Row) -> None:
        try:
            outcome = await self._attempt(row)
        except Exception as error:  # a defect in an adapter must not lose the row
            log.exception("a message could not be handed over", extra={"action": "send_defect", "row": row.id})
            why = f"defect: {type(error).__name__}"
            outcome = Refused(why) if row.attempts + 1 >= _OWN_FAULTS else Again(why)
        if left := self._left.pop(row.id, None):
            self._limits.answered(row.chat, left[0], time.monotonic(), left[1])
        self._noted(row, outcome)
        self._back.append((row, outcome))
        self._awake.set()

    def _noted(self, row: Row, outcome: Outcome) -> None:
        self._vitals.sends[type(outcome).__name__] += 1
        if isinstance(outcome, Again | Wait):
            self._vitals.in_vain.setdefault(row.id, self._clock.now())
        else:
            self._vitals.in_vain.pop(row.id, None)

    async def _attempt(self, row: Row) -> Outcome:
        if row.to.messenger == LEFT:
            return Gone("has left meanwhile")
        adapter = self._adapters.get(row.to.messenger)
        if adapter is None:
            return Refused(f"no connection to {row.to.messenger}")
        thread = row.thread
        if row.topic is not None and thread is None:
            made = await self._topic(adapter, row)
            if isinstance(made, Refused):  # no topics here: say who speaks instead, when that changes
                if row.topic_header and self._without_topics.get(row.chat) != row.topic:
                    await adapter.deliver(row.to, Text(text=row.topic_header, silent=True), None)
                self._without_topics[row.chat] = row.topic
            elif isinstance(made, Sent):
                thread = made.messages[0]
            else:
                return made
        return await adapter.deliver(row.to, row.message, thread)

    async def _topic(self, adapter: Adapter, row: Row) -> Outcome:
        assert row.topic is not None  # noqa: S101 - asked for by the caller
        if row.chat in self._without_topics:
            return Refused("no topics in this chat")
        async with self._topics[row.topic]:
            async with self._db.transaction() as tx:
                known = await outbox.thread(tx, row.topic)
            if known is not None:
                return Sent((known,))
            made = await adapter.open_topic(row.to, row.topic_name or "")
            if isinstance(made, Sent):
                async with self._db.transaction() as tx:
                    await outbox.made_topic(tx, row.topic, made.messages[0])
            return made

    async def _record(self, tx: Tx, back: Sequence[tuple[Row, Outcome]]) -> None:
        now = self._clock.now()
        await outbox.sent(tx, [(row, outcome.messages) for row, outcome in back if isinstance(outcome, Sent)], now)
        for row, outcome in back:
            await self._not_sent(tx, row, outcome, now)

    async def _not_sent(self, tx: Tx, row: Row, outcome: Outcome, now: datetime) -> None:
        match outcome:
            case Wait(seconds):
                self._limits.rest(row.chat, seconds, time.monotonic())
                await outbox.again(tx, row, now + timedelta(seconds=seconds), "too many requests")
            case Again(why):
                pause = BACKOFF[min(row.attempts, len(BACKOFF) - 1)] * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
                await outbox.again(tx, row, now + timedelta(seconds=pause), why)
            case Gone(why):
                await outbox.fail(tx, row, "gone", now, why)
            case Refused(why):
                log.warning(
                    "a message was refused", extra={"action": "refused", "row": row.id, "why": why, "what": row.what}
                )
                await outbox.fail(tx, row, "refused", now, why)
            case TopicGone():
                if row.topic is not None:
                    await outbox.lost_topic(tx, row.topic)
                await outbox.again(tx, row, now, "topic was deleted")
            case Moved(chat):
                await outbox.moved(tx, row, chat, now)


def _holds(chats: bytes | None, chat: bytes) -> bool:
    return chats is None or bool(chats[chat[0] // 8] >> chat[0] % 8 & 1)

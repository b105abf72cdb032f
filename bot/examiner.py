"""Looks at everything: for those who ask how the bot is, for the log, and for those who are to be told."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot import inbox, outbox, troubles
from bot.clock import Clock
from bot.content.texts import GERMAN
from bot.live_content import LiveContent
from bot.message import BULK, INTERACTIVE
from bot.store import due, facts
from bot.store.db import Database, Tx, is_outage, outage_kind
from bot.vitals import DATABASE_TROUBLES, STOPPING, Trouble, Vitals

log = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 2.0
"""How long the database has to answer whoever asks how we are."""
ALIVE: Final = "alive"
"""The fact that says when everything was last looked at."""


@dataclass(frozen=True)
class Figures:
    """What the database says about the queues and the clock's work."""

    coming: int
    coming_since: datetime | None
    aside: int
    #: Lane -> how many wait, and since when the first of them may leave.
    going: Mapping[int, tuple[int, datetime | None]]
    stuck: datetime | None
    overdue: Mapping[str, int]
    backup: datetime | None


@dataclass(frozen=True)
class Look:
    """How everything is at one moment."""

    at: datetime
    troubles: Sequence[Trouble]
    #: None: the database did not answer.
    figures: Figures | None

    @property
    def works(self) -> bool:
        """Whether something can come in and be kept."""
        return not any(each.kind in STOPPING for each in self.troubles)


class Examiner:
    """One bot's."""

    def __init__(
        self, db: Database, clock: Clock, live: LiveContent, vitals: Vitals, folder: Path,
        leads: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        self._db, self._clock, self._live, self._vitals, self._folder = db, clock, live, vitals, folder
        self._leads = leads
        self._outages = 0

    async def look(self) -> Look:
        """How everything is now. The database is not waited for longer than a moment."""
        asked = asyncio.create_task(self._ask())
        # Not wait_for: a transaction that waits for another process cannot be cancelled at once.
        await asyncio.wait([asked], timeout=ANSWER_SECONDS)
        if asked.done() and not asked.exception():
            return asked.result()
        kind = "locked"
        if asked.done():
            error = asked.exception()
            if error is None or not is_outage(error):
                return asked.result()  # raises: a defect
            kind = outage_kind(error)
        asked.cancel()
        asked.add_done_callback(_forgotten)
        now = self._clock.now()
        known = self._vitals.troubles
        if not any(each.kind in DATABASE_TROUBLES for each in known):
            known.append(Trouble(f"database-{kind}", now))
        return Look(now, known, None)

    async def _ask(self) -> Look:
        async with self._db.transaction() as tx:
            now = self._clock.now()
            coming, coming_since = await inbox.waiting(tx)
            figures = Figures(
                coming=coming,
                coming_since=coming_since,
                aside=len(await inbox.set_aside(tx)),
                going={lane: await outbox.queued(tx, lane) for lane in (INTERACTIVE, BULK)},
                stuck=await troubles.standing_still(tx, self._vitals, now),
                overdue=await due.overdue(tx, now),
                backup=await facts.since(tx, troubles.BACKED_UP),
            )
            return Look(now, await self._found(tx, now), figures)

    async def examine(self) -> None:
        """Look, say in the log what is new, tell who looks after the bot."""
        try:
            async with self._db.transaction() as tx:
                now = self._clock.now()
                await facts.note(tx, ALIVE, "", now)  # writes: only that shows that something can be kept again
                await outbox.clock_set_back(tx, now)
                await inbox.clock_set_back(tx, now)
                found = await self._found(tx, now)
                if self._leads():  # of several processes one tells; each has its own log and /health
                    await troubles.tell(tx, found, self._vitals.found, now)
        except Exception as error:
            if not is_outage(error):
                raise
            self._vitals.outage(outage_kind(error), self._clock.now())
            found = self._vitals.troubles
        else:
            # Something small may still fit where nothing else does: since the last look nobody was refused, either.
            if self._vitals.counts["outages"] == self._outages:
                self._vitals.database_works()
        self._outages = self._vitals.counts["outages"]
        self._report(found)
        self._vitals.found = tuple(found)

    async def _found(self, tx: Tx, now: datetime) -> list[Trouble]:
        return await troubles.find(tx, self._vitals, now, self._folder, bool(self._live.rejected))

    def _report(self, found: Sequence[Trouble]) -> None:
        """What has begun, with what to do, and what is over."""
        before, here = ({each.kind for each in each_list} for each_list in (self._vitals.found, found))
        for kind in sorted(here - before):
            log.error("%s %s", *self.words(kind), extra={"action": "trouble", "kind": kind})
        for kind in sorted(before - here):
            log.info("Wieder in Ordnung: %s", self.words(kind)[0], extra={"action": "trouble_over", "kind": kind})

    def words(self, kind: str) -> tuple[str, str]:
        """What is wrong, and what to do, for whoever runs the bot."""
        texts = self._live.content.texts
        return texts.text(GERMAN, f"trouble-{kind}"), texts.text(GERMAN, f"trouble-{kind}-remedy")


def _forgotten(task: "asyncio.Task[Look]") -> None:
    """Nobody waits for it any more, and how it ends is known already."""
    if not task.cancelled():
        task.exception()

"""Check-ins come once, in the hours they were meant for, or not at all.

Three years of people in several zones with several rhythms. Two processes look at the same time, processes die between
looking and doing, machines sleep for days, clocks are set back, the messenger is down: nobody is asked twice a day, at
night, on a quiet Sunday, or days too late, and in summer and winter it is the same hour.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot import due, rhythm, schedule
from bot.store import checkins
from bot.store import tables as db_tables
from bot.store.db import Database
from bot.store.people import Person
from tests.by_hand import Bot, Delivered, database
from tests.words import shipped, t

BEGIN: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
END: Final = BEGIN + timedelta(days=3 * 365)
DAY: Final = timedelta(days=1)
BERLIN: Final = ZoneInfo("Europe/Berlin")
#: Where clocks are set on other days, by half hours, never, or to a day that is another one than in Berlin.
ZONES: Final = (None, "Europe/London", "Europe/Athens", "America/New_York", "Asia/Kabul", "Australia/Sydney")

_MISSED: Final = select(db_tables.checkins.c.id, db_tables.checkins.c.reminded_at).where(
    db_tables.checkins.c.state == "missed"
)


class Wish(NamedTuple):
    """How somebody wants to be asked; None: as the plan says, in the zone of the offices."""

    every: str | None
    weekday: int
    hour: int | None
    zone: str | None
    days_since_care: int


wishes = st.builds(
    Wish,
    every=st.sampled_from(["week", "fortnight", "month", None]),
    weekday=st.integers(0, 6),
    hour=st.sampled_from([None, 9, 12, 19]),
    zone=st.sampled_from(ZONES),
    days_since_care=st.integers(0, 900),
)


@dataclass
class Years:
    """The people, the two processes that look after them, and everything that goes wrong."""

    bot: Bot
    other: Database
    dice: random.Random
    people: dict[int, Person] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    #: How often somebody asked to be asked again later, by check-in; and when they asked for one by hand.
    later: Counter[str] = field(default_factory=Counter)
    #: Check-ins that count as missed.
    silent: set[int] = field(default_factory=set)
    seen: int = 0

    @classmethod
    @asynccontextmanager
    async def begun(cls, path: Path, wishes: Sequence[Wish], dice: random.Random) -> AsyncIterator["Years"]:
        bot = await Bot.started(path, BEGIN)
        years = cls(bot, await database(path), dice)
        try:
            for number, wish in enumerate(wishes):
                await years.joins(number, wish)
            yield years
        finally:
            await bot.db.close()
            await years.other.close()

    async def joins(self, number: int, wish: Wish) -> None:
        """Somebody with a rhythm of their own."""
        person = await self.bot.joined(f"P{number}")
        plan = shipped().checkins.default
        async with self.bot.db.transaction() as tx:
            await checkins.propose(tx, person.id, plan.key, BEGIN.date() - timedelta(days=wish.days_since_care))
            await checkins.change(
                tx, person.id, None, every=wish.every, weekday=wish.weekday, hour=wish.hour, zone=wish.zone
            )
            known = await checkins.rhythm(tx, person.id)
            assert known
            first = schedule.next_time(plan, known, BEGIN, BERLIN, shipped().service.ruhezeiten)
            await checkins.agree(tx, person.id, "-", first)
        self.people[person.id], self.wishes[person.id] = person, wish

    # --- what happens ---

    async def live(self) -> None:
        """From one moment at which something is due to the next."""
        while (moment := await self.bot.next_due()) and moment < END:
            self.bot.clock.moment = max(moment, self.bot.clock.moment)
            await self.something_may_go_wrong()
            if self.dice.random() < 0.1:
                await asyncio.gather(self.bot.look(), due.look(self.other, self.bot.clock, shipped(), BERLIN))
            else:
                await self.bot.look()
            if self.dice.random() < 0.02:
                await self.bot.restart()  # what was found has not been done yet
                self.bot.clock.moment += timedelta(hours=self.dice.choice((0, 0, 2, 20, 50)))
                await self.bot.look()
            await self.bot.settle()
            await self.nobody_is_called_silent_at_once()
            await self.they_answer()
            if self.dice.random() < 0.01:
                self.bot.clock.moment -= timedelta(minutes=self.dice.randrange(1, 120))

    async def something_may_go_wrong(self) -> None:
        happens = self.dice.random()
        if happens < 0.01:
            self.bot.clock.moment += timedelta(hours=self.dice.randrange(1, 120))  # a machine that slept
        elif happens < 0.02:
            self.bot.down = True
            await self.bot.look()
            await self.bot.settle()
            self.bot.clock.moment += timedelta(hours=self.dice.randrange(1, 40))
            self.bot.down = False

    async def they_answer(self) -> None:
        """Most say nothing, some say not now or later, some answer a question."""
        new = self.bot.delivered[self.seen :]
        self.seen = len(self.bot.delivered)
        by_address = {person.address: person for person in self.people.values()}
        for delivered in new:
            if delivered.what != "checkin" or self.dice.random() < 0.6:
                continue
            person = by_address[delivered.to]
            self.bot.clock.moment += timedelta(minutes=self.dice.choice((0, 1, 50, 300)))
            found = self.bot.buttons(person, "check-", last=12)  # also those of older messages
            if found:
                place, button = self.dice.choice(found)
                if button.data.startswith("check-later"):
                    self.later[button.data.partition(":")[2].partition(".")[0]] += 1
                await self.bot.presses(person, button, place)

    # --- what must be true ---

    async def check(self) -> None:
        asked = [each for each in self.bot.delivered if each.what == "checkin"]
        assert len(asked) > 40, "too few were asked for this to mean anything"
        for each in asked:
            self.in_decent_hours(each)
        self.once(asked)
        await self.at_the_planned_time(asked)
        assert self.silent, "nobody was silent"

    def hours(self, person: int) -> rhythm.Hours:
        zone = self.wishes[person].zone
        return rhythm.Hours(ZoneInfo(zone) if zone else BERLIN, time(9), time(20), sundays=False)

    def person(self, delivered: Delivered) -> int:
        return next(number for number, person in self.people.items() if person.address == delivered.to)

    def in_decent_hours(self, delivered: Delivered) -> None:
        """From nine to eight, not on Sundays, and what did not arrive until then does not arrive."""
        zone = self.hours(self.person(delivered)).zone
        begins, arrived = (moment.astimezone(zone) for moment in (delivered.not_before, delivered.at))
        assert delivered.expires_at
        ends = delivered.expires_at.astimezone(zone)
        assert time(9) <= begins.time() < time(20) and begins.weekday() != 6, f"{begins}"
        assert (ends.date(), ends.time()) == (begins.date(), time(20)), f"{begins} until {ends}"
        assert begins <= arrived < ends, f"{arrived}, and meant for {begins} until {ends}"

    def once(self, asked: list[Delivered]) -> None:
        """A check-in is one message, unless they wanted it later; there is one a day, and one reminder of it."""
        hellos, reminders, days = Counter[str](), Counter[str](), Counter[tuple[int, date]]()
        for each in asked:
            person, number = self.person(each), each.about or ""
            if each.text == t("checkin-reminder", name=self.people[person].name):
                reminders[number] += 1
            else:
                hellos[number] += 1
                days[person, each.at.astimezone(self.hours(person).zone).date()] += 1
        for number, count in hellos.items():
            assert count <= 1 + self.later[number], f"check-in {number} came {count} times"
        for number, count in reminders.items():
            assert count <= 1 + self.later[number], f"{count} reminders of check-in {number}"
        twice = {day: count for day, count in days.items() if count > 1}
        assert not twice, f"asked more than once: {twice}"

    async def at_the_planned_time(self, asked: list[Delivered]) -> None:
        """At their hour, whatever the clocks were set to; what could not leave for a day did not leave at all."""
        first = {each.about: each.not_before for each in reversed(asked)}
        async with self.bot.db.transaction() as tx:
            rows = (await tx.execute(select(db_tables.checkins))).all()
        for row in rows:
            wish, zone = self.wishes[row.person], self.hours(row.person).zone
            local = row.planned_for.astimezone(zone)
            hour = shipped().checkins.default.hour if wish.hour is None else wish.hour
            assert (local.hour, local.minute) == (hour, rhythm.minute_of(row.person)), f"{local} in {zone}"
            assert local.weekday() != 6, f"{local} is a Sunday"
            if str(row.id) in first:
                assert timedelta(0) <= first[str(row.id)] - row.planned_for <= DAY, f"check-in {row.id} came late"
        planned = Counter((row.person, row.planned_for.astimezone(self.hours(row.person).zone).date()) for row in rows)
        assert max(planned.values()) == 1, "planned for the same day twice"

    async def nobody_is_called_silent_at_once(self) -> None:
        """Between the reminder and the line "missed" there was time to answer."""
        async with self.bot.db.transaction() as tx:
            rows = (await tx.execute(_MISSED)).all()
        for row in rows:
            if row.id not in self.silent:
                assert self.bot.clock.now() - row.reminded_at >= 3 * DAY, (
                    f"check-in {row.id}: reminded, and called silent"
                )
        self.silent |= {row.id for row in rows}


@settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(wishes, min_size=2, max_size=2), st.integers(0, 2**32))
def test_three_years_with_everything_that_goes_wrong(
    tmp_path_factory: pytest.TempPathFactory, wishes: list[Wish], seed: int
) -> None:
    async def play() -> None:
        path = tmp_path_factory.mktemp("years") / "bleibdran.db"
        async with Years.begun(path, wishes, random.Random(seed)) as years:
            await years.live()
            await years.check()

    asyncio.run(play())


async def test_whoever_is_slower_plans_nothing(tmp_path: Path) -> None:
    async with Years.begun(tmp_path / "bleibdran.db", [Wish("week", 3, 12, None, 0)], random.Random(0)) as years:
        db, [person] = years.bot.db, years.people
        async with db.transaction() as tx:
            found = await checkins.rhythm(tx, person)
        assert found and found.due_at
        years.bot.clock.moment = found.due_at
        assert await due.look(years.other, years.bot.clock, shipped(), BERLIN) == 1
        async with db.transaction() as tx:
            assert not await checkins.planned(tx, found, found.due_at + 7 * DAY)
        assert await due.look(db, years.bot.clock, shipped(), BERLIN) == 0

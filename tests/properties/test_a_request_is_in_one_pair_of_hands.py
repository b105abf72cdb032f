"""Promises 5 and 6: a request is in one pair of hands, and nobody sees more of it than the young person agreed to.

First everything anybody may try with the store, in any order, beside a model that says what should come of it. Then
everybody in the real bot presses whatever they see, also buttons that have been standing there for weeks.
"""

import asyncio
import random
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.event import Acted, Address
from bot.message import Button, Copy
from bot.store import people, requests
from bot.store.db import Tx
from bot.store.people import Person
from bot.store.requests import (
    ANSWERED,
    AT_WORK,
    CLOSED,
    CONFIRMED,
    DRAFTED,
    HELD,
    OFFERED,
    PASSED,
    REOPENED,
    TAKEN,
    WAITING,
    WEGBEGLEITER,
    WITHDRAWN,
    YOUNG_PERSON,
    Request,
    Words,
)
from tests.by_hand import Bot
from tests.words import shipped

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUSING, DEBTS, HEALTH, JOBCENTER = "wohnungsnotfall", "schuldnerberatung", "gesundheit", "jobcenter-u25"
COORDINATION: Final = "koordination"
SERVICES: Final = (HOUSING, DEBTS, HEALTH, JOBCENTER, COORDINATION)
STEPS: Final = 250
T = TypeVar("T")

#: Mostly whoever has something to do with it, or else there would be nothing but refusals.
some_service = st.sampled_from(["its holder", "its holder", "who is asked", "who is asked", *SERVICES])
some_request = st.integers(0, 1)
seldom = st.sampled_from([False, False, False, True])
mostly = st.sampled_from([True, True, True, False])


@dataclass
class Paper:
    """A request as it should be."""

    owner: int
    state: str = DRAFTED
    holder: str = YOUNG_PERSON
    offered_to: str | None = None
    wanted: str | None = None
    chain: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    #: Who may see it by the young person's yes; and of those, whose turn has come.
    allowed: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    watched: bool = False
    #: What was written, by number; and of that, what may be seen.
    words: dict[int, str] = field(default_factory=dict)
    agreed: set[int] = field(default_factory=set)
    read: bool = False
    #: How often in a row its offer has become due.
    silences: int = 0

    @property
    def drafts(self) -> list[int]:
        return sorted(self.words.keys() - self.agreed)

    @property
    def at_work(self) -> bool:
        return self.state in AT_WORK

    def becomes(self, state: str, **values: Any) -> None:
        """What an action leaves; nobody is offered it or wanted for it unless said."""
        self.state, self.silences = state, 0
        for name, value in ({"offered_to": None, "wanted": None} | values).items():
            setattr(self, name, value)

    def visible_to(self, service: str) -> dict[int, str] | None:
        if self.state in (DRAFTED, WITHDRAWN) or service not in self.allowed & self.asked:
            return None
        return {number: text for number, text in self.words.items() if number in self.agreed}

    # --- who may do what ---

    def may_take(self, service: str) -> bool:
        if not self.at_work or (self.holder == service and self.state in (TAKEN, WAITING)):
            return False
        offered = (
            self.offered_to if self.state == PASSED else self.holder if self.state in (OFFERED, REOPENED) else None
        )
        return service == offered or service in self.shared or (service == COORDINATION and self.watched)

    def may_move(self, service: str) -> bool:
        """Whether it is theirs to pass on."""
        return self.at_work and service in (self.holder, self.offered_to)


class Hands(RuleBasedStateMachine):
    """Young people, services and the clock, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.papers: dict[int, Paper] = {}
        self.written = 0
        self.wait_for(self.begin())

    async def begin(self) -> None:
        self.bot = await Bot.started(self.folder / "bleibdran.db", BEGIN)
        self.young = [(await self.bot.joined(name, bezirk="Altstadt")).id for name in ("Mia", "Kai")]
        await self.bot.joined("Frau Sauer", people.FACHKRAFT, service=HOUSING)
        await self.bot.joined("Keller", people.COORDINATION)

    def teardown(self) -> None:
        self.wait_for(self.bot.db.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    def wait_for(self, work: Awaitable[T]) -> T:
        return self.loop.run_until_complete(work)

    def does(self, action: Callable[..., Awaitable[T]], *arguments: Any, **keywords: Any) -> T:
        """One step with the store, in a transaction of its own."""

        async def alone() -> T:
            async with self.bot.db.transaction() as tx:
                return await action(tx, *arguments, **keywords)

        return self.wait_for(alone())

    @property
    def now(self) -> datetime:
        return self.bot.clock.now()

    @property
    def soon(self) -> datetime:
        return self.now + timedelta(days=2)

    def pick(self, which: int) -> tuple[int, Paper]:
        """Mostly one that is not over."""
        numbers = list(self.papers)
        numbers.sort(key=lambda number: self.papers[number].state == WITHDRAWN)
        number = numbers[min(which, len(numbers) - 1)]
        return number, self.papers[number]

    def at(self, paper: Paper, service: str) -> str:
        """The service that is meant."""
        known = {"its holder": paper.holder, "who is asked": paper.offered_to or paper.holder}.get(service, service)
        return HOUSING if known == YOUNG_PERSON else known

    def by(self, paper: Paper, mine: bool) -> int:
        """The young person whose it is, or another one."""
        return next(person for person in self.young if (person == paper.owner) == mine)

    # --- the young person ---

    @initialize()
    def one_is_on_its_way(self) -> None:
        self.draft(kai=False, shared={HEALTH})
        self.write(which=0, author=YOUNG_PERSON)
        self.agree(which=0, mine=True, newest=True)

    @precondition(lambda self: sum(paper.state != WITHDRAWN for paper in self.papers.values()) < 2)
    @rule(kai=st.booleans(), shared=st.sets(st.sampled_from([HEALTH, JOBCENTER]), max_size=1))
    def draft(self, kai: bool, shared: set[str]) -> None:
        owner = self.young[kai]
        number = self.does(requests.draft, owner, owner, "miete", self.now)
        assert self.does(requests.plan, number, "miete", sorted(shared), self.now)
        self.papers[number] = Paper(owner, chain=(HOUSING, DEBTS, COORDINATION), shared=frozenset(shared))

    @precondition(lambda self: self.papers)
    @rule(which=some_request, author=st.sampled_from([YOUNG_PERSON, WEGBEGLEITER]))
    def write(self, which: int, author: str) -> None:
        number, paper = self.pick(which)
        if paper.state not in CLOSED:
            self.put(number, paper, author)

    def put(self, number: int, paper: Paper, author: str, *, agreed: bool = False) -> None:
        self.written += 1
        words = Words(0, "", self.now, text=f"#{self.written}")
        key = self.does(requests.write, number, author, words, self.now, agreed=agreed)
        paper.words[key] = f"#{self.written}"
        if agreed:
            paper.agreed.add(key)

    def upto(self, paper: Paper, newest: bool) -> int:
        """The last words they were shown: all of them, or all but the newest."""
        return (paper.drafts or [0])[-1] - (not newest)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=mostly, newest=mostly)
    def agree(self, which: int, mine: bool, newest: bool) -> None:
        number, paper = self.pick(which)
        upto = self.upto(paper, newest)
        right = mine and paper.state == DRAFTED and all(key <= upto for key in paper.drafts)
        chain, shared = paper.chain, sorted(paper.shared)
        done = self.does(
            requests.agree, number, self.by(paper, mine), chain, shared, upto, self.soon, self.now
        )  # fmt: skip
        assert done == right
        if done:
            paper.becomes(OFFERED, holder=chain[0])
            paper.allowed, paper.agreed = {*chain, *shared}, set(paper.words)
            paper.asked = {chain[0], *shared}

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=mostly, newest=mostly)
    def reply(self, which: int, mine: bool, newest: bool) -> None:
        number, paper = self.pick(which)
        upto = self.upto(paper, newest)
        is_open = paper.state not in (DRAFTED, *CLOSED)
        right = mine and is_open and all(key <= upto for key in paper.drafts)
        done = self.does(requests.agree_words, number, self.by(paper, mine), upto, self.now)
        assert done == right
        if done:
            paper.agreed = set(paper.words)
            if paper.state == WAITING:
                paper.becomes(TAKEN)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=mostly)
    def drop(self, which: int, mine: bool) -> None:
        """What was not sent; or the whole draft."""
        number, paper = self.pick(which)
        done = self.does(requests.discard, number, self.by(paper, mine))
        assert done == (mine and paper.state == DRAFTED)
        if done:
            del self.papers[number]
        elif mine:
            self.does(requests.drop_drafts, number)
            paper.words = {key: text for key, text in paper.words.items() if key in paper.agreed}

    @precondition(lambda self: any(paper.wanted for paper in self.papers.values()))
    @rule(which=some_request, mine=mostly, yes=st.booleans())
    def may_they_see_it(self, which: int, mine: bool, yes: bool) -> None:
        wanted = [(number, paper) for number, paper in self.papers.items() if paper.wanted]
        number, paper = wanted[which % len(wanted)]
        if yes and mine and paper.wanted:
            self.does(requests.allow, number, paper.wanted, len(paper.allowed), self.now)
            paper.allowed.add(paper.wanted)
            done = self.does(requests.pass_on, number, paper.holder, paper.wanted, self.soon, self.now)
            assert done == (paper.holder != paper.wanted)
            paper.asked.add(paper.wanted)
            paper.becomes(PASSED, offered_to=paper.wanted)
        elif not yes:
            done = self.does(requests.not_wanted, number, self.by(paper, mine), self.soon, self.now)
            assert done == mine
            if done:
                paper.becomes(TAKEN)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=mostly)
    def confirm(self, which: int, mine: bool) -> None:
        number, paper = self.pick(which)
        done = self.does(requests.confirm, number, self.by(paper, mine), self.now)
        assert done == (mine and paper.state == ANSWERED)
        if done:
            paper.becomes(CONFIRMED)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=mostly)
    def reopen(self, which: int, mine: bool) -> None:
        number, paper = self.pick(which)
        done = self.does(requests.reopen, number, self.by(paper, mine), self.soon, self.now)
        assert done == (mine and paper.state in (ANSWERED, CONFIRMED))
        if done:
            paper.becomes(REOPENED)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, mine=seldom)
    def withdraw(self, which: int, mine: bool) -> None:
        number, paper = self.pick(which)
        done = self.does(requests.withdraw, number, self.by(paper, mine), self.now)
        assert done == (mine and (paper.at_work or paper.state == ANSWERED))
        if done:
            paper.becomes(WITHDRAWN)
            if not paper.read:
                paper.words, paper.agreed = {}, set()

    @precondition(lambda self: self.papers)
    @rule(which=some_request)
    def another_young_person_tries_everything(self, which: int) -> None:
        number, paper = self.pick(which)
        kai, upto = self.by(paper, False), self.upto(paper, True)
        assert not self.does(requests.agree, number, kai, paper.chain or (HOUSING,), (), upto, self.soon, self.now)
        assert not self.does(requests.agree_words, number, kai, upto, self.now)
        assert not self.does(requests.not_wanted, number, kai, self.soon, self.now)
        assert not self.does(requests.confirm, number, kai, self.now)
        assert not self.does(requests.reopen, number, kai, self.soon, self.now)
        assert not self.does(requests.withdraw, number, kai, self.now)
        assert not self.does(requests.discard, number, kai)

    # --- services ---

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service)
    def open(self, which: int, service: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        first = self.does(requests.opened, number, service, self.now)
        assert first == (paper.visible_to(service) is not None and not paper.read)
        paper.read |= first

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service)
    def take(self, which: int, service: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        looks_on = service == COORDINATION
        done = self.does(requests.take, number, service, "Frau Sauer", self.soon, self.now, looks_on=looks_on)
        assert done == paper.may_take(service)
        if done:
            paper.becomes(TAKEN, holder=service)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service, to=some_service)
    def pass_on(self, which: int, service: str, to: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        done = self.does(requests.pass_on, number, service, to, self.soon, self.now)
        assert done == (paper.may_move(service) and to in paper.allowed and to not in (service, paper.holder))
        if done:
            paper.asked.add(to)
            paper.becomes(PASSED, offered_to=to)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service)
    def give_back(self, which: int, service: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        done = self.does(requests.give_back, number, service, self.soon, self.now)
        assert done == (paper.state == PASSED and paper.offered_to == service)
        if done:
            paper.becomes(TAKEN)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service, to=st.sampled_from([HEALTH, JOBCENTER]))
    def want(self, which: int, service: str, to: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        if to in paper.allowed:
            return  # that takes no yes
        done = self.does(requests.want, number, service, to, self.soon, self.now)
        assert done == (paper.may_move(service) and to != service)
        if done:
            paper.becomes(WAITING, wanted=to)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service)
    def ask_back(self, which: int, service: str) -> None:
        number, paper = self.pick(which)
        service = self.at(paper, service)
        done = self.does(requests.ask_back, number, service, self.soon, self.now)
        assert done == (paper.holder == service and paper.state in (OFFERED, TAKEN, WAITING, REOPENED))
        if done:
            paper.becomes(WAITING, wanted=paper.wanted)
            self.put(number, paper, service, agreed=True)

    @precondition(lambda self: self.papers)
    @rule(which=some_request, service=some_service, again=seldom)
    def answer(self, which: int, service: str, again: bool) -> None:
        number, paper = self.pick(which)
        if not again and paper.state not in (TAKEN, WAITING):
            return  # or else everything would be answered before much has happened to it
        service = self.at(paper, service)
        done = self.does(requests.answer, number, service, self.soon, self.now)
        assert done == (paper.holder == service and (paper.at_work or paper.state == ANSWERED))
        if done:
            paper.becomes(ANSWERED)
            self.put(number, paper, service, agreed=True)

    # --- the clock ---

    @precondition(lambda self: self.papers)
    @rule(days=st.integers(0, 6), times=st.integers(1, 4), dies=st.booleans())
    def time_goes_on(self, days: int, times: int, dies: bool) -> None:
        """Whoever should have said something is reminded, then passed over; `dies`: a bot, before it could do so."""
        for _ in range(times):
            before = self.does(self.rows)
            self.bot.clock.moment += timedelta(days=days, hours=2)
            self.wait_for(self.bot.look())
            if dies:
                self.wait_for(self.bot.restart())
                self.bot.clock.moment += timedelta(hours=3)
                self.wait_for(self.bot.look())
            self.wait_for(self.bot.settle())
            after = self.does(self.rows)
            for number, paper in self.papers.items():
                self.compare(paper, before[number], after[number])

    async def rows(self, tx: Tx) -> dict[int, Request]:
        found = [await requests.by_id(tx, number) for number in self.papers]
        return {row.id: row for row in found if row}

    def compare(self, paper: Paper, before: Request, after: Request) -> None:
        """Time passes an offer on and gives the word back to a holder; it takes nothing away and closes nothing."""
        if before.due_at is None or before.due_at > self.now:
            assert after == before
            return
        if before.state in AT_WORK:
            assert after.due_at and after.due_at > self.now, "nobody would ever look at it again"
        assert (after.reminded, after.asked, after.state) != (before.reminded, before.asked, before.state)
        if before.reminded == 0:
            assert (after.asked, after.state, after.reminded) == (before.asked, before.state, 1), "first a reminder"
        assert after.state == before.state or (before.state, after.state) == (WAITING, TAKEN)
        if before.state != OFFERED:
            assert after.holder == before.holder
        assert after.asked in {*paper.allowed, COORDINATION} or after.asked == before.asked
        paper.asked |= {after.asked, *([COORDINATION] if after.watched else [])}
        paper.watched = after.watched
        silences = paper.silences + 1
        paper.becomes(after.state, holder=after.holder, offered_to=after.offered_to, wanted=after.wanted)
        paper.silences = silences
        if paper.state == OFFERED and silences >= 2 * len(paper.chain):
            assert paper.holder == COORDINATION, "whatever nobody takes ends there"

    # --- always ---

    @invariant()
    def is_as_it_should_be(self) -> None:
        found = self.does(self.rows)
        assert found.keys() == self.papers.keys()
        for number, paper in self.papers.items():
            row = found[number]
            assert (row.state, row.holder, row.offered_to, row.wanted) == (
                *(paper.state, paper.holder),
                *(paper.offered_to, paper.wanted),
            )
            assert (row.holder in SERVICES) == (row.state != DRAFTED), "in one pair of hands"
            assert row.due_at or not paper.at_work, "forgotten"

    @invariant()
    def nobody_sees_more_than_was_agreed_to(self) -> None:
        for number, paper in self.papers.items():
            for service in SERVICES:
                shown = self.does(requests.disclosed, number, service)
                seen = shown and {words.id: words.text for words in shown.words}
                assert seen == paper.visible_to(service), f"{service} sees {seen} of request {number}"


TestHands = Hands.TestCase
# Making a failing story shorter would take minutes.
TestHands.settings = settings(
    max_examples=45, stateful_step_count=40, deadline=None, phases=[Phase.reuse, Phase.generate]
)


@dataclass
class Play:
    """The real bot, and what has been agreed to by pressing a button under what stood there."""

    bot: Bot
    dice: random.Random
    young: list[Person]
    companion: Person
    staff: dict[str, Person]
    written: int = 0
    #: The request in which somebody said yes to something they wrote, by its number; and who was named to them there.
    sent_in: dict[int, int] = field(default_factory=dict)
    named: dict[int, set[str]] = field(default_factory=dict)
    #: Pictures by their number in the young person's chat.
    pictures: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: int = 0
    shown: int = 0

    @classmethod
    @asynccontextmanager
    async def begun(cls, path: Path, dice: random.Random) -> AsyncIterator["Play"]:
        bot = await Bot.started(path, BEGIN)
        companion = await bot.joined("Tom", people.WEGBEGLEITER)
        young = [await bot.joined(name, bezirk="Altstadt", wegbegleiter=companion.id) for name in ("Mia", "Kai")]
        staff = {key: await bot.joined(key, people.FACHKRAFT, service=key) for key in (HOUSING, DEBTS, JOBCENTER)}
        staff[COORDINATION] = await bot.joined("Keller", people.COORDINATION)
        try:
            yield cls(bot, dice, young, companion, staff)
        finally:
            await bot.db.close()

    def words(self) -> str:
        """A text that nobody else has written."""
        self.written += 1
        return f"#{self.written}."

    # --- what may happen ---

    async def young_writes(self) -> None:
        me = self.dice.choice(self.young)
        if self.dice.random() < 0.2:
            words = self.words()
            number = await self.bot.sends(me, "photo", words)
            self.pictures[me.address.chat, number] = self.written
        else:
            await self.bot.writes(me, self.dice.choice((self.words(), "/anliegen")))
        await self.check(me.id, None)

    async def young_begins_one(self) -> None:
        me = self.dice.choice(self.young)
        await self.bot.presses(me, Button("", f"req-topic:{self.dice.choice(('miete', 'schulden', 'jobcenter'))}"))
        await self.bot.writes(me, self.words())
        await self.press(me, "req-show")
        await self.check(me.id, None)

    async def young_presses(self) -> None:
        me = self.dice.choice(self.young)
        await self.press(
            me, *self.dice.choice((("req-yes", "req-pass"), ("req-reply", "req-more", "req-show"), ("req",)))
        )
        await self.check(me.id, None)

    async def press(self, me: Person, *actions: str) -> None:
        """One of those that stand there, also if it has been standing there for long."""
        if found := self.bot.buttons(me, *actions):
            place, button = self.dice.choice(found)
            self.remember(button, self.bot.screens[me.address][place][0])
            await self.bot.presses(me, button, place)

    def remember(self, button: Button, text: str) -> None:
        """A yes is for what stands above the button."""
        action, _, argument = button.data.partition(":")
        if action in ("req-yes", "req-pass"):
            request = int(argument.partition(".")[0])
            names = {key for key, service in shipped().services.by_key.items() if service.name in text}
            self.named.setdefault(request, set()).update(names)
            if action == "req-yes":
                self.sent_in |= dict.fromkeys(_numbers(text), request)

    async def companion_begins_one(self) -> None:
        if self.dice.random() < 0.3:
            await self.bot.writes(self.companion, self.dice.choice((self.words(), "/anliegen Mia", "/anliegen Kai")))
        elif found := self.bot.buttons(self.companion, "req"):
            place, button = self.dice.choice(found)
            await self.bot.presses(self.companion, button, place)
        await self.check(None, None)

    async def service_presses(self) -> None:
        key = self.dice.choice(list(self.staff))
        me = self.staff[key]
        if found := self.bot.buttons(me, "case", last=12):
            place, button = self.dice.choice(found)
            await self.bot.presses(me, button, place)
        else:
            await self.bot.writes(me, "/offen")
        await self.check(None, key)

    async def service_writes(self) -> None:
        key = self.dice.choice(list(self.staff))
        await self.bot.writes(self.staff[key], self.dice.choice(("/offen", "Das mache ich", "Wie hoch ist die Miete?")))
        await self.check(None, key)

    async def service_clicks_in_a_mail(self) -> None:
        key, action = (
            self.dice.choice(SERVICES[:4]),
            self.dice.choice(("open", "take", "pass", "ask", "answer", "back")),
        )
        self.written += 1
        act = Acted(
            messenger="link", chat=key, at=self.bot.clock.now(), request=self.dice.randrange(1, 6), action=action,
            nonce=str(self.written), words=self.dice.choice(SERVICES) if action == "pass" else "Das geht so.",
        )  # fmt: skip
        await self.bot.happens(act)
        await self.check(None, key)

    async def time_goes_on(self) -> None:
        self.bot.clock.moment += timedelta(hours=self.dice.choice((1, 8, 30, 80)))
        await self.bot.look()
        await self.bot.settle()
        await self.check(None, None)

    # --- what must be true ---

    before: dict[int, Request] = field(default_factory=dict)

    async def check(self, young: int | None, service: str | None) -> None:
        """After something one of these did, or neither."""
        async with self.bot.db.transaction() as tx:
            found = [row for person in self.young for row in await requests.of(tx, person.id)]
        after = {row.id: row for row in found}
        for number, row in after.items():
            if before := self.before.get(number):
                self.moved_by_right(before, row, young, service)
        self.nobody_saw_too_much(after)
        self.before = after

    def moved_by_right(self, before: Request, after: Request, young: int | None, service: str | None) -> None:
        if before.state not in CLOSED and after.state in CLOSED:
            assert young == after.careleaver, f"request {after.id} was closed by somebody else"
        if before.state in HELD and after.holder != before.holder:
            assert service == after.holder, f"request {after.id} was put into somebody's hands"
        if after.state in AT_WORK:
            assert after.due_at and after.due_at > self.bot.clock.now(), f"request {after.id} is forgotten"

    def nobody_saw_too_much(self, after: dict[int, Request]) -> None:
        keys = {person.address: key for key, person in self.staff.items()}
        keys |= {
            Address("mail", service.mail): key for key, service in shipped().services.by_key.items() if service.mail
        }
        for each in self.bot.delivered[self.seen :]:
            if each.to not in keys:
                continue
            numbers = _numbers(each.text)
            if isinstance(each.message, Copy):
                numbers = [self.pictures[each.message.source, part] for part in each.message.messages]
            for number in numbers:
                self.may_see(keys[each.to], number, after)
        self.seen = len(self.bot.delivered)

    def may_see(self, key: str, number: int, after: dict[int, Request]) -> None:
        request = self.sent_in.get(number)
        assert request, f"{key} sees #{number}, which nobody has agreed to send"
        assert key in self.named[request], f"{key} sees #{number}, and was never named"
        assert after[request].state != WITHDRAWN, f"{key} sees #{number}, which was taken back"
        self.shown += 1


def _numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"#(\d+)\.", text)]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_pressed_it_is_in_one_pair_of_hands_and_shown_to_nobody_else(
    tmp_path: Path, seed: int
) -> None:
    async with Play.begun(tmp_path / "bleibdran.db", random.Random(seed)) as play:
        happenings = [
            *(
                play.young_begins_one,
                play.young_writes,
                play.young_presses,
                play.young_presses,
                play.companion_begins_one,
            ),
            *(play.service_presses, play.service_presses, play.service_presses, play.service_writes),
            *(play.service_clicks_in_a_mail, play.time_goes_on),
        ]
        for _ in range(STEPS):
            await play.dice.choice(happenings)()
        assert play.shown > 5 and len(play.before) > 2, "too little happened for this to mean anything"


async def test_a_yes_is_for_the_service_that_was_named_in_the_question(tmp_path: Path) -> None:
    async with Play.begun(tmp_path / "bleibdran.db", random.Random(0)) as play:
        bot, mia, housing = play.bot, play.young[0], play.staff[HOUSING]
        await bot.presses(mia, Button("", "req-topic:miete"))
        await bot.writes(mia, "Meine Heizung geht nicht")
        await play.press(mia, "req-show")
        await play.press(mia, "req-yes")
        await bot.presses(housing, Button("", "case-take:1"))
        await bot.presses(housing, Button("", f"case-pass-to:1.{HEALTH}"))
        [(place, yes)] = bot.buttons(mia, "req-pass", last=1)
        bot.clock.moment += timedelta(days=4)
        for _ in range(2):  # she says nothing: the service goes on, and thinks of another one
            await bot.look()
            await bot.settle()
            bot.clock.moment += timedelta(days=4)
        await bot.presses(housing, Button("", f"case-pass-to:1.{JOBCENTER}"))
        await bot.presses(mia, yes, place)
        async with bot.db.transaction() as tx:
            assert JOBCENTER not in {party.service for party in await requests.parties(tx, 1)}
        place, right = bot.buttons(mia, "req-pass", last=2)[-1]
        await bot.presses(mia, right, place)
        async with bot.db.transaction() as tx:
            assert JOBCENTER in {party.service for party in await requests.parties(tx, 1)}

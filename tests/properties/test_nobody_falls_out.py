"""Promise 3, nobody falls out: whatever a young person says, does or leaves undone, only their own word ends contact.

Whoever wants to be asked has a next time and is asked within what their rhythm allows; what they write to their
Wegbegleiter arrives, and while they have stopped it waits for their word.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.content.checkins import CheckInPlan, CheckInPlans
from bot.message import Button, Copy
from bot.store import checkins, people
from bot.store.checkins import Rhythm
from tests.by_hand import Bot
from tests.words import shipped

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY: Final = timedelta(days=1)
#: The longest that a rhythm may be silent; Sundays and the first of its weekdays in a month are in it.
LONGEST: Final = {"week": 9 * DAY, "fortnight": 16 * DAY, "month": 37 * DAY, None: 95 * DAY}
#: A question to somebody holds no longer than this: then what they write is for their Wegbegleiter.
NOTHING_IS_ASKED: Final = timedelta(minutes=61)
PAUSES: Final = {"1": DAY, "7": 7 * DAY, "0": 3650 * DAY}
T = TypeVar("T")

some_buttons = st.lists(st.integers(0, 40), min_size=1, max_size=5)


def without(question: str) -> CheckInPlans:
    """The plan after an admin has deleted one of its questions and all that leads to it."""
    plan = shipped().checkins.default
    left = {key: each for key, each in plan.questions.items() if key != question}
    questions = {
        key: each.model_copy(update={"then": {word: to for word, to in each.then.items() if to != question}})
        for key, each in left.items()
    }
    kept = {name: getattr(plan, name) for name in type(plan).model_fields}
    changed = CheckInPlan.model_construct(**kept | {"questions": questions})
    return CheckInPlans({changed.key: changed})


class Mia(RuleBasedStateMachine):
    """A young person, Tom at her side, an admin, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.wants = self.stopped = False
        self.paused_until: datetime | None = None
        #: Since when she has not heard from us, though she could have.
        self.since = BEGIN
        self.written = 0
        self.seen = 0
        #: What she has written, by its number in her chat: on its way, or waiting for her word.
        self.due_to_arrive: set[str] = set()
        self.waiting: set[str] = set()
        self.wait_for(self.begin())

    async def begin(self) -> None:
        self.bot = await Bot.started(self.folder / "bleibdran.db", BEGIN)
        await self.bot.joined("Keller", people.COORDINATION)
        self.tom = await self.bot.joined("Tom", people.WEGBEGLEITER)
        self.mia = await self.bot.joined("Mia", wegbegleiter=self.tom.id)

    def teardown(self) -> None:
        self.wait_for(self.bot.db.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @property
    def now(self) -> datetime:
        return self.bot.clock.now()

    @property
    def paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > self.now

    # --- Mia ---

    @initialize(yes=st.sampled_from([True, True, True, False]))
    def is_asked_whether_she_wants_it(self, yes: bool) -> None:
        self.says("/checkin")
        self.presses(("rhythm-on",) if yes else ("rhythm-off",), 0)

    @rule(which=some_buttons)
    def answers(self, which: list[int]) -> None:
        """Whatever the bot asked her last, today or months ago; before that she waits until it asks."""
        if not self.bot.buttons(self.mia, "check"):
            self.go_on(40 * DAY)
        for one in which:
            self.presses(("check",), one)

    @rule(which=some_buttons)
    def wants_another_rhythm(self, which: list[int]) -> None:
        self.says("/checkin")
        for one in which:
            self.presses(("rhythm", "share", "check-me"), one)

    @rule(which=some_buttons, command=st.sampled_from(["/pause", "/stopp", "/checkin"]))
    def wants_quiet(self, which: list[int], command: str) -> None:
        self.says(command)
        for one in which[:2]:
            self.presses(("pause", "stop", "stay", "back"), one)

    @precondition(lambda self: self.stopped)
    @rule(days=st.integers(0, 200))
    def is_back(self, days: int) -> None:
        self.go_on(days * DAY)
        self.presses(("back",), 0)

    def says(self, command: str) -> None:
        self.wait_for(self.bot.writes(self.mia, command))

    def presses(self, actions: tuple[str, ...], which: int) -> None:
        """Anything that stands in her chat, also if it has been standing there for months."""
        found = self.bot.buttons(self.mia, *actions)
        if found:
            place, button = found[-1 - which % len(found)]
            self.remember(button)
            self.wait_for(self.bot.presses(self.mia, button, place))

    def remember(self, button: Button) -> None:
        """Her word."""
        action, _, argument = button.data.partition(":")
        if action in ("rhythm-on", "rhythm-off"):
            self.wants = action == "rhythm-on"
        elif action in ("stop", "back"):
            self.due_to_arrive |= self.waiting if action == "back" else set()
            self.stopped = action == "stop"
        elif action == "pause":
            self.paused_until = self.now + PAUSES[argument] if argument in PAUSES else None
        if action in ("back", "stay-away"):
            self.waiting.clear()
        if action.startswith(("rhythm", "pause", "back", "check-me")):
            self.since = max(self.since, self.now)

    @rule()
    def writes(self) -> None:
        self.go_on(NOTHING_IS_ASKED)
        self.written += 1
        if self.paused_until and self.paused_until - self.now > 365 * DAY and not self.stopped:
            self.paused_until, self.since = None, self.now  # quiet until she writes: now she has
        number = self.wait_for(self.bot.sends(self.mia, "photo", f"#{self.written}"))
        (self.waiting if self.stopped else self.due_to_arrive).add(number)

    # --- the others ---

    @rule(which=st.integers(0, 9))
    def tom_does_something(self, which: int) -> None:
        if found := self.bot.buttons(self.tom, "check"):
            place, button = found[which % len(found)]
            self.wait_for(self.bot.presses(self.tom, button, place))
        else:
            self.wait_for(self.bot.writes(self.tom, "/checkin Mia"))

    @rule(question=st.sampled_from([None, *sorted(shipped().checkins.default.questions)]))
    def an_admin_changes_the_questions(self, question: str | None) -> None:
        plans = without(question) if question else shipped().checkins
        self.bot.live.content = replace(shipped(), checkins=plans)

    @precondition(lambda self: self.bot.delivered)
    @rule()
    def the_bot_is_started_again(self) -> None:
        self.wait_for(self.bot.restart())

    @rule(days=st.sampled_from([1, 2, 7, 30, 100]))
    def nothing_happens(self, days: int) -> None:
        self.go_on(days * DAY)

    def go_on(self, time: timedelta) -> None:
        until = self.now + time
        while (moment := self.wait_for(self.bot.next_due())) and moment <= until:
            self.arrive_at(max(moment, self.now))
        self.arrive_at(until)

    def arrive_at(self, moment: datetime) -> None:
        if self.paused_until and self.now < self.paused_until:
            self.since = max(self.since, min(moment, self.paused_until))
        if self.stopped or not self.wants:
            self.since = max(self.since, moment)
        self.bot.clock.moment = moment
        self.wait_for(self.bot.look())
        self.wait_for(self.bot.settle())
        self.she_is_asked_in_time()

    # --- always ---

    def rhythm(self) -> Rhythm:
        async def read() -> Rhythm | None:
            async with self.bot.db.transaction() as tx:
                return await checkins.rhythm(tx, self.mia.id)

        found = self.wait_for(read())
        assert found
        return found

    @invariant()
    def whoever_wants_to_be_asked_has_a_next_time(self) -> None:
        if not self.bot.delivered:
            return  # nobody has asked her yet
        wish = self.rhythm()
        assert wish.on == self.wants, "that was her word"
        if self.wants:
            assert wish.due_at and self.now < wish.due_at <= self.now + LONGEST[wish.every]

    def she_is_asked_in_time(self) -> None:
        """And she is, unless she wanted quiet."""
        new, self.seen = self.bot.delivered[self.seen :], len(self.bot.delivered)
        for each in new:
            if each.to == self.mia.address and each.what == "checkin":
                self.since = max(self.since, each.at)
            if each.to == self.tom.address and isinstance(each.message, Copy):
                self.due_to_arrive -= set(each.message.messages)
        silent = self.now - self.since
        assert silent <= LONGEST[self.rhythm().every] + DAY, f"nobody has asked her for {silent}"

    @invariant()
    def what_she_writes_arrives(self) -> None:
        if self.bot.delivered:
            self.she_is_asked_in_time()
        assert not self.due_to_arrive, "Tom did not get it"


TestMia = Mia.TestCase
# Making a failing story shorter would take minutes.
TestMia.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, phases=[Phase.reuse, Phase.generate]
)

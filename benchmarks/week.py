"""A week of a district, and of everybody who has left care in Germany in six years, within Telegram's limits.

A model, in a time of its own: who writes when is drawn, a turn takes as long as measured, and what may leave is decided
by the bot's own `Limits`, in the bot's order: first who chats, then bulk. What the messenger counts is counted beside.
"""

import heapq
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final

from benchmarks.wave import RATE
from bot.app import AHEAD_SECONDS
from bot.limits import Limits

DISTRICT: Final = 5_000
GERMANY: Final = 150_000
"""Young people who have left care: of a large district, and of six years in Germany."""
_DAY: Final = 86_400.0
_HOUR: Final = 3_600.0
#: How much is written in each hour of the day, by young people and by staff; by staff on working days only.
_YOUNG: Final = (3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 5, 5, 6, 6, 6, 7, 8, 9, 10, 11, 11, 10, 8, 5)
_STAFF: Final = (0, 0, 0, 0, 0, 0, 0, 1, 5, 9, 10, 9, 4, 7, 9, 8, 5, 2, 1, 0, 0, 0, 0, 0)
A_WEEK: Final = 2.0
"""Times a week a young person gets in touch, on average; each time one to four messages, and as many answers."""
_MOST_ACTIVE: Final = 0.1
"""So many of them get in touch six times as often as the others."""
EACH: Final = 15
"""Young people for each Wegbegleiter."""
_CHECKIN_HOUR: Final = 3 * _DAY + 17 * _HOUR
"""Half of the young people are asked how they are this week, all of them at Thursday's five o'clock: the worst case."""
_WAY: Final = 0.05
"""Seconds a call takes."""
_CHAT: Final = 0
_BULK: Final = 1
Written = tuple[float, int]
"""When, and for which chat: young people are 0 and up, their Wegbegleiter are negative."""


@dataclass
class Week:
    """What came of it; times in seconds."""

    people: int
    chats: int = 0
    checkins: int = 0
    #: From writing to delivery: all of the week, and while the check-ins leave.
    delays: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    wave: float = 0.0
    #: The most messages the messenger counted in any second.
    most: int = 0

    @property
    def busy(self) -> float:
        """How much of what Telegram allows in a week was used."""
        return (self.chats + self.checkins) / (RATE * 7 * _DAY)


def measure(turn: float, people: int, seed: int = 7) -> Week:
    """One week. `turn`: seconds the bot needs for each message, one after the other."""
    dice = random.Random(seed)
    week = Week(people)
    written = sorted(_written(dice, people))
    asked = dice.sample(range(people), people // 2)
    week.chats, week.checkins = len(written), len(asked)
    _Model(week, turn).play(written, [(_CHECKIN_HOUR, chat) for chat in asked])
    return week


def _written(dice: random.Random, people: int) -> Iterator[Written]:
    often = A_WEEK / (1 + 5 * _MOST_ACTIVE)
    for person in range(people):
        times = often * (6 if dice.random() < _MOST_ACTIVE else 1)
        wegbegleiter = -1 - person // EACH
        for _ in range(_drawn(dice, times)):
            begin = dice.randrange(7) * _DAY + dice.choices(range(24), _YOUNG)[0] * _HOUR + dice.uniform(0, _HOUR)
            yield from _some(dice, begin, wegbegleiter)
            answer = min(begin // _DAY + dice.choice((0, 0, 1)), 4) * _DAY
            yield from _some(dice, answer + dice.choices(range(24), _STAFF)[0] * _HOUR + dice.uniform(0, _HOUR), person)


def _some(dice: random.Random, begin: float, chat: int) -> Iterator[Written]:
    for _ in range(dice.randint(1, 4)):
        yield begin, chat
        begin += dice.uniform(3, 40)


def _drawn(dice: random.Random, average: float) -> int:
    """From a Poisson distribution."""
    number, left = 0, dice.expovariate(1)
    while left < average:
        number, left = number + 1, left + dice.expovariate(1)
    return number


class _Model:
    """The bot and the messenger, from one moment at which something happens to the next."""

    def __init__(self, week: Week, turn: float) -> None:
        self._week = week
        self._turn = turn
        self._limits = Limits(RATE)
        self._free = 0.0  # when the bot has decided all that has come in
        #: By lane, what has been decided and waits: when it was written, and for which chat.
        self._lanes: tuple[deque[Written], deque[Written]] = (deque(), deque())
        #: What a chat may not have yet: from when on, when it was written, for which chat.
        self._later: list[tuple[float, float, int]] = []
        #: What travels: when its answer comes, when it left, which chat.
        self._travelling: list[tuple[float, float, bytes]] = []
        self._counted: deque[float] = deque()

    def play(self, written: Sequence[Written], asked: Sequence[Written]) -> None:
        """All of it."""
        coming, due, now = deque(written), deque(asked), 0.0
        while now < inf:
            self._decide(coming, due, now)
            while self._travelling and self._travelling[0][0] <= now:
                back, left, chat = heapq.heappop(self._travelling)
                self._limits.answered(chat, left, back)
            while self._later and self._later[0][0] <= now:
                _, at, to = heapq.heappop(self._later)
                self._lanes[_CHAT].appendleft((at, to))
            moments = [now + self._send(now)]
            if coming:
                moments.append(self._decided(coming))
            if due and self._room:
                moments.append(max(due[0][0], self._free))
            moments += [waiting[0][0] for waiting in (self._travelling, self._later) if waiting]
            now = max(min(moments), now + 1e-6)

    @property
    def _room(self) -> bool:
        """Whether more may be asked: not more than leaves in a while."""
        return len(self._lanes[_BULK]) < RATE * AHEAD_SECONDS

    def _decided(self, coming: deque[Written]) -> float:
        return max(coming[0][0], self._free) + self._turn

    def _decide(self, coming: deque[Written], due: deque[Written], now: float) -> None:
        while coming and (done := self._decided(coming)) <= now:
            self._lanes[_CHAT].append(coming.popleft())
            self._free = done
        while due and due[0][0] <= now and self._room and self._free <= now:
            self._lanes[_BULK].append(due.popleft())
            self._free = now + self._turn

    def _send(self, now: float) -> float:
        """Let go what may leave; returns after how many seconds limits may allow more; inf: something else is first."""
        for lane, waiting in enumerate(self._lanes):
            while waiting:
                bulk = lane == _BULK
                if (wait := self._limits.delay_all(now, bulk=bulk)) > 0:
                    return wait
                at, to = waiting.popleft()
                chat = b"%d" % to
                if (wait := self._limits.delay(chat, False, now)) > 0:
                    heapq.heappush(self._later, (now + wait, at, to))
                    continue
                self._limits.spend(chat, False, now, bulk=bulk)
                heapq.heappush(self._travelling, (now + _WAY, now, chat))
                self._arrives(at, now + _WAY / 2, bulk=bulk)
        return inf

    def _arrives(self, at: float, now: float, *, bulk: bool) -> None:
        self._counted.append(now)
        while self._counted[0] <= now - 1:
            self._counted.popleft()
        self._week.most = max(self._week.most, len(self._counted))
        if bulk:
            self._week.wave = now - at
            return
        self._week.delays.append(now - at)
        if self._lanes[_BULK]:
            self._week.during.append(now - at)

"""A week of a district, and of everybody who has left care in Germany in six years, within Telegram's limits.

A model, in a time of its own: who writes when is drawn, a turn takes as long as measured, and what may leave is decided
by the bot's own `Limits`, in the bot's order: first who chats, then bulk. What the messenger counts is counted beside.
"""

import heapq
import random
import statistics
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
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
_A_WEEK: Final = 2.0
"""Times a week a young person gets in touch, on average; each time one to four messages, and as many answers."""
_MOST_ACTIVE: Final = 0.1
"""So many of them get in touch six times as often as the others."""
_EACH: Final = 15
"""Young people for each Wegbegleiter."""
_CHECKIN_HOUR: Final = 3 * _DAY + 17 * _HOUR
"""Half of the young people are asked how they are this week, all of them at Thursday's five o'clock: the worst case."""
_WAY: Final = 0.05
"""Seconds a call takes."""
_CHAT: Final = 0
_BULK: Final = 1


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
    _play(week, written, [(_CHECKIN_HOUR, chat) for chat in asked], turn)
    return week


def _written(dice: random.Random, people: int) -> Iterator[tuple[float, int]]:
    """When, and to which chat: young people are 0 and up, their Wegbegleiter are negative."""
    often = _A_WEEK / (1 + 5 * _MOST_ACTIVE)
    for person in range(people):
        times = often * (6 if dice.random() < _MOST_ACTIVE else 1)
        wegbegleiter = -1 - person // _EACH
        for _ in range(_drawn(dice, times)):
            begin = dice.randrange(7) * _DAY + dice.choices(range(24), _YOUNG)[0] * _HOUR + dice.uniform(0, _HOUR)
            yield from _some(dice, begin, wegbegleiter)
            answer = min(begin // _DAY + dice.choice((0, 0, 1)), 4) * _DAY
            yield from _some(dice, answer + dice.choices(range(24), _STAFF)[0] * _HOUR + dice.uniform(0, _HOUR), person)


def _some(dice: random.Random, begin: float, chat: int) -> Iterator[tuple[float, int]]:
    for _ in range(dice.randint(1, 4)):
        yield begin, chat
        begin += dice.uniform(3, 40)


def _drawn(dice: random.Random, average: float) -> int:
    """From a Poisson distribution."""
    number, left = 0, dice.expovariate(1)
    while left < average:
        number, left = number + 1, left + dice.expovariate(1)
    return number


def _play(week: Week, written: list[tuple[float, int]], asked: list[tuple[float, int]], turn: float) -> None:
    limits = Limits(RATE)
    counted: deque[float] = deque()
    #: What has been decided and waits: (when it was, when it may leave, chat); and answers on their way back.
    lanes: tuple[deque[tuple[float, int]], deque[tuple[float, int]]] = (deque(), deque())
    later: list[tuple[float, float, int]] = []
    back: list[tuple[float, float, bytes]] = []
    comes, due = iter(written), deque(asked)
    coming = next(comes, None)
    free = now = 0.0
    while coming or due or back or later or any(lanes):
        while coming and max(coming[0], free) + turn <= now:
            lanes[_CHAT].append(coming)
            free = max(coming[0], free) + turn
            coming = next(comes, None)
        while due and due[0][0] <= now and len(lanes[_BULK]) < RATE * AHEAD_SECONDS and free <= now:
            lanes[_BULK].append(due.popleft())
            free = max(free, now) + turn
        while back and back[0][0] <= now:
            arrived, left, name = heapq.heappop(back)
            limits.answered(name, left, arrived)
        while later and later[0][0] <= now:
            _, at, chat = heapq.heappop(later)
            lanes[_CHAT].appendleft((at, chat))
        waits = _leave(week, limits, lanes, later, back, counted, now)
        moments = [max(coming[0], free) + turn] if coming else []
        moments += [max(due[0][0], free)] if due and len(lanes[_BULK]) < RATE * AHEAD_SECONDS else []
        moments += [back[0][0]] if back else []
        moments += [later[0][0]] if later else []
        moments += [now + waits] if waits else []
        now = max(min(moments, default=now), now + 1e-6)


def _leave(
    week: Week, limits: Limits, lanes: tuple[deque[tuple[float, int]], deque[tuple[float, int]]],
    later: list[tuple[float, float, int]], back: list[tuple[float, float, bytes]], counted: deque[float], now: float,
) -> float:  # fmt: skip
    """Send what may leave; returns after how many seconds to look again, 0 for no reason to."""
    for lane, waiting in enumerate(lanes):
        while waiting:
            at, chat = waiting[0]
            bulk = lane == _BULK
            if (wait := limits.delay_all(now, bulk=bulk)) > 0:
                return wait
            waiting.popleft()
            name = b"%d" % chat
            if (wait := limits.delay(name, False, now)) > 0:
                heapq.heappush(later, (now + wait, at, chat))
                continue
            limits.spend(name, False, now, bulk=bulk)
            heapq.heappush(back, (now + _WAY, now, name))
            _count(week, counted, now + _WAY / 2)
            if bulk:
                week.wave = now - _CHECKIN_HOUR
            else:
                week.delays.append(now + _WAY / 2 - at)
                if lanes[_BULK]:
                    week.during.append(week.delays[-1])
    return 0.0


def _count(week: Week, counted: deque[float], at: float) -> None:
    counted.append(at)
    while counted[0] <= at - 1:
        counted.popleft()
    week.most = max(week.most, len(counted))


def table(weeks: list[Week], turn: float) -> str:
    """As a part of docs/benchmarks.md."""
    lines = [
        "## A simulated week", "",
        "| young people | messages | check-ins | of what Telegram allows | most in a second | delivered, median |"
        " 95 % | 99.9 % | slowest | check-ins take | meanwhile: 95 % | slowest |",
        "|" + " ---: |" * 12,
    ]  # fmt: skip
    for each in weeks:
        cells = [
            f"{each.people:,}", f"{each.chats:,}", f"{each.checkins:,}", f"{100 * each.busy:.1f} %", str(each.most),
            *(_time(value) for value in _spread(each.delays)),
            _time(each.wave), _time(_spread(each.during)[1]), _time(max(each.during, default=0.0)),
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", _NOTES.format(turn=1000 * turn, rate=RATE, times=_A_WEEK, each=_EACH)])


def _spread(delays: list[float]) -> tuple[float, float, float, float]:
    if len(delays) < 2:
        return (0.0, 0.0, 0.0, 0.0)
    thousandths = statistics.quantiles(delays, n=1000)
    return thousandths[499], thousandths[949], thousandths[998], max(delays)


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


_NOTES: Final = """\
How to read it:

- A model: the bot's own `Limits` in a time of its own. Each message costs {turn:.1f} ms, as measured above on SQLite; a
  call takes 50 ms; {rate} messages a second over all chats, one a second in a chat after a short burst.
- Young people get in touch {times:.0f} times a week, a tenth of them six times as often, mostly in the evening, each
  time with one to four messages; Wegbegleiter ({each} young people each) answer as often, on working days.
- Half of them are asked how they are in this week, and all of those at the same hour: the worst case. What the
  check-ins take is what Telegram allows; who chats goes first all the time.
- **Most in a second** is what the messenger counted; it refuses more than {rate}."""

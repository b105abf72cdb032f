"""When a young person may be written to, and which day is next: local time, quiet hours, rhythms of contact.

Pure: the caller says what time it is. Moments are compared and answered in UTC, because two local times with different
sides of a clock change between them do not compare.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 6
_MINUTES: Final = 45
"""The last quarter of an hour stays free: a message that is held up still comes in the hour it was meant for."""
_SPREAD: Final = 28
"""Shares no divisor with 45, so all minutes are used alike; and wide enough that ten neighbours are minutes apart."""


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; ValueError if it has no time zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone, so nobody knows when that is.")
    return moment.astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day it is in the zone; ValueError if the moment has no time zone."""
    return as_utc(moment).astimezone(zone).date()


def at(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """That time on that day in the zone, in UTC; ValueError if no clock shows it.

    A time that does not exist (clocks set forward) is the next that does, one that exists twice the first.
    """
    return on(day, time(hour, minute), zone)


def on(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """When clocks on the wall show that time on that day, in UTC; like `at`, for times one already has."""
    shown = datetime.combine(day, wall.replace(fold=0))  # fold=0: the first, where a time exists twice
    while True:
        moment = shown.replace(tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == shown:
            return moment
        # Left out when clocks were set forward. There are few such minutes, on one day a year.
        shown = shown.replace(second=0, microsecond=0) + timedelta(minutes=1)


def minute_of(person: int) -> int:
    """The minute of the hour (0..44) at which this person is asked, always the same; neighbours get different ones.

    Otherwise a hundred people would be asked in the same second, and their Wegbegleiter would get a hundred answers.
    """
    return person * _SPREAD % _MINUTES


@dataclass(frozen=True)
class Hours:
    """When somebody may be written to: from `begin` until `end` in their zone, not on Sundays unless `sundays`."""

    zone: ZoneInfo
    begin: time = time(9)
    end: time = time(20)
    sundays: bool = False

    def __post_init__(self) -> None:
        if self.begin >= self.end:
            raise ValueError(f"Hours from {self.begin} until {self.end} are none: they must begin before they end.")

    def allows(self, moment: datetime) -> bool:
        """Whether they may be written to at that moment; ValueError if it has no time zone."""
        return self._window(moment)[0] <= as_utc(moment)

    def next(self, moment: datetime) -> datetime:
        """The moment itself if it is allowed, else when the hours begin again; in UTC, ValueError without time zone."""
        return max(as_utc(moment), self._window(moment)[0])

    def closing(self, moment: datetime) -> datetime:
        """When the hours of an allowed moment end, in UTC; ValueError if it is not allowed or has no time zone."""
        begins, ends = self._window(moment)
        if as_utc(moment) < begins:
            raise ValueError(f"{moment} is outside the hours from {self.begin} until {self.end}.")
        return ends

    def _window(self, moment: datetime) -> tuple[datetime, datetime]:
        """The hours that are on, or else the next ones: from when until when, in one piece also when clocks are set."""
        now = as_utc(moment)
        day = local_day(now, self.zone)
        while True:
            begins, ends = on(day, self.begin, self.zone), on(day, self.end, self.zone)
            # Hours within the one that is left out when clocks are set forward begin when they end: none that day.
            if now < ends and begins < ends and (self.sundays or day.weekday() != _SUNDAY):
                return begins, ends
            day += _DAY


class Span(NamedTuple):
    """Some days or months; months keep the day of the month, short months end earlier (31 Jan + 1 month = 28 Feb)."""

    days: int = 0
    months: int = 0

    @property
    def about(self) -> float:
        """Roughly how many days, to compare."""
        return self.days + 30.4 * self.months


@dataclass(frozen=True)
class Offsets:
    """A rhythm counted from the day care ended: at each span of `after`, then every `then` from the last of them.

    With `later_from` and `later`: at that span, and from there on every `later`. All are counted from the start, so
    that nothing drifts: after 31 January and 28 February comes 31 March.
    """

    after: tuple[Span, ...]
    then: Span
    later_from: Span | None = None
    later: Span | None = None

    def __post_init__(self) -> None:
        for span in (*self.after, self.then, self.later_from, self.later):
            if span is not None and (min(span) < 0 or max(span) == 0):
                raise ValueError(f"{span} is no time: a rhythm goes on by at least a day, and never back.")
        if (self.later_from is None) != (self.later is None):
            raise ValueError(
                "A rhythm that changes later needs both: from when on (later_from), and how often (later)."
            )
        marks = [*self.after, *([self.later_from] if self.later_from else [])]
        if any(sooner.about >= longer.about for sooner, longer in pairwise(marks)):
            raise ValueError(f"The spans of a rhythm must get longer from one to the next: {marks}.")


Every = Literal["week", "fortnight", "month"]


@dataclass(frozen=True)
class Regular:
    """Every week or fortnight on a weekday (0 is Monday), or on the first such weekday of each month.

    The first is the first such day later than the start; fortnights are counted from it.
    """

    every: Every
    weekday: int

    def __post_init__(self) -> None:
        if self.every not in get_args(Every):
            raise ValueError(f'"{self.every}" is no rhythm; there are {", ".join(get_args(Every))}.')
        if not 0 <= self.weekday <= _SUNDAY:
            raise ValueError(f"{self.weekday} is no weekday: they are 0 (Monday) to 6 (Sunday).")


Rhythm = Offsets | Regular


def next_day(rhythm: Rhythm, start: date, after: date) -> date:
    """The first day of the rhythm later than `after`; `start` is the day care ended (or the rhythm was chosen).

    It is always later than `start`, too. It may be a Sunday: `Hours.next` moves it.
    """
    after = max(start, after)
    if isinstance(rhythm, Offsets):
        return _next_offset(rhythm, start, after)
    if rhythm.every == "month":
        return _next_in_months(rhythm.weekday, after)
    first = _next_weekday(rhythm.weekday, start)
    step = 7 if rhythm.every == "week" else 14
    return first + timedelta(days=((after - first).days // step + 1) * step)


def _next_offset(rhythm: Offsets, start: date, after: date) -> date:
    last = rhythm.after[-1] if rhythm.after else Span()
    following = _next_of_series(start, last, rhythm.then, after)
    if rhythm.later_from and rhythm.later and following >= _plus(start, rhythm.later_from):
        following = _next_of_series(start, rhythm.later_from, rhythm.later, after)
    # Not simply the first of `after`: in some years 30 days are longer than a month.
    return min(day for day in (*(_plus(start, span) for span in rhythm.after), following) if day > after)


def _next_of_series(start: date, base: Span, step: Span, after: date) -> date:
    """The first day later than `after` of those at base, base + step, base + 2 steps ... from the start."""
    # A step is at most this long, so this many have certainly passed; what is missing to that are few.
    longest = step.days + 31 * step.months
    count = max((after - _plus(start, base)).days, 0) // longest
    while (day := _plus(start, _steps(base, step, count))) <= after:
        count += 1
    return day


def _steps(base: Span, step: Span, count: int) -> Span:
    return Span(base.days + count * step.days, base.months + count * step.months)


def _plus(start: date, span: Span) -> date:
    """That much later: first the months, then the days."""
    years, month = divmod(start.month - 1 + span.months, 12)
    year, month = start.year + years, month + 1
    day = min(start.day, monthrange(year, month)[1])
    return date(year, month, day) + timedelta(days=span.days)


def _next_in_months(weekday: int, after: date) -> date:
    """The next day that is the first such weekday of its month."""
    this_month = after.replace(day=1)
    for first in (this_month, _plus(this_month, Span(months=1))):
        day = _next_weekday(weekday, first - _DAY)
        if day > after:
            break
    return day


def _next_weekday(weekday: int, after: date) -> date:
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)

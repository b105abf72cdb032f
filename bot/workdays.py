"""Working days of a German Land: by when a service has to answer, and when somebody is there again.

Only holidays of the whole Land count. Those of single towns and parishes (Augsburg, Assumption Day in Bavaria) do not.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from bot.rhythm import as_utc, local_day, on

LANDS: Final = frozenset(
    {"BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"}
)
"""The sixteen Länder, as they are written in bleibdran.yaml."""

Opening = tuple[time, time]
USUAL: Final[Mapping[int, tuple[Opening, ...]]] = {weekday: ((time(8), time(16)),) for weekday in range(5)}
"""The opening hours of a service that has not said any: Monday to Friday, 8:00 to 16:00."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Office:
    """When a service works: opening hours by weekday (0 is Monday) in its zone, except on holidays of its Land.

    Without opening hours it has the `USUAL` ones.
    """

    land: str
    zone: ZoneInfo
    hours: Mapping[int, tuple[Opening, ...]] = field(default_factory=dict, hash=False)  # a dict has no hash

    def __post_init__(self) -> None:
        if self.land not in LANDS:
            raise ValueError(f'"{self.land}" is no German Land; they are {", ".join(sorted(LANDS))}.')
        if self.hours and not any(self.hours.values()):
            raise ValueError("An office that never opens cannot answer; leave out the hours for the usual ones.")
        for weekday, openings in self.hours.items():
            if not 0 <= weekday <= 6:
                raise ValueError(f"{weekday} is no weekday: they are 0 (Monday) to 6 (Sunday).")
            turns = [turn for opening in openings for turn in opening]
            if turns != sorted(turns) or any(begin == end for begin, end in openings):
                raise ValueError(f"Opening hours must follow one another and begin before they end: {openings}.")

    def works(self, day: date) -> bool:
        """Whether the service opens on that day."""
        return bool(self._openings(day)) and day not in _holidays(self.land)

    def answer_by(self, since: datetime, working_days: int) -> datetime:
        """The end of opening on the n-th working day after the day of `since`, in UTC; 0 means the same day.

        A request that arrives after closing or on a day off counts from the next working day, as if it had arrived on
        it before opening. ValueError if `since` has no time zone or the days are fewer than none.
        """
        if working_days < 0:
            raise ValueError(f"Nobody can answer {-working_days} working days before being asked.")
        now = as_utc(since)
        closings = (self._closing(day) for day in self._working_days(local_day(now, self.zone)))
        open_ahead = (closing for closing in closings if closing > now)
        for _ in range(working_days):
            next(open_ahead)
        return next(open_ahead)

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself if the service is open, else when it opens next; in UTC, ValueError without time zone."""
        now = as_utc(moment)
        windows = (
            (on(day, begin, self.zone), on(day, end, self.zone))
            for day in self._working_days(local_day(now, self.zone))
            for begin, end in self._openings(day)
        )
        return next(max(now, begins) for begins, ends in windows if max(now, begins) < ends)

    def _openings(self, day: date) -> tuple[Opening, ...]:
        return (self.hours or USUAL).get(day.weekday(), ())

    def _closing(self, day: date) -> datetime:
        return on(day, self._openings(day)[-1][1], self.zone)

    def _working_days(self, first: date) -> Iterator[date]:
        """All working days from this one on, without end."""
        day = first
        while True:
            if self.works(day):
                yield day
            day += _DAY


@cache
def _holidays(land: str) -> Container[date]:
    """The holidays of a Land; years are added as they are asked for."""
    # Imported only here: it costs start-up time and memory, and a service without requests never needs it.
    from holidays import country_holidays

    return country_holidays("DE", subdiv=land)

"""When a number for people in danger is answered, as admins write it: nights belong to the day they begin."""

import re
from datetime import datetime, time
from typing import Annotated, Final

from pydantic import PlainSerializer, PlainValidator

from bot.content.problems import wrong
from bot.content.services import DAYS
from bot.content.times import clock_time

ALWAYS: Final = "always"
_HOW: Final = 'Schreib es so: always, "20:00-08:00" oder {mo: "14:00-20:00", di: "14:00-20:00"}'
_SPAN: Final = re.compile(r"\s*(\d\d?:\d\d)\s*[-–]\s*(\d\d?:\d\d)\s*")

Shift = tuple[time, time]  # from, until; until the next morning where that is earlier
Shifts = tuple[tuple[int, Shift], ...]  # weekday (Monday is 0) and shift; none: always


def shifts(value: object) -> Shifts:
    """The hours as written; PydanticCustomError if they are none."""
    if value == ALWAYS:
        return ()
    if isinstance(value, str):
        return tuple((day, shift) for day in range(7) for shift in _day(value))
    if not isinstance(value, dict) or not value:
        raise wrong("hours: Das sind keine Zeiten.", _HOW)
    found = []
    for name, written in value.items():
        if name not in DAYS:
            raise wrong(f'hours: "{name}" ist kein Wochentag.', f"Erlaubt: {', '.join(DAYS)}")
        found += [(DAYS.index(name), shift) for shift in _day(written)]
    return tuple(sorted(found))


def _day(value: object) -> list[Shift]:
    found = []
    for part in str(value).split(","):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise wrong(f'hours: "{part.strip()}" sind keine Zeiten.', _HOW)
        shift = clock_time(span[1]), clock_time(span[2])
        if shift[0] == shift[1]:
            raise wrong(f'hours: "{part.strip()}" endet, wenn es beginnt.', "Rund um die Uhr schreibst du so: always")
        found.append(shift)
    return found


def shown(hours: Shifts) -> str | dict[str, str]:
    """The same as an admin would write it."""
    by_day: dict[str, list[str]] = {}
    for day, (begin, end) in hours:
        by_day.setdefault(DAYS[day], []).append(f"{begin:%H:%M}-{end:%H:%M}")
    return {day: ", ".join(spans) for day, spans in by_day.items()} or ALWAYS


def open_until(hours: Shifts, at: datetime) -> time | None:
    """When the shift of this moment, in local time, ends; None if there is none or it never ends."""
    now, today = at.time(), at.weekday()
    for day, (begin, end) in hours:
        overnight = end <= begin
        begun = day == today and begin <= now and (overnight or now < end)
        if begun or (overnight and (day + 1) % 7 == today and now < end):
            return end
    return None


Hours = Annotated[
    Shifts,
    PlainValidator(shifts, json_schema_input_type=str | dict[str, str]),
    PlainSerializer(shown, return_type=str | dict[str, str], when_used="json"),
]

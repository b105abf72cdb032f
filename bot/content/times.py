"""Times of day as admins write them, and when the bot writes to nobody."""

import re
from datetime import time
from itertools import pairwise
from typing import Annotated, Final

from pydantic import Field, PlainSerializer, PlainValidator, model_validator

from bot.content.problems import wrong
from bot.content.written import Written

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ONE: Final = 'Schreib es so: "08:00"'
_SPAN: Final = 'Schreib es so: "08:00-12:00, 14:00-16:00"'

Opening = tuple[time, time]  # from, until


def clock_time(value: object) -> time:
    """A time of day; PydanticCustomError if it is none. YAML reads 20:00 without quotes as 1200 minutes."""
    if isinstance(value, time):
        return value
    if isinstance(value, int) and 60 <= value < 24 * 60:
        return time(*divmod(value, 60))
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise wrong(f'"{value}" ist keine Uhrzeit.', _ONE)
    return time(int(found[1]), int(found[2]))


def openings(value: object) -> tuple[Opening, ...]:
    """The hours of one day in their order; PydanticCustomError if they are none or overlap."""
    if not isinstance(value, str):
        raise wrong(f'"{value}" sind keine Sprechzeiten.', _SPAN)
    found = sorted(_opening(part) for part in value.split(","))
    for before, after in pairwise(found):
        if after[0] < before[1]:
            raise wrong(f'Die Zeiten in "{value}" überschneiden sich.', "Mach aus beiden eine, oder kürze eine.")
    return tuple(found)


def _opening(part: str) -> Opening:
    begin, dash, end = part.replace("–", "-").partition("-")
    if not dash or not _CLOCK.fullmatch(begin.strip()) or not _CLOCK.fullmatch(end.strip()):
        raise wrong(f'"{part.strip()}" sind keine Sprechzeiten.', _SPAN)
    opening = clock_time(begin), clock_time(end)
    if opening[1] <= opening[0]:
        raise wrong(f'"{part.strip()}" endet, bevor es beginnt.', "Vertausch die beiden Zeiten.")
    return opening


ClockTime = Annotated[
    time,
    PlainValidator(clock_time, json_schema_input_type=str),
    PlainSerializer(lambda at: at.strftime("%H:%M"), return_type=str, when_used="json"),
]


class QuietHours(Written):
    """When the bot writes to nobody of its own accord; each person's own time counts."""

    von: ClockTime = Field(default=time(20), description="Ab dann ist abends Ruhe", examples=["20:00"])
    bis: ClockTime = Field(default=time(9), description="Ab dann schreibt der Bot morgens wieder", examples=["09:00"])
    sonntags: bool = Field(default=True, description="true: Auch sonntags ist Ruhe, den ganzen Tag")

    @model_validator(mode="after")
    def _leaves_time(self) -> "QuietHours":
        if self.von == self.bis:
            raise wrong("von und bis sind gleich.", 'Schreib es so: {von: "20:00", bis: "09:00"}', ("bis",))
        return self

    def quiet_at(self, at: time) -> bool:
        """Whether this is in the quiet part of a weekday; `bis` itself is not."""
        if self.von < self.bis:
            return self.von <= at < self.bis
        return at >= self.von or at < self.bis

    @property
    def shown(self) -> str:
        """When the bot does write, for hints."""
        return f"{self.bis:%H:%M} bis {self.von:%H:%M} Uhr"

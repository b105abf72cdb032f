"""When a young person is asked next: their plan's rhythm or the one they chose, at their hour, in their zone."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from bot import rhythm
from bot.content.checkins import CheckInPlan
from bot.content.times import QuietHours
from bot.rhythm import Every, Hours, Offsets, Regular
from bot.store.checkins import Rhythm


def hours(quiet: QuietHours, zone: ZoneInfo) -> Hours:
    """When somebody in this zone may be written to."""
    return Hours(zone=zone, begin=quiet.bis, end=quiet.von, sundays=not quiet.sonntags)


def zone_of(wish: Rhythm, default: ZoneInfo) -> ZoneInfo:
    """The zone somebody lives in."""
    return ZoneInfo(wish.zone) if wish.zone else default


def next_time(plan: CheckInPlan, wish: Rhythm, after: datetime, default: ZoneInfo, quiet: QuietHours) -> datetime:
    """The next moment on a later day than `after`; on a quiet day it is the day behind it, at the same hour."""
    zone = zone_of(wish, default)
    allowed = hours(quiet, zone)
    hour = plan.hour if wish.hour is None else wish.hour
    minute = rhythm.minute_of(wish.person)
    day = rhythm.next_day(_rhythm(plan, wish), wish.start, rhythm.local_day(after, zone))
    moment = rhythm.at(day, hour, minute, zone)
    if not allowed.allows(moment):
        begins = allowed.next(moment)
        moment = rhythm.at(rhythm.local_day(begins, zone), hour, minute, zone)
    return allowed.next(moment)


def _rhythm(plan: CheckInPlan, wish: Rhythm) -> rhythm.Rhythm:
    if wish.every is not None:
        return Regular(cast(Every, wish.every), wish.weekday or 0)
    written = plan.rhythm
    later = written.later
    return Offsets(written.after, written.then, later.start if later else None, later.every if later else None)

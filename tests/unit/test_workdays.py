"""Working days: a service is given days on which it works, in its Land, and no weekend or holiday is counted."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Land
from bot.workdays import LANDS, USUAL, Office, Opening

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
HILDESHEIM = Office("NI", BERLIN)
MUNICH = Office("BY", BERLIN)
MORNINGS = Office("NI", BERLIN, {0: ((time(8), time(12)), (time(14), time(18))), 3: ((time(9), time(12)),)})

#: Not at night, when clocks are set.
clock_times = st.builds(time, st.integers(4, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def openings(draw: st.DrawFn) -> tuple[Opening, ...]:
    times = sorted(draw(st.lists(clock_times, min_size=2, max_size=6, unique=True)))
    return tuple((begin, end) for begin, end in zip(times[::2], times[1::2], strict=False))


offices = st.builds(
    Office,
    st.sampled_from(sorted(LANDS)),
    st.sampled_from([BERLIN, NEW_YORK, ZoneInfo("Europe/Istanbul")]),
    st.just({}) | st.dictionaries(st.integers(0, 6), openings(), min_size=1),
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(BERLIN))  # noqa: DTZ001  # with a zone


def berlin(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def _is_open(office: Office, moment: datetime) -> bool:
    local = moment.astimezone(office.zone)
    times = (office.hours or USUAL).get(local.weekday(), ())
    return office.works(local.date()) and any(begin <= local.time() < end for begin, end in times)


def test_each_land_has_its_own() -> None:
    reformation, epiphany = date(2025, 10, 31), date(2026, 1, 6)  # a Friday, a Tuesday
    assert not HILDESHEIM.works(reformation) and MUNICH.works(reformation)
    assert HILDESHEIM.works(epiphany) and not MUNICH.works(epiphany)


def test_nothing_below_the_land_counts() -> None:
    assert MUNICH.works(date(2029, 8, 8)), "the peace festival is Augsburg's"
    assert MUNICH.works(date(2028, 8, 15)), "Assumption Day is a matter of the parish"
    assert not Office("SL", BERLIN).works(date(2028, 8, 15)), "but not in the Saarland"


def test_holidays_move_with_easter_and_are_there_in_every_year() -> None:
    for friday in (date(2024, 3, 29), date(2026, 4, 3), date(2035, 3, 23)):
        assert not HILDESHEIM.works(friday) and not HILDESHEIM.works(friday + timedelta(days=3))


def test_a_service_works_only_on_its_weekdays() -> None:
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert [HILDESHEIM.works(day) for day in week] == [True] * 5 + [False] * 2
    assert [MORNINGS.works(day) for day in week] == [True, False, False, True, False, False, False]


def test_the_lands_are_those_of_the_content() -> None:
    assert set(get_args(Land)) == LANDS


def test_nobody_pays_for_holidays_who_does_not_ask() -> None:
    """Importing them takes time and memory that a small machine does not have to spare at its start."""
    code = (
        "import sys, zoneinfo; from bot.workdays import Office; Office('NI', zoneinfo.ZoneInfo('UTC')); "
        "print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_two_working_days_are_the_end_of_the_day_after_tomorrow() -> None:
    assert HILDESHEIM.answer_by(berlin(11, 24, 10), 2) == berlin(11, 26, 16)
    assert HILDESHEIM.answer_by(berlin(11, 24, 7), 2) == berlin(11, 26, 16)


def test_the_same_day_is_no_working_day_later() -> None:
    assert HILDESHEIM.answer_by(berlin(11, 24, 10), 0) == berlin(11, 24, 16)
    assert HILDESHEIM.answer_by(berlin(11, 24, 16), 0) == berlin(11, 25, 16)


def test_after_closing_counts_like_the_next_morning() -> None:
    assert HILDESHEIM.answer_by(berlin(11, 24, 15, 59), 1) == berlin(11, 25, 16)
    assert HILDESHEIM.answer_by(berlin(11, 24, 16), 1) == berlin(11, 26, 16)


def test_on_friday_evening_as_on_the_weekend_as_on_monday_morning() -> None:
    monday = HILDESHEIM.answer_by(berlin(11, 30, 7), 1)
    assert monday == berlin(12, 1, 16)
    assert monday == HILDESHEIM.answer_by(berlin(11, 27, 18), 1) == HILDESHEIM.answer_by(berlin(11, 29, 12), 1)


def test_christmas_week_is_short() -> None:
    assert HILDESHEIM.answer_by(berlin(12, 23, 10), 1) == berlin(12, 24, 16)
    assert HILDESHEIM.answer_by(berlin(12, 23, 10), 2) == berlin(12, 28, 16)
    assert HILDESHEIM.answer_by(berlin(12, 30, 10), 2) == berlin(1, 4, 16, year=2027)


def test_the_end_is_the_last_opening_of_the_day() -> None:
    assert MORNINGS.answer_by(berlin(11, 24, 10), 1) == berlin(11, 30, 18), "counted from Thursday"
    assert MORNINGS.answer_by(berlin(11, 23, 13), 1) == berlin(11, 26, 12)


def test_four_in_the_afternoon_is_that_before_and_after_both_switches() -> None:
    assert HILDESHEIM.answer_by(berlin(3, 27, 10), 1) == datetime(2026, 3, 30, 14, tzinfo=UTC)
    assert HILDESHEIM.answer_by(berlin(10, 23, 10), 1) == datetime(2026, 10, 26, 15, tzinfo=UTC)


@settings(deadline=None)
@given(offices, moments, st.integers(0, 15))
def test_the_answer_is_due_at_the_end_of_a_working_day(office: Office, since: datetime, days: int) -> None:
    due = office.answer_by(since, days)
    local = due.astimezone(office.zone)
    assert due.tzinfo is UTC and due > since.astimezone(UTC)
    assert office.works(local.date())
    assert local.time() == (office.hours or USUAL)[local.weekday()][-1][1]
    assert _is_open(office, due - timedelta(microseconds=1))


@settings(deadline=None)
@given(offices, moments, st.integers(0, 15))
def test_between_arrival_and_answer_lie_as_many_working_days(office: Office, since: datetime, days: int) -> None:
    first, last = since.astimezone(office.zone).date(), office.answer_by(since, days).astimezone(office.zone).date()
    passed = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = [day for day in passed if office.works(day)]
    closed_already = office.works(first) and office.answer_by(since, 0).astimezone(office.zone).date() != first
    assert len(working) == days + 1 + closed_already


@settings(deadline=None)
@given(offices, moments, moments, st.integers(0, 10))
def test_who_asks_later_or_gives_more_days_is_never_answered_sooner(
    office: Office, one: datetime, other: datetime, days: int
) -> None:
    sooner, later = sorted([one.astimezone(UTC), other.astimezone(UTC)])
    assert office.answer_by(sooner, days) <= office.answer_by(later, days)
    due = [office.answer_by(sooner, n) for n in range(days + 2)]
    assert all(earlier < later for earlier, later in pairwise(due))


def test_less_than_no_time_and_no_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="2 working days before being asked"):
        HILDESHEIM.answer_by(berlin(11, 24, 10), -2)
    with pytest.raises(ValueError, match="has no time zone"):
        HILDESHEIM.answer_by(datetime(2026, 11, 24), 1)  # noqa: DTZ001  # just that


def test_an_open_service_is_open_now() -> None:
    assert HILDESHEIM.next_opening(berlin(11, 24, 15, 59)) == berlin(11, 24, 15, 59)


def test_at_lunch_in_the_evening_and_before_the_weekend() -> None:
    assert MORNINGS.next_opening(berlin(11, 23, 12)) == berlin(11, 23, 14)
    assert MORNINGS.next_opening(berlin(11, 23, 18)) == berlin(11, 26, 9)
    assert MORNINGS.next_opening(berlin(11, 26, 12)) == berlin(11, 30, 8)
    assert HILDESHEIM.next_opening(berlin(11, 27, 16)) == berlin(11, 30, 8)


def test_over_christmas_and_in_another_zone() -> None:
    assert HILDESHEIM.next_opening(berlin(12, 24, 17)) == berlin(12, 28, 8)
    assert Office("NI", NEW_YORK).next_opening(berlin(11, 24, 10)) == datetime(2026, 11, 24, 13, tzinfo=UTC)


def test_an_opening_in_the_hour_that_is_left_out_is_none() -> None:
    sundays = Office("NI", BERLIN, {6: ((time(2), time(3)),)})
    assert sundays.next_opening(berlin(3, 28, 12)) == datetime(2026, 4, 5, 0, tzinfo=UTC)


@settings(deadline=None)
@given(offices, moments)
def test_it_is_open_then_never_earlier_and_nothing_was_missed(office: Office, moment: datetime) -> None:
    found, now = office.next_opening(moment), moment.astimezone(UTC)
    assert _is_open(office, found) and found >= now and found.tzinfo is UTC
    assert office.next_opening(found) == found
    quarters = range(min(int((found - now) / timedelta(minutes=15)), 4 * 24 * 8))
    assert not any(_is_open(office, now + n * timedelta(minutes=15)) for n in quarters)


@pytest.mark.parametrize("land", ["", "DE", "ni", "Augsburg", "Niedersachsen"])
def test_only_a_land_is_a_land(land: str) -> None:
    with pytest.raises(ValueError, match="is no German Land"):
        Office(land, BERLIN)


@pytest.mark.parametrize(
    ("hours", "why"),
    [
        ({7: ((time(8), time(12)),)}, "7 is no weekday"),
        ({0: ((time(12), time(8)),)}, "begin before they end"),
        ({0: ((time(8), time(8)),)}, "begin before they end"),
        ({0: ((time(8), time(12)), (time(11), time(16)))}, "follow one another"),
        ({0: ((time(14), time(18)), (time(8), time(12)))}, "follow one another"),
        ({0: ()}, "never opens"),
    ],
)
def test_impossible_hours_are_refused(hours: dict[int, tuple[Opening, ...]], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Office("NI", BERLIN, hours)


def test_openings_that_touch_are_one() -> None:
    office = Office("NI", BERLIN, {0: ((time(8), time(12)), (time(12), time(16)))})
    assert office.next_opening(berlin(11, 23, 12)) == berlin(11, 23, 12)


def test_offices_can_be_kept_in_a_set() -> None:
    assert {Office("NI", BERLIN), Office("NI", BERLIN), Office("NI", BERLIN, dict(MORNINGS.hours))} == {
        HILDESHEIM,
        MORNINGS,
    }

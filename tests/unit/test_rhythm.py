"""Rhythms: written to only in the hours, asked on the right days, at the same time of day in summer and winter."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice, pairwise, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rhythm import Hours, Offsets, Regular, Rhythm, Span, at, local_day, minute_of, next_day, on

BERLIN, ISTANBUL, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Istanbul"), ZoneInfo("America/New_York")
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)  # both Sundays, in Berlin from 2 to 3 and from 3 to 2
AFTERCARE = Offsets(
    after=(Span(3), Span(10), Span(months=1), Span(months=2), Span(months=3)),
    then=Span(months=1),
    later_from=Span(months=24),
    later=Span(months=3),
)

#: Half an hour instead of one, a day that never was (Samoa, 2011), midnights that were left out or came twice.
zones = st.sampled_from(
    [
        *("Europe/Berlin", "Europe/Istanbul", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"),
        *("America/St_Johns", "America/Sao_Paulo", "Africa/Cairo", "UTC"),
    ]
).map(ZoneInfo)
days = st.dates(date(2005, 1, 1), date(2040, 1, 1))
moments = st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=zones)  # noqa: DTZ001  # with a zone
walls = st.times() | st.builds(time, st.integers(0, 3), st.sampled_from([0, 30, 59]))


@st.composite
def hours_of_somebody(draw: st.DrawFn) -> Hours:
    begin, end = sorted(draw(st.lists(walls, min_size=2, max_size=2, unique=True)))
    return Hours(draw(zones), begin, end, draw(st.booleans()))


@st.composite
def around_a_switch(draw: st.DrawFn) -> datetime:
    """A moment on a day on which clocks were set somewhere."""
    switch = draw(
        st.sampled_from([FORWARD, BACK, date(2011, 12, 30), date(2009, 3, 8), date(2009, 11, 1), date(2018, 11, 4)])
    )
    return datetime.combine(switch, time(), UTC) + timedelta(minutes=draw(st.integers(-24 * 60, 48 * 60)))


spans = st.builds(Span, st.integers(0, 40), st.integers(0, 5)).filter(any)


@st.composite
def offsets(draw: st.DrawFn) -> Offsets:
    several = sorted(draw(st.lists(spans, max_size=5)), key=_roughly)
    rising = [span for earlier, span in pairwise([Span(), *several]) if _roughly(earlier) < _roughly(span)]
    change = Span(days=draw(st.integers(0, 30)), months=draw(st.integers(30, 36)))
    longer = (change, draw(spans)) if draw(st.booleans()) else (None, None)
    return Offsets(tuple(rising), draw(spans), *longer)


def _roughly(span: Span) -> float:
    return span.days + span.months * 30.4


every: st.SearchStrategy[Literal["week", "fortnight", "month"]] = st.sampled_from(["week", "fortnight", "month"])
rhythms: st.SearchStrategy[Rhythm] = st.just(AFTERCARE) | offsets() | st.builds(Regular, every, st.integers(0, 6))


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def chain(rhythm: Rhythm, start: date, until: date) -> list[date]:
    """All days of the rhythm after the start, each asked for with the one before."""
    found = [start]
    while (day := next_day(rhythm, start, found[-1])) <= until:
        found.append(day)
    return found[1:]


def test_by_day_at_once_in_the_evening_tomorrow() -> None:
    hours = Hours(BERLIN)
    assert hours.allows(berlin(11, 24, 9)) and hours.next(berlin(11, 24, 9)) == berlin(11, 24, 9)
    assert hours.next(berlin(11, 24, 6)) == berlin(11, 24, 9)
    assert not hours.allows(berlin(11, 24, 20)) and hours.next(berlin(11, 24, 20)) == berlin(11, 25, 9)
    assert hours.allows(berlin(11, 24, 19, 59)) and hours.closing(berlin(11, 24, 19, 59)) == berlin(11, 24, 20)


def test_saturday_evening_is_followed_by_monday_unless_sundays_are_fine() -> None:
    assert Hours(BERLIN).next(berlin(11, 28, 21)) == berlin(11, 30, 9)
    assert Hours(BERLIN, sundays=True).next(berlin(11, 28, 21)) == berlin(11, 29, 9)


def test_it_is_the_persons_own_morning_that_counts() -> None:
    moment = datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert Hours(ISTANBUL).allows(moment)
    assert Hours(BERLIN).next(moment) == moment + timedelta(hours=1)
    assert Hours(NEW_YORK).next(moment) == datetime(2026, 11, 24, 14, tzinfo=UTC)


def test_nine_is_nine_before_and_after_both_switches() -> None:
    hours = Hours(BERLIN, sundays=True)
    mornings = [hours.next(berlin(*day, 1)) for day in ((3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26))]
    assert [morning.hour for morning in mornings] == [8, 7, 7, 7, 8, 8]
    assert {morning.tzinfo for morning in mornings} == {UTC}


def test_hours_in_the_hour_that_is_left_out_begin_the_day_after() -> None:
    hours = Hours(BERLIN, time(2, 10), time(2, 50), sundays=True)
    assert hours.next(berlin(3, 29, 1)) == berlin(3, 30, 2, 10)


def test_hours_in_the_hour_that_comes_twice_come_once() -> None:
    hours, across = Hours(BERLIN, time(2, 10), time(2, 50), sundays=True), Hours(BERLIN, time(2, 10), sundays=True)
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert hours.allows(first) and not hours.allows(second)
    assert across.closing(first) == across.closing(second) == berlin(10, 25, 20), "and in one piece"


def test_outside_the_hours_nothing_closes() -> None:
    with pytest.raises(ValueError, match="outside the hours from 09:00:00 until 20:00:00"):
        Hours(BERLIN).closing(berlin(11, 24, 21))


@pytest.mark.parametrize("ask", [Hours.allows, Hours.next, Hours.closing])
def test_a_moment_without_a_zone_is_refused(ask: Callable[[Hours, datetime], object]) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        ask(Hours(BERLIN), datetime(2026, 11, 24, 12))  # noqa: DTZ001  # just that


@pytest.mark.parametrize("end", [time(9), time(8), time(0)])
def test_hours_that_end_before_they_begin_are_refused(end: time) -> None:
    with pytest.raises(ValueError, match="must begin before they end"):
        Hours(BERLIN, end=end)


@given(hours_of_somebody(), moments | around_a_switch())
def test_the_next_moment_is_allowed_never_earlier_and_its_own_next(hours: Hours, moment: datetime) -> None:
    found = hours.next(moment)
    assert hours.allows(found) and hours.next(found) == found and found.tzinfo is UTC
    assert found >= moment.astimezone(UTC)
    assert hours.allows(moment) == (found == moment.astimezone(UTC))


@given(hours_of_somebody(), moments | around_a_switch())
def test_what_is_allowed_is_between_begin_and_end_on_the_wall(hours: Hours, moment: datetime) -> None:
    local = hours.next(moment).astimezone(hours.zone)
    if local.fold == 0:  # what comes a second time may lie in the middle of hours that began in the first
        assert hours.begin <= local.time() < hours.end
        assert hours.sundays or local.weekday() != 6


@given(hours_of_somebody(), moments | around_a_switch())
def test_until_closing_it_is_allowed_and_then_no_more(hours: Hours, moment: datetime) -> None:
    found = hours.next(moment)
    closing = hours.closing(found)
    assert closing > found and not hours.allows(closing)
    assert hours.allows(max(found, closing - timedelta(microseconds=1)))


@given(zones, st.integers(0, 23 * 60 + 59), days)
def test_no_moment_is_skipped(zone: ZoneInfo, minute: int, day: date) -> None:
    """Going minute by minute, nothing before the answer is on the wall between begin and end."""
    hours = Hours(zone)
    moment = datetime.combine(day, time(minute // 60, minute % 60), UTC)
    each = takewhile(lambda now: now < hours.next(moment), (moment + timedelta(minutes=10 * n) for n in count()))
    local = [now.astimezone(zone) for now in each]
    assert not [now for now in local if time(9) <= now.time() < time(20) and now.weekday() != 6]


def test_a_time_that_is_left_out_is_the_next_there_is() -> None:
    assert at(FORWARD, 2, 30, BERLIN) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert at(FORWARD, 2, 30, BERLIN).astimezone(BERLIN).time() == time(3)
    assert at(FORWARD, 1, 59, BERLIN) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert at(BACK, 2, 30, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert at(BACK, 3, 0, BERLIN) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_a_day_that_never_was_is_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert at(date(2011, 12, 30), 12, 0, apia).astimezone(apia).date() == date(2011, 12, 31)


def test_istanbul_has_no_summer_time_and_new_york_has_its_own() -> None:
    assert [at(day, 17, 0, ISTANBUL).hour for day in (date(2026, 1, 5), date(2026, 7, 6))] == [14, 14]
    assert [at(day, 17, 0, NEW_YORK).hour for day in (date(2026, 3, 7), date(2026, 3, 8))] == [22, 21]


def test_no_clock_shows_twenty_four() -> None:
    with pytest.raises(ValueError, match=r"hour must be in 0\.\.23"):
        at(FORWARD, 24, 0, BERLIN)


@given(days | st.sampled_from([FORWARD, BACK, date(2011, 12, 30)]), walls, walls, zones)
def test_later_on_the_wall_is_never_earlier(day: date, one: time, other: time, zone: ZoneInfo) -> None:
    first, second = sorted([one, other])
    assert on(day, first, zone) <= on(day, second, zone) <= on(day + timedelta(days=1), first, zone)


@given(moments | around_a_switch(), zones)
def test_the_wall_at_any_moment_leads_back_to_it_or_to_its_first_time(moment: datetime, zone: ZoneInfo) -> None:
    now = moment.astimezone(UTC).astimezone(zone)
    found = on(now.date(), now.time(), zone)
    assert found.astimezone(zone).replace(tzinfo=None, fold=0) == now.replace(tzinfo=None, fold=0)
    assert found == now.astimezone(UTC) if now.fold == 0 else found < now.astimezone(UTC)


def test_after_care_ends_the_rhythm_of_aftercare_is_close_and_then_wider() -> None:
    found = chain(AFTERCARE, date(2026, 1, 15), date(2029, 1, 1))
    assert found[:5] == [date(2026, 1, 18), date(2026, 1, 25), *(date(2026, month, 15) for month in (2, 3, 4))]
    assert found[5:8] == [date(2026, 5, 15), date(2026, 6, 15), date(2026, 7, 15)]
    monthly = found.index(date(2027, 12, 15))
    assert found[monthly:] == [
        date(2027, 12, 15),
        date(2028, 1, 15),  # two years
        *(date(2028, month, 15) for month in (4, 7, 10)),
    ]


def test_short_months_end_earlier_and_nothing_drifts() -> None:
    rhythm = Offsets((Span(months=1),), Span(months=1))
    found = chain(rhythm, date(2026, 1, 31), date(2026, 6, 30))
    assert [(day.month, day.day) for day in found] == [(2, 28), (3, 31), (4, 30), (5, 31), (6, 30)]


def test_the_twenty_ninth_of_february_comes_back_in_leap_years() -> None:
    found = chain(Offsets((), Span(months=12)), date(2024, 2, 29), date(2028, 12, 31))
    assert found == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_months_and_days_go_on_from_the_last_span() -> None:
    found = chain(Offsets((Span(10),), Span(months=1)), date(2026, 1, 31), date(2026, 5, 1))
    assert found == [date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10)], "28 Feb and 31 Mar, 10 days later"


def test_who_is_found_years_later_goes_on_where_the_rhythm_is() -> None:
    assert next_day(AFTERCARE, date(1990, 5, 31), date(2026, 5, 30)) == date(2026, 5, 31)
    assert next_day(AFTERCARE, date(1990, 5, 31), date(2026, 5, 31)) == date(2026, 8, 31)


def test_before_care_ends_the_first_day_is_the_first() -> None:
    assert next_day(AFTERCARE, date(2026, 6, 1), date(2025, 1, 1)) == date(2026, 6, 4)


def test_in_february_a_month_is_shorter_than_thirty_days() -> None:
    found = chain(Offsets((Span(30), Span(months=1)), Span(months=1)), date(2026, 2, 1), date(2026, 4, 1))
    assert found == [date(2026, 3, 1), date(2026, 3, 3), date(2026, 4, 1)]


@pytest.mark.parametrize("span", [Span(), Span(-1), Span(5, -1), Span(-3, 2)])
def test_a_span_of_nothing_or_backwards_is_refused(span: Span) -> None:
    places: list[tuple[tuple[Span, ...], Span, Span | None, Span | None]] = [
        ((span,), Span(1), None, None),
        ((), span, None, None),
        ((), Span(1), span, Span(1)),
        ((), Span(1), Span(1), span),
    ]
    for after, then, later_from, later in places:
        with pytest.raises(ValueError, match="is no time"):
            Offsets(after, then, later_from, later)


def test_spans_that_do_not_get_longer_are_refused() -> None:
    with pytest.raises(ValueError, match="must get longer"):
        Offsets((Span(10), Span(3)), Span(1))
    with pytest.raises(ValueError, match="must get longer"):
        Offsets((Span(10), Span(months=3)), Span(1), Span(months=2), Span(1))


def test_a_change_needs_when_and_what() -> None:
    with pytest.raises(ValueError, match="needs both"):
        Offsets((), Span(1), later=Span(7))


def test_weekly_fortnightly_and_monthly() -> None:
    start, until = date(2026, 11, 24), date(2027, 1, 15)  # a Tuesday
    assert [f"{day:%d.%m.}" for day in chain(Regular("week", 0), start, until)][:3] == [
        "30.11.",
        "07.12.",
        "14.12.",
    ]
    assert [f"{day:%d.%m.}" for day in chain(Regular("fortnight", 3), start, until)] == [
        "26.11.",
        "10.12.",
        "24.12.",
        "07.01.",
    ]
    assert chain(Regular("month", 4), start, until) == [date(2026, 12, 4), date(2027, 1, 1)]


def test_who_chooses_mondays_on_a_monday_is_asked_a_week_later() -> None:
    monday = date(2026, 11, 23)
    for how in (Regular("week", 0), Regular("fortnight", 0)):
        assert next_day(how, monday, monday) == next_day(how, monday, monday - timedelta(days=9)) == date(2026, 11, 30)


def test_no_day_of_a_rhythm_is_before_it_was_chosen() -> None:
    start, before = date(2026, 11, 24), date(2026, 8, 1)
    assert next_day(Regular("week", 0), start, before) == next_day(Regular("fortnight", 0), start, before)
    assert next_day(Regular("week", 0), start, before) == date(2026, 11, 30)
    assert next_day(Regular("month", 0), start, before) == date(2026, 12, 7)
    assert next_day(Offsets((), Span(7)), start, before) == date(2026, 12, 1)


def test_fortnights_are_counted_from_the_start_also_after_years() -> None:
    found = next_day(Regular("fortnight", 2), date(2016, 2, 29), date(2026, 11, 24))
    assert (found - date(2016, 3, 2)).days % 14 == 0 and date(2026, 11, 24) < found <= date(2026, 12, 8)


def test_what_is_no_weekday_or_rhythm_is_refused() -> None:
    for weekday in (-1, 7):
        with pytest.raises(ValueError, match=f"{weekday} is no weekday"):
            Regular("week", weekday)
    with pytest.raises(ValueError, match='"year" is no rhythm'):
        Regular("year", 0)  # type: ignore[arg-type]  # as it may come from a file


def _month_later(start: date, months: int) -> date:
    """By trying: the same day of that month, or the last it has."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for day in range(start.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _naively(rhythm: Rhythm, start: date, until: date) -> list[date]:
    """All days of the rhythm, by going through every day or every span."""
    if isinstance(rhythm, Regular):
        every_day = (start + timedelta(days=n) for n in range(1, (until - start).days + 1))
        on_weekday = [day for day in every_day if day.weekday() == rhythm.weekday]
        if rhythm.every == "month":
            return [day for day in on_weekday if (day - timedelta(days=7)).month != day.month]
        return on_weekday[:: 1 if rhythm.every == "week" else 2]

    def series(base: Span, step: Span, first: int) -> Iterator[date]:
        for n in count(first):
            months = _month_later(start, base.months + n * step.months)
            yield months + timedelta(days=base.days + n * step.days)

    never = until + timedelta(days=1)
    last = rhythm.after[-1] if rhythm.after else Span()
    change = next(series(rhythm.later_from, Span(), 0)) if rhythm.later_from else never
    found = {day for span in rhythm.after for day in islice(series(span, Span(), 0), 1)}
    found |= set(takewhile(lambda day: day < min(change, never), series(last, rhythm.then, 1)))
    if rhythm.later_from and rhythm.later:
        found |= set(takewhile(lambda day: day < never, series(rhythm.later_from, rhythm.later, 0)))
    return sorted(day for day in found if day <= until)


@given(rhythms, days, st.integers(-400, 400) | st.integers(0, 10_000))
def test_the_next_day_is_later_whatever_was_before(rhythm: Rhythm, start: date, passed: int) -> None:
    after = start + timedelta(days=passed)
    assert next_day(rhythm, start, after) > max(start, after)


@settings(deadline=None)
@given(rhythms, days)
def test_chained_days_are_those_of_going_through_all(rhythm: Rhythm, start: date) -> None:
    until = start + timedelta(days=4 * 366)
    found = chain(rhythm, start, until)
    assert found == _naively(rhythm, start, until)
    assert all(one < other for one, other in pairwise(found))


@settings(deadline=None)
@given(rhythms, days, st.integers(0, 1400))
def test_asked_at_any_time_the_answer_is_one_of_the_chain(rhythm: Rhythm, start: date, passed: int) -> None:
    after = start + timedelta(days=passed)
    found = next_day(rhythm, start, after)
    assert found == next(day for day in chain(rhythm, start, found) if day > after)


@settings(deadline=None)
@given(rhythms, days, zones, st.integers(0, 23), st.integers(0, 59))
def test_over_three_years_the_hour_stays_the_same(
    rhythm: Rhythm, start: date, zone: ZoneInfo, hour: int, minute: int
) -> None:
    for day in chain(rhythm, start, start + timedelta(days=3 * 365)):
        local = at(day, hour, minute, zone).astimezone(zone).replace(tzinfo=None)
        wanted = datetime.combine(day, time(hour, minute))
        if local != wanted:
            # Only where it does not exist: no moment of that day or its neighbours has it on the wall.
            instants = (datetime.combine(day, time(), UTC) + timedelta(minutes=n) for n in range(-1440, 2880))
            assert wanted not in {instant.astimezone(zone).replace(tzinfo=None) for instant in instants}
            assert local > wanted


@given(st.integers())
def test_everybody_is_asked_within_three_quarters_of_an_hour(person: int) -> None:
    assert 0 <= minute_of(person) <= 44


@given(st.integers(0, 10**9))
def test_a_hundred_people_are_spread_evenly(first: int) -> None:
    assert max(Counter(minute_of(person) for person in range(first, first + 100)).values()) <= 4
    assert len({minute_of(person) for person in range(first, first + 45)}) == 45
    few = sorted(minute_of(person) for person in range(first, first + 6))
    assert min(later - earlier for earlier, later in pairwise(few)) >= 3, "a small team is not asked at once either"


def test_the_local_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert local_day(late, BERLIN) == date(2026, 11, 25)
    assert local_day(late, NEW_YORK) == date(2026, 11, 24)

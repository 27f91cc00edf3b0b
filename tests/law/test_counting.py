"""Lengths, ways of counting and days off."""

from datetime import timedelta

import pytest

from alongside.kernel.dates import Period
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import (
    Calendar,
    Closures,
    is_in_closure_window,
    is_tribunal_christmas,
    longest_within,
    union,
)
from alongside.law.counting import Counted, CountFrom, Length, Limit, Unit
from alongside.law.reading import england
from tests.law.making import CALENDAR, day


def last(text, start, counted=Counted.AFTER, count_from=CountFrom.NEXT_DAY):
    limit = Limit(Length.parse(text), counted)
    return limit.last_day(day(start), calendar=CALENDAR, count_from=count_from).isoformat()


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("6 weeks", 6, Unit.WEEKS),
        ("1 week", 1, Unit.WEEKS),
        ("15 days", 15, Unit.DAYS),
        ("12 months", 12, Unit.MONTHS),
        ("15 working days", 15, Unit.WORKING_DAYS),
        ("30 tribunal working days", 30, Unit.TRIBUNAL_WORKING_DAYS),
    ],
)
def test_a_length_is_read_and_written_back(text, number, unit):
    length = Length.parse(text)
    assert (length.number, length.unit, str(length)) == (number, unit, text)


@pytest.mark.parametrize(
    "text", ["", "6", "weeks", "0 weeks", "6 fortnights", "-1 day", "6 weeks or so"]
)
def test_what_is_no_length_is_a_fault(text):
    with pytest.raises(ValueError, match="is no length"):
        Length.parse(text)


@pytest.mark.parametrize(
    ("text", "start", "counted", "ends"),
    [
        ("6 weeks", "2026-01-05", Counted.AFTER, "2026-02-16"),
        ("15 days", "2026-04-01", Counted.AFTER, "2026-04-16"),
        ("15 days", "2026-04-01", Counted.BEGINNING, "2026-04-15"),
        ("2 weeks", "2026-03-02", Counted.BEFORE, "2026-02-16"),
        ("5 months", "2026-09-01", Counted.BEFORE, "2026-04-01"),
        ("5 months", "2026-07-31", Counted.BEFORE, "2026-02-28"),
        ("2 months", "2025-12-31", Counted.AFTER, "2026-02-28"),
        ("12 months", "2025-05-26", Counted.BEGINNING, "2026-05-25"),
        ("12 months", "2024-02-29", Counted.BEGINNING, "2025-02-28"),
        ("1 month", "2026-01-31", Counted.BEGINNING, "2026-02-28"),
        ("1 month", "2026-02-28", Counted.BEGINNING, "2026-03-27"),
        ("3 working days", "2026-04-01", Counted.AFTER, "2026-04-08"),
        ("3 working days", "2026-04-01", Counted.BEGINNING, "2026-04-07"),
        ("1 working day", "2026-04-03", Counted.BEGINNING, "2026-04-07"),
        ("1 tribunal working day", "2026-07-31", Counted.AFTER, "2026-09-01"),
        ("2 tribunal working days", "2026-12-23", Counted.AFTER, "2027-01-04"),
        ("2 working days", "2026-12-23", Counted.AFTER, "2026-12-29"),
    ],
)
def test_the_last_day_is_counted_as_the_words_say(text, start, counted, ends):
    assert last(text, start, counted) == ends


@pytest.mark.parametrize(
    ("text", "counted", "ends"),
    [
        ("6 weeks", Counted.AFTER, "2026-02-15"),
        ("2 months", Counted.AFTER, "2026-03-04"),
        ("15 days", Counted.BEGINNING, "2026-01-19"),
        ("2 weeks", Counted.BEFORE, "2025-12-22"),
        ("3 working days", Counted.AFTER, "2026-01-08"),
    ],
)
def test_the_cautious_policy_is_a_day_earlier_only_where_counting_is_disputed(text, counted, ends):
    assert last(text, "2026-01-05", counted, CountFrom.SAME_DAY) == ends
    moves = ends != last(text, "2026-01-05", counted)
    assert moves == Limit(Length.parse(text), counted).earlier_by_caution()


def test_days_of_a_length_are_known_only_without_a_calendar():
    assert Length.parse("6 weeks").days == 42
    assert Length.parse("15 days").days == 15
    assert Length.parse("2 months").days is None
    assert Length.parse("15 working days").days is None
    assert Limit(Length.parse("6 weeks")).days(CountFrom.NEXT_DAY) == 42
    assert Limit(Length.parse("6 weeks")).days(CountFrom.SAME_DAY) == 41
    assert Limit(Length.parse("15 days"), Counted.BEGINNING).days(CountFrom.NEXT_DAY) == 14
    assert Limit(Length.parse("2 months")).days(CountFrom.SAME_DAY) is None


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2026-04-02", True),
        ("2026-04-03", False),
        ("2026-04-04", False),
        ("2026-04-05", False),
        ("2026-04-06", False),
        ("2026-04-07", True),
        ("2026-04-10", True),
        ("2022-09-19", False),
        ("2028-12-29", True),
        ("2014-09-01", True),
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(on, works):
    assert CALENDAR.is_working_day(day(on)) is works


@pytest.mark.parametrize("on", ["2014-08-31", "2029-01-01"])
def test_a_day_outside_the_calendar_is_refused(on):
    with pytest.raises(Refusal) as refused:
        CALENDAR.is_working_day(day(on))
    assert refused.value.sentence.startswith(
        "Bank holidays are known from 1 September 2014 to 31 December 2028."
    )


def test_a_calendar_without_an_end_says_so():
    endless = Calendar(frozenset(), Period(day("2026-01-01")))
    assert endless.is_working_day(day("2099-01-01"))
    with pytest.raises(Refusal, match="to any later day"):
        endless.is_working_day(day("2025-01-01"))


def test_the_calendar_covers_the_year_after_next():
    """When this fails, add the next year that GOV.UK has named."""
    assert england().covered.until >= day("2028-01-01")


def easter(year):
    """Gauss's rule, to reckon Good Friday without the list."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return day(f"{year}-{f // 31:02}-{f % 31 + 1:02}")


@pytest.mark.parametrize("year", range(2015, 2029))
def test_every_year_has_its_bank_holidays(year):
    held = sorted(each for each in CALENDAR.bank_holidays if each.year == year)
    assert len(held) == {2022: 10, 2023: 9}.get(year, 8)
    assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= set(held)
    assert all(each.weekday() < 5 for each in held)
    assert sum(each.month == 12 for each in held) == 2


@pytest.mark.parametrize(
    ("ends", "runs_to"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-07", "2026-03-09"),
        ("2026-08-01", "2026-09-01"),
        ("2026-08-31", "2026-09-01"),
        ("2026-07-31", "2026-07-31"),
        ("2025-12-24", "2025-12-24"),
        ("2025-12-25", "2026-01-02"),
        ("2025-12-29", "2026-01-02"),
        ("2026-01-01", "2026-01-02"),
        ("2026-04-03", "2026-04-07"),
    ],
)
def test_time_for_an_appeal_runs_on_to_the_next_working_day(ends, runs_to):
    assert CALENDAR.tribunal_end(day(ends)) == day(runs_to)


def test_the_tribunals_christmas_is_eight_days():
    assert [n for n in range(20, 32) if is_tribunal_christmas(day(f"2026-12-{n}"))] == [
        *range(25, 32)
    ]
    assert is_tribunal_christmas(day("2027-01-01"))
    assert not is_tribunal_christmas(day("2027-01-02"))
    assert not is_tribunal_christmas(day("2026-11-26"))


SUMMER = Period(day("2026-07-22"), day("2026-09-02"))


@pytest.mark.parametrize(
    ("asked", "inside"),
    [("2026-07-14", False), ("2026-07-15", True), ("2026-08-26", True), ("2026-08-27", False)],
)
def test_the_window_of_a_closure_runs_from_a_week_before_to_a_week_before_re_opening(asked, inside):
    assert is_in_closure_window(day(asked), closure=SUMMER, least=28) is inside


def test_a_closure_of_less_than_four_weeks_or_without_an_end_has_no_window():
    four_weeks = Period(day("2026-07-01"), day("2026-07-29"))
    assert is_in_closure_window(day("2026-07-02"), closure=four_weeks, least=28)
    shorter = Period(day("2026-07-01"), day("2026-07-28"))
    assert not is_in_closure_window(day("2026-07-02"), closure=shorter, least=28)
    assert not is_in_closure_window(day("2026-07-02"), closure=Period(day("2026-07-01")), least=28)


def test_closures_outside_what_is_known_are_refused():
    known = Closures("Ashfield", Period(day("2026-01-01"), day("2027-01-01")), (SUMMER,))
    assert known.window_holding(day("2026-07-20"), least=28) == SUMMER
    assert known.window_holding(day("2026-05-20"), least=28) is None
    with pytest.raises(Refusal, match="The closures of Ashfield are not known for 1 January 2027"):
        known.window_holding(day("2027-01-01"), least=28)


def test_closures_that_touch_are_one_closure():
    halves = (
        Period(day("2026-07-22"), day("2026-08-05")),
        Period(day("2026-08-05"), day("2026-09-02")),
    )
    known = Closures("Ashfield", Period(day("2026-01-01"), day("2027-01-01")), halves)
    assert known.window_holding(day("2026-08-20"), least=28) == SUMMER


def test_a_calendar_takes_closures_and_keeps_those_it_has():
    known = Period(day("2026-01-01"), day("2027-01-01"))
    first = CALENDAR.with_closures([Closures("Ashfield", known)])
    both = first.with_closures([Closures("Brook", known)])
    assert set(both.closures) == {"Ashfield", "Brook"}
    assert CALENDAR.closures == {}
    assert both.bank_holidays == CALENDAR.bank_holidays


def test_periods_without_an_end_swallow_what_follows():
    endless = Period(day("2026-01-01"))
    assert union([Period(day("2026-05-01"), day("2026-05-02")), endless]) == (endless,)
    assert union([Period(day("2026-01-01"), day("2026-02-01")), Period(day("2026-02-01"))]) == (
        endless,
    )
    assert union([endless, Period(day("2026-01-01"), day("2026-01-02")), endless]) == (endless,)
    week = Period(day("2026-03-01"), day("2026-03-08"))
    assert longest_within([endless], within=week) == 7
    assert longest_within([week], within=endless) == 7
    assert longest_within([], within=week) == 0

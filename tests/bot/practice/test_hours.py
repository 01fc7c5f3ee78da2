"""When a practice is open: weekdays, closed days, holidays, and what is said when they are written wrongly."""

from datetime import date, time

import pytest

from tests.bot.maple import MAPLE, maple, wrong


def test_a_weekday_has_one_span_or_several_and_may_be_closed():
    practice = maple().practice
    assert practice.spans(date(2026, 3, 2)) == ((time(8), time(17)),)
    assert practice.spans(date(2026, 3, 3)) == ((time(8), time(12)), (time(13), time(17)))
    assert practice.spans(date(2026, 3, 1)) == ()
    assert practice.spans(date(2026, 3, 4)) == ()


def test_closed_days_are_dates_or_runs_of_them():
    closed = maple('sunday = "closed"', 'closed = [2026-05-01, "2026-12-28 to 2026-12-31"]').practice.closed
    assert closed == (date(2026, 5, 1), *(date(2026, 12, day) for day in (28, 29, 30, 31)))


def test_all_the_holidays_of_a_country_close_this_year_and_the_next_two():
    closed = maple('sunday = "closed"', 'holidays = "US"').practice.closed
    assert {date(year, 7, 4) for year in (2026, 2027, 2028)} <= set(closed)
    assert date(2026, 10, 12) in closed
    assert max(closed).year == 2028


def test_a_state_may_keep_holidays_of_its_own():
    closed = maple('sunday = "closed"', 'holidays = "US-CA"').practice.closed
    assert date(2026, 3, 31) in closed  # César Chávez


def test_a_practice_that_keeps_a_few_holidays_names_them():
    closed = maple('sunday = "closed"', 'holidays = ["Independence Day", "thanksgiving day"]').practice.closed
    assert date(2026, 11, 26) in closed
    assert date(2026, 7, 3) in closed, "Independence Day is a Saturday in 2026, observed on the Friday"
    assert date(2026, 10, 12) not in closed


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("8-17", 'monday holds "8-17": write hours of a 24-hour clock'),
        ("8 AM - 5 PM", "write hours of a 24-hour clock"),
        ("8:00-5:00", "ends before it begins; the clock has 24 hours: 5 PM is 17:00"),
        ("8:00-12:30, 12:00-17:00", "write the hours in order and apart"),
        ("13:00-17:00, 8:00-12:00", "write the hours in order and apart"),
        ("8:00-24:00", "write hours of a 24-hour clock"),
        ("", "must be words in quotes"),
    ],
)
def test_hours_that_are_not_hours(hours: str, said: str):
    assert said in wrong('monday = "8:00-17:00"', f'monday = "{hours}"')


def test_a_practice_is_open_some_day():
    assert "[hours] says of no day" in wrong(MAPLE[MAPLE.index("[hours]") : MAPLE.index("[[reasons]]")])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("closed = 2026-12-24", "must be a list of days"),
        ('closed = ["12/24/2026"]', "write days as 2026-12-24"),
        ('closed = ["2026-12-31 to 2026-12-24"]', "write the first day, then the last"),
        ('closed = ["2026-12-24 to 2027-12-31"]', "at most 90 days apart"),
        ('holidays = "USA!"', "write a country or a state"),
        ('holidays = "US-XX"', "write a country or a state"),
        ('holidays = ["Thanksgiving"]', 'did you mean "Thanksgiving Day"?'),
        ('holidays = ["Festivus"]', "there are Christmas Day, Columbus Day"),
    ],
)
def test_closed_days_that_are_none(line: str, said: str):
    assert said in wrong('sunday = "closed"', line)

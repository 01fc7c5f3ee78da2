"""From some weeks of schedules to the hours of a week, and the days on which it is different."""

from datetime import date, time, timedelta

from bot.setup.week import Shift, united, week_of

MONDAY = date(2026, 11, 16)
LAST = MONDAY + timedelta(weeks=4) - timedelta(days=1)
EIGHT, NOON, ONE, FIVE = time(8), time(12), time(13), time(17)


def shifts(days, *spans, provider=1):
    return [Shift(day, *span, provider) for day in days for span in spans]


def mondays(weeks=4):
    return [MONDAY + timedelta(weeks=n) for n in range(weeks)]


def test_lunch_is_kept_and_what_another_works_through_it_is_not():
    alone = week_of(shifts(mondays(), (EIGHT, NOON), (ONE, FIVE)), MONDAY, LAST, "US")
    assert alone.hours == {0: ((EIGHT, NOON), (ONE, FIVE))}
    both = week_of(shifts(mondays(), (EIGHT, NOON), (ONE, FIVE)) + shifts(mondays(), (NOON, ONE)), MONDAY, LAST, "US")
    assert both.hours == {0: ((EIGHT, FIVE),)}


def test_a_weekday_has_the_hours_it_has_most_often():
    usual = shifts(mondays()[1:], (EIGHT, FIVE))
    assert week_of(usual + shifts(mondays(1), (EIGHT, NOON)), MONDAY, LAST, "US").hours == {0: ((EIGHT, FIVE),)}


def test_one_saturday_in_four_is_no_habit():
    saturday = [MONDAY + timedelta(days=5)]
    assert 5 not in week_of(shifts(mondays(), (EIGHT, FIVE)) + shifts(saturday, (EIGHT, NOON)), MONDAY, LAST, "US").hours


def test_a_closed_day_is_told_by_its_name_or_by_its_date():
    thursdays = [day + timedelta(days=3) for day in mondays()]
    assert thursdays[1] == date(2026, 11, 26)
    week = week_of(shifts([thursdays[0], *thursdays[2:]], (EIGHT, FIVE)) + shifts(mondays(), (EIGHT, FIVE)), MONDAY, LAST, "US")
    assert (week.holidays, week.closed) == (("Thanksgiving Day",), ())
    week = week_of(shifts([mondays()[0], *mondays()[2:]], (EIGHT, FIVE)), MONDAY, LAST, "US")
    assert (week.holidays, week.closed) == ((), (date(2026, 11, 23),))


def test_what_is_not_planned_yet_is_not_closed():
    week = week_of(shifts(mondays(2), (EIGHT, FIVE)), MONDAY, LAST, "US")
    assert week.closed == ()
    assert week.hours == {0: ((EIGHT, FIVE),)}


def test_no_schedules_are_no_hours():
    assert week_of([], MONDAY, LAST, "US").hours == {}


def test_spans_that_touch_are_one():
    assert united([(ONE, FIVE), (EIGHT, NOON), (NOON, ONE)]) == ((EIGHT, FIVE),)

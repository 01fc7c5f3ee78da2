"""The closest there is, when nothing suits: as near as may be to the part of the day that was asked for."""

from datetime import UTC, date, datetime, time

import pytest

from flows.choose import offered
from flows.when import Span, Step, When
from flows.words import Opening

MON, TUE = date(2026, 11, 30), date(2026, 12, 1)


def _opening(day: date, hour: int) -> Opening:
    start = datetime.combine(day, time(hour), UTC)
    return Opening(start=start, end=start.replace(minute=30), provider=1, operatory=1)


FREE = [_opening(day, hour) for day in (MON, TUE) for hour in (8, 11, 16)]


@pytest.mark.parametrize(
    ("span", "hours"),
    [
        (Span(MON, TUE, from_=time(17)), [16, 11, 16]),  # after work: four o'clock, not eight
        (Span(MON, TUE, until=time(7)), [8, 11, 8]),
        (Span(MON, TUE), [8, 11, 16]),  # any time: the earliest there is
    ],
)
def test_the_closest_is_near_the_part_of_the_day_that_was_asked_for(span, hours):
    closest = offered(When((span,)).widened(), FREE)
    assert sorted(o.start.hour for o in closest) == sorted(hours)


def test_the_nearest_days_come_before_the_nearest_hours():
    days = [date(2026, 12, day) for day in (1, 2, 3, 4, 7)]
    free = [_opening(day, hour) for day, hour in zip(days, (11, 12, 13, 14, 17), strict=True)]
    closest = offered(When((Span(MON, MON, from_=time(17)),)).widened(), free)
    assert [o.start.date() for o in closest] == days[:3]


@pytest.mark.parametrize(
    ("side", "first", "last"), [("after", "12-02", "12-06"), ("before", "11-30", "11-30"), ("", "11-30", "12-06")]
)
def test_later_that_week_is_what_is_left_of_the_week_of_the_visit(side, first, last):
    """The visit is on Tuesday, December 1."""
    span = When(step=Step(side=side, same_week=True)).from_visit(datetime(2026, 12, 1, 9)).wanted[0]
    assert (f"{span.first:%m-%d}", f"{span.last:%m-%d}") == (first, last)


def test_two_parts_of_the_day_have_no_one_edge():
    wish = When((Span(MON, until=time(7)), Span(TUE, from_=time(17))))
    assert wish.widened().around is None


def test_a_time_that_was_said_counts_more_than_a_part_of_the_day():
    assert When((Span(MON, from_=time(17)),), around=time(9)).widened().around == time(9)

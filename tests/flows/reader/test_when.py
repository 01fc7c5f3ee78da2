"""A wish with several clock times: each day has its own, and the nearest to it is offered first."""

from datetime import date, datetime, time

from flows.when import Span, When

TUE, WED = date(2026, 12, 1), date(2026, 12, 2)
WISH = When((Span(TUE, TUE, at=time(15)), Span(WED, WED, at=time(9))))  # "Tuesday at 3 or Wednesday at 9"


def test_each_day_has_its_own_time() -> None:
    starts = [datetime(2026, 12, d, h) for d in (1, 2) for h in (9, 15)]
    assert WISH.rank(starts, lambda start: start)[:2] == [datetime(2026, 12, 1, 15), datetime(2026, 12, 2, 9)]


def test_another_time_replaces_them_on_the_same_days() -> None:
    later = WISH.joined(When(around=time(11)))
    assert [(s.first, s.at) for s in later.wanted] == [(TUE, None), (WED, None)]
    assert later.around == time(11)


def test_other_days_keep_a_time_said_for_all_of_them() -> None:
    wish = When((Span(TUE, TUE, at=time(15)),)).joined(When((Span(WED, WED),)))
    assert wish.wanted == (Span(WED, WED, at=time(15)),)

"""A wish with several clock times: each day has its own, and the nearest to it is offered first."""

from datetime import date, datetime, time

from flows.choose import offered
from flows.when import Span, Step, When
from tests.flows.scenes import opening

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


VISIT = datetime(2026, 12, 1, 14, 30)


def test_a_step_is_counted_from_the_visit_as_it_stands() -> None:
    week = When(step=Step(days=7)).from_visit(VISIT)
    assert (week.wanted, week.around) == ((Span(date(2026, 12, 8), date(2026, 12, 8)),), time(14, 30))
    hour = When(step=Step(minutes=-60)).from_visit(VISIT)
    assert (hour.wanted, hour.around) == ((Span(TUE, TUE),), time(13, 30))


def test_a_step_without_a_length_is_anywhere_on_that_side() -> None:
    assert When(step=Step(side="before")).from_visit(VISIT).wanted == (Span(last=date(2026, 11, 30)),)
    later = When(step=Step(side="after", same_day=True)).from_visit(VISIT)
    assert later.allows(datetime(2026, 12, 1, 15))
    assert not later.allows(VISIT)
    assert not later.allows(datetime(2026, 12, 2, 15))


def test_a_wish_without_a_step_is_the_same_from_any_visit() -> None:
    assert WISH.from_visit(VISIT) == WISH


def test_each_of_several_exact_times_is_offered_alone() -> None:
    free = [opening(day, hour) for day in (TUE, WED) for hour in (9, 11, 15)]
    assert offered(WISH, free) == (opening(TUE, 15), opening(WED, 9))

"""Rules for weeks, months and counted time: "next week", "in december", "in 2 weeks", "an hour later"."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.times import (
    DAY,
    MIDNIGHT,
    WEEK,
    Here,
    Length,
    Num,
    Plain,
    Several,
    Shift,
    Time,
    days,
    minutes,
    monday,
    months_on,
    shifted,
    week_of,
    weekday_from,
    whole_month,
)

SPANS = Group()


# --- this, next, after next ------------------------------------------------------------------------------------------


def unit_on(here: Here, unit: str, n: int) -> Time | None:
    """Return the whole day, week, month or year that is so many on from this one."""
    match unit:
        case "hour" if n == 1:
            return next_few(here, Num(1), "hour")
        case "day":
            return days(here.today + DAY * n)
        case "week":
            return week_of(here.today + WEEK * n)
        case "month":
            there = months_on(n, here.today.replace(day=1))
            return whole_month(there.month, here, there.year)
        case "year":
            return days(
                here.today.replace(year=here.today.year + n, month=1, day=1),
                here.today.replace(year=here.today.year + n, month=12, day=31),
                "year",
            )
    return None


@SPANS.rule(
    "NEXT|COMING THE? UNIT",
    "UNIT COMING|NEXT",
    says={"next week": "Mon Nov 23..Sun Nov 29", "semana que viene": "Mon Nov 23..Sun Nov 29"},
)
def next_unit(here: Here, unit: str) -> Time | None:
    if unit == "day" and here.offered:
        return days(here.offered[-1].date() + DAY)
    return unit_on(here, unit, 1)


@SPANS.rule("NOT THIS UNIT BUT NEXT", says={"not this week but next": "Mon Nov 23..Sun Nov 29"})
def but_next(here: Here, unit: str) -> Time | None:
    return unit_on(here, unit, 1)


@SPANS.rule("THE? WEEKAFTER", says={"the following week": "Mon Nov 23..Sun Nov 29"})
def following_week(here: Here) -> Time:
    return week_of((here.offered[-1].date() if here.offered else here.today) + WEEK)  # of what is on offer


@SPANS.rule("NUM|A|THE? UNIT AFTER NEXT", "NEXT NEXT UNIT", says={"week after next": "Mon Nov 30..Sun Dec 6"})
def unit_after_next(here: Here, *said: Num | str) -> Time | None:
    return unit_on(here, str(said[-1]), 2)


@SPANS.rule("THIS|ANY UNIT", says={"this week": "Mon Nov 16..Sun Nov 22"})
def this_unit(here: Here, unit: str) -> Time | None:
    return unit_on(here, unit, 0)


@SPANS.rule("REST OF? THIS|THE UNIT", says={"the rest of this month": "Thu Nov 19..Mon Nov 30"})
def rest_of_this(here: Here, unit: str) -> Time | None:
    span = unit_on(here, unit, 0)
    return replace(span, first=here.today) if span else None


@SPANS.rule("LATERON|LATE IN? THIS|THE UNIT", says={"later this week": "Thu Nov 19..Sun Nov 22"})
def later_this(here: Here, unit: str) -> Time | None:
    """Its second half: who says on Monday "later this week" does not mean Monday."""
    span = unit_on(here, unit, 0)
    if span is None or span.first is None or span.last is None:
        return None
    half = months_on(6, span.first) if unit == "year" else span.first + (span.last - span.first + DAY) // 2
    return replace(span, first=max(here.today, half))


@SPANS.rule(
    "THIS OR NEXT UNIT", "THIS UNIT OR NEXT", says={"this or next week": "Mon Nov 16..Sun Nov 22 | Mon Nov 23..Sun Nov 29"}
)
def this_or_next(here: Here, unit: str) -> Several | None:
    one, other = unit_on(here, unit, 0), unit_on(here, unit, 1)
    return Several((one, other)) if one and other else None


@SPANS.rule("THIS? WEEKEND", "THE WEEKEND", "COMING WEEKEND", says={"this weekend": "Sat Nov 21..Sun Nov 22"})
def weekend(here: Here) -> Time:
    start = weekday_from(5, monday(here.today))
    return days(start, start + DAY, "week-end")


@SPANS.rule("NEXT WEEKEND", "WEEKEND COMING|NEXT", says={"next weekend": "Sat Nov 28..Sun Nov 29"})
def next_weekend(here: Here) -> Time:
    start = weekday_from(5, monday(here.today) + WEEK)
    return days(start, start + DAY, "week-end")


@SPANS.rule("ANY WEEKEND", says={"any weekend": "Sat,Sun"})
def any_weekend(_: Here) -> Time:
    return Time(weekdays=(5, 6))


@SPANS.rule("THIS? WORKWEEK", says={"this work week": "Mon Nov 16..Fri Nov 20"})
def workweek(here: Here) -> Time:
    return days(monday(here.today), monday(here.today) + DAY * 4, "week")


@SPANS.rule("NEXT WORKWEEK", says={"next work week": "Mon Nov 23..Fri Nov 27"})
def next_workweek(here: Here) -> Time:
    start = monday(here.today) + WEEK
    return days(start, start + DAY * 4, "week")


@SPANS.rule(
    "NEXT|THIS? NUM NEXT|COMING WORKDAYS",
    "NEXT|THIS NUM WORKDAYS",
    "NUM WORKDAYS NEXT|COMING",
    says={"next 3 business days": "Fri Nov 20..Tue Nov 24"},
)
def workdays(here: Here, count: Num) -> Time | None:
    day, left = here.today, count.value
    while 0 < left <= 60:
        day += DAY
        left -= day.weekday() < 5
    return days(here.today + DAY, day, "range") if left == 0 and count.value else None


# --- months ----------------------------------------------------------------------------------------------------------


@SPANS.rule("IN? MONTH COMMA? OF? NUM", says={"december 2026": "Tue Dec 1..Thu Dec 31"})
def month_year(here: Here, number: int, year: Num) -> Time | None:
    return whole_month(number, here, year.value) if year.digits == 4 and here.today.year <= year.value < 2100 else None


@SPANS.rule("IN|THIS|NEXT? MONTH", "MONTH COMING", says={"in december": "Tue Dec 1..Thu Dec 31"})
def month_alone(here: Here, number: int) -> Time:
    return whole_month(number, here)


@SPANS.rule("LAST WEEKEND OF|IN MONTH", says={"last weekend of december": "Sat Dec 26..Sun Dec 27"})
def last_weekend(here: Here, number: int) -> Time | None:
    span = whole_month(number, here)
    saturday = weekday_from(5, span.last - DAY * 6) if span.last else None
    return days(saturday, saturday + DAY, "week-end") if saturday else None


# --- counted from now ------------------------------------------------------------------------------------------------


def counted(*said: Num | str | None) -> tuple[int, str]:
    """Return how many of what: "a couple of weeks" are two, "a week" is one."""
    number = next((part.value for part in said if isinstance(part, Num)), 1)
    return number, next(part for part in said if isinstance(part, str))


@SPANS.rule(
    "IN|AFTER A? NUM? UNIT",
    "IN AT|THE NUM UNIT",
    "NUM UNIT HENCE",
    "A UNIT HENCE",
    "IN NUM UNIT HENCE",
    says={"in 2 weeks": "Thu Dec 3"},
)
def from_now(here: Here, *said: Num | str) -> Time | None:
    count, unit = counted(*said)
    if by := minutes(count, unit):
        then = here.now + timedelta(minutes=by) if by < 100_000 else here.now
        return Time(first=then.date(), last=then.date(), at=then.hour * 60 + then.minute, half="24", grain="minute")
    day = shifted(here.today, count, unit)
    return days(day) if day else None


@SPANS.rule("IN A? COUPLE OF? UNIT", "A? COUPLE OF? UNIT HENCE", says={"in a couple of weeks": "Thu Dec 3"})
def few_from_now(here: Here, few: Num, unit: str) -> Time | None:
    return from_now(here, few, unit)


@SPANS.rule("IN HALF A? UNIT", "HALF A UNIT HENCE", says={"in half an hour": "Thu Nov 19 @10:30"})
def half_hour(here: Here, unit: str) -> Time | None:
    return from_now(here, Num(30), "minute") if unit == "hour" else None


@SPANS.rule("WITHIN THE? NEXT|COMING NUM|COUPLE UNIT", "NEXT|COMING NUM|COUPLE UNIT", "NUM|COUPLE NEXT|COMING UNIT")
@SPANS.rule("NUM UNIT COMING|NEXT", "NUM|COUPLE SOON", says={"next 3 days": "Fri Nov 20..Sun Nov 22"})
def next_few(here: Here, *said: Num | str) -> Time | None:
    count, unit = counted(*said) if isinstance(said[0], Num) else (3, str(said[0]))
    if by := minutes(count, unit):
        start = here.now.hour * 60 + here.now.minute
        return Time(
            first=here.today, last=here.today, from_=start, until=min(start + by, MIDNIGHT - 1), half="24", grain="range"
        )
    last = shifted(here.today, count, unit)
    return days(here.today + DAY, last, "range") if last and last > here.today else None


@SPANS.rule(
    "IN|WITHIN? THE? SOON", says={"en los próximos días": "Fri Nov 20..Sun Nov 22", "coming weeks": "Fri Nov 20..Thu Dec 10"}
)
def soon(here: Here, unit: str) -> Time | None:
    return next_few(here, Num(3), unit)


@SPANS.rule("WITHIN NUM|COUPLE|A UNIT", says={"within 2 weeks": "Thu Nov 19..Thu Dec 3"})
def within(here: Here, *said: Num | str) -> Time | None:
    count, unit = counted(*said)
    last = shifted(here.today, count, unit)
    return days(here.today, last, "range") if last and last > here.today else None


@SPANS.rule("NUM|A|COUPLE UNIT AGO", "AGO NUM|A|COUPLE UNIT", says={"it broke 3 days ago": "nothing"})
def ago(_: Here, *said: Num | str) -> Plain:
    return Plain()


@SPANS.rule("FOR NUM|A|COUPLE UNIT", says={"monday for 3 days": "Mon Nov 23"})
def length(_: Here, *said: Num | str) -> Length:
    units = [part for part in said if isinstance(part, str)]
    count = next((part.value for part in said if isinstance(part, Num)), 1)
    return Length(count, units[0] if units else "night")


# --- from what was said or offered -----------------------------------------------------------------------------------


@SPANS.rule(
    "FOR? THE UNIT AFTER THAT?", "UNIT AFTER THAT", says={"tuesday or the week after": "Tue Nov 24 | Mon Nov 30..Sun Dec 6"}
)
def unit_after(_: Here, unit: str) -> Shift | None:
    return Shift(1, unit) if unit in ("day", "week", "month") else None


@SPANS.rule("THE UNIT BEFORE", says={"the week before": "past"})
def unit_before(_: Here, unit: str) -> Shift | None:
    return Shift(-1, unit) if unit in ("day", "week") else None


@SPANS.rule("NUM|A UNIT LATERON", "HALF A UNIT LATERON", says={"an hour later": "Thu Nov 19 @11:00"})
def so_much_later(_: Here, *said: Num | str) -> Shift | None:
    count, unit = counted(*said)
    return Shift(count, unit)


@SPANS.rule("NUM|A UNIT EARLIERON|SOONER", says={"an hour earlier": "Thu Nov 19 @9:00"})
def so_much_earlier(_: Here, *said: Num | str) -> Shift:
    count, unit = counted(*said)
    return Shift(-count, unit)

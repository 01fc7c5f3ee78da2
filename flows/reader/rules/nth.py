"""Rules for what is counted within a month: "the first week of december", "the last monday of the month"."""

from __future__ import annotations

from flows.reader.rules.spans import unit_on
from flows.reader.rules.within import PARTS_OF_SPANS
from flows.reader.times import DAY, WEEK, Here, Num, Time, days, monday, together, week_of, weekday_from

__all__ = ["PARTS_OF_SPANS"]  # with the rules below in it


@PARTS_OF_SPANS.rule(
    "ORD UNIT OF|IN? THE? DATE", "LAST UNIT OF|IN? THE? DATE", says={"first week of december": "Mon Nov 30..Sun Dec 6"}
)
def nth_week(_: Here, *said: Num | str | int | Time | None) -> Time | None:
    span = said[-1]
    if not isinstance(span, Time) or span.grain != "month" or not span.first or not span.last:
        return None
    if isinstance(said[0], Num) and said[1] == "day":
        day = span.first + DAY * (said[0].value - 1)
        return days(day) if span.first <= day <= span.last else None
    if isinstance(said[0], Num):
        # The first week is the one that has more than half of its days in the month.
        start = monday(span.first + DAY * 3) + WEEK * (said[0].value - 1)
        return week_of(start) if said[1] == "week" and start <= span.last else None
    return week_of(span.last) if said[0] == "week" else days(span.last) if said[0] == "day" else None


@PARTS_OF_SPANS.rule(
    "THE? ORD|LAST UNIT|WEEKDAY OF THE? UNIT",
    says={
        "the last day of the month": "Mon Nov 30",
        "el último lunes del mes": "Mon Nov 30",
        "the 15th day of the month": "Tue Dec 15",
    },
)
def nth_of_the_month(here: Here, *said: Num | str | int) -> Time | None:
    """Of this month, or of the next one where that day is gone."""
    if said[-1] != "month":
        return None
    for n in (0, 1):
        span = unit_on(here, "month", n)
        found = nth_week(here, *said[:-1], span) if isinstance(said[-2], str) else nth_weekday(here, *said[:-1], span)
        if found and found.last and found.last >= here.today:
            return found
    return None


@PARTS_OF_SPANS.rule(
    "ORD|LAST NUM|COUPLE UNIT OF|IN THE? DATE",
    "NUM ORD|LAST UNIT OF|IN THE? DATE",
    says={"first two weeks of january": "Mon Jan 4..Sun Jan 17", "last 2 weeks of december": "Mon Dec 21..Sun Jan 3"},
)
def first_few(_: Here, *said: Num | str | Time) -> Time | None:
    span, unit = said[-1], said[-2]
    numbers = [part for part in said if isinstance(part, Num)]
    count = next((number.value for number in numbers if not number.ordinal), 0)
    nth = next((number.value for number in numbers if number.ordinal), 0)
    if not isinstance(span, Time) or span.grain not in ("month", "year") or not span.first or not span.last:
        return None
    if nth > 1 or unit not in ("day", "week") or not 0 < count < 32:
        return None
    length = (DAY if unit == "day" else WEEK) * count
    if nth:
        start = span.first if unit == "day" else monday(span.first + DAY * 3)
        return days(start, start + length - DAY, "range")
    end = span.last if unit == "day" else monday(span.last - DAY * 3) + DAY * 6  # a week is where most of its days are
    return days(end - length + DAY, end, "range")


@PARTS_OF_SPANS.rule(
    "ORD|LAST WEEKDAY FOR|IN|OF|AT? THE? HOURS OF|IN? THE? DATE",
    says={"first monday afternoon of december": "Mon Dec 7 12:00-19:00"},
)
def nth_weekday_part(here: Here, *said: Num | int | Time) -> Time | None:
    hours, span = said[-2:]
    day = nth_weekday(here, *said[:-2], span)
    return together(day, hours) if day and isinstance(hours, Time) and hours.grain == "part" else None


@PARTS_OF_SPANS.rule("ORD|LAST WEEKDAY OF|IN? THE? DATE", says={"first monday of december": "Mon Dec 7"})
def nth_weekday(_: Here, *said: Num | str | int | Time | None) -> Time | None:
    span, weekday = said[-1], said[-2]
    if not isinstance(span, Time) or span.grain != "month" or not span.first or not span.last or not isinstance(weekday, int):
        return None
    if not isinstance(said[0], Num):
        return days(weekday_from(weekday, span.last - DAY * 6))
    found = weekday_from(weekday, span.first) + WEEK * (said[0].value - 1)
    return days(found) if found <= span.last else None


@PARTS_OF_SPANS.rule("ORD WEEKDAY AFTER THE? DATE", says={"first tuesday after christmas": "Tue Dec 29"})
def nth_weekday_after(_: Here, nth: Num, weekday: int, day: Time) -> Time | None:
    return days(weekday_from(weekday, day.last + DAY) + WEEK * (nth.value - 1)) if day.last else None


@PARTS_OF_SPANS.rule("THE? WEEKDAY AFTER THE? DATE", says={"the monday after thanksgiving": "Mon Nov 30"})
def weekday_after(_: Here, weekday: int, day: Time) -> Time | None:
    return days(weekday_from(weekday, day.last + DAY)) if day.last else None

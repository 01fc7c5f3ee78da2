"""Rules for what lies within a week or a month: "mid december", "tuesday next week", "the rest of the month"."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.rules.hours import part_of_day
from flows.reader.rules.spans import SPANS, unit_on
from flows.reader.times import (
    DAY,
    WEEK,
    Here,
    Num,
    Several,
    Shift,
    Time,
    day_of_month,
    days,
    monday,
    refused,
    together,
    week_of,
    weekday_from,
    weekday_within,
)

PARTS_OF_SPANS = Group()


LOOSE = Group()  # what is a span only if nothing longer was said


# --- parts of a week or a month --------------------------------------------------------------------------------------


# Part of a month or a week -> its first and last day, counted from 0; None is the last there is.
THIRDS: dict[str, dict[str, tuple[int, int | None]]] = {
    "month": {"BEGIN": (0, 9), "EARLY": (0, 9), "MID": (9, 19), "LATE": (20, None), "END": (20, None)},
    "week": {"BEGIN": (0, 2), "EARLY": (0, 2), "MID": (1, 3), "LATE": (4, None), "END": (4, None)},
}


def part_of_span(span: Time | None, part: str) -> Time | None:
    """Cut a month or a week: "mid december", "early next week"."""
    if span is None or span.first is None or span.last is None or span.grain not in THIRDS:
        return None
    first, last = THIRDS[span.grain][part]
    return days(span.first + DAY * first, span.last if last is None else span.first + DAY * last, "range")


OF_ONE_DAY = {"BEGIN": "morning", "EARLY": "first thing", "LATE": "late afternoon", "END": "end of day"}
CUT_SAYS = {
    "BEGIN": {"beginning of december": "Tue Dec 1..Thu Dec 10", "start of tuesday": "Tue Nov 24 0:00-12:00"},
    "EARLY": {"early next week": "Mon Nov 23..Wed Nov 25", "early tuesday": "Tue Nov 24 0:00-10:00"},
    "MID": {"mid december": "Thu Dec 10..Sun Dec 20"},
    "LATE": {"late january": "Thu Jan 21..Sun Jan 31"},
    "END": {"end of next week": "Fri Nov 27..Sun Nov 29", "a fin del lunes": "Mon Nov 23 15:00-"},
}


def _named(part: str) -> None:
    @PARTS_OF_SPANS.rule(f"{part} OF|IN|AT|DASH? THE? DATE", says=CUT_SAYS[part])
    def cut(_: Here, span: Time) -> Time | None:
        if span.one_day and part in OF_ONE_DAY:
            return together(span, part_of_day(OF_ONE_DAY[part]))
        return part_of_span(span, part)


for _part in ("BEGIN", "EARLY", "MID", "LATE", "END"):
    _named(_part)


@PARTS_OF_SPANS.rule(
    "LATERON IN|OF? THE? DATE",
    says={"later in december": "Wed Dec 16..Thu Dec 31", "later next week": "Thu Nov 26..Sun Nov 29"},
)
def second_half(here: Here, span: Time) -> Time | None:
    if span.grain not in THIRDS or span.first is None or span.last is None:
        return None
    return replace(span, first=max(here.today, span.first + (span.last - span.first + DAY) // 2))


@SPANS.rule("EOM", says={"end of the month": "Sat Nov 21..Mon Nov 30"})
def end_of_month(here: Here) -> Time | None:
    return part_of_span(unit_on(here, "month", 0), "END")


def part_of_unit(here: Here, unit: str, part: str) -> Time | None:
    """Cut this week or month, or the next one if that part of it is gone; of a day, its hours."""
    if unit == "day":
        return part_of_day("first thing" if part == "BEGIN" else OF_ONE_DAY[part]) if part in OF_ONE_DAY else None
    this = part_of_span(unit_on(here, unit, 0), part)
    return part_of_span(unit_on(here, unit, 1), part) if this and this.last and this.last < here.today else this


@PARTS_OF_SPANS.rule("END THE? UNIT", says={"the end of the month": "Sat Nov 21..Mon Nov 30", "al final del día": "15:00-"})
def end_of_unit(here: Here, unit: str) -> Time | None:
    if unit == "year":
        return days(here.today.replace(month=12, day=1), here.today.replace(month=12, day=31), "range")
    return part_of_unit(here, unit, "END")


@PARTS_OF_SPANS.rule("EARLY THE? UNIT", says={"early in the week": "Mon Nov 23..Wed Nov 25", "early in the day": "0:00-12:00"})
def early_in(here: Here, unit: str) -> Time | None:
    return part_of_unit(here, unit, "EARLY") if unit != "day" else part_of_day("morning")


@PARTS_OF_SPANS.rule(
    "BEGIN THE? UNIT", says={"beginning of the month": "Tue Dec 1..Thu Dec 10", "start of the day": "0:00-10:00"}
)
def begin_of_unit(here: Here, unit: str) -> Time | None:
    return part_of_unit(here, unit, "BEGIN")


@PARTS_OF_SPANS.rule("MID THE? UNIT", says={"middle of the week": "Tue Nov 17..Thu Nov 19"})
def mid_of_unit(here: Here, unit: str) -> Time | None:
    return part_of_unit(here, unit, "MID")


@PARTS_OF_SPANS.rule("REST OF? THE? DATE", says={"rest of this week": "Thu Nov 19..Sun Nov 22"})
def rest_of(here: Here, span: Time) -> Time | None:
    return replace(span, first=max(span.first, here.today)) if span.first and span.last and span.last >= here.today else None


@LOOSE.rule("FOR|IN THE UNIT", says={"for the week": "Mon Nov 16..Sun Nov 22"})
def for_the_unit(here: Here, unit: str) -> Time | None:
    return unit_on(here, unit, 0) if unit in ("day", "week", "month") else None


# --- days of a week or a month ---------------------------------------------------------------------------------------


@PARTS_OF_SPANS.rule(
    "UNIT OF|COMMENCING|SINCE OF? THE? DATE|ORD|NUM", says={"the week of december 14": "Mon Dec 14..Sun Dec 20"}
)
def week_of_day(here: Here, unit: str, day: Time | Num) -> Time | None:
    found = day if isinstance(day, Time) else day_of_month(day.value, here)
    return week_of(found.first) if unit == "week" and found and found.first and found.one_day else None


@PARTS_OF_SPANS.rule("WEEKEND OF THE? DATE", "DATE WEEKEND", says={"thanksgiving weekend": "Sat Nov 28..Sun Nov 29"})
def weekend_of(_: Here, day: Time) -> Time | None:
    if not day.first or not day.one_day:
        return None
    start = weekday_from(5, monday(day.first))
    return days(start, start + DAY, "week-end")


@PARTS_OF_SPANS.rule(
    "WEEKDAY FOR|IN|OF|AT? THE? HOURS COMMA|OF|IN|ON? THE? DATE",
    says={"tuesday morning of the week after next": "Tue Dec 1 0:00-12:00"},
)
def weekday_part_of_span(_: Here, weekday: int, hours: Time, span: Time) -> Time | None:
    day = weekday_within(span, weekday) if span.grain in ("week", "month") and hours.grain == "part" else None
    return together(day, hours) if day else None


@PARTS_OF_SPANS.rule("DATE IN|OF|ON? THE? DATE", says={"every tuesday in december": "Tue Dec 1..Thu Dec 31 Tue"})
def every_in(_: Here, one: Time, other: Time) -> Time | None:
    weekly, span = (one, other) if one.weekdays and not one.first else (other, one)
    if not weekly.weekdays or weekly.first or not span.first or span.one_day or span.weekdays:
        return None
    return replace(span, weekdays=weekly.weekdays, grain="day")


@PARTS_OF_SPANS.rule("NO|NOT ANY? DATE COMMA? DATE", says={"no mondays next week": "Mon Nov 23..Sun Nov 29 not Mon"})
def none_in(_: Here, weekly: Time, span: Time) -> Several | None:
    """The week is wished for, without those days of it."""
    if not weekly.weekdays or weekly.first or span.grain != "week" or span.unwanted or (out := refused(weekly)) is None:
        return None
    return Several((span, out))


@PARTS_OF_SPANS.rule(
    "NOT THE|ON? WEEKDAY COMMA|ON|OF|IN? THE? DATE", says={"any day but monday next week": "Mon Nov 23..Sun Nov 29 not Mon"}
)
def not_weekday_of(_: Here, weekday: int, span: Time) -> Several | None:
    return Several((span, Time(weekdays=(weekday,), unwanted=True))) if span.grain == "week" and not span.unwanted else None


@PARTS_OF_SPANS.rule(
    "THE? WEEKDAY COMMA|ON|OF|IN? THE? DATE", says={"tuesday next week": "Tue Nov 24", "tue, dec 1": "Tue Dec 1"}
)
def weekday_of_span(_: Here, weekday: int, span: Time) -> Time | None:
    if span.grain in ("week", "month"):
        return weekday_within(span, weekday)
    return told_twice(span)


@PARTS_OF_SPANS.rule(
    "DATE COMMA|ON? THE? DATE", says={"this thursday dec 3": "Thu Dec 3", "next tuesday, the 1st": "Tue Dec 1"}
)
def weekday_then_date(_: Here, weekday: Time, day: Time) -> Time | None:
    return told_twice(day) if weekday.grain == "weekday" and day.grain != "weekday" else None


def told_twice(day: Time) -> Time | None:
    """A weekday beside its date says nothing new; where the two disagree, the read-back shows it."""
    return day if day.one_day and day.weekday is None else None


@PARTS_OF_SPANS.rule(
    "WEEKDAY OR|AND|COMMA? WEEKDAY OF|IN? THE? DATE",
    "WEEKDAY COMMA|OR|AND? WEEKDAY COMMA|OR|AND? WEEKDAY OF|IN? THE? DATE",
    says={"mon or wed next week": "Mon Nov 23 | Wed Nov 25"},
)
def weekdays_of_span(_: Here, *said: int | Time) -> Several | None:
    span = said[-1]
    if not isinstance(span, Time) or span.grain not in ("week", "month"):
        return None
    found = tuple(weekday_within(span, weekday) for weekday in said[:-1] if isinstance(weekday, int))
    return Several(tuple(day for day in found if day is not None)) if all(found) else None


@PARTS_OF_SPANS.rule(
    "DATE COMMA|ON? THE? WEEKDAY OR|AND|COMMA WEEKDAY", says={"next week tuesday or friday": "Tue Nov 24 | Fri Nov 27"}
)
def span_of_weekdays(here: Here, span: Time, *weekdays: int) -> Several | None:
    return weekdays_of_span(here, *weekdays, span)


@PARTS_OF_SPANS.rule(
    "WEEKDAY COMMA|ON|OF|IN? SHIFT",
    "WEEKDAY OR|AND WEEKDAY COMMA|ON|OF|IN? SHIFT",
    says={"tuesday the week after": "Tue Nov 24", "mon or wed of the week after": "Mon Nov 23 | Wed Nov 25"},
)
def weekday_of_shift(here: Here, *said: int | Shift) -> Time | Several | None:
    by = said[-1]
    if not isinstance(by, Shift) or by.unit != "week" or abs(by.count) > 60:
        return None
    week = week_of((here.offered[-1].date() if here.offered else here.today) + WEEK * by.count)
    found = [day for day in (weekday_within(week, weekday) for weekday in said[:-1] if isinstance(weekday, int)) if day]
    return found[0] if len(found) == 1 else Several(tuple(found))


@PARTS_OF_SPANS.rule("DATE COMMA? ON|IN|OF? THE|A? WEEKDAY", says={"next week on tuesday": "Tue Nov 24"})
def span_of_weekday(here: Here, span: Time, weekday: int) -> Time | None:
    # "the 3rd, Thursday" tells twice; "the 3rd, Tuesday" are two days
    same = not span.one_day or (span.first is not None and span.first.weekday() == weekday)
    return weekday_of_span(here, weekday, span) if same else None

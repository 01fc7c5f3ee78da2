"""Rules for weekdays, and for what is a day when nothing longer made use of it: "next tuesday", "fridays", "the 14th"."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.rules.clocks import as_clock, between
from flows.reader.rules.dates import DATES
from flows.reader.times import (
    DAY,
    WEEK,
    Here,
    Num,
    Plain,
    Several,
    Time,
    day_of_month,
    days,
    monday,
    month_length,
    months_on,
    together,
    weekday_from,
    weekday_near,
)

DAYS = Group()  # what is one when nothing longer made use of it


# --- which week ------------------------------------------------------------------------------------------------------


@DAYS.rule("WEEKDAY NEXT")
@DATES.rule("NEXT WEEKDAY", says={"next tuesday": "Tue Nov 24", "next friday": "Fri Nov 27"})
def next_weekday(here: Here, weekday: int) -> Time:
    # "next Friday" is next calendar week's: two in three mean it so, and the read-back names the date
    return days(weekday_from(weekday, monday(here.today) + WEEK), grain="weekday")


@DATES.rule("NEXT WEEKDAY OR|AND|COMMA NEXT? WEEKDAY", says={"next tuesday or thursday": "Tue Nov 24 | Thu Nov 26"})
def next_two(here: Here, one: int, other: int) -> Several:
    return Several((next_weekday(here, one), next_weekday(here, other)))


@DATES.rule("WEEKDAY AFTER NEXT", says={"friday after next": "Fri Nov 27"})
def weekday_after_next(here: Here, weekday: int) -> Time:
    return days(weekday_from(weekday, here.today + DAY) + WEEK)


@DATES.rule("THIS WEEKDAY OR THE? NEXT", says={"this friday or next": "Fri Nov 20 | Fri Nov 27"})
def this_or_next_weekday(here: Here, weekday: int) -> Several:
    this = weekday_from(weekday, here.today)
    return Several((days(this), days(this + WEEK)))


@DATES.rule("WEEKDAY COMING", "COMING WEEKDAY", says={"el jueves que viene": "Thu Nov 26"})
def coming_weekday(here: Here, weekday: int) -> Time:
    return days(weekday_from(weekday, here.today + DAY), grain="weekday")  # said on a Thursday, it is not today


@DATES.rule("THIS COMING? WEEKDAY", "COMING THIS WEEKDAY", says={"this friday": "Fri Nov 20"})
def this_weekday(here: Here, weekday: int) -> Time:
    return days(weekday_from(weekday, here.today), grain="weekday")


@DATES.rule("WEEKDAY PASADO", says={"el lunes pasado": "past"})
def weekday_gone(_: Here, weekday: int) -> Time:
    return Time(impossible="past")


@DATES.rule("NUM EVERYDAY HENCE", says={"3 fridays from now": "Fri Dec 4"})
def fridays_from_now(here: Here, count: Num, weekday: int) -> Time | None:
    return days(weekday_from(weekday, here.today + DAY) + WEEK * (count.value - 1)) if count.value < 60 else None


@DATES.rule("WEEKDAY NUM DASH|TO NUM AMPM?", says={"monday 11-4": "Mon Nov 23 11:00-16:00"})
def weekday_hours(here: Here, weekday: int, start: Num, end: Num, half: str = "") -> Time | None:
    a, b = as_clock(start), as_clock(end, half)
    hours = between(a, b) if a and b and start.value <= 12 and end.value <= 12 else None
    return together(bare_weekday(here, weekday), hours) if hours else None


# --- every week ------------------------------------------------------------------------------------------------------


@DATES.rule("ANY WEEKDAY", "THE? EVERYDAY", "ANY OF? THE? EVERYDAY", says={"any tuesday": "Tue", "fridays": "Fri"})
def any_weekday(_: Here, weekday: int) -> Time:
    return Time(weekdays=(weekday,))


@DATES.rule(
    "THE? EVERYDAY COMMA|AND|OR WEEKDAY",
    "ANY WEEKDAY AND|OR WEEKDAY",
    "THE? EVERYDAY COMMA WEEKDAY COMMA|AND|OR WEEKDAY",
    "THE? EVERYDAY COMMA WEEKDAY COMMA WEEKDAY AND|OR WEEKDAY",
    says={"los lunes y miércoles": "Mon | Wed", "los lunes, miércoles y viernes": "Mon | Wed | Fri"},
)
def every_one_of(_: Here, *weekdays: int) -> Several:
    return Several(tuple(Time(weekdays=(weekday,)) for weekday in weekdays))


@DATES.rule("ANY? WEEKDAYS", "ANY WORKDAYS", says={"weekdays": "Mon,Tue,Wed,Thu,Fri", "entre semana": "Mon,Tue,Wed,Thu,Fri"})
def weekdays(_: Here) -> Time:
    return Time(weekdays=(0, 1, 2, 3, 4))


# --- what stands alone at last ---------------------------------------------------------------------------------------


@DAYS.rule("LAST HOURS", "LAST WEEKDAY", says={"last night": "past"})
def gone(_: Here, what: Time | int) -> Time:
    return Time(impossible="past")


@DAYS.rule("WEEKDAY", "THE WEEKDAY", says={"tuesday": "Tue Nov 24", "thu": "Thu Nov 26"})
def bare_weekday(here: Here, weekday: int) -> Time:
    return replace(days(weekday_near(weekday, here)), weekday=weekday)


@DAYS.rule("THE? WEEKDAY COMMA? THE? ORD|NUM", says={"tuesday the 1st": "Tue Dec 1", "friday 27": "Fri Nov 27"})
def weekday_day(here: Here, weekday: int, day: Num) -> Time | None:
    """A small number without "th" is the day of the month only if that comes soon; else it is an hour: "tuesday 3"."""
    return fitting(weekday, day, here, 60 if day.ordinal or day.value > 12 else 2)


@DAYS.rule("THE? WEEKDAY COMMA? NUM CLOCK", says={"martes 4 a las 9": "Tue May 4 @9:00"})
def martes_4_at(here: Here, weekday: int, day: Num, at: Time) -> Time | None:
    found = fitting(weekday, day, here, 60)  # the hour is told, so the number is the day
    return together(found, at) if found else None


@DAYS.rule("THE WEEKDAY COMMA? NUM", says={"el martes 4": "Tue May 4"})
def el_martes_4(here: Here, weekday: int, day: Num) -> Time | None:
    return fitting(weekday, day, here, 60)


def fitting(weekday: int, day: Num, here: Here, months: int) -> Time | None:
    if day.digits > 2 or not 1 <= day.value <= 31 or day == Num(1):
        return None  # "the wed one" is no first of the month
    if here.offered and not day.ordinal and day.value not in {start.day for start in here.offered}:
        return None
    for n in range(months):
        start = months_on(n, here.today.replace(day=1))
        if day.value <= month_length(start.year, start.month):
            found = start.replace(day=day.value)
            if found >= here.today and found.weekday() == weekday:
                return days(found)
    return None


@DAYS.rule("THE ORD", "ON THE? ORD", "FOR THE? ORD", says={"the 14th": "Mon Dec 14"})
def the_ordinal(here: Here, day: Num) -> Time | None:
    return day_of_month(day.value, here)


@DAYS.rule("AFTERTHE NUM", says={"después del 7": "Tue Dec 8.."})
def after_the(here: Here, day: Num) -> Time | None:
    found = the_number(here, day)
    return replace(found, first=found.last + DAY, last=None) if found and found.last else None


@DAYS.rule("BEFORETHE NUM", says={"antes del 7": "..Sun Dec 6"})
def before_the(here: Here, day: Num) -> Time | None:
    found = the_number(here, day)
    return replace(found, first=None, last=found.first - DAY, grain="range") if found and found.first else None


@DAYS.rule("SINCETHE NUM", says={"a partir del 7": "Mon Dec 7.."})
def since_the(here: Here, day: Num) -> Time | None:
    found = the_number(here, day)
    return replace(found, last=None) if found else None


@DAYS.rule("THE NUM AND|OR NUM", "THE NUM COMMA NUM AND|OR NUM", says={"el 8, 9 o 10": "Tue Dec 8 | Wed Dec 9 | Thu Dec 10"})
def the_numbers(here: Here, *numbers: Num) -> Several | None:
    found = [the_number(here, number) for number in numbers]
    return Several(tuple(day for day in found if day)) if all(found) and all(n.digits in (1, 2) for n in numbers) else None


@DAYS.rule("ON THE? NUM", "THE NUM", says={"el 14": "Mon Dec 14", "el día 3": "Thu Dec 3"})
def the_number(here: Here, day: Num) -> Time | None:
    return the_ordinal(here, day) if day.digits in (1, 2) or day.value > 12 else None


@DAYS.rule(
    "FOR|ON|IN? THE? ORD UNIT", "FOR|ON|IN? THE ORD WORD", says={"the first week": "nothing", "the second floor": "nothing"}
)
def counting(_: Here, nth: Num, unit: str = "") -> Plain | None:
    # "the first week", "the second song" count; "the fifth works" is a day
    return Plain() if unit or (not nth.digits and nth.value <= 4) else None


@DAYS.rule("ORD", says={"tuesday or 5th": "Tue Nov 24 | Sat Dec 5"})
def typed_ordinal(here: Here, day: Num) -> Time | None:
    return the_ordinal(here, day) if day.digits or day.value > 10 else None

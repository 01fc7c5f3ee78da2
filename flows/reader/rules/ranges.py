"""Rules for ranges and for time counted from a day: "dec 7-11", "between 2 and 4", "2 weeks from tuesday"."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.rules.clocks import Hour, as_clock, between
from flows.reader.times import (
    DAY,
    MIDNIGHT,
    NOON,
    WEEK,
    Here,
    Length,
    Num,
    Plain,
    Several,
    Shift,
    Time,
    day_of_month,
    days,
    minutes,
    months_on,
    on_date,
    refused,
    shifted,
    together,
    week_of,
    whole_month,
)

DATE_RANGES = Group()  # two days and one month: before the dates
RANGES = Group()


# --- days ------------------------------------------------------------------------------------------------------------


@DATE_RANGES.rule(
    "NUM|ORD TO|DASH|UNTIL THE? NUM|ORD OF? MONTH OF|IN? NUM?",
    says={"13 to 15 december": "Sun Dec 13..Tue Dec 15"},
)
@DATE_RANGES.rule(
    "FROM THE? NUM|ORD AND THE? NUM|ORD OF? MONTH OF|IN? NUM?", says={"del 7 al 9 de diciembre": "Mon Dec 7..Wed Dec 9"}
)
def days_of_month(here: Here, first: Num, last: Num, number: int, year: Num | None = None) -> Time | None:
    if year is not None and year.digits != 4:
        return None
    start = on_date(first.value, number, year.value if year else None, here)
    end = on_date(last.value, number, year.value if year else None, here)
    return joined_days(start, end)


@DATE_RANGES.rule(
    "FROM? MONTH THE? NUM|ORD TO|DASH|UNTIL THE? NUM|ORD COMMA? NUM?", says={"dec 13-15": "Sun Dec 13..Tue Dec 15"}
)
@DATE_RANGES.rule("FROM MONTH THE? NUM|ORD AND THE? NUM|ORD")
def month_of_days(here: Here, number: int, first: Num, last: Num, year: Num | None = None) -> Time | None:
    return days_of_month(here, first, last, number, year)


@DATE_RANGES.rule("THE? NUM|ORD AND|OR THE? NUM|ORD OF? MONTH", says={"18 and 19 december": "Fri Dec 18 | Sat Dec 19"})
def two_days(here: Here, one: Num, other: Num, number: int) -> Several | None:
    return several(on_date(one.value, number, None, here), on_date(other.value, number, None, here))


@DATE_RANGES.rule("MONTH NUM|ORD AND|OR THE? NUM|ORD", says={"dec 3 or 4": "Thu Dec 3 | Fri Dec 4"})
def month_two_days(here: Here, number: int, one: Num, other: Num) -> Several | None:
    return two_days(here, one, other, number)


@DATE_RANGES.rule(
    "FROM|OF? MONTH TO|DASH|UNTIL MONTH", "FROM MONTH AND MONTH", says={"from june to august": "Tue Jun 1..Tue Aug 31"}
)
def month_range(here: Here, start: int, end: int) -> Time | None:
    first = whole_month(start, here).first
    if first and start < here.today.month <= end:
        first = months_on(-12, first)  # "from october to december", said in November
    return days(first, months_on((end - start) % 12 + 1, first) - DAY, "range") if first else None


def several(*times: Time | None) -> Several | None:
    found = tuple(t for t in times if t is not None)
    return Several(found) if len(found) == len(times) else None


def joined_days(start: Time | None, end: Time | None) -> Time | None:
    if not start or not end or not start.first or not end.last:
        return None
    return days(start.first, end.last, "range") if start.first <= end.last else None


@RANGES.rule(
    "FROM|SINCE|OF? DATE TO|DASH|UNTIL THE? DATE",
    "FROM DATE AND THE? DATE",
    says={"monday to wednesday": "Mon Nov 23..Wed Nov 25"},
)
def date_range(here: Here, start: Time, end: Time) -> Time | None:
    if not start.first or not end.last or not end.first:
        return joined_days(start, end)
    last = end.last
    if (last < start.first and end.grain == "day number") or (last < start.first and end.weekday is not None):
        # "Friday to Monday", "the 19th to the 6th": the end is the next of its kind after the start
        last = last + WEEK if end.weekday is not None else months_on(_months_to(start.first, last), last)
    if last < start.first and start.one_day:
        # "10/1 to 11/7", said in October: it has begun
        return days(months_on(-12, start.first), end.last, "range")
    return days(start.first, last, "range") if start.first <= last else None


def _months_to(start: date, end: date) -> int:
    months = (start.year - end.year) * 12 + start.month - end.month
    return months + (months_on(months, end) < start)


@RANGES.rule("FROM|OF DATE TO NUM|ORD", says={"from the 20th to 22": "Fri Nov 20..Sun Nov 22"})
def date_to_number(here: Here, start: Time, day: Num) -> Time | None:
    end = day_of_month(day.value, here)
    return date_range(here, start, end) if end and start.one_day else None


@RANGES.rule("OF|FROM THE NUM TO|UNTIL THE NUM", "OFTHE NUM TOTHE NUM", says={"del 7 al 11": "Mon Dec 7..Fri Dec 11"})
def day_to_day(here: Here, first: Num, last: Num) -> Time | None:
    start, end = day_of_month(first.value, here), day_of_month(last.value, here)
    return date_range(here, start, end) if start and end and first.digits and last.digits else None


@RANGES.rule("FROM TIME TO|UNTIL|AND THE? DATE", says={"from now until tuesday": "Thu Nov 19..Tue Nov 24"})
def now_until_day(_: Here, start: Time, end: Time) -> Time | None:
    return days(start.first, end.last, "range") if start.first and end.last and start.first <= end.last else None


# --- hours -----------------------------------------------------------------------------------------------------------


@RANGES.rule(
    "NUM|CLOCK TO|DASH|UNTIL CLOCK", "CLOCK TO|DASH|UNTIL AT? NUM|CLOCK", says={"3-5pm": "15:00-17:00", "11-1pm": "11:00-13:00"}
)
@RANGES.rule("FROM|OF|SINCE|AT THE? NUM|CLOCK TO|DASH|UNTIL THE? NUM|CLOCK", says={"from 9 to 11": "9:00-11:00"})
@RANGES.rule(
    "FROM THE? NUM|CLOCK AND|DASH THE? NUM|CLOCK", "FROM|OF|SINCE CLOCK CLOCK", says={"between 2 and 4": "14:00-16:00"}
)
def clock_range(_: Here, start: Hour, end: Hour) -> Time | None:
    a, b = as_clock(start), as_clock(end)
    return between(a, b) if a and b else None


@RANGES.rule("NOT NUM TO|DASH NUM", says={"i work 9 to 5": "not 9:00-17:00"})
def not_in_those_hours(here: Here, start: Num, end: Num) -> Time | None:
    hours = clock_range(here, start, end)
    return refused(hours) if hours else None


@RANGES.rule("NUM TO|DASH|UNTIL NUM DATE", "DATE NUM TO|DASH|UNTIL NUM", says={"five to seven today": "Thu Nov 19 17:00-19:00"})
def hours_of_day(here: Here, *said: Num | Time) -> Time | None:
    numbers = [part for part in said if isinstance(part, Num) and part.value <= 12]
    day = next(part for part in said if isinstance(part, Time))
    hours = clock_range(here, *numbers) if len(numbers) == 2 and day.one_day else None
    return together(day, hours) if hours else None


@RANGES.rule("NOTBEFORE THE? DATE", says={"not before the 7th": "Mon Dec 7.."})
def not_before_day(_: Here, day: Time) -> Time | None:
    return replace(day, last=None, weekday=None) if day.first and not day.impossible else None


@RANGES.rule("AFTER THE? DATE", says={"after the 10th, mornings": "Fri Dec 11.. 0:00-12:00"})
def after_day(_: Here, day: Time) -> Time | None:
    # bound at once: the mornings are those of the days after the 10th, not the 10th's own
    return replace(day, first=day.last + DAY, last=None, weekday=None) if day.last and not day.impossible else None


@RANGES.rule("BEFORE THE? DATE", says={"before the 15th, in the afternoon": "..Mon Dec 14 12:00-19:00"})
def before_day(_: Here, day: Time) -> Time | None:
    if day.impossible or not day.first:
        return None
    end = day.last if day.grain == "range" else day.first - DAY  # "before the end of May" is in May
    return Time(last=end, grain="range")


@RANGES.rule("DATE BUT THE? DATE", says={"any weekday but wednesday": "Mon,Tue,Wed,Thu,Fri not Wed"})
def all_but(here: Here, some: Time, other: Time) -> Several | None:
    wide = bool(some.weekdays) or (not some.one_day and some.first is not None)
    return any_but(here, some, other) if wide and (other.one_day or other.weekdays) else None


@RANGES.rule("ANY HOURS|DATE BUT THE? DATE|HOURS", says={"any afternoon but thursday": "12:00-19:00 not Thu"})
def any_but(here: Here, some: Time, other: Time) -> Several | None:
    out = refused(other)
    return Several((some, out)) if out else None


@RANGES.rule(
    "UNTIL NUM WORD", "OF|FROM? NUM TO|AND|OR NUM WORD", says={"up to two people": "nothing", "two or three people": "nothing"}
)
def so_many_people(_: Here, *counts: Num) -> Plain | None:
    return None if any(count.digits for count in counts) else Plain()


@RANGES.rule("FROMNOW THE? DATE|CLOCK|NUM", says={"between now and friday": "Thu Nov 19..Fri Nov 20"})
def from_now_to(here: Here, end: Hour) -> Time | None:
    now = Time(first=here.today, last=here.today, at=_minute(here), half="24")
    if isinstance(end, Time) and end.kind == "DATE":
        return now_until_day(here, now, end)
    at = as_clock(end)
    return now_until(here, now, at) if at else None


@RANGES.rule("FROMNOW NUM|COUPLE UNIT AFTER?", says={"de aquí a dos semanas": "Thu Nov 19..Thu Dec 3"})
def from_now_for(here: Here, count: Num, unit: str) -> Time | None:
    if by := minutes(count.value, unit):
        return now_until(
            here, Time(first=here.today, last=here.today, at=_minute(here)), Time(at=_minute(here) + by, half="24")
        )
    end = shifted(here.today, count.value, unit)
    return days(here.today, end, "range") if end and end > here.today else None


def _minute(here: Here) -> int:
    return here.now.hour * 60 + here.now.minute


@RANGES.rule("FROM TIME TO|UNTIL|AND CLOCK", says={"between now and 4pm": "Thu Nov 19 10:00-16:00"})
def now_until(_: Here, start: Time, end: Time) -> Time | None:
    if start.at is None or end.at is None or end.at >= MIDNIGHT:
        return None
    until = end.at if end.half or end.at > start.at else end.at % NOON + NOON
    return replace(start, at=None, from_=start.at, until=until, half="24", grain="range") if until > start.at else None


@RANGES.rule("FROM|OF? NUM TO|DASH|UNTIL NUM AP?", "FROM? NUM AP TO|DASH|UNTIL NUM AP", says={"9a to 11a": "9:00-11:00"})
def half_range(_: Here, start: Num, *rest: Num | str) -> Time | None:
    halves = [part for part in rest if isinstance(part, str)]
    end = next(part for part in rest if isinstance(part, Num))
    if not halves or not 1 <= start.value <= 12:
        return None
    a, b = as_clock(start, halves[0] if len(halves) > 1 else ""), as_clock(end, halves[-1])
    return between(a, b) if a and b else None


@RANGES.rule("FROM|SINCE|AT? CLOCK|NUM LENGTH", says={"from 9 for 2 hours": "9:00-11:00"})
def clock_for(_: Here, hour: Hour, length: Length) -> Time | None:
    at, by = as_clock(hour), minutes(length.count, length.unit)
    if not at or at.at is None or not by or at.at + by >= MIDNIGHT:
        return None
    return Time(from_=at.at, until=at.at + by, half=at.half, grain="range")


@RANGES.rule(
    "AT? NUM|CLOCK OR CLOCK",
    "CLOCK OR NUM",
    "AT NUM OR NUM",
    says={"at 9 or 10 tomorrow": "Fri Nov 20 @9:00 | Fri Nov 20 @10:00"},
)
def either_hour(_: Here, one: Hour, other: Hour) -> Several | None:
    a, b = as_clock(one), as_clock(other)
    return several(a, b) if a and b else None


# --- counted from a day ----------------------------------------------------------------------------------------------


@RANGES.rule(
    "NUM|A|COUPLE UNIT FROM|AFTER|SINCE THE? DATE",
    says={"2 weeks from tuesday": "Tue Dec 8", "a week after dec 1": "Tue Dec 8"},
)
def counted_from(_: Here, *said: Num | str | Time) -> Time | None:
    count, unit, start = (said[0].value if isinstance(said[0], Num) else 1), said[-2], said[-1]
    if not isinstance(start, Time) or not start.first or not isinstance(unit, str):
        return None
    day = shifted(start.first, count, unit)
    return days(day) if day else None


@RANGES.rule(
    "NUM|A|COUPLE UNIT BEFORE THE? DATE",
    says={"a week before christmas": "Fri Dec 18", "dos días antes de navidad": "Wed Dec 23"},
)
def counted_back(here: Here, *said: Num | str | Time) -> Time | None:
    count = said[0].value if isinstance(said[0], Num) else 1
    return counted_from(here, Num(-count), *said[-2:])


@RANGES.rule(
    "NOT DATE COMMA? BUT? ONEAFTER",
    says={"not next week but the one after": "Mon Nov 30..Sun Dec 6", "not this friday but the one after": "Fri Nov 27"},
)
def the_one_after(_: Here, said: Time) -> Time | None:
    week = timedelta(days=7)
    if said.first is None or said.last is None or said.last - said.first >= week:
        return None
    return replace(said, first=said.first + week, last=said.last + week, weekday=None)


@RANGES.rule("SHIFT ON? THE? DATE", says={"the day after thanksgiving": "Fri Nov 27"})
def shift_from(here: Here, by: Shift, day: Time) -> Time | None:
    if not day.first or not day.one_day:
        return None
    if by_minutes := minutes(by.count, by.unit):  # "an hour later, on Thursday"
        at = here.offered[-1].hour * 60 + here.offered[-1].minute + by_minutes if here.offered else -1
        return replace(day, at=at, half="24") if 0 <= at < MIDNIGHT else None
    start = shifted(day.first, by.count, by.unit)
    return week_of(start) if start and by.unit == "week" else days(start) if start else None


@RANGES.rule(
    "LENGTH SINCE|FROM THE? DATE", "SINCE|FROM THE? DATE LENGTH", says={"for 3 days from monday": "Mon Nov 23..Wed Nov 25"}
)
def length_from(_: Here, *said: Length | Time) -> Time | None:
    length = next(part for part in said if isinstance(part, Length))
    start = next(part for part in said if isinstance(part, Time))
    end = shifted(start.first, length.count, length.unit) if start.first else None
    if start.first is None:
        return None
    return days(start.first, end - DAY, "range") if end and end > start.first else replace(start, last=None)

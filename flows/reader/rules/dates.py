"""Rules for days that say themselves that they are days: "dec 3rd", "12/3", "pasado mañana", "christmas eve"."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader import holidays
from flows.reader.parser import Group
from flows.reader.rules.clocks import FACES
from flows.reader.rules.hours import part_of_day
from flows.reader.times import DAY, Here, Num, Several, Time, days, monday, months_on, on_date, together, week_of, weekday_from

DATES = Group()  # what says itself that it is a day


# --- a date written out ----------------------------------------------------------------------------------------------


def is_year(number: Num) -> bool:
    return number.digits == 4 and 1900 <= number.value < 2100


@FACES.rule("NUM SLASH NUM SLASH NUM", "NUM DASH NUM DASH NUM", "NUM DOT NUM DOT NUM", says={"12/3/26": "Thu Dec 3"})
def numeric(here: Here, a: Num, b: Num, c: Num) -> Time | None:
    if a.digits == 4:
        return on_date(c.value, b.value, a.value, here)
    return day_and_month(here, a, b, c.value) if c.digits in (2, 4) and b.digits <= 2 else None


@FACES.rule("NUM SLASH NUM", says={"12/3": "Thu Dec 3", "13/12": "Sun Dec 13"})
def numeric_short(here: Here, a: Num, b: Num) -> Time | None:
    return day_and_month(here, a, b, None) if 1 <= a.digits <= 2 and 1 <= b.digits <= 2 else None


@DATES.rule("ON|THE NUM DASH NUM", says={"on 12-3": "Thu Dec 3"})
def numeric_dashed(here: Here, a: Num, b: Num) -> Time | None:
    return numeric_short(here, a, b)


def day_and_month(here: Here, a: Num, b: Num, year: int | None) -> Time | None:
    """Month first or day first as the country writes it; the other way round where only that makes a date."""
    day, number = (a.value, b.value) if here.day_first else (b.value, a.value)
    return on_date(day, number, year, here) or on_date(number, day, year, here)


@DATES.rule("MONTH OF|THE? NUM|ORD COMMA? OF? THE? NUM", says={"dec 3, 2026": "Thu Dec 3"})
def month_day_year(here: Here, number: int, day: Num, year: Num) -> Time | None:
    return on_date(day.value, number, year.value, here) if is_year(year) else None


@DATES.rule("NUM|ORD DASH? OF? MONTH DASH? COMMA? OF? THE? NUM", says={"3 de diciembre de 2026": "Thu Dec 3"})
def day_month_year(here: Here, day: Num, number: int, year: Num) -> Time | None:
    if year.ordinal or not (is_year(year) or (year.digits == 2 and year.value >= here.today.year % 100)):
        return None
    return on_date(day.value, number, year.value, here)


@DATES.rule(
    "MONTH DASH|SLASH? THE? NUM|ORD", says={"dec 3rd": "Thu Dec 3", "march first": "Mon Mar 1", "june 31": "no such day"}
)
def month_day(here: Here, number: int, day: Num) -> Time | None:
    return on_date(day.value, number, None, here)


@DATES.rule("NUM|ORD UNIT? DASH? OF|IN? MONTH", says={"the 3rd of december": "Thu Dec 3", "3 de diciembre": "Thu Dec 3"})
def day_month(here: Here, day: Num, *rest: str | int) -> Time | None:
    number = rest[-1]
    if (len(rest) > 1 and rest[0] != "day") or not isinstance(number, int):
        return None
    return on_date(day.value, number, None, here)


@DATES.rule("NUM OF NUM", "NUM OF NUM OF NUM", says={"el 17 del 12": "Thu Dec 17"})
def day_of_number(here: Here, day: Num, number: Num, year: Num | None = None) -> Time | None:
    if not day.digits or not number.digits or day.value <= 12 or (year and not is_year(year)):
        return None  # "de 9 de 10" is no date
    return on_date(day.value, number.value, year.value if year else None, here)


@DATES.rule("NUM|ORD OF THE? THIS UNIT", says={"the 25th of this month": "Wed Nov 25", "el 25 de este mes": "Wed Nov 25"})
def of_this_month(here: Here, day: Num, unit: str) -> Time | None:
    found = on_date(day.value, here.today.month, here.today.year, here) if unit == "month" else None
    return found if not found or not found.first or found.first >= here.today else Time(impossible="past")


@DATES.rule("NUM|ORD OF THE? NEXT UNIT", "NUM|ORD OF THE? UNIT COMING", says={"the 3rd of next month": "Thu Dec 3"})
def of_next_month(here: Here, day: Num, unit: str) -> Time | None:
    there = months_on(1, here.today.replace(day=1))
    return on_date(day.value, there.month, there.year, here) if unit == "month" else None


# --- days from today -------------------------------------------------------------------------------------------------


@DATES.rule("LATE|EARLIERON? DAYREL", says={"tomorrow": "Fri Nov 20", "pasado mañana": "Sat Nov 21", "yesterday": "past"})
def relative(here: Here, n: int) -> Time:
    return days(here.today + DAY * n) if n >= 0 else Time(impossible="past")


@DATES.rule("NUM|A UNIT DAYREL", says={"a week today": "Thu Nov 26", "two weeks tomorrow": "Fri Dec 4"})
def week_today(here: Here, *said: Num | str | int) -> Time | None:
    weeks = {"week": 1, "fortnight": 2}.get(str(said[-2]), 0) * (said[0].value if isinstance(said[0], Num) else 1)
    n = said[-1]
    return days(here.today + DAY * (n + 7 * weeks)) if isinstance(n, int) and n >= 0 and 0 < weeks < 60 else None


@DATES.rule("OF DAYREL IN NUM", says={"de hoy en ocho": "Thu Nov 26", "de hoy en quince": "Thu Dec 3"})
def de_hoy_en(here: Here, n: int, count: Num) -> Time | None:
    # Counted the old way, both ends included: eight days are a week, fifteen are two.
    count_ = {8: 7, 15: 14}.get(count.value, count.value)
    return days(here.today + DAY * (n + count_)) if count_ < 400 else None


@DATES.rule("OF MANANA IN NUM", says={"de mañana en ocho": "Fri Nov 27"})
def de_manana_en(here: Here, count: Num) -> Time | None:
    return de_hoy_en(here, 1, count)


@DATES.rule("MANANA OR PASADO", says={"mañana o pasado": "Fri Nov 20 | Sat Nov 21"})
def manana_o_pasado(here: Here) -> Several:
    return Several((days(here.today + DAY), days(here.today + DAY * 2)))


@DATES.rule("MANANA", says={"mañana": "Fri Nov 20"})
def tomorrow(here: Here) -> Time:
    return days(here.today + DAY)


@DATES.rule("NOW", says={"right now": "Thu Nov 19 @10:00"})
def now(here: Here) -> Time:
    return Time(first=here.today, last=here.today, at=here.now.hour * 60 + here.now.minute, half="24", grain="minute")


@DATES.rule("TONIGHT", "THIS TONIGHT", says={"tonight": "Thu Nov 19 18:00-"})
def tonight(here: Here) -> Time:
    return Time(first=here.today, last=here.today, from_=1080, half="24", grain="part")


@DATES.rule("LATE|END TONIGHT", says={"late tonight": "Thu Nov 19 21:00-"})
def late_tonight(here: Here) -> Time:
    return Time(first=here.today, last=here.today, from_=1260, half="24", grain="part")


@DATES.rule("NEXT HOURS", says={"next morning": "Fri Nov 20 0:00-12:00"})
def next_part(here: Here, part: Time) -> Time | None:
    return replace(together(days(here.today + DAY), part), grain="part") if part.grain == "part" else None


@DATES.rule("THIS MANANA", says={"esta mañana": "Thu Nov 19 0:00-12:00"})
def esta_manana(here: Here) -> Time | None:
    return this_part(here, part_of_day("morning"))


@DATES.rule("LATE|END THIS MANANA", says={"a fin de esta mañana": "Thu Nov 19 10:00-12:00"})
def fin_de_esta_manana(here: Here) -> Time | None:
    return this_part(here, part_of_day("late morning"))


@DATES.rule("THIS THE? COMING? HOURS", "LATE THIS HOURS", says={"this afternoon": "Thu Nov 19 12:00-19:00"})
def this_part(here: Here, part: Time) -> Time | None:
    return replace(together(days(here.today), part), grain="part") if part.grain == "part" else None


@DATES.rule("EARLY|LATE|END OF|IN? THIS HOURS", says={"late this morning": "Thu Nov 19 10:00-12:00"})
def edge_of_part(here: Here, part: Time) -> Time | None:
    return this_part(here, part)


# --- named days ------------------------------------------------------------------------------------------------------


@DATES.rule("HOLIDAY WEEKEND", "THE? WEEKEND OF HOLIDAY", says={"thanksgiving weekend": "Sat Nov 28..Sun Nov 29"})
def holiday_weekend(here: Here, name: str) -> Time | None:
    found = holidays.day_of(name, here.country, here.today)
    if found is None:
        return None
    saturday = weekday_from(5, monday(found)) if found.weekday() else found - DAY * 2
    return days(saturday, max(saturday + DAY, found), "week-end")


@DATES.rule("HOLIDAY UNIT", says={"thanksgiving week": "Mon Nov 23..Sun Nov 29"})
def holiday_week(here: Here, name: str, unit: str) -> Time | None:
    found = holidays.day_of(name, here.country, here.today) if unit == "week" else None
    return week_of(found) if found else None


@DATES.rule("IN THE HOLIDAY", says={"in the new year": "Fri Jan 1..Sun Jan 31"})
def in_the_new_year(here: Here, name: str) -> Time | None:
    found = holidays.day_of(name, here.country, here.today) if name == "new year" else None
    return days(found, found + DAY * 30, "range") if found else None


@DATES.rule("NEXT|THIS|THE? COMING? HOLIDAY NUM?", "HOLIDAY OF THIS UNIT", says={"christmas eve": "Thu Dec 24"})
def holiday(here: Here, name: str, year: Num | str | None = None) -> Time | None:
    if isinstance(year, Num) and not is_year(year):
        return None
    found = holidays.day_of(name, here.country, here.today, year.value if isinstance(year, Num) else None)
    return days(found) if found else None

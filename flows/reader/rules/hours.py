"""Rules for parts of the day, and for hours that only the words around them make hours: "late afternoon", "at 3", "9ish"."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.rules.clocks import CLOCKS, Hour, as_clock, run_together
from flows.reader.times import MIDNIGHT, PARTS, Here, Num, Plain, Time, day_of_month, days, in_part, together

HOURS = Group()  # an hour that only the words around it make one: tried after the dates, which also are numbers


# --- parts of the day ------------------------------------------------------------------------------------------------


def part_of_day(name: str) -> Time:
    from_, until = PARTS[name]
    return Time(from_=from_, until=until if until < MIDNIGHT else None, half="24", grain="part")


@CLOCKS.rule("PART", says={"mornings": "0:00-12:00", "after school": "15:00-", "por la tarde": "12:00-20:00"})
def part(_: Here, name: str) -> Time:
    return part_of_day(name)


@CLOCKS.rule("IN|AT|OF|FOR|THIS THE MANANA", "IN MANANA", "THE MANANA", says={"por la mañana": "0:00-12:00"})
def la_manana(_: Here) -> Time:
    return part_of_day("morning")


@CLOCKS.rule("EARLY|BEGIN IN|OF? THIS PART", says={"early this afternoon": "Thu Nov 19 12:00-15:00"})
def early_this(here: Here, name: str) -> Time:
    return replace(together(days(here.today), early(here, name)), grain="part")


@CLOCKS.rule("LATE|END IN|OF|AT? THIS PART", says={"late this morning": "Thu Nov 19 10:00-12:00"})
def late_this(here: Here, name: str) -> Time:
    return replace(together(days(here.today), late(here, name)), grain="part")


@CLOCKS.rule("EARLY IN|OF|FOR? THE? PART", says={"early afternoon": "12:00-15:00", "early in the morning": "0:00-9:00"})
def early(_: Here, name: str) -> Time:
    return part_of_day(f"early {name}" if f"early {name}" in PARTS else name)


@CLOCKS.rule("LATE|END IN|OF|FOR|AT? THE? PART", says={"late afternoon": "15:00-19:00"})
def late(_: Here, name: str) -> Time:
    return part_of_day(f"late {name}" if f"late {name}" in PARTS else name)


# --- hours that only the words around them make hours ----------------------------------------------------------------


@HOURS.rule("SAMETIME", says={"same time thursday": "Thu Nov 26"})
def same_time(here: Here) -> Time | None:
    clocks = {start.hour * 60 + start.minute for start in here.offered}
    return Time(at=clocks.pop(), half="24", grain="minute") if len(clocks) == 1 else None


@HOURS.rule("AT NUM", "AT FOR NUM", "MAKE NUM", says={"at 3": "@15:00", "a las 8": "@8:00", "at 1030": "@10:30"})
def at_hour(_: Here, hour: Num) -> Time | None:
    return run_together(hour) if 1 <= hour.value <= 24 or hour.digits in (3, 4) else None


@HOURS.rule("LAS NUM", "LAS CLOCK", says={"las 3": "@15:00"})
def las_tres(here: Here, hour: Hour) -> Time | None:
    return hour if isinstance(hour, Time) else at_hour(here, hour)


@HOURS.rule("LAS NUM WORD", says={"las dos cosas": "nothing"})
def las_dos_cosas(_: Here, count: Num) -> Plain | None:
    return None if count.digits else Plain()


@HOURS.rule("CLOCK AMPM", says={"a las 8 menos cuarto pm": "@19:45"})
def clock_half(_: Here, at: Time, half: str) -> Time | None:
    return in_part(at, Time(from_=720 if half == "pm" else 0, until=None if half == "pm" else 720)) if not at.half else None


@HOURS.rule("AT CLOCK", says={"at 3pm": "@15:00"})
def at_clock(_: Here, at: Time) -> Time:
    return at


@HOURS.rule("NUM BETTER", "LAS NUM BETTER", "CLOCK BETTER", says={"11 would be better": "@11:00"})
def better(_: Here, at: Hour) -> Time | None:
    return as_clock(at)


@HOURS.rule("NUM ISH", "CLOCK ISH", says={"9ish": "@9:00"})
def ish(_: Here, at: Hour) -> Time | None:
    return as_clock(at)


@HOURS.rule("NUM HOURS", "NUM FOR THE? HOURS", says={"8 night": "@20:00"})
def number_part(here: Here, hour: Num, part: Time) -> Time | None:
    # "four afternoon classes", "one for the morning": a spelled number needs more than that
    return clock_in_part(here, hour, part) if hour.digits else None


@HOURS.rule("CLOCK OF THE? NUM|ORD", says={"a las 7 de la tarde del 15": "Tue Dec 15 @19:00"})
def clock_of_day(here: Here, at: Time, day: Num) -> Time | None:
    found = day_of_month(day.value, here) if day.digits else None
    return together(found, at) if found else None


@HOURS.rule(
    "CLOCK COMMA|IN|AT|OF|FOR|ON? THE? HOURS",
    "NUM COMMA|IN|AT|OF|ON THE? HOURS",
    says={"3 in the afternoon": "@15:00", "8 de la noche": "@20:00"},
)
def clock_in_part(_: Here, hour: Hour, part: Time) -> Time | None:
    at = as_clock(hour)
    return in_part(at, part) if at and part.grain == "part" else None


@HOURS.rule("HOURS COMMA|OF|FOR? AT? CLOCK|NUM", says={"in the afternoon at 3": "@15:00", "morning 9:30": "@9:30"})
def part_then_clock(here: Here, part: Time, hour: Hour) -> Time | None:
    if hour == Num(1):
        return None  # "the morning one"
    return clock_in_part(here, hour, part)

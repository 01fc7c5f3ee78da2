"""Rules for the time of day: "530pm", "half past three", "a las 2 y media"."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.times import MIDNIGHT, NOON, Here, Num, Plain, Several, Time, clock

FACES = Group()  # what a clock face shows: "2:30", "3pm", "15h30"


CLOCKS = Group()


Hour = Num | Time


# --- helpers ---------------------------------------------------------------------------------------------------------


def run_together(number: Num, half: str = "") -> Time | None:
    """ "530" is half past five."""
    if number.digits in (3, 4):
        return clock(number.value // 100, number.value % 100, half)
    return clock(number.value, 0, half) if number.digits < 3 and not number.ordinal else None


def as_clock(hour: Hour, half: str = "") -> Time | None:
    """Return the time of day a number may be: 1 to 12, or 530. Larger ones are days, or people."""
    if isinstance(hour, Time):
        return hour
    year = hour.digits == 4 and 1900 <= hour.value < 2100
    return run_together(hour, half) if 1 <= hour.value <= 12 or (hour.digits in (3, 4) and not year) else None


def hour_of(hour: Hour | int, half: str = "") -> Time | None:
    """Return the full hour that minutes are counted from: "3", "3pm", "noon"."""
    if isinstance(hour, int):
        return Time(at=hour % MIDNIGHT, half="24", grain="minute")
    return hour if isinstance(hour, Time) else clock(hour.value, 0, half)


def moved(at: Time | None, by: int) -> Time | None:
    if at is None or at.at is None:
        return None
    round_clock = MIDNIGHT if at.half else NOON
    return replace(at, at=(at.at + by) % round_clock or (0 if at.half else NOON))


def between(start: Time, end: Time) -> Time | None:
    """ "3 to 5pm" is 15 to 17, "11 to 1" is 11 to 13: one am or pm serves both, and the end comes after the start."""
    if start.at is None or end.at is None:
        return None
    a, b, half = start.at, end.at, start.half or end.half
    if end.half and not start.half:
        a = a % NOON + NOON if a % NOON + NOON < b else a % NOON
    elif start.half and not end.half and b <= a:
        b += NOON
    elif not half:
        a, b = a % NOON, b % NOON
        b += NOON if b <= a else 0
    return Time(from_=a, until=b, half=half, grain="range") if a < b < MIDNIGHT else None


# --- what a clock face shows -----------------------------------------------------------------------------------------


@FACES.rule("NUM COLON NUM AMPM|AP?", "NUM DOT NUM AMPM", says={"2:30 pm": "@14:30", "2:30p": "@14:30", "8.10 pm": "@20:10"})
def hour_and_minute(_: Here, hour: Num, minute: Num, half: str = "") -> Time | None:
    if minute.digits != 2 or not hour.digits:
        return None
    early = "24" if hour.digits == 2 and hour.value < 10 and not half else half
    at = clock(hour.value, minute.value, half)
    return replace(at, half="") if at and early == "24" else at


@FACES.rule("NUM COLON NUM COLON NUM AMPM?", says={"at 15:30:00": "@15:30"})
def with_seconds(here: Here, hour: Num, minute: Num, _: Num, half: str = "") -> Time | None:
    return hour_and_minute(here, hour, minute, half)


@FACES.rule("NUM OCLOCK? DOT? AMPM", says={"3pm": "@15:00", "530 pm": "@17:30", "five o'clock pm": "@17:00"})
def hour_with_half(_: Here, hour: Num, half: str) -> Time | None:
    return run_together(hour, half)


@FACES.rule("NUM AP", says={"4p": "@16:00"})
def hour_with_p(_: Here, hour: Num, half: str) -> Time | None:
    # "4a" is more often a flat, or a Spanish "to"; where it is an hour, a range says so.
    return run_together(hour, half) if half == "pm" and hour.digits else None


@FACES.rule("NUM H NUM?", says={"15h30": "@15:30", "at 9h": "@9:00"})
def french(_: Here, hour: Num, minute: Num | None = None) -> Time | None:
    at = clock(hour.value, minute.value if minute else 0) if hour.digits else None
    return replace(at, half=at.half or "24") if at else None


@FACES.rule("NUM NUM AMPM", says={"2 05 p.m.": "@14:05"})
def apart_with_half(_: Here, hour: Num, minute: Num, half: str) -> Time | None:
    return clock(hour.value, minute.value, half) if minute.digits != 1 and hour.value <= 12 else None


@FACES.rule("AT NUM DOT NUM AMPM?", says={"at 8.30": "@8:30"})
def at_dotted(here: Here, hour: Num, minute: Num, half: str = "") -> Time | None:
    return hour_and_minute(here, hour, minute, half) if hour.value <= 24 else None


@FACES.rule("NUM DOT NUM")
def dotted(here: Here, hour: Num, minute: Num) -> Time | None:
    # among times that were offered "9.30" is one of them; elsewhere it may be a price
    return at_dotted(here, hour, minute) if here.offered else None


@FACES.rule("NUM DOT NUM", says={"temperature of 37.1": "nothing"})
def decimal(_: Here, whole: Num, part: Num) -> Plain | None:
    return (
        Plain() if whole.digits and part.digits and not (part.digits == 2 and whole.value <= 24 and part.value < 60) else None
    )


@FACES.rule("IN NUM H", says={"in 1h": "Thu Nov 19 @11:00"})
def in_hours(here: Here, count: Num) -> Time | None:
    then = here.now + timedelta(hours=min(count.value, 400))
    return Time(first=then.date(), last=then.date(), at=then.hour * 60 + then.minute, half="24", grain="minute")


# --- what is told: half past three -----------------------------------------------------------------------------------


@CLOCKS.rule("NUM OCLOCK", "CLOCK OCLOCK", says={"3 o'clock": "@15:00", "a las 5 en punto": "@17:00"})
def oclock(_: Here, hour: Hour) -> Time | None:
    return hour if isinstance(hour, Time) else clock(hour.value) if 1 <= hour.value <= 24 else None


@CLOCKS.rule("HALF PAST|AFTER NUM|CLOCK|CLOCKWORD", "HALF NUM", says={"half past three": "@15:30", "half past 10 am": "@10:30"})
def half_past(_: Here, hour: Hour | int) -> Time | None:
    return moved(hour_of(hour), 30)


@CLOCKS.rule("A? QUARTER PAST|AFTER NUM|CLOCK|CLOCKWORD", says={"quarter past 2": "@14:15", "a quarter past noon": "@12:15"})
def quarter_past(_: Here, hour: Hour | int) -> Time | None:
    return moved(hour_of(hour), 15)


@CLOCKS.rule("NUM PAST NUM|CLOCK|CLOCKWORD", says={"ten past 9": "@9:10", "20 past 3pm": "@15:20"})
def minutes_past(_: Here, minute: Num, hour: Hour | int) -> Time | None:
    return moved(hour_of(hour), minute.value) if 0 < minute.value < 60 else None


@CLOCKS.rule("NUM UNIT PAST|AFTER|FROM NUM|CLOCK|CLOCKWORD", says={"15 minutes past 3pm": "@15:15"})
def told_minutes_past(here: Here, minute: Num, unit: str, hour: Hour | int) -> Time | None:
    return minutes_past(here, minute, hour) if unit == "minute" else None


@CLOCKS.rule("A? QUARTER TO|UNTIL|BEFORE NUM|CLOCK|CLOCKWORD", "QUARTER FOR AT|LAS|THE NUM", says={"quarter to 4": "@15:45"})
@CLOCKS.rule("NUM|CLOCK LESS QUARTER", says={"a las 9 menos cuarto": "@8:45", "a las 8pm menos cuarto": "@19:45"})
def quarter_to(_: Here, hour: Hour | int) -> Time | None:
    return moved(hour_of(hour), -15)


@CLOCKS.rule("NUM UNIT TO|BEFORE|FOR AT|LAS? NUM|CLOCK|CLOCKWORD", says={"20 minutes to 4": "@15:40"})
def told_minutes_to(_: Here, minute: Num, unit: str, hour: Hour | int) -> Time | None:
    return moved(hour_of(hour), -minute.value) if unit == "minute" and minute.value < 60 else None


@CLOCKS.rule("AT NUM TO NUM|CLOCK", "NUM FOR AT|LAS NUM", says={"at 10 to 2": "@13:50", "diez para las tres": "@14:50"})
def ten_to(_: Here, minute: Num, hour: Hour) -> Time | None:
    # "at" names one time, so this is no range
    return moved(hour_of(hour), -minute.value) if minute.value in (5, 10, 15, 20, 25) else None


@CLOCKS.rule("NUM TO NUM|CLOCK", says={"20 to 4": "@15:40"})
def twenty_to(here: Here, minute: Num, hour: Hour) -> Time | None:
    # "5 to 7" is a range; none begins at twenty
    late = minute.value in (15, 20, 25) and (isinstance(hour, Time) or hour.value <= 12)
    return ten_to(here, minute, hour) if late else None


@CLOCKS.rule("NUM|CLOCK LESS NUM", says={"a las 9 menos diez": "@8:50"})
def menos(_: Here, hour: Hour, minute: Num) -> Time | None:
    return moved(hour_of(hour), -minute.value) if minute.value in (5, 10, 20, 25) else None


@CLOCKS.rule("NUM AND HALF AMPM?", says={"a las 2 y media": "@14:30", "a las tres y media pm": "@15:30"})
def y_media(_: Here, hour: Num, half: str = "") -> Time | None:
    return clock(hour.value, 30, half)


@CLOCKS.rule("NUM AND QUARTER AMPM?", says={"a las 3 y cuarto": "@15:15"})
def y_cuarto(_: Here, hour: Num, half: str = "") -> Time | None:
    return clock(hour.value, 15, half)


@CLOCKS.rule("NUM NUM", says={"two thirty": "@14:30", "at 17 30": "@17:30"})
def side_by_side(_: Here, hour: Num, minute: Num) -> Time | Num | None:
    """ "two thirty" is a time; "17 30", as a speaker's recogniser writes it, is 1730 until something says so."""
    if hour.digits and minute.digits:
        fits = hour.digits <= 2 and minute.digits == 2 and hour.value <= 24 and minute.value < 60
        return Num(hour.value * 100 + minute.value, 3) if fits else None
    if hour.digits or minute.digits or not (1 <= hour.value <= 12 and 10 <= minute.value < 60):
        return None
    return clock(hour.value, minute.value)


@CLOCKS.rule("NUM DASH NUM AMPM?", says={"at five-thirty": "@17:30"})
def five_thirty(_: Here, hour: Num, minute: Num, half: str = "") -> Time | None:
    spelled = not hour.digits and not minute.digits and hour.value <= 12 and 12 < minute.value < 60
    return clock(hour.value, minute.value, half) if spelled else None


@CLOCKS.rule("AT NUM AND NUM AMPM?", says={"a las tres y quince": "@15:15"})
def tres_y_quince(_: Here, hour: Num, minute: Num, half: str = "") -> Time | None:
    return clock(hour.value, minute.value, half) if 1 <= hour.value <= 12 and not minute.digits and minute.value < 60 else None


@CLOCKS.rule("CLOCK COMMA|OR NUM AND NUM", says={"a las nueve y diez o diez y veinte": "@9:10 | @10:20"})
def otra_hora(here: Here, one: Time, hour: Num, minute: Num) -> Several | None:
    other = tres_y_quince(here, hour, minute) if not hour.digits else None
    return Several((one, other)) if other else None


@CLOCKS.rule("CLOCKWORD", says={"at noon": "@12:00", "a mediodía": "@12:00"})
def noon(_: Here, minute: int) -> Time:
    return Time(at=minute % MIDNIGHT, half="24", grain="minute")

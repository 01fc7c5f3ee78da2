"""Rules that join a day with its hour, and turn a time into what comes after or before it: "tuesday at 3", "after 3"."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader.parser import Group, Item
from flows.reader.rules.clocks import Hour, as_clock, between
from flows.reader.rules.hours import part_of_day
from flows.reader.times import DAY, MIDNIGHT, NOON, Here, Num, Several, Time, in_part, together

JOINED = Group()


BOUNDS = Group()


GLUE = frozenset(("ANY", "BUT", "AT", "MAKE", "LAS", "OFTHE", "ON", "IN", "OF", "FOR", "THE", "COMMA", "DOT", "A", "DASH"))


TIMES = frozenset(("DATE", "TIME", "CLOCK", "HOURS", "LIST"))


def closed_up(items: list[Item]) -> list[Item]:
    """Drop the small words between two times: "tuesday, at" and "at" say nothing the order does not."""
    kept: list[Item] = []
    waiting: list[Item] = []
    for item in items:
        if (item.kind in GLUE or item.kind == "AND") and kept and kept[-1].kind in TIMES and len(waiting) < 3:
            waiting.append(item)
            continue
        if not _nothing_between(kept, waiting, item):
            kept.extend(waiting)
        waiting = []
        kept.append(item)
    return kept + waiting


def _nothing_between(kept: list[Item], waiting: list[Item], item: Item) -> bool:
    if item.kind not in TIMES and item.kind != "NUM":
        return False
    if item.kind == "NUM" and any(w.kind in ("FOR", "OF", "A") for w in waiting):
        return False  # "the 10th for 2 adults"
    # "the 10th and 2pm" is one time; "the 10th and the 12th" are two.
    return not any(w.kind == "AND" for w in waiting) or {kept[-1].kind, item.kind} == {"DATE", "CLOCK"}


# --- a day and its hour ----------------------------------------------------------------------------------------------


@JOINED.rule("DATE CLOCK|HOURS", says={"tuesday at 3": "Tue Nov 24 @15:00", "dec 1, morning": "Tue Dec 1 0:00-12:00"})
def day_hour(_: Here, day: Time, hours: Time) -> Time | None:
    return None if day.impossible or hours.unwanted != day.unwanted else together(day, hours)


@JOINED.rule("CLOCK|HOURS DATE", says={"3pm tomorrow": "Fri Nov 20 @15:00"})
def hour_day(here: Here, hours: Time, day: Time) -> Time | None:
    both = day_hour(here, day, hours)
    return replace(both, hours_first=True) if both else None


@JOINED.rule("LIST CLOCK|HOURS|DATE", "CLOCK|HOURS|DATE LIST", says={"dec 1 or 2 at 3": "Tue Dec 1 | Wed Dec 2 @15:00"})
def list_hour(_: Here, one: Several | Time, other: Several | Time) -> Several | None:
    listed, said = (one, other) if isinstance(one, Several) else (other, one)
    if not isinstance(listed, Several) or not isinstance(said, Time) or said.impossible:
        return None
    both = tuple(_completed(time, said) for time in listed.times)
    return Several(both) if both != listed.times else None


def _completed(time: Time, said: Time) -> Time:
    """Give a listed day the hour that was said once, or a listed hour the day."""
    if time.unwanted:
        return time
    if time.kind == "DATE" and said.kind != "DATE":
        return together(time, said)
    return together(said, time) if time.kind in ("CLOCK", "HOURS") and said.kind == "DATE" else time


@JOINED.rule("DATE TO? NUM", says={"tomorrow 3": "Fri Nov 20 @15:00"})
def day_number(_: Here, day: Time, hour: Num) -> Time | None:
    at = as_clock(hour)
    return together(day, at) if at and day.one_day and hour.digits and not day.impossible else None


@JOINED.rule("NUM ON? DATE", "NUM COMMA DATE", says={"9 tomorrow": "Fri Nov 20 @9:00", "3, tomorrow": "Fri Nov 20 @15:00"})
def number_day(here: Here, hour: Num, day: Time) -> Time | None:
    return day_number(here, day, hour) if day.one_day else None


@JOINED.rule(
    "DATE|TIME EARLY",
    says={"mañana temprano": "Fri Nov 20 0:00-10:00", "el lunes en la mañana temprano": "Mon Nov 23 0:00-10:00"},
)
def day_early(_: Here, day: Time) -> Time | None:
    morning = day.kind == "TIME" and day.at is None and day.until == NOON
    fits = not day.impossible and (morning or (day.kind == "DATE" and day.one_day))
    return together(day, part_of_day("first thing")) if fits else None


@JOINED.rule("EARLY AT? NUM|CLOCK", says={"early like 8": "@8:00"})
def early_at(_: Here, hour: Hour) -> Time | None:
    return as_clock(hour)


@JOINED.rule("HOURS EARLY", says={"por la mañana temprano": "0:00-10:00"})
def part_early(_: Here, part: Time) -> Time | None:
    return part_of_day("first thing") if part.until == NOON and not part.from_ else None


@JOINED.rule("DATE AMPM", says={"tmrw am": "Fri Nov 20 0:00-12:00"})
def day_half(_: Here, day: Time, half: str) -> Time | None:
    return None if day.impossible else together(day, part_of_day("morning" if half == "am" else "afternoon"))


@JOINED.rule("DATE NUM AP", "NUM AP DATE", says={"9a wed": "Wed Nov 25 @9:00"})
def day_hour_half(_: Here, *said: Time | Num | str) -> Time | None:
    day = next(part for part in said if isinstance(part, Time))
    hour = next(part for part in said if isinstance(part, Num))
    at = as_clock(hour, next(part for part in said if isinstance(part, str)))
    return together(day, at) if at and day.one_day else None


@JOINED.rule("DATE LUNCH", says={"tomorrow lunch": "Fri Nov 20 12:00-14:00"})
def lunch(_: Here, day: Time | None = None) -> Time | None:
    return together(day, part_of_day("lunch")) if day else None


@JOINED.rule("TIME CLOCK|NUM", "TIME AT NUM", "CLOCK|NUM COMMA? TIME", says={"tonight at 8": "Thu Nov 19 @20:00"})
def hour_in_part(_: Here, one: Time | Num, other: Time | Num) -> Time | None:
    day, hour = (one, other) if one.kind == "TIME" else (other, one)
    at = as_clock(hour)
    if not isinstance(day, Time) or at is None or at.at is None or day.grain == "range":
        return None
    if day.at is not None:
        return day if day.at % NOON == at.at % NOON else None  # told twice
    if day.from_ is None:
        return None
    minute = in_part(at, day).at
    return replace(day, at=minute, from_=None, until=None, half="24", grain="minute")


@JOINED.rule("TIME HOURS", "HOURS TIME", says={"tonight from 7 to 8:30": "Thu Nov 19 19:00-20:30"})
def part_told_again(_: Here, one: Time, other: Time) -> Time | None:
    day, hours = (one, other) if one.kind == "TIME" else (other, one)
    if hours.grain == "range" and day.grain in ("part", "minute") and day.at is None and hours.from_ is not None:
        return in_the_part(day, hours)
    if hours.grain == "part" and day.at is not None and not day.half:
        return replace(day, at=(day.at % NOON) + (NOON if (hours.from_ or 0) >= NOON else 0), half="24")
    return day if hours.grain == "part" else None


@JOINED.rule("HOURS HOURS", says={"mornings before 10": "0:00-10:00", "from 3 to 4 in the pm": "15:00-16:00"})
def part_and_range(_: Here, one: Time, other: Time) -> Time | None:
    part, hours = (one, other) if one.grain == "part" else (other, one)
    if part.grain != "part" or hours.grain != "range":
        return None
    if hours.from_ is not None and hours.until is not None:
        return in_the_part(part, hours)
    late = NOON if not hours.half and (part.from_ or 0) >= NOON and (hours.from_ or hours.until or 0) < NOON else 0
    from_ = part.from_ if hours.from_ is None else max(part.from_ or 0, hours.from_ + late)
    until = part.until if hours.until is None else min(part.until or MIDNIGHT, hours.until + late)
    return replace(part, from_=from_, until=until, grain="range") if (from_ or 0) < (until or MIDNIGHT) else None


def in_the_part(day: Time, hours: Time) -> Time:
    """ "Tonight from 7 to 8:30": the part of the day settles am or pm."""
    late = NOON if not hours.half and (day.from_ or 0) >= NOON and (hours.from_ or 0) < NOON else 0
    until = None if hours.until is None else hours.until + late
    return replace(day, from_=(hours.from_ or 0) + late, until=until, half="24", grain="range")


# --- after, before ---------------------------------------------------------------------------------------------------


@BOUNDS.rule(
    "AFTER CLOCK|NUM|TIME|DATE|HOURS",
    "AFTER|THE CLOCK|NUM ONWARDS",
    says={"after 3": "15:00-", "after the 14th": "Tue Dec 15.."},
)
def after(_: Here, what: Hour) -> Time | None:
    at = as_clock(what)
    if at is None or at.impossible or at.unwanted:
        return None
    if at.at is not None:
        return replace(at, at=None, from_=at.at, until=None, grain="range")
    if at.has_hours:
        return replace(at, from_=at.until, until=None, grain="range") if at.until else None
    return replace(at, first=at.last + DAY, last=None, weekday=None) if at.last else None


@BOUNDS.rule(
    "SINCE|FROM CLOCK|NUM|TIME|DATE|HOURS",
    "SINCE|FROM? THE? CLOCK|TIME|DATE|HOURS ONWARDS",
    "OF CLOCK|DATE ONWARDS",
    says={"starting monday": "Mon Nov 23..", "from tomorrow on": "Fri Nov 20.."},
)
def since(here: Here, what: Hour) -> Time | None:
    at = as_clock(what)
    if at is None or at.unwanted or (at.grain == "range" and at.last):
        return None
    if at.at is None and at.has_hours:
        return replace(at, until=None, grain="range")
    return replace(at, last=None, weekday=None) if at.kind == "DATE" and at.first else after(here, at)


@BOUNDS.rule(
    "BEFORE CLOCK|NUM|TIME|DATE",
    "UNTIL CLOCK|NUM|TIME",
    "BY CLOCK",
    "CLOCK|TIME|NUM|DATE ORBEFORE",
    says={"before 11": "-11:00"},
)
def ahead_of(here: Here, what: Hour) -> Time | None:
    at = as_clock(what)
    if at is None or at.impossible or at.unwanted:
        return None
    if at.at is not None:
        return replace(at, at=None, from_=None, until=at.at, grain="range")
    if at.has_hours:
        return replace(at, from_=None, until=at.from_, grain="range") if at.from_ else None
    end = at.last if at.grain == "range" else at.first and at.first - DAY  # "before the end of May" is in May
    return Time(last=end, grain="range") if end else None


@BOUNDS.rule("BEFORE CLOCK|NUM ONWARDS OF? CLOCK|NUM|TIME", says={"before 10 or after 3": "-10:00 | 15:00-"})
def before_or_after(here: Here, end: Hour, start: Hour) -> Several | None:
    return _both(ahead_of(here, end), after(here, start))


@BOUNDS.rule("AFTER CLOCK|NUM ORBEFORE OF? CLOCK|NUM|TIME", says={"after 3 or before 10": "15:00- | -10:00"})
def after_or_before(here: Here, start: Hour, end: Hour) -> Several | None:
    return _both(after(here, start), ahead_of(here, end))


@BOUNDS.rule(
    "CLOCK|TIME|NUM ONWARDS OF? CLOCK|TIME|NUM",
    says={
        "friday at 10 or after 2 on monday": "Fri Nov 20 @10:00 | Mon Nov 23 14:00-",
        "el viernes a las 10 o despues de las 2 el lunes": "Fri Nov 20 @10:00 | Mon Nov 23 14:00-",
    },
)
def then_or_after(here: Here, one: Hour, other: Hour) -> Several | None:
    """ "10 or after 2": two alternatives, and not "10 or later"; "one plus two" is none."""
    if any(isinstance(hour, Num) and not hour.digits for hour in (one, other)):
        return None
    at, start = as_clock(one), after(here, other)
    return Several((at, start)) if at and at.at is not None and start and not at.unwanted and not start.unwanted else None


@BOUNDS.rule("AFTER CLOCK|NUM ONWARDS OF? CLOCK|NUM", says={"not before 10 or after 3": "10:00-15:00"})
def neither_before_nor_after(_: Here, start: Hour, end: Hour) -> Time | None:
    a, b = as_clock(start), as_clock(end)
    return between(a, b) if a and b else None


def _both(one: Time | None, other: Time | None) -> Several | None:
    if one is None or other is None or one.has_days:
        return None
    return Several((together(other, one) if other.first else one, other))


@BOUNDS.rule("BY NUM", says={"by 3": "-15:00"})
def by_hour(here: Here, hour: Num) -> Time | None:
    return ahead_of(here, hour) if hour.digits else None


@BOUNDS.rule("BY TIME", says={"by monday at 2:30": "Mon Nov 23 @14:30"})
def by_then(_: Here, what: Time) -> Time:
    return what


@BOUNDS.rule("UNTIL DATE", "BY DATE", says={"until friday": "..Fri Nov 20", "by friday": "..Fri Nov 20"})
def up_to(_: Here, day: Time) -> Time | None:
    return Time(last=day.last, grain="range") if day.last else None

"""What words can say about a time: a number, days, a time of day, or both. The values of the grammar.

Nothing here reads words. Minutes are minutes of the day; days are inclusive at both ends; times of day end before `until`.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows.when import Step

NOON = 720
MIDNIGHT = 1440
WEEK = timedelta(days=7)
DAY = timedelta(days=1)

# Part of the day -> from, until. Where a morning begins or an evening ends differs from speaker to speaker; the practice is
# closed there, so the wide reading costs nothing.
PARTS: dict[str, tuple[int, int]] = {
    "morning": (0, 720),
    "first thing": (0, 600),
    "early morning": (0, 540),
    "mid morning": (540, 660),
    "late morning": (600, 720),
    "lunch": (720, 840),
    "before lunch": (0, 720),
    "after lunch": (780, 1140),
    "daytime": (480, 1080),
    "afternoon": (720, 1140),
    "early afternoon": (720, 900),
    "mid afternoon": (840, 960),
    "late afternoon": (900, 1140),
    "evening": (1080, 1440),
    "early evening": (1020, 1200),
    "late evening": (1200, 1440),
    "night": (1080, 1440),
    "nights": (1080, 1440),
    "late night": (1260, 1440),
    "tarde": (720, 1200),
    "early tarde": (720, 900),
    "late tarde": (960, 1200),
    "noche": (1200, 1440),
    "after school": (900, 1440),
    "after work": (1020, 1440),
    "end of day": (900, 1440),
    "not early": (600, 1440),
    "not late": (0, 960),
}


class Num(Struct, frozen=True):
    """A number. `digits`: how many were typed, none if it was spelled out; "09" is two."""

    value: int
    digits: int = 0
    ordinal: bool = False

    @property
    def kind(self) -> str:
        return "ORD" if self.ordinal else "NUM"


class Length(Struct, frozen=True):
    """A length of time, which names no time by itself: "for 3 nights"."""

    count: int
    unit: str
    kind: str = "LENGTH"


class Plain(Struct, frozen=True):
    """Words that look like a time and are none: "37.1", "las dos alarmas"."""

    kind: str = "WORD"


class Shift(Struct, frozen=True):
    """So far from what was said or offered before: "the week after", "an hour later"."""

    count: int
    unit: str
    kind: str = "SHIFT"


class Time(Struct, frozen=True):
    """Days and minutes of the day. Whatever is not given does not bind."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    at: int | None = None  # exactly then
    from_: int | None = None
    until: int | None = None
    half: str = ""  # "am" or "pm" was said, or needs no saying; "": for the practice's hours to settle
    grain: str = "day"  # what was counted in: a week has room for a weekday, a day has not
    order: str = ""  # "earliest", "latest", "any"
    impossible: str = ""
    unwanted: bool = False
    weekday: int | None = None  # named by its weekday alone: "not Monday" means any Monday
    apart: bool = False  # "after 4 or Saturday": the hour is not Saturday's
    hours_first: bool = False  # "3pm Tuesday or Wednesday": the hour goes for both
    step: Step | None = None  # counted from the visit that shall be moved, which only the flow knows

    @property
    def has_days(self) -> bool:
        return self.first is not None or self.last is not None or bool(self.weekdays) or bool(self.impossible)

    @property
    def has_hours(self) -> bool:
        return self.at is not None or self.from_ is not None or self.until is not None

    @property
    def one_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def kind(self) -> str:
        if self.has_days:
            return "TIME" if self.has_hours else "DATE"
        if self.order or self.step:
            return "ORDER"
        return "CLOCK" if self.at is not None else "HOURS"


class Several(Struct, frozen=True):
    """Several times said in one breath: "the 18th and 19th of June"."""

    times: tuple[Time, ...]
    kind: str = "LIST"


class Here(Struct, frozen=True):
    """Where and when something is read: the practice's wall clock, its hours, and how its country writes dates."""

    now: datetime  # without a zone, on the practice's clock
    opens: Callable[[date], tuple[tuple[int, int], ...]]
    day_first: bool = False
    country: str = "US"
    offered: tuple[datetime, ...] = ()  # what was offered or read back: a bare "tuesday" means that one
    moving: bool = False  # the message asks for a visit to be moved

    @property
    def today(self) -> date:
        return self.now.date()


def days(first: date, last: date | None = None, grain: str = "day") -> Time:
    return Time(first=first, last=last or first, grain=grain)


def clock(hour: int, minute: int = 0, half: str = "") -> Time | None:
    """Return that time of day; None if no clock shows it. An hour past twelve, or a nought, needs no am or pm."""
    if not (0 <= hour <= 24 and 0 <= minute < 60) or (hour == 24 and minute):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour > 12 or hour == 0:
        half = half or "24"
    return Time(at=(hour * 60 + minute) % MIDNIGHT, half=half, grain="minute")


def on_date(day: int, month: int, year: int | None, here: Here) -> Time | None:
    """Return that date, the next one if no year is said. Impossible if no calendar has it; None if it cannot be a date."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is not None:
        year = full_year(year)
        return days(date(year, month, day)) if day <= month_length(year, month) else Time(impossible="no such day")
    for year in range(here.today.year, here.today.year + 9):
        if day <= month_length(year, month) and date(year, month, day) >= here.today:
            return days(date(year, month, day))
    return Time(impossible="no such day")


def full_year(year: int) -> int:
    """ "26" is 2026: nobody books a year that is long gone."""
    return year + 2000 if year < 100 else year


def month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def day_of_month(day: int, here: Here) -> Time | None:
    """Return the day of that number: of what is on offer, else in its month, else the next one."""
    if not 1 <= day <= 31:
        return None
    shown = [start.date() for start in here.offered]
    near = [there for there in (_beside(day, one) for one in shown) if there and there >= here.today]
    if near:
        return days(next((there for there in near if there in shown), near[0]), grain="day number")
    for n in range(12):
        start = months_on(n, here.today.replace(day=1))
        if day <= month_length(start.year, start.month) and start.replace(day=day) >= here.today:
            return days(start.replace(day=day), grain="day number")
    return None


TOO_FAR_BACK = timedelta(days=20)


def _beside(day: int, offered: date) -> date | None:
    """Return that day in the month of an offered one; in the next where it lies too far back: "the 2nd?" beside the 30th."""
    for n in (0, 1):
        month = months_on(n, offered.replace(day=1))
        if day <= month_length(month.year, month.month) and month.replace(day=day) >= offered - TOO_FAR_BACK:
            return month.replace(day=day)
    return None


def whole_month(number: int, here: Here, year: int | None = None) -> Time:
    """Return that month, the next one if no year is said."""
    year = full_year(year) if year is not None else here.today.year + (number < here.today.month)
    return days(date(year, number, 1), date(year, number, month_length(year, number)), "month")


def months_on(n: int, day: date) -> date:
    """Return the same day so many months on; the last of the month where that month is shorter."""
    year, number = day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1
    return date(year, number, min(day.day, month_length(year, number)))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> Time:
    return days(monday(day), monday(day) + timedelta(days=6), "week")


def weekday_from(weekday: int, start: date) -> date:
    """Return the first such weekday on or after that day."""
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def weekday_near(weekday: int, here: Here) -> date:
    """Return that weekday: of what is on offer, else in its week if it lies ahead there, else the next one, never today."""
    shown = [start.date() for start in here.offered]
    if weekday in [day.weekday() for day in shown]:
        return next(day for day in shown if day.weekday() == weekday)
    in_its_week = (monday(day) + DAY * weekday for day in shown)
    return next((day for day in in_its_week if day > here.today), weekday_from(weekday, here.today + DAY))


def weekday_within(span: Time, weekday: int) -> Time | None:
    """Return that weekday of a week, or all of them in a month."""
    if span.first is None or span.last is None or span.one_day:
        return None
    first = weekday_from(weekday, span.first)
    if first + WEEK > span.last:
        return replace(days(first), weekday=weekday) if first <= span.last else None
    return replace(span, weekdays=(weekday,), grain="day")


def shifted(day: date, count: int, unit: str) -> date | None:
    """Return the day so many days, weeks, months or years on; None for a unit without days, or beyond reason."""
    if abs(count) > 400:
        return None
    match unit:
        case "day":
            return day + timedelta(days=count)
        case "week" | "fortnight":
            return day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        case "month" | "year":
            return months_on(count * (12 if unit == "year" else 1), day)
    return None


def minutes(count: int, unit: str) -> int:
    """Return how many minutes that is; 0 for a unit of days."""
    return count * {"hour": 60, "minute": 1}.get(unit, 0)


def together(day: Time, hours: Time) -> Time:
    """Return the days of the one with the clock of the other."""
    return replace(day, at=hours.at, from_=hours.from_, until=hours.until, half=hours.half, grain="minute")


def in_part(at: Time, part: Time) -> Time:
    """Settle an hour by the part of the day it was said with: "3 in the afternoon", "8 at night"."""
    if at.half or at.at is None:
        return at
    minute, from_, until = at.at % NOON, part.from_ or 0, part.until or MIDNIGHT
    if until <= NOON:
        return replace(at, at=minute + (NOON if at.at >= NOON else 0), half="am")
    # A night runs past midnight: twelve, one, two and three at night are the small hours.
    late = not (from_ >= 1080 and minute < 240)
    return replace(at, at=minute + NOON if late else minute, half="pm" if late else "am")


def refused(what: Time) -> Time | None:
    """Return the time as unwanted; a day named by its weekday alone means that weekday in every week."""
    if what.unwanted or what.impossible:
        return None
    if what.weekday is not None and what.one_day:
        return replace(what, first=None, last=None, weekdays=(what.weekday,), weekday=None, unwanted=True)
    return replace(what, unwanted=True)

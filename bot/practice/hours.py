"""When a practice is open: its hours, and the days on which it is closed all the same.

    [hours]
    monday = "8:00-17:00"
    friday = "8:00-12:00, 13:00-15:00"
    closed = [2026-12-24, "2026-12-28 to 2026-12-31"]
    holidays = "US"                                                  # all of them; of a state: "US-CA"
    holidays = ["New Year's Day", "Thanksgiving Day", "Christmas Day"]   # or only those, by name, of the practice's country

Holidays become dates of this year and the next two: nobody books further ahead, and a restart in that time brings the next
ones. One that falls on a weekend closes the day it is observed on too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import holidays

from bot.practice.table import Table
from flows.words import Hours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")
YEARS_AHEAD = 2
LONGEST = timedelta(days=90)  # a longer closure is a slip of the pen: "2026-12-24 to 2027-12-31"
OBSERVED = " (observed)"


def opening_hours(file: Table) -> tuple[Hours, ...]:
    """Return the spans of every weekday. One that is not named, or "closed", has none. Raises BadOfficeFile."""
    table = file.table("hours")
    table.allow((*WEEKDAYS, "closed", "holidays"))
    if not any(table.has(day) for day in WEEKDAYS):
        raise file.bad("[hours]", 'says of no day when the practice is open; write a line for each, like monday = "8:00-17:00"')
    return tuple(hours for weekday in range(7) for hours in _weekday(table, weekday))


def _weekday(table: Table, weekday: int) -> Iterator[Hours]:
    key = WEEKDAYS[weekday]
    text = table.maybe_text(key, "8:00-17:00")
    if text is None or text == "closed":
        return
    spans = [_span(table, key, part.strip()) for part in text.split(",")]
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise table.bad(key, f'is "{text}": write the hours in order and apart, like "8:00-12:00, 13:00-17:00"')
    yield from (Hours(weekday, opens, closes) for opens, closes in spans)


def _span(table: Table, key: str, text: str) -> tuple[time, time]:
    found = SPAN.fullmatch(text)
    if not found:
        raise table.bad(key, f'holds "{text}": write hours of a 24-hour clock, like "8:00-17:00" or "8:00-12:00, 13:00-17:00"')
    hour, minute, last_hour, last_minute = map(int, found.groups())
    opens, closes = time(hour, minute), time(last_hour, last_minute)
    if closes <= opens:
        raise table.bad(key, f'holds "{text}", which ends before it begins; the clock has 24 hours: 5 PM is 17:00')
    return opens, closes


def closed_days(hours: Table, country: str, year: int) -> tuple[date, ...]:
    """Return every day that [hours] closes by `closed` and `holidays`, in order. Raises BadOfficeFile."""
    return tuple(sorted({*_named_days(hours), *_holidays(hours, country, year)}))


def _named_days(hours: Table) -> Iterator[date]:
    listed = hours.values.get("closed", [])
    if not isinstance(listed, list):
        raise hours.bad("closed", 'must be a list of days; write it like closed = [2026-12-24, "2026-12-28 to 2026-12-31"]')
    for item in listed:
        first, last = _days(hours, item)
        while first <= last:
            yield first
            first += timedelta(days=1)


def _days(hours: Table, item: object) -> tuple[date, date]:
    if isinstance(item, date) and not isinstance(item, datetime):
        return item, item
    try:
        first, _, last = str(item).partition(" to ")
        span = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
    except ValueError:
        raise hours.bad("closed", f'holds "{item}": write days as 2026-12-24, or "2026-12-28 to 2026-12-31"') from None
    if not timedelta(0) <= span[1] - span[0] <= LONGEST:
        raise hours.bad("closed", f'holds "{item}": write the first day, then the last, at most {LONGEST.days} days apart')
    return span


def _holidays(hours: Table, country: str, year: int) -> Iterator[date]:
    asked = hours.values.get("holidays")
    if asked is None:
        return
    years = range(year, year + YEARS_AHEAD + 1)
    if isinstance(asked, str):
        yield from _calendar(hours, asked, years)
        return
    names = hours.texts("holidays", "Thanksgiving Day")
    calendar = _calendar(hours, country, years)
    on = [(day, name.removesuffix(OBSERVED)) for day in calendar for name in calendar.get_list(day)]
    known = {name.casefold(): name for _, name in on}
    for name in names:
        if name.casefold() not in known:
            raise hours.bad("holidays", f'names "{name}", which is none of {country}{hours.like(name, known.values())}')
    wanted = {name.casefold() for name in names}
    yield from (day for day, name in on if name.casefold() in wanted)


def _calendar(hours: Table, code: str, years: range) -> holidays.HolidayBase:
    """Return the holidays of a country, "US", or of a part of it, "US-CA"."""
    country, _, part = code.partition("-")
    supported = holidays.list_supported_countries()
    if country not in supported or (part and part not in supported[country]):
        raise hours.bad("holidays", f'is "{code}": write a country or a state, like "US" or "US-CA", or a list of names')
    return holidays.country_holidays(country, subdiv=part or None, years=years)

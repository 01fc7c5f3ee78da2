"""Named days: when they are. The practice's country knows its own; a few that no country observes stand here."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays as calendars

from flows.reader.times import weekday_from

FIXED = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new years eve": (12, 31),
    "valentines": (2, 14),
    "halloween": (10, 31),
    "independence day": (7, 4),
    "juneteenth": (6, 19),
    "veterans day": (11, 11),
    "st patricks": (3, 17),
    "ides of march": (3, 15),
    "day of the dead": (11, 2),
    "epiphany": (1, 6),
}
# name -> month, weekday, which one of the month (-1: the last), days after it
NTH = {
    "thanksgiving": (11, 3, 4, 0),
    "black friday": (11, 3, 4, 1),
    "mothers day": (5, 6, 2, 0),
    "fathers day": (6, 6, 3, 0),
    "labor day": (9, 0, 1, 0),
    "memorial day": (5, 0, -1, 0),
    "presidents day": (2, 0, 3, 0),
    "mlk": (1, 0, 3, 0),
    "columbus day": (10, 0, 2, 0),
}
FROM_EASTER = {"easter": 0, "easter monday": 1, "good friday": -2}

# What a country's own calendar calls them, where it differs: Mexico's labour day is in May.
OWN_NAMES = {"labor day": "labor day", "mothers day": "mother", "fathers day": "father", "independence day": "independence day"}


def day_of(name: str, country: str, today: date, year: int | None = None) -> date | None:
    """Return that day in the year, or the next one to come; None if nobody knows it."""
    if name == "next":  # "after the holiday"
        ahead = (day for n in (0, 1) for _, day in _calendar(country, today.year + n) if day >= today)
        return next(ahead, None)
    if year is not None:
        return in_year(name, country, year)
    found = in_year(name, country, today.year)
    return found if found is None or found >= today else in_year(name, country, today.year + 1)


def in_year(name: str, country: str, year: int) -> date | None:
    if country != "US" and name in OWN_NAMES and (own := _own(OWN_NAMES[name], country, year)):
        return own
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in NTH:
        return _nth(year, *NTH[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    return _own(name, country, year)


def _nth(year: int, month: int, weekday: int, nth: int, after: int) -> date:
    if nth < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return weekday_from(weekday, following - timedelta(days=7)) + timedelta(days=after)
    return weekday_from(weekday, date(year, month, 1)) + timedelta(days=7 * (nth - 1) + after)


def _own(name: str, country: str, year: int) -> date | None:
    return next((day for title, day in _calendar(country, year) if name in title), None)


@lru_cache(maxsize=64)
def _calendar(country: str, year: int) -> tuple[tuple[str, date], ...]:
    try:
        found = calendars.country_holidays(country, years=year, language="en_US")
    except NotImplementedError:
        return ()
    return tuple((title.lower(), day) for day, title in sorted(found.items()))


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)

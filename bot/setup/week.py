"""From the schedules of some weeks: when the practice is open, on which days it is closed, and who works where.

A day's hours are the union of all providers' hours. A weekday's hours are those it has most often; a day that has none although
its weekday usually does is a closed day, and if it is a public holiday, it is told by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import holidays
from msgspec import Struct

Span = tuple[time, time]
DAY = timedelta(days=1)


class Shift(Struct, frozen=True):
    """One span of one provider on one day. No operatories: wherever an operatory is theirs."""

    day: date
    starts: time
    ends: time
    provider: int
    operatories: tuple[int, ...] = ()

    @property
    def length(self) -> timedelta:
        return datetime.combine(self.day, self.ends) - datetime.combine(self.day, self.starts)


class Week(Struct, frozen=True):
    """The hours of each weekday (0 is Monday; one without is closed), and the days that are closed all the same."""

    hours: Mapping[int, tuple[Span, ...]]
    closed: tuple[date, ...] = ()
    holidays: tuple[str, ...] = ()  # those of the closed days that have a name


def week_of(shifts: Sequence[Shift], first: date, last: date, country: str) -> Week:
    """Return the week as these days show it. Days are inclusive; `country` is that of the holidays."""
    by_day: dict[date, list[Span]] = {}
    for shift in shifts:
        by_day.setdefault(shift.day, []).append((shift.starts, shift.ends))
    open_days = {day: united(spans) for day, spans in by_day.items() if first <= day <= last}
    days = [first + n * DAY for n in range((last - first).days + 1)]
    if open_days:  # behind the last day that was entered nobody is closed, only not yet planned
        days = [day for day in days if day <= max(open_days)]
    hours: dict[int, tuple[Span, ...]] = {}
    closed: list[date] = []
    for weekday in range(7):
        those = [day for day in days if day.weekday() == weekday]
        worked = [open_days[day] for day in those if day in open_days]
        if 2 * len(worked) >= len(those) and worked:
            hours[weekday] = Counter(worked).most_common(1)[0][0]
            closed += [day for day in those if day not in open_days]
    return Week(hours, *_by_name(sorted(closed), country))


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for starts, ends in sorted(spans):
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return tuple(joined)


def _by_name(closed: Sequence[date], country: str) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Part the closed days into those without a name and the names of the holidays among them."""
    if not closed or country not in holidays.list_supported_countries():
        return tuple(closed), ()
    calendar = holidays.country_holidays(country, years=range(closed[0].year, closed[-1].year + 1))
    names = {day: calendar.get_list(day) for day in closed}
    named = (name.removesuffix(" (observed)") for day in closed for name in names[day])
    return tuple(day for day in closed if not names[day]), tuple(dict.fromkeys(named))

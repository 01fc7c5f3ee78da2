"""Which days' visits are asked about today, and when the next round is. Pure; days and hours are the practice's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flows.words import Practice, Rules

A_DAY = timedelta(days=1)
SUNDAY = 6
MOST_SKIPPED = 3  # days in a row on which nobody is asked, and more


def to_ask_about(today: date, rules: Rules) -> tuple[date, ...]:
    """Return the days whose visits have come due to be asked about, from tomorrow on: also those that an outage has missed."""
    if rules.ask_before is None:
        return ()
    reach = max(rules.ask_before // A_DAY, 1) + MOST_SKIPPED
    ahead = (today + n * A_DAY for n in range(1, reach + 1))
    return tuple(day for day in ahead if _asked_on(day, rules) <= today)


def _asked_on(day: date, rules: Rules) -> date:
    """So many days before, or on the last day before that on which we may write."""
    assert rules.ask_before is not None
    asked = day - max(rules.ask_before // A_DAY, 1) * A_DAY
    while not _may_write_on(asked, rules):
        asked -= A_DAY
    return asked


def _may_write_on(day: date, rules: Rules) -> bool:
    return rules.ask_on_sundays or day.weekday() != SUNDAY


def is_time(now: datetime, practice: Practice) -> bool:
    """Say whether something that nobody asked for may be sent now."""
    local = now.astimezone(practice.zone)
    rules = practice.rules
    return _may_write_on(local.date(), rules) and rules.ask_from <= local.time() < rules.ask_until


def next_round(now: datetime, practice: Practice) -> datetime:
    """Return when the next round begins: when we may first write on the next day on which we may."""
    local, rules = now.astimezone(practice.zone), practice.rules
    day = local.date() if local.time() < rules.ask_from else local.date() + A_DAY
    while not _may_write_on(day, rules):
        day += A_DAY
    return datetime.combine(day, rules.ask_from, practice.zone)

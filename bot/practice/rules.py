"""What a practice does differently from others. Every rule has a safe default, so the whole table may be left out.

[rules]
ask_days_before = 2
ask_from = "9:00"
"""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Literal, TypeVar, cast

from bot.practice.table import Table
from flows.proof import RAISABLE
from flows.words import Rules

KEYS = (
    *("short_notice_hours", "on_short_notice", "of_age"),
    *("people_within_minutes", "give_back_after_hours", "birth_date_for"),
    *("ask_days_before", "ask_from", "ask_until", "ask_on_sundays", "ask_if_unknown", "keep_language", "forget_after_days"),
    "texts_an_hour",
)
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
USUAL = Rules()
ON_SHORT_NOTICE = ("short", "fee", "desk")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
T = TypeVar("T")


def rules_of(file: Table) -> Rules:
    """Return the rules of the practice. Raises BadOfficeFile."""
    table = file.table("rules")
    table.allow(KEYS)
    days = table.whole("ask_days_before", least=0, most=14)
    rules = Rules(
        short_notice=_given(table.whole("short_notice_hours", least=0, most=14 * 24), HOUR, USUAL.short_notice),
        on_short_notice=cast(
            "Literal['short', 'fee', 'desk']", table.one_of("on_short_notice", ON_SHORT_NOTICE, USUAL.on_short_notice)
        ),
        of_age=table.whole("of_age", most=25) or USUAL.of_age,
        ask_before=None if days == 0 else DAY * days if days else USUAL.ask_before,
        ask_from=_clock(table, "ask_from", USUAL.ask_from),
        ask_until=_clock(table, "ask_until", USUAL.ask_until),
        ask_on_sundays=table.yes_no("ask_on_sundays", default=USUAL.ask_on_sundays),
        texts_an_hour=table.whole("texts_an_hour", most=100_000) or USUAL.texts_an_hour,
        forget_after=_given(table.whole("forget_after_days", most=365), DAY, USUAL.forget_after),
        keep_language=table.yes_no("keep_language", default=USUAL.keep_language),
        ask_if_unknown=table.yes_no("ask_if_unknown", default=USUAL.ask_if_unknown),
        people_within=_given(table.whole("people_within_minutes", most=24 * 60), MINUTE, USUAL.people_within),
        give_back_after=_given(table.whole("give_back_after_hours", most=14 * 24), HOUR, USUAL.give_back_after),
        birth_date_for=_raised(table),
    )
    if rules.ask_until <= rules.ask_from:
        raise table.bad("ask_until", "is not after ask_from; the clock has 24 hours: 8 PM is 20:00")
    return rules


def _raised(table: Table) -> tuple[str, ...]:
    """Return the actions that need the birth date here. Levels can only be raised: what needs more already cannot be named."""
    if not table.has("birth_date_for"):
        return ()
    named = table.texts("birth_date_for", "cancel")
    for action in named:
        if action not in RAISABLE:
            raise table.bad("birth_date_for", f'holds "{action}", which cannot be raised{table.like(action, RAISABLE)}')
    return tuple(dict.fromkeys(named))


def _given(many: int | None, each: timedelta, usual: T) -> timedelta | T:
    return usual if many is None else many * each


def _clock(table: Table, key: str, usual: time) -> time:
    text = table.maybe_text(key, f"{usual:%H:%M}")
    if text is None:
        return usual
    found = CLOCK.fullmatch(text)
    if not found:
        raise table.bad(key, f'is "{text}": write a time of a 24-hour clock, like "{usual:%H:%M}"')
    return time(int(found[1]), int(found[2]))

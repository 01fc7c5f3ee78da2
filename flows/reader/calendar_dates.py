"""The late fallback: a full calendar date that the grammar does not know, as dateparser reads it.

Only where the grammar found no time at all and the text has a number beside a month's name; in the practice's languages; the
text cut to 80 characters, because a hostile 1,600 cost dateparser over a second. Its first parse costs 0.2 s: see `warm`.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from flows.reader.parser import Item
from flows.reader.times import Here, Time, days
from flows.words import Lang

MOST_CHARACTERS = 80


def late_date(text: str, row: Sequence[Item], here: Here, languages: Sequence[Lang]) -> list[Time]:
    """Return the one day dateparser finds, if this can be a date at all and the day is to come."""
    if not (any(item.kind == "MONTH" for item in row) and any(item.kind in ("NUM", "ORD") for item in row)):
        return []
    found = _parse(text[:MOST_CHARACTERS], here, languages)
    return [found] if found is not None and found.first is not None and found.first >= here.today else []


def _parse(text: str, here: Here, languages: Sequence[Lang]) -> Time | None:
    import dateparser  # type: ignore[import-untyped]  # 0.3 s to import: on first use, which is `warm` at start

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own regular expressions
        found = dateparser.parse(
            text,
            languages=list(languages),
            settings={
                "RELATIVE_BASE": here.now,
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "DMY" if here.day_first else "MDY",
                "REQUIRE_PARTS": ["day", "month"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    return days(found.date()) if found else None


def warm(here: Here) -> None:
    """Load dateparser and its languages."""
    _parse("3 december 2026", here, ("en", "es"))

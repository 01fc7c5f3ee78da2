"""Days and times as they are said: "Tue Dec 1 at 2:30 PM", "martes 1 de diciembre, 2:30 p. m."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby

from flows.words import Lang, Practice

DAYS: dict[Lang, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
}


def clock(at: datetime | time, lang: Lang) -> str:
    """ "2:30 PM", "2:30 p. m."."""
    hour, half = at.hour % 12 or 12, at.hour >= 12
    return (
        f"{hour}:{at.minute:02} {'p. m.' if half else 'a. m.'}"
        if lang == "es"
        else f"{hour}:{at.minute:02} {'PM' if half else 'AM'}"
    )


def day(at: datetime, lang: Lang) -> str:
    """ "Tue Dec 1", "martes 1 de diciembre"."""
    name, month = DAYS[lang][at.weekday()], MONTHS[lang][at.month - 1]
    return f"{name} {at.day} de {month}" if lang == "es" else f"{name} {month} {at.day}"


def day_and_time(at: datetime, lang: Lang) -> str:
    """ "Tue Dec 1 at 2:30 PM", "martes 1 de diciembre, 2:30 p. m."."""
    return f"{day(at, lang)}, {clock(at, lang)}" if lang == "es" else f"{day(at, lang)} at {clock(at, lang)}"


def date_of_birth(born: date, lang: Lang) -> str:
    """ "Apr 12, 1991", "12 de abril de 1991"."""
    month = MONTHS[lang][born.month - 1]
    return f"{born.day} de {month} de {born.year}" if lang == "es" else f"{month} {born.day}, {born.year}"


def short_times(starts: Sequence[datetime], lang: Lang) -> str:
    """Number the times for an offer, naming each day once: "Tue Dec 1: 1) 9:00 AM, 2) 11:00 AM; Wed Dec 2: 3) 9:00 AM"."""
    numbered = list(enumerate(starts, 1))
    if len({s.date() for s in starts}) == len(starts):
        return ", ".join(f"{n}) {day(s, lang)} {clock(s, lang)}" for n, s in numbered)
    days = groupby(numbered, key=lambda pair: pair[1].date())
    groups = [list(pairs) for _, pairs in days]
    return "; ".join(f"{day(pairs[0][1], lang)}: " + ", ".join(f"{n}) {clock(s, lang)}" for n, s in pairs) for pairs in groups)


def week_hours(practice: Practice, lang: Lang) -> str:
    """ "Mon-Thu 8:00 AM-5:00 PM, Fri 8:00 AM-1:00 PM"."""
    spans = [tuple((h.opens, h.closes) for h in practice.hours if h.weekday == d) for d in range(7)]
    runs = [list(run) for _, run in groupby(range(7), key=lambda d: spans[d])]
    return ", ".join(f"{_days(run, lang)} {_span(spans[run[0]], lang)}" for run in runs if spans[run[0]])


def _days(run: Sequence[int], lang: Lang) -> str:
    first, last = DAYS[lang][run[0]], DAYS[lang][run[-1]]
    if len(run) == 1:
        return first
    return f"{first} a {last}" if lang == "es" else f"{first}-{last}"


def _span(spans: Sequence[tuple[time, time]], lang: Lang) -> str:
    return join([f"{clock(a, lang)}-{clock(b, lang)}" for a, b in spans], "y" if lang == "es" else "and")


def join(parts: Sequence[str], last: str) -> str:
    """ "a, b or c"."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""

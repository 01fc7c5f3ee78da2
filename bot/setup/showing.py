"""What was found, as tables in the terminal."""

from __future__ import annotations

from datetime import timedelta

from rich.console import Console
from rich.table import Table

from bot.practice.hours import WEEKDAYS
from bot.setup.found import Found, FoundReason

LANGUAGES = {"en": "English", "es": "Spanish"}
HOUR = timedelta(hours=1)


def show(found: Found, out: Console) -> None:
    """Print what Open Dental says of the practice."""
    out.print(_practice(found), markup=False)
    out.print(_reasons(found), markup=False)
    if found.chairs:
        out.print(_chairs(found), markup=False)


def _practice(found: Found) -> Table:
    table = Table(title=found.name, title_justify="left", show_header=False)
    if found.clinic is not None:
        table.add_row("clinic", f"{found.clinic_name} ({found.clinic})")
    how = "Web Sched" if found.booking == "websched" else "schedules: Web Sched gives nothing here"
    table.add_row("openings from", how)
    table.add_row("languages", ", ".join(LANGUAGES[lang] for lang in found.languages))
    for number, weekday in enumerate(WEEKDAYS):
        spans = ", ".join(f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in found.week.hours.get(number, ()))
        table.add_row(weekday, spans or "closed")
    closed = [*found.week.holidays, *(day.isoformat() for day in found.week.closed)]
    if closed:
        table.add_row("also closed", ", ".join(closed))
    return table


def _reasons(found: Found) -> Table:
    table = Table("In Open Dental", "here", "existing", "new patient", "minutes", "", title="To book for", title_justify="left")
    for reason in found.reasons:
        table.add_row(*_reason(reason), style=None if reason.offered else "dim")
    return table


def _reason(reason: FoundReason) -> tuple[str, ...]:
    numbers = (reason.existing, reason.new, reason.minutes)
    left_out = "" if reason.offered else f"left out: {reason.remark}"
    return (reason.label, reason.name if reason.offered else "", *("" if n is None else str(n) for n in numbers), left_out)


def _chairs(found: Found) -> Table:
    table = Table("Who", "where", "hours a week", "for", title="Who works where", title_justify="left")
    for chair in found.chairs:
        reasons = ", ".join(chair.reasons) or ("all" if chair.offered else "left out: none of these was seen there")
        hours = f"{chair.a_week / HOUR:.0f}"
        who = f"{chair.provider_name} ({chair.provider})"
        table.add_row(
            who, f"{chair.operatory_name} ({chair.operatory})", hours, reasons, style=None if chair.offered else "dim"
        )
    return table

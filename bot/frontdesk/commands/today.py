"""/today: the book of one day, by provider; who has not confirmed and who would come sooner is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.channels.slack.inbound import Command
from bot.frontdesk.commands import finding
from bot.frontdesk.commands.answer import Answer, Part, Tell
from bot.frontdesk.commands.arguments import arguments
from bot.frontdesk.table import At
from bot.office.line import Priority
from bot.office.rows import AppointmentRow
from bot.openings import ways
from bot.openings.ways import Ways

IN_THE_BOOK = ("Scheduled", "Complete", "Broken")


async def today(at: At, command: Command) -> Answer:
    practice, now = at.room.practice, at.clock.now()
    day = one_day(at, command.text) if command.text.strip() else now.astimezone(practice.zone).date()
    rows = await at.room.office.appointments(first=day, last=day, clinic=practice.clinic, priority=Priority.OPENINGS)
    there = [row for row in rows if row.status in IN_THE_BOOK and row.operatory]
    return book_of(at, day, there, await ways.known(at.room))


def one_day(at: At, text: str) -> date:
    """Read "tomorrow", "thu", "dec 3". Raises Tell."""
    practice, now = at.room.practice, at.clock.now()
    when = arguments(f"for {text}", practice, now).when
    span = when.wanted[0] if when and when.wanted else None
    if span is None or span.first is None:
        raise Tell("Which day? Like: /today tomorrow, or /today dec 3.")
    return span.first


def book_of(at: At, day: date, rows: Sequence[AppointmentRow], known: Ways) -> Answer:
    """Put it under the names of who sees the patients."""
    if not rows:
        return Answer((Part(f"{day:%a %b} {day.day}: nobody is in the book."),))
    standing = [row for row in rows if row.status != "Broken"]
    waiting = sum("UNCONFIRMED" in finding.marks(row, known) for row in standing)
    head = f"{day:%a %b} {day.day}: {_visits(len(standing))}, {waiting} unconfirmed, {len(rows) - len(standing)} broken."
    by: dict[str, list[AppointmentRow]] = {}
    for row in sorted(rows, key=lambda row: (row.wall_start, row.operatory)):
        by.setdefault(finding.sees(row, known), []).append(row)
    parts = [
        Part("\n".join([name, *(finding.short_line(at, row, known) for row in theirs)])) for name, theirs in sorted(by.items())
    ]
    return Answer((Part(head), *parts))


def _visits(many: int) -> str:
    return "1 visit" if many == 1 else f"{many} visits"

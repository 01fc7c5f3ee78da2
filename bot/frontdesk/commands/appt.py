"""/appt: one visit as the book has it now, or a patient's visits to come; each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.inbound import Command
from bot.frontdesk.commands import finding
from bot.frontdesk.commands.answer import Answer, Part, Push
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.finding import Person, Whose
from bot.frontdesk.table import At
from bot.office.rows import AppointmentRow
from bot.openings import ways
from bot.openings.ways import Ways


async def appt(at: At, command: Command) -> Answer:
    given = arguments(command.text, at.room.practice, at.clock.now())
    if given.number is not None and given.kind != "chart":
        return await one(at, given.number)
    if not command.text.strip():
        raise Whose("Which visit? Like: /appt 123, or /appt chart 45.")
    return await of(at, await finding.people(at, given))


async def of(at: At, people: Sequence[Person]) -> Answer:
    """Return their visits to come."""
    known = await ways.known(at.room)
    parts = []
    for whose in people[:5]:
        rows = await finding.coming(at, whose)
        parts.append(Part(f"{whose.shown(full=finding.full(at))}: {'visits to come' if rows else 'no visit to come'}"))
        parts += [part(at, row, known) for row in rows[:10]]
    return Answer(tuple(parts))


async def one(at: At, number: int, *, before: str = "") -> Answer:
    """Return that visit as it is now. `before` is said first."""
    row = await finding.row_of(at, number)
    known = await ways.known(at.room)
    shown = part(at, row, known)
    if finding.full(at):
        whose = await finding.person(at, Arguments("chart", row.pat_num))
        shown = Part(f"{whose.shown(full=True)}\n{shown.text}", shown.pushes)
    return Answer((*((Part(before),) if before else ()), shown))


def part(at: At, row: AppointmentRow, known: Ways) -> Part:
    """One visit, and its buttons, each drawn for the visit as it stands."""
    text = f"{finding.line(at, row, known)}, {finding.lasts(row.length)}"
    start = row.start(at.room.practice.zone)
    if row.status != "Scheduled" or start is None or start <= at.clock.now():
        return Part(text)
    drawn = finding.stamp(row)
    confirm = () if known.confirmed and row.confirmed == known.confirmed else (Push("Confirm", "confirm", drawn, "primary"),)
    return Part(text, (*confirm, Push("Move", "move", drawn), Push("Break", "break", drawn)))

"""Whether a visit has its chair to itself. Most writes check nothing, and none is one transaction with its check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.office.line import Priority
from bot.office.rows import CELL, AppointmentRow
from bot.room import Room
from flows.words import Opening

BROKEN = ("Broken", "UnschedList")


async def others(room: Room, operatory: int, start: datetime, length: timedelta, *, but: int = 0) -> list[AppointmentRow]:
    """Return the visits that lie on this time in this operatory, read anew. Raises OfficeError."""
    day = start.astimezone(room.practice.zone).date()
    rows = await room.office.appointments(operatory=operatory, first=day, last=day, priority=Priority.READ_BACK)
    return overlapping(rows, operatory, start, length, room.practice.zone, but=but)


def overlapping(
    rows: Iterable[AppointmentRow], operatory: int, start: datetime, length: timedelta, zone: ZoneInfo, *, but: int = 0
) -> list[AppointmentRow]:
    """Keep those that lie on this time in this operatory. Touching ends are free."""
    return [r for r in rows if r.apt_num != but and r.operatory == operatory and _lies_on(r, start, start + length, zone)]


def _lies_on(row: AppointmentRow, start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    held = row.holds(zone)
    return held is not None and held[0] < end and start < held[1]


def is_at(row: AppointmentRow, patient: int, opening: Opening, zone: ZoneInfo) -> bool:
    """Say whether it is this patient's, at this time in this operatory, whatever became of it."""
    return (row.pat_num, row.start(zone)) == (patient, opening.start) and row.operatory in (opening.operatory, 0)


def entered(row: AppointmentRow) -> tuple[datetime, int]:
    """Who was first: by the office's clock, then by number."""
    return row.wall_entered, row.apt_num


def locks(operatory: int, start: datetime, length: timedelta) -> tuple[str, ...]:
    """Name the operatory's time, so that no two effects can be out for any of it."""
    cells = max(-(-length // CELL), 1)
    return tuple(f"operatory/{operatory}/{start + n * CELL:%Y%m%dT%H%M}" for n in range(cells))

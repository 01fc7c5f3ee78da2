"""Answer what a flow asks about visits that stand, or are planned. One call each; safe to repeat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.attempts import places
from bot.office.errors import OfficeRefused
from bot.office.line import Priority
from bot.office.rows import HELD, AppointmentRow
from bot.openings import own, ways
from bot.openings.ways import Ways
from bot.room import Room
from flows.words import FindPlans, FindVisits, Plan, Practice, ReadVisits, RoomFor, Visit


async def find_visits(room: Room, read: FindVisits, now: datetime) -> tuple[Visit, ...]:
    """Return the patient's visits to come, earliest first. Raises OfficeError."""
    today = now.astimezone(room.practice.zone).date()
    rows = await room.office.appointments(patient=read.patient.number, first=today, priority=Priority.OPENINGS)
    await own.keep(room, read.patient.number, rows, now)
    known = await ways.known(room)
    of = read.patient
    visits = (visit_of(row, of.first_name, room.practice, known, now, minor=of.minor) for row in rows)
    return _not_over(visits, now)


async def read_visits(room: Room, read: ReadVisits, now: datetime) -> tuple[Visit, ...]:
    """Return those that still stand and are not over, as they are now, earliest first. Raises OfficeError. One call each."""
    found = [(row, visit) for visit in read.visits if (row := await _row(room, visit.number)) is not None]
    known = await ways.known(room)
    visits = (visit_of(row, was.first_name, room.practice, known, now, minor=was.minor) for row, was in found)
    return _not_over(visits, now)


async def room_for(room: Room, read: RoomFor) -> bool:
    """Say whether nobody needs the visit's room for so long after its end. Raises OfficeError."""
    visit = read.visit
    return not await places.others(room, visit.operatory, visit.end, read.late, but=visit.number)


async def find_plans(room: Room, read: FindPlans, now: datetime) -> tuple[Plan, ...]:
    """Return the patient's plans that have no time yet, in the order they are to be done. Raises OfficeError."""
    rows = await room.office.appointments(patient=read.patient.number, priority=Priority.OPENINGS)
    await own.keep(room, read.patient.number, rows, now)
    scheduled = {row.planned_as for row in rows if row.status in HELD}
    plans = [row for row in rows if row.status == "Planned" and row.apt_num not in scheduled]
    return tuple(_plan(row, read.patient.first_name) for row in sorted(plans, key=lambda row: (row.plan_order, row.apt_num)))


async def _row(room: Room, number: int) -> AppointmentRow | None:
    try:
        return await room.office.appointment(number, priority=Priority.OPENINGS)
    except OfficeRefused:
        return None  # deleted since


def _not_over(visits: Iterable[Visit | None], now: datetime) -> tuple[Visit, ...]:
    """Keep those to come and those under way, for which somebody may be late."""
    return tuple(sorted((v for v in visits if v is not None and v.end > now), key=lambda visit: visit.start))


def visit_of(
    row: AppointmentRow, first_name: str, practice: Practice, known: Ways, now: datetime, *, minor: bool = False
) -> Visit | None:
    """Put a row into the flows' words. None: it is no visit with a time."""
    start = row.start(practice.zone)
    if row.status != "Scheduled" or start is None:
        return None
    return Visit(
        number=row.apt_num,
        patient=row.pat_num,
        first_name=first_name,
        start=start,
        end=_later(start, row, practice.zone),
        provider=row.provider,
        operatory=row.operatory,
        hygienist=row.hygienist,
        hygiene=row.is_hygiene,
        confirmed=known.confirmed != 0 and row.confirmed == known.confirmed,
        marked=row.confirmed,
        unconfirmed_as=known.unconfirmed,
        asap=row.priority == "ASAP",
        locked=row.time_locked,
        minor=minor,
        notice=practice.rules.on_short_notice if start - now < practice.rules.short_notice else "",
        read_at=now,
    )


def _later(start: datetime, row: AppointmentRow, zone: ZoneInfo) -> datetime:
    """When it ends: by the clock on the wall, as the book shows it."""
    return (start.replace(tzinfo=None) + row.length).replace(tzinfo=zone)


def _plan(row: AppointmentRow, first_name: str) -> Plan:
    return Plan(
        number=row.apt_num,
        patient=row.pat_num,
        first_name=first_name,
        length=row.length,
        provider=row.provider,
        hygienist=row.hygienist,
        hygiene=row.is_hygiene,
    )

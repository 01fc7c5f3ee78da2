"""Answer what a flow asks of the office. Only reads: safe to repeat, and the last one may answer while it is young enough.

FindPatient, here          who on this phone is meant
FindOpenings, StillFree    bot/openings/: which times are free
FindVisits and the like    bot/turns/visits_read.py: what stands in the book, or is planned
"""

from __future__ import annotations

from msgspec.structs import replace

from bot import openings
from bot.office.rows import PatientRow
from bot.openings import ways
from bot.room import Clock, Room, ms
from bot.turns import visits_read
from flows.identify import Chart, is_minor, match, plain
from flows.words import (
    E164,
    Finding,
    FindOpenings,
    FindPatient,
    FindPlans,
    FindVisits,
    NoSuchPatient,
    Patient,
    Practice,
    Reads,
    ReadVisits,
    RoomFor,
    SeveralPatients,
    StillFree,
)


async def answer(room: Room, phone: E164, read: Reads, clock: Clock) -> Finding:
    """Return the finding. Raises OfficeError: nothing was changed, so it is safe to ask again."""
    match read:
        case FindPatient():
            return await _find_patient(room, phone, read, clock)
        case FindOpenings():
            return await openings.find(room, read, clock)
        case StillFree():
            return await openings.still_free(room, read, clock)
        case FindVisits():
            return await visits_read.find_visits(room, read, clock.now())
        case ReadVisits():
            return await visits_read.read_visits(room, read, clock.now())
        case RoomFor():
            return await visits_read.room_for(room, read)
        case FindPlans():
            return await visits_read.find_plans(room, read, clock.now())


async def _find_patient(room: Room, phone: E164, read: FindPatient, clock: Clock) -> Patient | NoSuchPatient | SeveralPatients:
    """Find the chart that fits. After too many wrong guesses by this phone, or at that chart, none does; nothing tells why."""
    rows = await room.office.patients(phone)
    found, charts = match_patient(rows, read), [r.pat_num for r in rows]
    fits = [found.number] if isinstance(found, Patient) else charts if isinstance(found, SeveralPatients) else []
    guess = f"{read.who.born}|{plain(read.who.first)}|{plain(read.who.last)}"
    may_tell = await room.store.may_tell(phone, charts, fits, guess, ms(clock.now()))
    minor = _is_minor(read, room.practice, clock)
    if not may_tell or isinstance(found, NoSuchPatient):
        return NoSuchPatient(minor, tuple(reason.name for reason in room.practice.for_new_patients))
    return await _with_their_providers(room, replace(found, minor=minor), rows) if isinstance(found, Patient) else found


def _is_minor(read: FindPatient, practice: Practice, clock: Clock) -> bool:
    today = clock.now().astimezone(practice.zone).date()
    return any(born is not None and is_minor(born, today, practice.rules.of_age) for born in (read.who.born, read.who.other))


def match_patient(rows: list[PatientRow], read: FindPatient) -> Patient | NoSuchPatient | SeveralPatients:
    charts = (Chart(r.pat_num, r.first_name, r.last_name, r.preferred, r.birthdate) for r in rows)
    return match(charts, read.who)


async def _with_their_providers(room: Room, found: Patient, rows: list[PatientRow]) -> Patient:
    """The search names them by their abbreviations alone; whose those are stands in what was read of the office's set-up."""
    known = await ways.known(room)
    return replace(found, providers=known.of(next(r for r in rows if r.pat_num == found.number)))

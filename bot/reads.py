"""Answer what a flow asks of the office. Only reads: safe to repeat, and the last one may answer while it is young enough."""

from __future__ import annotations

from contextlib import aclosing, suppress
from datetime import date, datetime, timedelta

import msgspec
import redis.exceptions
from msgspec import Struct

from bot.office.client import Priority
from bot.office.rows import PatientRow
from bot.room import Clock, Room, ms
from flows.choose import ENOUGH, fitting, offered
from flows.identify import Chart, match, plain
from flows.words import (
    E164,
    Finding,
    FindOpenings,
    FindPatient,
    NoSuchPatient,
    Opening,
    Patient,
    Practice,
    Reads,
    SeveralPatients,
    StillFree,
)

REACH = timedelta(days=14)  # how far ahead a wish without an end is looked for
REMEMBERED = timedelta(minutes=10)  # the longest any flow trusts a look at the openings


class Look(Struct, frozen=True):
    """One look at the openings of a reason: when it was taken, the days it covers, and what it saw."""

    at: datetime
    first: date
    last: date
    openings: tuple[Opening, ...]


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Look).decode


async def answer(room: Room, phone: E164, read: Reads, clock: Clock) -> Finding:
    """Return the finding. Raises OfficeError: nothing was changed, so it is safe to ask again."""
    match read:
        case FindPatient():
            return await _find_patient(room, phone, read, clock)
        case FindOpenings(patient, reason, when, besides):
            first, last = when.window(clock.now().astimezone(room.practice.zone).date(), REACH)
            look = await _look(room, patient, reason, first, last, clock, wanted=read)
            return offered(when, _open_to(look.openings, besides, clock.now()))
        case StillFree():
            return await _still_free(room, read, clock)


async def _find_patient(room: Room, phone: E164, read: FindPatient, clock: Clock) -> Patient | NoSuchPatient | SeveralPatients:
    """Find the chart that fits. Whoever has guessed too often, or at a chart at which was, finds none: nobody can tell why."""
    rows = await room.office.patients(phone)
    found, charts = match_patient(rows, read), [r.pat_num for r in rows]
    fits = [found.number] if isinstance(found, Patient) else charts if isinstance(found, SeveralPatients) else []
    guess = f"{read.who.born}|{plain(read.who.first)}|{plain(read.who.last)}"
    may_tell = await room.store.may_tell(phone, charts, fits, guess, ms(clock.now()))
    return found if may_tell else NoSuchPatient()


def match_patient(rows: list[PatientRow], read: FindPatient) -> Patient | NoSuchPatient | SeveralPatients:
    charts = (Chart(r.pat_num, r.first_name, r.last_name, r.preferred, r.birthdate) for r in rows)
    return match(charts, read.who)


def _open_to(openings: tuple[Opening, ...], besides: tuple[Opening, ...], now: datetime) -> list[Opening]:
    """Keep what lies ahead, and not on a visit that this patient has then."""
    return [o for o in openings if o.start > now and all(o.end <= b.start or b.end <= o.start for b in besides)]


async def _still_free(room: Room, read: StillFree, clock: Clock) -> bool:
    if read.opening.start <= clock.now():
        return False
    day = read.opening.start.date()
    kept = await room.store.cache_get(_name(room, read.patient, read.reason, day))
    if kept is not None:
        look = _load(kept)
        # A look may have stopped before this opening, so only its yes is believed.
        if clock.now() - look.at <= read.at_most and read.opening in look.openings:
            return True
    look = await _look(room, read.patient, read.reason, day, day, clock)
    return read.opening in look.openings


async def _look(
    room: Room,
    patient: Patient,
    reason: str,
    first: date,
    last: date,
    clock: Clock,
    wanted: FindOpenings | None = None,
) -> Look:
    """Ask the office and remember what it said, a day at a time. Stops asking once more would not change the offer."""
    code = code_of(room.practice, patient, reason)
    at = clock.now()
    found: list[Opening] = []
    if code is not None:
        pages = room.office.openings(first, last, def_num=code, new_patient=patient.new, priority=Priority.OPENINGS)
        async with aclosing(pages):
            async for opening in pages:
                found.append(opening)
                if wanted is not None and _enough(wanted, found):
                    break
    look = Look(at, first, last, tuple(found))
    # In order, so that a simulation does the same each time. What cannot be remembered is only asked for again.
    with suppress(redis.exceptions.RedisError, OSError):
        for day in sorted({o.start.date() for o in found} | {first}):
            kept = Look(at, day, day, tuple(o for o in found if o.start.date() == day))
            name = _name(room, patient, reason, day)
            await room.store.cache_put(name, _dump(kept), ms(at), int(REMEMBERED.total_seconds() * 1000))
    return look


def _enough(wanted: FindOpenings, found: list[Opening]) -> bool:
    if wanted.when.order == "latest" or wanted.when.around is not None:
        return False  # the best may be the last
    return len(found) >= ENOUGH and len(fitting(wanted.when, found)) >= ENOUGH


def code_of(practice: Practice, patient: Patient, reason: str) -> int | None:
    """Return the office's own number for this reason and this patient. None: it cannot be booked."""
    said = practice.reason(reason)
    return said.new_patient if patient.new else said.existing_patient


def _name(room: Room, patient: Patient, reason: str, day: date) -> str:
    return f"openings/{room.practice.texting_number}/{code_of(room.practice, patient, reason)}/{day.isoformat()}"

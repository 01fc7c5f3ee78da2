"""What a patient has in the book already: nobody comes twice at one hour, and no office checks that.

A look is kept for ten minutes, and only its no is believed: that a visit of theirs lies on a time is looked at once more before
anybody is told. It is begun while they read what they were offered, or what is read back (bot/turns/reading.py), so that their
yes finds it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from bot.office.line import Priority
from bot.office.rows import AppointmentRow
from bot.openings.looks import REMEMBERED
from bot.room import Room, ms
from bot.store import STORE_AWAY
from flows.words import Opening

BELIEVED = timedelta(minutes=1)  # by a write, as long as the look at the chair is
AHEAD = timedelta(seconds=30)  # an older one would be too old for the yes to what is read back now


class Held(Struct, frozen=True):
    """One visit of theirs: its number, and the time it holds."""

    number: int
    opening: Opening


class Own(Struct, frozen=True):
    """Their visits from that day on, and when they were read."""

    at: datetime
    held: tuple[Held, ...]

    def on(self, opening: Opening, *, but: int = 0) -> tuple[Held, ...]:
        """Return those that lie on that time, in whichever chair; `but` is one that moves. Touching ends are free."""
        lying = (h for h in self.held if h.opening.start < opening.end and opening.start < h.opening.end)
        return tuple(h for h in lying if h.number != but)


def openings(held: Iterable[Held]) -> tuple[Opening, ...]:
    """Return the times that they hold."""
    return tuple(one.opening for one in held)


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Own).decode


async def look(room: Room, patient: int, at: datetime, *, priority: Priority = Priority.READ_BACK) -> Own:
    """Read what the patient has from that day on, and keep it. One call. Raises OfficeError."""
    today = at.astimezone(room.practice.zone).date()
    rows = await room.office.appointments(patient=patient, first=today, priority=priority)
    return await keep(room, patient, rows, at)


async def keep(room: Room, patient: int, rows: Iterable[AppointmentRow], at: datetime) -> Own:
    """Keep what was read of them. What cannot be kept is only asked for again."""
    own = of(rows, at, room.practice.zone)
    with suppress(*STORE_AWAY):
        await room.store.cache_put(_name(patient), _dump(own), ms(at), REMEMBERED)
    return own


def of(rows: Iterable[AppointmentRow], at: datetime, zone: ZoneInfo) -> Own:
    """Keep of these what takes their time in a chair: not what is planned, broken, or waits for a time."""
    spans = ((row, row.holds(zone)) for row in rows if row.operatory)
    return Own(at, tuple(Held(row.apt_num, Opening(*span, row.provider, row.operatory)) for row, span in spans if span))


async def last(room: Room, patient: int) -> Own | None:
    """Return the last look, if one is kept."""
    with suppress(*STORE_AWAY):
        if (kept := await room.store.cache_get(_name(patient))) is not None:
            return _load(kept)
    return None


async def ahead(room: Room, patient: int, now: datetime) -> None:
    """Look while nobody waits, unless that was just done. Raises OfficeError."""
    kept = await last(room, patient)
    if kept is None or now - kept.at >= AHEAD:
        await look(room, patient, now, priority=Priority.BACKGROUND)


async def known_on(room: Room, patient: int, opening: Opening, now: datetime, *, but: int = 0) -> tuple[Held, ...]:
    """Return what lies on that time, if the last look says that something does. At most one call. Raises OfficeError."""
    kept = await last(room, patient)
    return (await look(room, patient, now)).on(opening, but=but) if kept is not None and kept.on(opening, but=but) else ()


async def lying_on(
    room: Room, patient: int, opening: Opening, now: datetime, *, but: int = 0, anew: bool = False
) -> tuple[Held, ...]:
    """Return what lies on that time. One call, unless a look of this minute says that nothing does. Raises OfficeError.

    `anew`: no look is believed.
    """
    kept = None if anew else await last(room, patient)
    if kept is not None and now - kept.at <= BELIEVED and not kept.on(opening, but=but):
        return ()
    return (await look(room, patient, now)).on(opening, but=but)


def _name(patient: int) -> str:
    return f"own/{patient}"  # whichever practice of the database asks

"""What of the office's set-up must be known: on which grid its book runs, what its definitions mean, who is called "CHEN", and
which chair "Hygiene 1".

No patient waits for it: the sweep reads it at the lowest priority, at the first start and then once a day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot.office.changing import Confirmation
from bot.office.errors import OfficeMisconfigured, OfficeRefused
from bot.office.rows import PatientRow
from bot.room import Room, ms
from flows.words import Practice

READ_EVERY = timedelta(days=1)
KEPT = timedelta(days=30)  # should the office not answer for long
GRIDS = (5, 10, 15)  # minutes; the office knows no others
TEN = timedelta(minutes=10)
MOST = 20  # characters of a chair's name


class Names(Struct, frozen=True, omit_defaults=True):
    """What the office calls who sees patients, and its chairs, by their numbers; as far as read."""

    providers: dict[int, str] = {}
    chairs: dict[int, str] = {}

    def provider(self, number: int) -> str:
        return self.providers.get(number, f"provider {number}")

    def chair(self, number: int) -> str:
        return self.chairs.get(number, f"chair {number}")


NOBODY = Names()


class Ways(Struct, frozen=True, omit_defaults=True):
    """How the office does things, as last read. As it stands here, if it was never read."""

    at: datetime | None = None
    grid: timedelta = TEN
    unconfirmed: int = 0  # the definition of a visit that nobody has confirmed yet; 0: not read
    confirmed: int = 0  # ... of one that the patient has
    sent: int = 0  # ... and of one about which we have asked
    providers: dict[str, int] = {}  # ProvNum by abbreviation; read only where there is a choice among providers
    chairs: dict[int, str] = {}  # by OperatoryNum; read only for a front desk in Slack

    @property
    def names(self) -> Names:
        """What the office calls all that, by number."""
        return Names({number: abbr for abbr, number in self.providers.items()}, self.chairs)

    def of(self, patient: PatientRow) -> tuple[int, ...]:
        """Return who usually sees this patient, the dentist first. Of whom we know no number is left out."""
        names = (patient.provider_abbr, patient.hygienist_abbr)
        return tuple(dict.fromkeys(self.providers[name] for name in names if name in self.providers))


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Ways).decode


async def known(room: Room) -> Ways:
    """Return what was last read."""
    kept = await room.store.cache_get(_name(room))
    return Ways() if kept is None else _load(kept)


async def refresh(room: Room, now: datetime) -> None:
    """Read it anew if it is a day old. Raises OfficeError."""
    last = (await known(room)).at
    if last is not None and now - last < READ_EVERY:
        return
    named = _is_a_choice(room.practice) or room.place is not None  # the front desk speaks of people, not of numbers
    providers = await room.office.providers() if named else []
    read = Ways(
        now,
        await _grid(room),
        unconfirmed=await _definition(room, "None"),
        confirmed=await _definition(room, "Confirmed"),
        sent=await _definition(room, "Sent"),
        providers={p.abbr: p.prov_num for p in providers if p.abbr},
        chairs=await _chairs(room) if room.place is not None else {},
    )
    await room.store.cache_put(_name(room), _dump(read), ms(now), KEPT)


async def _chairs(room: Room) -> dict[int, str]:
    """Return the chairs by the names that stand above them in the book; where that is long, by their abbreviations."""
    try:
        found = await room.office.operatories(clinic=room.practice.clinic)
    except (OfficeRefused, OfficeMisconfigured):
        return {}  # their numbers do, too: no reason to know nothing of the rest
    return {one.op_num: name for one in found if (name := _short(one.name) or one.abbr or one.name[:MOST])}


def _short(name: str) -> str:
    return name if len(name) <= MOST else ""


async def _definition(room: Room, word: Confirmation) -> int:
    try:
        return await room.office.confirmation(word) or 0
    except OfficeRefused:
        return 0


async def _grid(room: Room) -> timedelta:
    try:
        text = await room.office.preference("AppointmentTimeIncrement") or ""
    except OfficeRefused:
        return TEN  # an office too old to tell
    return timedelta(minutes=int(text)) if text.isdecimal() and int(text) in GRIDS else TEN


def _is_a_choice(practice: Practice) -> bool:
    return len({chair.provider for chair in practice.chairs}) > 1


def _name(room: Room) -> str:
    return f"ways/{room.practice.texting_number}"

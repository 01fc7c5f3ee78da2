"""What may be done to an appointment that stands in the book. Each is sent once.

Update, Break and Confirm set a state: read the row first, and leave out what is already so. Note adds a line, and is found
again by a marker in it.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.office.errors import OfficeSilent
from bot.office.line import MayLeave, Priority, read
from bot.office.making import Asap
from bot.office.part import Part, wire, yes_no
from bot.office.rows import AppointmentRow, Colour, row, wall

Status = Literal["Scheduled", "Complete", "UnschedList", "Broken", "Planned", "PtNote", "PtNoteCompleted"]
Charge = Literal["Missed", "Cancelled"]  # adds a procedure, usually with a fee: by the practice's rule only
Confirmation = Literal["None", "Sent", "Confirmed", "Not Accepted", "Failed"]
MIDNIGHT = time(0)


class VisitChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be so; None stays as it is.

    `note` replaces all that staff wrote there: to add a line is `add_note`. `arrived`, `seated` and `dismissed` are times of
    the visit's day, midnight for "not yet"; `appointment_type` and `unsched_status` 0 for none.
    """

    start: datetime | None = None
    operatory: int | None = None
    provider: int | None = None
    hygienist: int | None = None
    status: Status | None = None
    confirmed: int | None = None
    priority: Asap | None = None
    pattern: str | None = None
    unsched_status: int | None = None
    pattern_secondary: str | None = None  # as long as the pattern
    note: str | None = None
    clinic: int | None = None
    is_hygiene: bool | None = None
    is_new_patient: bool | None = None
    appointment_type: int | None = None  # adds the type's procedures, takes none away
    colour: Colour | None = None
    arrived: time | None = None
    seated: time | None = None
    dismissed: time | None = None

    def is_so(self, found: AppointmentRow, zone: ZoneInfo) -> bool:
        """Say whether the appointment already is as wanted."""
        same = all(_is_so(getattr(found, name), value) for name, value in self._plain().items())
        return same and (self.start is None or found.start(zone) == self.start)

    def body(self, zone: ZoneInfo) -> dict[str, object]:
        """Return it in Open Dental's words."""
        columns = {_COLUMNS[name]: wire(value) for name, value in self._plain().items()}
        return columns if self.start is None else {"AptDateTime": wall(self.start, zone), **columns}

    def _plain(self) -> dict[str, object]:
        return {name: value for name in _COLUMNS if (value := getattr(self, name)) is not None}


_COLUMNS = {
    "operatory": "Op",
    "provider": "ProvNum",
    "hygienist": "ProvHyg",
    "status": "AptStatus",
    "confirmed": "Confirmed",
    "priority": "Priority",
    "pattern": "Pattern",
    "unsched_status": "UnschedStatus",
    "pattern_secondary": "PatternSecondary",
    "note": "Note",
    "clinic": "ClinicNum",
    "is_hygiene": "IsHygiene",
    "is_new_patient": "IsNewPatient",
    "appointment_type": "AppointmentTypeNum",
    "colour": "colorOverride",
    "arrived": "DateTimeArrived",
    "seated": "DateTimeSeated",
    "dismissed": "DateTimeDismissed",
}


def _is_so(found: object, wanted: object) -> bool:
    if isinstance(wanted, time):
        return (found.time() if isinstance(found, datetime) else MIDNIGHT) == wanted
    if isinstance(wanted, str) and isinstance(found, str):
        return found.split() == wanted.split()  # the office gives the note's line breaks back as spaces
    return (found or (0, 0, 0)) == wanted if isinstance(wanted, tuple) else found == wanted


class Changing(Part):
    """The part of the Office that changes appointments."""

    async def update(self, number: int, change: VisitChange, *, may_leave: MayLeave | None = None) -> AppointmentRow:
        """Make an appointment so, its time and operatory above all. Raises OfficeError. Nothing is checked by the office.

        What is left out stays. A field that it does not know is passed over with a 200, so the answer is compared.
        Source: Open Dental, API Appointments, "PUT (update)".
        """
        path = f"/appointments/{number}"
        answer = await self._line.send("PUT", path, change.body(self._zone), Priority.BOOKING, may_leave)
        changed = read(answer, lambda sent: row(sent, AppointmentRow), "PUT /appointments/{n}")
        if changed.apt_num != number or not change.is_so(changed, self._zone):
            raise OfficeSilent("PUT /appointments/{n}: 200, but not as it was asked")
        return changed

    async def break_visit(
        self, number: int, *, charge: Charge | None = None, unscheduled: bool = True, may_leave: MayLeave | None = None
    ) -> None:
        """Break a scheduled visit: to the Unscheduled List, or crossed out where it stands. Raises OfficeError.

        Only what is scheduled can be broken: a second time is a 400, and the row tells. Source: "PUT Break".
        """
        body: dict[str, object] = {"sendToUnscheduledList": yes_no(unscheduled)}
        if charge is not None:
            body["breakType"] = charge
        await self._line.send("PUT", f"/appointments/{number}/Break", body, Priority.BOOKING, may_leave)

    async def add_note(self, number: int, line: str, *, may_leave: MayLeave | None = None) -> None:
        """Add one line to the note. Raises OfficeError. Sent twice it stands there twice. Source: "PUT Note"."""
        await self._line.send("PUT", f"/appointments/{number}/Note", {"Note": line}, Priority.BACKGROUND, may_leave)

    async def confirm(self, number: int, value: Confirmation | int, *, may_leave: MayLeave | None = None) -> None:
        """Set what the office calls Confirmed: by one of five words, or by a definition's number. Raises OfficeError.

        A definition can be one that checks the patient in: never take it from what a patient said. Source: "PUT Confirm".
        """
        body: dict[str, object] = {"defNum": value} if isinstance(value, int) else {"confirmVal": value}
        await self._line.send("PUT", f"/appointments/{number}/Confirm", body, Priority.BOOKING, may_leave)

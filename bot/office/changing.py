"""What may be done to an appointment that stands in the book. Each is sent once.

Update, Break and Confirm set a state: read the row first, and leave out what is already so. Note adds a line, and is found
again by a marker in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.office.errors import OfficeSilent
from bot.office.line import MayLeave, Priority, read
from bot.office.making import Asap
from bot.office.part import Part, yes_no
from bot.office.rows import AppointmentRow, DefinitionRow, PreferenceRow, row, wall

Status = Literal["Scheduled", "Complete", "UnschedList", "Broken", "Planned"]
Charge = Literal["Missed", "Cancelled"]  # adds a procedure, usually with a fee: by the practice's rule only
Confirmation = Literal["None", "Sent", "Confirmed", "Not Accepted", "Failed"]
APPT_CONFIRMED = 2  # the definitions' category
# Which of the office's settings each word stands for. Source: reference, 6.14; the pairing is inferred.
_SETTINGS = {
    "Sent": "ApptEConfirmStatusSent",
    "Confirmed": "ApptEConfirmStatusAccepted",
    "Not Accepted": "ApptEConfirmStatusDeclined",
    "Failed": "ApptEConfirmStatusSendFailed",
}


class VisitChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be so; None stays as it is. Never the note: PUT would overwrite what staff wrote there."""

    start: datetime | None = None
    operatory: int | None = None
    provider: int | None = None
    hygienist: int | None = None
    status: Status | None = None
    confirmed: int | None = None
    priority: Asap | None = None
    pattern: str | None = None
    unsched_status: int | None = None

    def is_so(self, found: AppointmentRow, zone: ZoneInfo) -> bool:
        """Say whether the appointment already is as wanted."""
        wanted = {name: value for name, value in self._plain().items() if value is not None}
        same = all(getattr(found, name) == value for name, value in wanted.items())
        return same and (self.start is None or found.start(zone) == self.start)

    def body(self, zone: ZoneInfo) -> dict[str, object]:
        """Return it in Open Dental's words."""
        columns = {_COLUMNS[name]: value for name, value in self._plain().items() if value is not None}
        return columns if self.start is None else {"AptDateTime": wall(self.start, zone), **columns}

    def _plain(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = {
    "operatory": "Op",
    "provider": "ProvNum",
    "hygienist": "ProvHyg",
    "status": "AptStatus",
    "confirmed": "Confirmed",
    "priority": "Priority",
    "pattern": "Pattern",
    "unsched_status": "UnschedStatus",
}


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

    async def confirmation(self, value: Confirmation) -> int | None:
        """Return the definition that a word stands for at this office; None: it has set none. Raises OfficeError. A read."""
        if value == "None":
            params = {"Category": APPT_CONFIRMED}
            defs = await self._line.all("/definitions", params, DefinitionRow, Priority.READ_BACK, shared=True)
            return next((d.def_num for d in defs if d.category == APPT_CONFIRMED), None)
        name = _SETTINGS[value]
        found = await self._line.all("/preferences", {"PrefName": name}, PreferenceRow, Priority.READ_BACK, shared=True)
        text = next((p.value for p in found if p.name == name), "")
        return int(text) if text.isdecimal() and int(text) else None


assert set(_SETTINGS) | {"None"} == set(get_args(Confirmation))

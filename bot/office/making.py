"""The ways of putting an appointment into the book. Each is sent once; none of them may be repeated blindly.

After OfficeSilent the appointment may stand there: read back before another try. Only POST WebSched asks the office whether
the time is free; the others check nothing, so who calls them reads the operatory's day afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Literal

from msgspec import Struct

from bot.office.errors import OfficeSilent
from bot.office.line import MayLeave, Priority, read
from bot.office.part import Part, given, wire, yes_no
from bot.office.rows import AppointmentRow, Colour, row, wall
from flows.words import Opening

Asap = Literal["Normal", "ASAP"]
Born = Literal["Scheduled", "Complete", "UnschedList", "PtNote", "PtNoteCompleted"]  # what a new appointment may be
LONGEST = timedelta(hours=9)  # what is longer is cut by the office without a word


class PlanDetails(Struct, frozen=True, kw_only=True):
    """What a plan may carry besides; None: as Open Dental sees fit."""

    pattern: str | None = None  # where it is not the provider's time all along: X, and / without them
    pattern_secondary: str | None = None  # as long as the pattern
    clinic: int | None = None  # the practice's

    def body(self) -> dict[str, object]:
        """Return it in Open Dental's words."""
        found = ((column, getattr(self, name, None)) for name, column in _COLUMNS.items())
        return {column: wire(value) for column, value in found if value is not None}


class Details(PlanDetails, frozen=True, kw_only=True):
    """What a new appointment may carry besides; None: as Open Dental sees fit."""

    status: Born | None = None  # Scheduled
    colour: Colour | None = None
    arrived: time | None = None
    seated: time | None = None
    dismissed: time | None = None
    entered_by: int | None = None


_COLUMNS = {
    "status": "AptStatus",
    "pattern": "Pattern",
    "pattern_secondary": "PatternSecondary",
    "colour": "colorOverride",
    "arrived": "DateTimeArrived",
    "seated": "DateTimeSeated",
    "dismissed": "DateTimeDismissed",
    "clinic": "ClinicNum",
    "entered_by": "SecUserNumEntry",
}
AS_USUAL = Details()


class Making(Part):
    """The part of the Office that makes appointments."""

    async def book(self, patient: int, opening: Opening, *, def_num: int, may_leave: MayLeave | None = None) -> AppointmentRow:
        """Put a visit in the book. Raises OfficeError; after OfficeSilent it may stand there: read back before another try.

        Source: Open Dental, API Appointments, "POST WebSched"; `def_num` must be the one that found the opening.
        """
        body = {
            "PatNum": patient,
            "dateTimeStart": wall(opening.start, self._zone),
            "dateTimeEnd": wall(opening.end, self._zone),
            "ProvNum": opening.provider,
            "OpNum": opening.operatory,
            "defNumApptType": def_num,
        }
        return await self._made("/appointments/WebSched", body, patient, opening, may_leave)

    async def create(
        self,
        patient: int,
        opening: Opening,
        *,
        note: str = "",
        appointment_type: int | None = None,
        hygienist: int | None = None,
        new_patient: bool = False,
        confirmed: int | None = None,
        priority: Asap = "Normal",
        details: Details = AS_USUAL,
        may_leave: MayLeave | None = None,
    ) -> AppointmentRow:
        """Put a visit in the book where the office has no Web Sched. Raises OfficeError. Nothing is checked by the office.

        The length is the opening's: without a Pattern it would be 20 minutes, whatever the visit. With a `hygienist` the
        time is theirs. Source: Open Dental, API Appointments, "POST (create)".
        """
        body: dict[str, object] = {
            "PatNum": patient,
            "Op": opening.operatory,
            "AptDateTime": wall(opening.start, self._zone),
            "AptStatus": "Scheduled",
            "Pattern": pattern_of(opening.end - opening.start),
            "ProvNum": opening.provider,
            "IsNewPatient": yes_no(new_patient),
            "Priority": priority,
            **self._of_our_clinic(),
        }
        body |= given(Note=note or None, AppointmentTypeNum=appointment_type, Confirmed=confirmed)
        body |= _hygiene(hygienist) | details.body()
        return await self._made("/appointments", body, patient, opening, may_leave)

    async def plan(
        self,
        patient: int,
        *,
        note: str = "",
        appointment_type: int | None = None,
        procedures: Sequence[int] = (),
        length: timedelta | None = None,
        provider: int | None = None,
        hygienist: int | None = None,
        new_patient: bool = False,
        confirmed: int | None = None,
        priority: Asap = "Normal",
        details: PlanDetails = AS_USUAL,
        may_leave: MayLeave | None = None,
    ) -> AppointmentRow:
        """Plan a visit without a time, for a type or for procedures. Raises OfficeError.

        Without a `length` it is the type's, or that of the procedures. Source: Open Dental, API Appointments, "POST Planned".
        """
        body: dict[str, object] = {
            "PatNum": patient,
            "IsNewPatient": yes_no(new_patient),
            "Priority": priority,
            **self._of_our_clinic(),
        }
        body |= given(
            AppointmentTypeNum=appointment_type,
            procNums=list(procedures) or None,
            Pattern=None if length is None else pattern_of(length),
            ProvNum=provider,
            Confirmed=confirmed,
            Note=note or None,
        )
        body |= _hygiene(hygienist) | details.body()
        what = "POST /appointments/Planned"
        answer = await self._line.send("POST", "/appointments/Planned", body, Priority.BACKGROUND, may_leave)
        made = read(answer, lambda sent: row(sent, AppointmentRow), what)
        if (made.pat_num, made.status) != (patient, "Planned"):
            raise OfficeSilent(f"{what}: 201, but of another visit")
        return made

    async def schedule_planned(
        self,
        plan: int,
        patient: int,
        opening: Opening,
        *,
        note: str | None = None,
        confirmed: int | None = None,
        may_leave: MayLeave | None = None,
    ) -> AppointmentRow:
        """Give a planned visit a time: a new appointment, and the plan stays. Raises OfficeError. Called twice it makes two.

        `note` overwrites what the plan says. Source: Open Dental, API Appointments, "POST SchedulePlanned".
        """
        body: dict[str, object] = {
            "AptNum": plan,
            "AptDateTime": wall(opening.start, self._zone),
            "ProvNum": opening.provider,
            "Op": opening.operatory,
            **given(Note=note),
            **given(Confirmed=confirmed),
        }
        return await self._made("/appointments/SchedulePlanned", body, patient, opening, may_leave)

    async def _made(
        self, path: str, body: dict[str, object], patient: int, opening: Opening, may_leave: MayLeave | None
    ) -> AppointmentRow:
        answer = await self._line.send("POST", path, body, Priority.BOOKING, may_leave)
        made = read(answer, lambda sent: row(sent, AppointmentRow), f"POST {path}")
        operatory = 0 if body.get("AptStatus") == "UnschedList" else opening.operatory
        if (made.pat_num, made.operatory, made.start(self._zone)) != (patient, operatory, opening.start):
            raise OfficeSilent(f"POST {path}: 201, but of another visit")
        return made


def pattern_of(length: timedelta) -> str:
    """Return a length as Open Dental writes it: one X for each five minutes of the provider. Raises ValueError."""
    if not timedelta(0) < length <= LONGEST:
        raise ValueError(f"a visit of {length} is none")
    return "X" * -(-length // timedelta(minutes=5))


def _hygiene(hygienist: int | None) -> dict[str, object]:
    return {} if hygienist is None else {"ProvHyg": hygienist, "IsHygiene": yes_no(hygienist > 0)}

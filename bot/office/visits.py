"""The appointment book, read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from bot.office.line import Priority, read
from bot.office.part import Part, days, given
from bot.office.rows import AppointmentRow, HistoryRow, VisitRow, WebSchedRow, row

Listed = Literal["Scheduled", "Complete", "UnschedList", "ASAP", "Broken", "Planned", "PtNote", "PtNoteCompleted"]


class Visits(Part):
    """The part of the Office that reads appointments. Safe to ask again."""

    async def appointments(
        self,
        *,
        patient: int | None = None,
        operatory: int | None = None,
        status: Listed | None = None,
        appointment_type: int | None = None,
        clinic: int | None = None,
        first: date | None = None,
        last: date | None = None,
        changed_since: datetime | None = None,
        priority: int = Priority.BACKGROUND,
    ) -> list[AppointmentRow]:
        """Return every appointment that fits all that is given, by time. Days are inclusive. Raises OfficeError.

        Without a status also what is planned, broken or waits for a time, with whatever time it once had; without a `clinic`
        those of all, with 0 those of none. Source: Open Dental, API Appointments, "GET (multiple)". Old versions ignore
        filters: what a row shows is compared again.
        """
        params: dict[str, str | int] = {**days(first, last), **self._since(changed_since), **given(AptStatus=status)}
        params |= given(PatNum=patient, Op=operatory, ClinicNum=clinic, AppointmentTypeNum=appointment_type)
        found = await self._line.all("/appointments", params, AppointmentRow, priority)
        wanted = given(pat_num=patient, operatory=operatory, clinic=clinic, appointment_type=appointment_type)
        fitting = (r for r in found if status in (None, r.status) and _lies_in(r, first, last))
        return [r for r in fitting if all(getattr(r, name) == value for name, value in wanted.items())]

    async def changed(self, since: datetime, *, priority: int = Priority.BACKGROUND) -> Sequence[AppointmentRow]:
        """Return what was entered or changed in our clinic's book since then. Raises OfficeError.

        "Since" is "at or after": what changed in that very second comes again. Deleted ones never come. The next walk begins
        at the smallest `wall_now` of these rows, which the office read before it chose them. Source: "GET (multiple)".
        """
        params = {**self._since(since), **self._of_our_clinic()}
        return await self._line.all("/appointments", params, AppointmentRow, priority)

    async def asap(self, *, provider: int | None = None, priority: int = Priority.BACKGROUND) -> list[AppointmentRow]:
        """Return our clinic's ASAP list: who would like an earlier time, by the time they have. Raises OfficeError.

        Also planned ones, and such as have no time. A provider is the dentist's or the hygienist's number. Source: "GET ASAP";
        where clinics are used the office wants to know which. Priority, provider and clinic are compared again.
        """
        params = {**given(ProvNum=provider), **self._of_our_clinic()}
        found = await self._line.all("/appointments/ASAP", params, AppointmentRow, priority)
        ours = (r for r in found if r.priority == "ASAP" and self._clinic in (None, r.clinic))
        return [r for r in ours if provider in (None, r.provider, r.hygienist)]

    async def appointment(self, number: int, *, priority: int = Priority.READ_BACK) -> AppointmentRow:
        """Return one appointment. Raises OfficeRefused if there is none. Source: "GET (single)"."""
        answer = await self._line.get(f"/appointments/{number}", {}, priority)
        return read(answer, lambda body: row(body, AppointmentRow), "GET /appointments/{n}")

    async def web_sched(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        changed_since: datetime | None = None,
        priority: int = Priority.BACKGROUND,
    ) -> list[WebSchedRow]:
        """Return all appointments of our clinic's book in these days, and which of them Web Sched made. Raises OfficeError.

        Days are inclusive. A row holds less than elsewhere: no priority, no colour, nothing of who entered it. Source: "GET
        WebSched". The days are compared again.
        """
        params = {**days(first, last), **self._since(changed_since), **self._of_our_clinic()}
        found = await self._line.all("/appointments/WebSched", params, WebSchedRow, priority)
        return [r for r in found if _lies_in(r, first, last)]

    async def history(self, number: int) -> list[HistoryRow]:
        """Return what was ever done to one appointment, the oldest first. Raises OfficeError.

        Source: Open Dental, API HistAppointments (23.1.30). The appointment is compared again.
        """
        found = await self._line.all("/histappointments", {"AptNum": number}, HistoryRow, Priority.BACKGROUND)
        return sorted((r for r in found if r.apt_num == number), key=lambda r: r.hist_num)


def _lies_in(found: VisitRow, first: date | None, last: date | None) -> bool:
    day = found.wall_start.date()
    return (first is None or first <= day) and (last is None or day <= last)

"""The appointment book, read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.office.line import Priority, read
from bot.office.part import Part
from bot.office.rows import AppointmentRow, HistoryRow, WebSchedRow, row, wall


class Visits(Part):
    """The part of the Office that reads appointments. Safe to ask again."""

    async def appointments(
        self,
        *,
        patient: int | None = None,
        operatory: int | None = None,
        first: date | None = None,
        last: date | None = None,
        changed_since: datetime | None = None,
        priority: int = Priority.BACKGROUND,
    ) -> list[AppointmentRow]:
        """Return every appointment that fits all that is given, whatever its status. Days are inclusive. Raises OfficeError.

        Source: Open Dental, API Appointments, "GET (multiple)". Old versions ignore filters: patient and operatory are
        compared again.
        """
        params: dict[str, str | int] = {}
        if patient is not None:
            params["PatNum"] = patient
        if operatory is not None:
            params["Op"] = operatory
        params |= self._between(first, last, changed_since)
        found = await self._line.all("/appointments", params, AppointmentRow, priority)
        return [r for r in found if patient in (None, r.pat_num) and operatory in (None, r.operatory)]

    async def changed(self, since: datetime, *, priority: int = Priority.BACKGROUND) -> Sequence[AppointmentRow]:
        """Return what was entered or changed in our clinic's book since then. Raises OfficeError.

        "Since" is "at or after": what changed in that very second comes again. Deleted ones never come. The next walk begins
        at the smallest `wall_now` of these rows, which the office read before it chose them. Source: "GET (multiple)".
        """
        params = {"DateTStamp": wall(since, self._zone), **self._of_our_clinic()}
        return await self._line.all("/appointments", params, AppointmentRow, priority)

    async def appointment(self, number: int, *, priority: int = Priority.READ_BACK) -> AppointmentRow:
        """Return one appointment. Raises OfficeRefused if there is none. Source: "GET (single)"."""
        answer = await self._line.get(f"/appointments/{number}", {}, priority)
        return read(answer, lambda body: row(body, AppointmentRow), "GET /appointments/{n}")

    async def web_sched(self, day: date, *, priority: int = Priority.BACKGROUND) -> list[WebSchedRow]:
        """Return all appointments of a day, and which of them Web Sched made. Raises OfficeError. Source: "GET WebSched"."""
        params = {**self._between(day, day, None), **self._of_our_clinic()}
        return await self._line.all("/appointments/WebSched", params, WebSchedRow, priority)

    async def history(self, number: int) -> list[HistoryRow]:
        """Return what was ever done to one appointment, the oldest first. Raises OfficeError.

        Source: Open Dental, API HistAppointments (23.1.30). The appointment is compared again.
        """
        found = await self._line.all("/histappointments", {"AptNum": number}, HistoryRow, Priority.BACKGROUND)
        return sorted((r for r in found if r.apt_num == number), key=lambda r: r.hist_num)

    def _between(self, first: date | None, last: date | None, since: datetime | None) -> dict[str, str | int]:
        params: dict[str, str | int] = {}
        if first is not None:
            params["dateStart"] = first.isoformat()
        if last is not None:
            params["dateEnd"] = last.isoformat()
        if since is not None:
            params["DateTStamp"] = wall(since, self._zone)
        return params

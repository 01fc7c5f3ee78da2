"""How the office is set up: its lists, people, chairs, locations and settings. All are reads, safe to ask again.

Equal ones in flight are one request. They change rarely: whoever needs one often keeps it.
"""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from bot.office.changing import Confirmation
from bot.office.line import Priority, read
from bot.office.part import Part, given
from bot.office.rows import (
    AppointmentTypeRow,
    Category,
    ClinicRow,
    ClockRow,
    DefinitionRow,
    OperatoryRow,
    PreferenceRow,
    ProviderRow,
    rows,
)

# Which of the office's settings each word stands for. Source: reference, 6.14; the pairing is inferred.
_SETTINGS = {
    "Sent": "ApptEConfirmStatusSent",
    "Confirmed": "ApptEConfirmStatusAccepted",
    "Not Accepted": "ApptEConfirmStatusDeclined",
    "Failed": "ApptEConfirmStatusSendFailed",
}
assert set(_SETTINGS) | {"None"} == set(get_args(Confirmation))
_WITH_OFFSET = "yyyy-MM-dd HH:mm:ss zzz"  # in the office's own notation


class Setup(Part):
    """The part of the Office that knows how the office is set up."""

    async def definitions(
        self, category: Category, *, hidden: bool = False, priority: int = Priority.BACKGROUND
    ) -> list[DefinitionRow]:
        """Return one of the office's lists, in its order: the first of APPT_CONFIRMED is what every new visit gets.

        Raises OfficeError. Source: Open Dental, API Definitions. Category and `hidden` are compared again.
        """
        params: dict[str, str | int] = {"Category": int(category)}
        if hidden:
            params["includeHidden"] = "true"
        found = await self._line.all("/definitions", params, DefinitionRow, priority, shared=True)
        return [d for d in found if d.category == category and (hidden or not d.is_hidden)]

    async def preference(self, name: str, *, priority: int = Priority.BACKGROUND) -> str | None:
        """Return one setting; None: the office has none of that name. Raises OfficeError.

        Booleans are "0" and "1". Source: Open Dental, API Preferences. Without the name it would be a thousand, in ten pages.
        """
        found = await self._line.all("/preferences", {"PrefName": name}, PreferenceRow, priority, shared=True)
        return next((p.value for p in found if p.name == name), None)

    async def confirmation(self, value: Confirmation) -> int | None:
        """Return the definition that a word stands for at this office; None: it has set none. Raises OfficeError."""
        if value == "None":
            first = await self.definitions(Category.APPT_CONFIRMED, priority=Priority.READ_BACK)
            return first[0].def_num if first else None
        text = await self.preference(_SETTINGS[value], priority=Priority.READ_BACK) or ""
        return int(text) if text.isdecimal() and int(text) else None

    async def appointment_types(self, *, priority: int = Priority.BACKGROUND) -> list[AppointmentTypeRow]:
        """Return the kinds of visits, hidden ones too. Raises OfficeError. Source: API AppointmentTypes (22.4.10)."""
        return await self._line.all("/appointmenttypes", {}, AppointmentTypeRow, priority, shared=True)

    async def providers(self, *, clinic: int | None = None, priority: int = Priority.BACKGROUND) -> list[ProviderRow]:
        """Return who treats; all of them, or those who may at a clinic. Raises OfficeError. Source: API Providers.

        Hidden and deleted ones and companies are among them: see `is_bookable`.
        """
        return await self._line.all("/providers", given(ClinicNum=clinic), ProviderRow, priority, shared=True)

    async def operatories(self, *, clinic: int | None = None, priority: int = Priority.BACKGROUND) -> list[OperatoryRow]:
        """Return the chairs from left to right, hidden ones too; all of them, or a clinic's. Raises OfficeError.

        Source: Open Dental, API Operatories. The clinic is compared again.
        """
        found = await self._line.all("/operatories", given(ClinicNum=clinic), OperatoryRow, priority, shared=True)
        return sorted((op for op in found if clinic in (None, op.clinic)), key=lambda op: op.order)

    async def clinics(self, *, priority: int = Priority.BACKGROUND) -> list[ClinicRow]:
        """Return the locations; none: this office does not use clinics. Raises OfficeError. Source: API Clinics."""
        return await self._line.all("/clinics", {}, ClinicRow, priority, shared=True)

    async def clock(self, *, priority: int = Priority.BACKGROUND) -> datetime | None:
        """Return what the office's clock shows, with the offset it keeps; None: it does not tell. Raises OfficeError.

        One request, and the only way to hold the practice's `timezone` against the truth: no method gives the zone, but every
        time can be asked for with its offset. Source: Open Dental, API Implementation, "DateTimeFormatString" (22.2.14).
        """
        params: dict[str, str | int] = {"Limit": 1, "DateTimeFormatString": _WITH_OFFSET}
        answer = await self._line.get("/providers", params, priority)
        found = read(answer, lambda body: rows(body, ClockRow), "GET /providers")
        try:
            return datetime.strptime(found[0].text, "%Y-%m-%d %H:%M:%S %z")
        except (IndexError, ValueError):
            return None

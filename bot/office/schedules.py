"""Who works when, and what is blocked."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.office.line import Priority
from bot.office.part import Part, days, given
from bot.office.rows import ScheduleRow

Kind = Literal["Practice", "Provider", "Blockout", "Employee", "WebSchedASAP"]


class Schedules(Part):
    """The part of the Office that knows its hours. Reads: safe to ask again."""

    async def schedules(
        self,
        first: date,
        last: date,
        *,
        kind: Kind | None = None,
        provider: int | None = None,
        blockout: int | None = None,
        employee: int | None = None,
        priority: int = Priority.BACKGROUND,
    ) -> list[ScheduleRow]:
        """Return the hours of these days, both inclusive, by day and time. Raises OfficeError.

        The office sorts by the time of day alone, so all pages are read before the first can be used. Source: Open Dental, API
        Schedules. Its filters are compared again.
        """
        params: dict[str, str | int] = {**days(first, last), **given(SchedType=kind)}
        params |= given(ProvNum=provider, BlockoutDefNum=blockout, EmployeeNum=employee)
        found = await self._line.all("/schedules", params, ScheduleRow, priority, shared=True)
        wanted = given(provider=provider, blockout=blockout, employee=employee)
        fitting = (s for s in found if first <= s.day <= last and kind in (None, s.kind))
        ours = (s for s in fitting if all(getattr(s, name) == value for name, value in wanted.items()))
        return sorted(ours, key=lambda s: (s.day, s.begins, s.schedule_num))

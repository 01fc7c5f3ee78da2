"""Who is due again, and what was done about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.office.line import MayLeave, Priority
from bot.office.part import Part, given, yes_no
from bot.office.rows import DueRow, RecallRow

# Not spelled as in commlogs: "InPerson" here, "In Person" there.
ContactBy = Literal["None", "Email", "Mail", "Phone", "InPerson", "Text", "EmailAndText", "PhoneAndText"]


class Recalls(Part):
    """The part of the Office that knows recalls."""

    async def recalls(self, patient: int | None = None, *, priority: int = Priority.BACKGROUND) -> list[RecallRow]:
        """Return the recalls of a patient, or of all. Raises OfficeError. Source: Open Dental, API Recalls (22.4.40)."""
        found = await self._line.all("/recalls", given(PatNum=patient), RecallRow, priority)
        return [r for r in found if patient in (None, r.pat_num)]

    async def due(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        kind: str | None = None,
        provider: int | None = None,
        reminded: bool = False,
        priority: int = Priority.BACKGROUND,
    ) -> list[DueRow]:
        """Return our clinic's recall list: who is due in these days, both inclusive, and has no visit. Raises OfficeError.

        Without a day the office's own settings decide. `kind` is a recall type's name; with `reminded` also those who were
        told. Source: Open Dental, API Recalls, "GET List" (22.1).
        """
        params: dict[str, str | int] = {"IncludeReminded": yes_no(reminded), **self._of_our_clinic()}
        bounds = {"DateStart": first, "DateEnd": last}
        params |= {name: bound.isoformat() for name, bound in bounds.items() if bound is not None}
        params |= given(ProvNum=provider) | given(RecallType=kind)
        found = await self._line.all("/recalls/List", params, DueRow, priority)
        return [r for r in found if kind in (None, r.kind)]

    async def set_recall_status(
        self,
        patient: int,
        kind: str,
        *,
        status: int | None = None,
        by: ContactBy = "Text",
        note: str = "",
        may_leave: MayLeave | None = None,
    ) -> None:
        """Say what became of a recall; the office writes a line into the chart, too. Raises OfficeError. Sent twice: two lines.

        `kind` is the recall type's name, `status` a definition of UNSCHED_STATUS, 0 for none. Source: "PUT Status" (21.2).
        """
        body: dict[str, object] = {"PatNum": patient, "recallType": kind, "commlogMode": by, "commlogNote": note}
        body |= given(RecallStatus=status)
        await self._line.send("PUT", "/recalls/Status", body, Priority.BACKGROUND, may_leave)

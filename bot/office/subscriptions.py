"""Whom the office tells of changes: its own machines post them to us (`POST /opendental/events`)."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from bot.office.errors import OfficeSilent
from bot.office.line import MayLeave, Priority, read
from bot.office.part import Part
from bot.office.rows import SubscriptionRow, row

Watched = Literal["Appointment", "AppointmentDeleted", "Operatory", "Patient", "Provider", "Schedule"]
SECOND = timedelta(seconds=1)


class Subscriptions(Part):
    """The part of the Office that knows whom it tells."""

    async def subscriptions(self, *, priority: int = Priority.BACKGROUND) -> list[SubscriptionRow]:
        """Return the subscriptions of our customer key. Raises OfficeError. Source: Open Dental, API Subscriptions (22.1)."""
        return await self._line.all("/subscriptions", {}, SubscriptionRow, priority)

    async def subscribe(
        self,
        url: str,
        table: Watched,
        *,
        every: timedelta,
        workstation: str = "",
        note: str = "",
        may_leave: MayLeave | None = None,
    ) -> SubscriptionRow:
        """Have changes of a table posted to `url`, at most so often. Raises OfficeError. Sent twice, each comes twice.

        Without a `workstation` every machine of the office tells, so each change comes several times. Look for one with this
        `url` first, and after OfficeSilent. Source: Open Dental, API Subscriptions, "POST".
        """
        body: dict[str, object] = {
            "EndPointUrl": url,
            "WatchTable": table,
            "PollingSeconds": every // SECOND,
            "Workstation": workstation,
            "Note": note,
        }
        answer = await self._line.send("POST", "/subscriptions", body, Priority.BACKGROUND, may_leave)
        made = read(answer, lambda sent: row(sent, SubscriptionRow), "POST /subscriptions")
        if (made.url, made.table) != (url, table):
            raise OfficeSilent("POST /subscriptions: 201, but of another")
        return made

    async def unsubscribe(self, number: int, *, may_leave: MayLeave | None = None) -> None:
        """End a subscription. Raises OfficeError; OfficeRefused: there is none any more. Source: "DELETE"."""
        await self._line.send("DELETE", f"/subscriptions/{number}", None, Priority.BACKGROUND, may_leave)

"""Events to subscribers. They come from a machine inside the office that polls the database, not from the vendor's cloud.

So the pretend office has such machines, too: `run` polls every second by the clock, `poll` once. No signature, no number, no
order is promised; a row at the border of two polls comes twice; what failed is sent again for up to three days.
Source: reference, 19.2. The body of AppointmentDeleted is documented nowhere: here it is the row as it last stood. [I]
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from bot.pretend.clock import Clock
from bot.pretend.office.books import Books
from bot.pretend.office.records import Subscription
from bot.pretend.office.shapes import APPOINTMENT, PATIENT, PROVIDER, SCHEDULE, Column, render
from bot.pretend.office.tables import Row
from bot.pretend.office.wire import NEVER, Writer

Post = Callable[[str, dict[str, str], bytes], Awaitable[int]]  # url, headers, body -> status

BATCH = 1000
LONGEST_MEMORY = timedelta(days=3)
APPOINTMENT_EVENT = tuple(c for c in APPOINTMENT if c.name != "SecUserNumEntry")  # as in the vendor's example
COLUMNS: dict[str, Sequence[Column]] = {
    "Appointment": APPOINTMENT_EVENT,
    "AppointmentDeleted": APPOINTMENT_EVENT,
    "Patient": PATIENT,
    "Provider": PROVIDER[:-1],
    "Schedule": SCHEDULE,
}


class Events:
    """The machines of one office on which Open Dental runs. A subscription of no workstation fires on each of them."""

    def __init__(
        self,
        books: Books,
        clock: Clock,
        now: Callable[[], datetime],
        zone: ZoneInfo,
        post: Post,
        workstations: Sequence[str] = ("FRONTDESK",),
    ) -> None:
        self._books = books
        self._clock = clock
        self._now = now
        self._writer = Writer(zone)
        self._post = post
        self._workstations = workstations

    async def run(self) -> None:
        """Poll for ever."""
        while True:
            await self.poll()
            await self._clock.sleep(timedelta(seconds=1))

    async def poll(self) -> None:
        """Look once at every subscription that is due."""
        for subscription in list(self._books.subscriptions):
            now = self._now()
            if subscription.WatchTable and _due(subscription, now):
                await self._look(subscription, now)

    async def patient_selected(self, pat_num: int, workstation: str = "FRONTDESK") -> None:
        """Somebody picked a patient on a screen: one object, not an array, and its ClinicNum is a text."""
        person = self._books.patients.get(pat_num)
        if person is None:
            raise ValueError(f"there is no patient {pat_num}")
        body = {"PatNum": person.PatNum, "LName": person.LName, "FName": person.FName, "ClinicNum": str(person.ClinicNum)}
        for subscription in list(self._books.subscriptions):
            if subscription.UiEventType == "PatientSelected" and subscription.Workstation in ("", workstation):
                await self._send(subscription, workstation, "UiEventType: PatientSelected", msgspec.json.encode(body))

    async def _look(self, subscription: Subscription, now: datetime) -> None:
        rows = self._changed(subscription.WatchTable, max(subscription.DateTimeStart, now - LONGEST_MEMORY))
        kind = f"WatchTable: {subscription.WatchTable}"
        for machine in self._workstations:
            if subscription.Workstation in ("", machine):
                for i in range(0, len(rows), BATCH):
                    if not await self._send(subscription, machine, kind, self._body(subscription, rows[i : i + BATCH])):
                        return  # DateTimeStart stays: they are all sent again
        still_there = self._books.subscriptions.get(subscription.SubscriptionNum)
        if still_there is not None:
            self._books.subscriptions.put(replace(still_there, DateTimeStart=now))

    def _changed(self, table: str, since: datetime) -> list[Row]:
        books = self._books
        if table == "AppointmentDeleted":
            gone = [h for h in books.histappointments if h.HistApptAction == "Deleted" and h.HistDateTStamp >= since]
            return [h.Snapshot for h in gone]
        tables: dict[str, Sequence[Row]] = {
            "Appointment": [v for v in books.appointments if v.DateTStamp >= since],
            "Patient": [p for p in books.patients if p.DateTStamp >= since],
            "Provider": [p for p in books.providers if p.DateTStamp >= since],
            "Schedule": [s for s in books.schedules if s.DateTStamp >= since],
        }
        return list(tables.get(table, ()))

    def _body(self, subscription: Subscription, rows: list[Row]) -> bytes:
        columns = COLUMNS[subscription.WatchTable]
        return msgspec.json.encode([self._writer.row(render(self._books, columns, row)) for row in rows])

    async def _send(self, subscription: Subscription, machine: str, kind: str, body: bytes) -> bool:
        headers = {
            "Authorization": subscription.CustomerKey,  # bare: no scheme
            "Workstation": machine,
            "Event-Type": kind,
            "Content-Type": "application/json",
        }
        try:
            return await self._post(subscription.EndPointUrl, headers, body) < 300
        except OSError:
            return False


def _due(subscription: Subscription, now: datetime) -> bool:
    stopped = subscription.DateTimeStop != NEVER and now > subscription.DateTimeStop
    return not stopped and now >= subscription.DateTimeStart + timedelta(seconds=subscription.PollingSeconds)

"""Events to subscribers. They come from a machine inside the office that polls the database, not from the vendor's cloud.

So the pretend office has such machines, too: `run` polls by the clock while anybody is subscribed, `poll` once. No signature,
no number, no order is promised; a row at the border of two polls comes twice; what failed is sent again for up to three days.
Source: reference, 19.2. The body of AppointmentDeleted is documented nowhere: a switch says what it is. [I]
"""

from __future__ import annotations

import asyncio
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

A_SECOND = timedelta(seconds=1)
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
        deleted_whole: Callable[[], bool] = lambda: True,
    ) -> None:
        self._books = books
        self._deleted_whole = deleted_whole
        self._clock = clock
        self._now = now
        self._writer = Writer(zone)
        self._post = post
        self._workstations = workstations
        self._tried: dict[int, datetime] = {}  # subscription -> when its last delivery failed: it waits its time again
        self._asleep: asyncio.Future[None] | None = None
        self._until = NEVER

    async def run(self) -> None:
        """Poll whenever a subscription is due, as long as there are any."""
        while self._wanted():
            await self.poll()
            self._until = min((self._due_at(s) for s in self._wanted()), default=self._now())
            self._asleep = asyncio.ensure_future(self._clock.sleep(max(self._until - self._now(), A_SECOND)))
            try:
                await asyncio.wait({self._asleep})
            finally:
                self._asleep.cancel()

    def news(self) -> None:
        """Somebody may have subscribed, or changed a subscription: nobody sleeps past it."""
        if self._asleep is not None and any(self._due_at(s) < self._until for s in self._wanted()):
            self._asleep.cancel()

    def _wanted(self) -> list[Subscription]:
        return [s for s in self._books.subscriptions if s.WatchTable and not _is_over(s, self._now())]

    def _due_at(self, subscription: Subscription) -> datetime:
        since = max(subscription.DateTimeStart, self._tried.get(subscription.SubscriptionNum, NEVER))
        return since + timedelta(seconds=subscription.PollingSeconds)

    async def poll(self) -> None:
        """Look once at every subscription that is due."""
        for subscription in self._wanted():
            now = self._now()
            if now >= self._due_at(subscription):
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
                        self._tried[subscription.SubscriptionNum] = now
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
        if subscription.WatchTable == "AppointmentDeleted" and not self._deleted_whole():
            columns = columns[:1]
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


def _is_over(subscription: Subscription, now: datetime) -> bool:
    return subscription.DateTimeStop != NEVER and now > subscription.DateTimeStop

"""What the tests hold in their hands: an API client, and practices small enough to see through."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, date, datetime, timedelta

import httpx
import msgspec
from starlette.applications import Starlette

from bot.pretend.office import Keys, PretendOffice, Seed
from bot.pretend.office.seed import Plan

KEYS = Keys("developer", "customer")
MONDAY = datetime(2026, 11, 16, 16, 0, tzinfo=UTC)  # 8:00 in Portland
MINUTE = timedelta(minutes=1)
IDLE = 100  # rounds of the loop in which nothing new began: then nothing can happen but time


class VirtualClock:
    """Monday, 16 November 2026, 7:00 in Portland; the Thursday of the week after is Thanksgiving."""

    def __init__(self, start: datetime = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)) -> None:
        self.start = self._now = start
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._count = 0
        self._pump: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        return self._now

    @property
    def passed(self) -> float:
        return (self._now - self.start).total_seconds()

    async def sleep(self, length: timedelta) -> None:
        self._count += 1
        waker = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + length, self._count, waker))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.ensure_future(self._run())
        await waker

    async def _run(self) -> None:
        while self._sleepers:
            count = self._count
            for _ in range(IDLE):
                await asyncio.sleep(0)
            if count == self._count:
                self._wake()

    def _wake(self) -> None:
        """Wake the next one up, and with it everybody of the same instant; the cancelled take no time."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if self._sleepers:
            self._now = self._sleepers[0][0]
        while self._sleepers and self._sleepers[0][0] <= self._now:
            waker = heapq.heappop(self._sleepers)[2]
            if not waker.done():
                waker.set_result(None)


class Api:
    """Asks the office over HTTP, with the headers it wants."""

    def __init__(self, office: PretendOffice, keys: Keys = KEYS) -> None:
        self.headers = {"Authorization": keys.header, "Content-Type": "application/json"}
        transport = httpx.ASGITransport(Starlette(routes=office.routes()))
        self.clock = office._clock
        self.http = httpx.AsyncClient(transport=transport, base_url="http://office")

    async def send(self, verb, path, body=None, **headers):
        sent = {name: value for name, value in (self.headers | headers).items() if value is not None}
        return await self.http.request(verb, "/api/v1" + path, json=body, headers=sent)

    async def ask(self, path):
        answer = await self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path, **body):
        return await self.send("POST", path, body)

    async def put(self, path, **body):
        return await self.send("PUT", path, body)

    async def made(self, path, **body):
        answer = await self.post(path, **body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def changed(self, path, **body):
        answer = await self.put(path, **body)
        assert answer.status_code == 200, answer.text
        return answer

    async def slots(self, reason=326, new=False, first="2026-11-16", last="2026-11-16", more=""):
        kind = "&isNewPatient=true" if new else ""
        path = f"/appointments/SlotsWebSched?dateStart={first}&dateEnd={last}&defNumApptType={reason}{kind}{more}"
        return await self.ask(path)

    async def times(self, *args, **kwargs):
        """The slots as `start-end provider/operatory`, for reading."""
        return [line(slot) for slot in await self.slots(*args, **kwargs)]

    async def takes(self, slot, reason=326, patient=1, **changes):
        body = {
            "PatNum": patient,
            "dateTimeStart": slot["DateTimeStart"],
            "dateTimeEnd": slot["DateTimeEnd"],
            "ProvNum": slot["ProvNum"],
            "OpNum": slot["OpNum"],
            "defNumApptType": reason,
        }
        return await self.post("/appointments/WebSched", **body | changes)


def line(slot):
    return f"{slot['DateTimeStart'][11:16]}-{slot['DateTimeEnd'][11:16]} {slot['ProvNum']}/{slot['OpNum']}"


# One dentist, one chair, Monday 8 to 12, visits of 60 minutes. Each test says what differs.
SMALL = {
    "name": "Small",
    "weeks": 1,
    "preferences": {
        "AppointmentTimeIncrement": "10",
        "EasyNoClinics": "1",
        "PracticeDefaultProv": "1",
        "WebSchedEnabled": "1",
        "WebSchedExistingPatDoubleBooking": "0",
    },
    "week": {"mon": "08:00-12:00"},
    "rota": [{"ProvNum": 1, "Ops": [1]}],
    "providers": [{"ProvNum": 1, "Abbr": "ONE", "LName": "One", "FName": "Ann"}],
    "operatories": [{"OperatoryNum": 1, "OpName": "A", "Abbrev": "A", "ItemOrder": 0, "ProvDentist": 1}],
    "reasons": [{"DefNum": 326, "ItemName": "Cleaning", "AppointmentTypeNum": 12, "Ops": [1]}],
    "appointmenttypes": [{"AppointmentTypeNum": 12, "AppointmentTypeName": "Cleaning", "Pattern": "X" * 12}],
    "procedurecodes": [],
    "definitions": {"2": [{"DefNum": 19, "ItemName": "Not Called"}], "27": [{"DefNum": 230, "ItemName": "Misc"}]},
    "charts": [
        {"PatNum": 1, "LName": "Silva", "FName": "Ana", "Birthdate": date(1980, 5, 1)},
        {"PatNum": 2, "LName": "Reyes", "FName": "Bo", "Birthdate": date(1981, 5, 1)},
    ],
}


def practice(**changes):
    """The small practice, with these parts instead of its own. `preferences` are added to its own."""
    whole = SMALL | changes | {"preferences": SMALL["preferences"] | changes.get("preferences", {})}
    return Seed(msgspec.convert(whole, Plan, builtin_types=(date,)))


def provider(number, **more):
    return {"ProvNum": number, "Abbr": f"P{number}", "LName": f"L{number}", "FName": f"F{number}", **more}


def chair(number, order, dentist=1, **more):
    return {
        "OperatoryNum": number,
        "OpName": f"Op {number}",
        "Abbrev": str(number),
        "ItemOrder": order,
        "ProvDentist": dentist,
        **more,
    }


# The small practice with two chairs, one of them in its one clinic.
CLINICS = {
    "preferences": {"EasyNoClinics": "0"},
    "clinics": [{"ClinicNum": 3, "Description": "North", "Abbr": "N"}],
    "operatories": [chair(1, 0, ClinicNum=3), chair(2, 1)],
}


def kind(pattern, **more):
    """The one appointment type of the small practice, so long."""
    return [{"AppointmentTypeNum": 12, "AppointmentTypeName": "Cleaning", "Pattern": pattern, **more}]


def reason(**more):
    """The one reason of the small practice, for Web Sched."""
    return [{"DefNum": 326, "ItemName": "Cleaning", "AppointmentTypeNum": 12, "Ops": [1], **more}]


def opened(clock=None, **changes):
    """The small practice, changed like this, and a client of its API."""
    office = PretendOffice(clock or VirtualClock(), keys=KEYS, tier="local", practice=practice(**changes))
    return office, Api(office)


async def created(api, **more):
    return await api.made("/appointments", **{"PatNum": 1, "Op": 1, "AptDateTime": "2026-11-16 08:00:00"} | more)


async def refused(api, path, status=400, /, **body):
    answer = await api.post(path, **body)
    assert answer.status_code == status, answer.text
    return answer.json()


def at(visit, action=""):
    return f"/appointments/{visit['AptNum']}{action}"


async def history(api, visit):
    return [row["HistApptAction"] for row in await api.ask(f"/histappointments?AptNum={visit['AptNum']}")]

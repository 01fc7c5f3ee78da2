"""A very small office: it hears every request, and answers from what a test puts into it."""

from contextlib import asynccontextmanager
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import httpx

from bot.office.client import Office
from bot.office.line import Line

ZONE = ZoneInfo("America/Los_Angeles")
URL = "https://office.example/api/v1"
FEB_15 = date(2021, 2, 15)


class Heard:
    """Hands each request to `answer`, which gives an httpx.Response, a list (JSON), or an exception to raise."""

    def __init__(self, answer):
        self.requests = []
        self._answer = answer

    async def __call__(self, request):
        self.requests.append(request)
        given = self._answer(request)
        if hasattr(given, "__await__"):
            given = await given
        if isinstance(given, Exception):
            raise given
        return given if isinstance(given, httpx.Response) else httpx.Response(200, json=given)

    @property
    def paths(self):
        return [f"{r.method} {r.url.raw_path.decode().removeprefix('/api/v1')}" for r in self.requests]


class Turns:
    """A pace that notes who asked for a turn, and what it was told to hold off."""

    def __init__(self):
        self.noted = []
        self.out = 0

    @asynccontextmanager
    async def turn(self, priority):
        self.noted.append(priority)
        self.out += 1
        try:
            yield
        finally:
            self.out -= 1

    async def hold_off(self, retry_after: timedelta):
        assert self.out == 1, "the place must still be ours, or the next one asks at once"
        self.noted.append(retry_after)


def office(answer, *, page_size=100, clinic=None, pace=None):
    """Return the client and what it will have said."""
    heard = Heard(answer)
    http = httpx.AsyncClient(transport=httpx.MockTransport(heard))
    client = Office(http, URL + "/", "dev", "cust", zone=ZONE, pace=pace or Turns(), page_size=page_size, clinic=clinic)
    return client, heard


def line(answer, *, page_size=100, pace=None):
    """Return the line alone and what it will have said."""
    heard = Heard(answer)
    http = httpx.AsyncClient(transport=httpx.MockTransport(heard))
    return Line(http, URL, {}, pace or Turns(), page_size), heard


def paged(rows, *, cap=100):
    """Answer a list as Open Dental does: Limit and Offset, and never more than its own cap."""

    def answer(request):
        limit, offset = int(request.url.params["Limit"]), int(request.url.params["Offset"])
        return rows[offset : offset + min(limit, cap)]

    return answer


def refusal(status, text, **headers):
    """Refuse as Open Dental does, in a bare JSON string."""
    return httpx.Response(status, json=text, headers=headers)


def slot(start, end, op=1):
    return {"DateTimeStart": start, "DateTimeEnd": end, "ProvNum": 1, "OpNum": op}


async def openings(client, first=FEB_15, last=FEB_15, **more):
    return [o async for o in client.openings(first, last, def_num=326, new_patient=False, **more)]

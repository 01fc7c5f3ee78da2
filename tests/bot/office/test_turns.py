"""Turns at one office, over all workers: in virtual time, on the real store, against the pretend office as its cloud is.

What is counted here are the office's own counts: one search asked by many is one call, and no call is made too early.
"""

import asyncio
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import httpx
import pytest
from starlette.applications import Starlette

from bot.office.client import Office, Priority
from bot.office.errors import OfficeBusy
from bot.office.rows import Category
from bot.pretend.office import PretendOffice
from bot.pretend.office.faults import busy
from bot.pretend.office.keys import Keys
from bot.store import Pace
from flows.words import E164
from tests.bot.office.wire import ZONE
from tests.virtual import VirtualRedis, run

KEYS = Keys("developer", "customer")
ANA = E164("+15035550101")
SECOND = timedelta(seconds=1)
DAY = date(2026, 12, 1)


class House:
    """One office of the vendor's remote tier, and workers of ours around it."""

    def __init__(self, clock, redis, **more):
        self.clock, self.starts = clock, []
        self.there = PretendOffice(clock, keys=KEYS, **more)
        self._app, self._redis = Starlette(routes=self.there.routes()), redis

    async def _heard(self, scope, receive, send):
        self.starts.append((self.clock.now(), scope["path"].removeprefix("/api/v1")))
        await self._app(scope, receive, send)

    def worker(self):
        """The client of another process: only the store is shared."""
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app=self._heard))
        pace = Pace(self._redis, "tag", SECOND, self.clock)
        url = "http://office.example/api/v1"
        return Office(http, url, KEYS.developer, KEYS.customer, zone=ZONE, pace=pace, page_size=100)


@pytest.fixture
def playing(valkey_url):
    """Play `await scene(house)` in virtual time."""

    def play(scene, **more):
        async def whole(clock):
            redis = VirtualRedis.from_url(valkey_url)
            await redis.flushall()
            try:
                return await scene(House(clock, redis, **more))
            finally:
                await redis.aclose()

        return run(whole)

    return play


def test_the_same_search_by_many_at_once_is_one_call(playing):
    async def scene(house):
        office = house.worker()
        looks = [office.slots(DAY, DAY, provider=1, operatory=1) for _ in range(25)]
        looks += [office.patients(ANA) for _ in range(25)]
        looks += [_first_page(office) for _ in range(25)]
        looks += [office.definitions(Category.EXISTING_PATIENT_REASONS) for _ in range(25)]
        found = await asyncio.gather(*looks)
        assert found[0] == found[24] != []
        assert found[25] == found[49] != []
        return house.there.calls

    assert playing(scene) == Counter(
        {
            "GET /appointments/Slots": 1,
            "GET /patients": 1,
            "GET /appointments/SlotsWebSched": 1,
            "GET /definitions": 1,
        }
    )


async def _first_page(office):
    found = office.openings(DAY, DAY, def_num=326, new_patient=False)
    opening = await anext(found, None)
    await found.aclose()
    return opening


def test_a_waiting_patient_goes_before_the_reminders_of_another_worker(playing):
    async def scene(house):
        reminding, answering = house.worker(), house.worker()
        days = [DAY + timedelta(days=n) for n in range(6)]
        asks = [asyncio.create_task(reminding.appointments(first=day, last=day)) for day in days]
        await asyncio.sleep(0.5)
        assert len(house.starts) == 1
        await answering.patients(ANA)
        paths = [path for _, path in house.starts]
        await asyncio.gather(*asks)
        return paths

    assert playing(scene) == ["/appointments", "/patients"]


def test_who_is_most_urgent_goes_first_whoever_came_first(playing):
    async def scene(house):
        office = house.worker()
        asks = [asyncio.create_task(office.clinics())]  # it has the turn
        await asyncio.sleep(0.5)
        asks += [
            asyncio.create_task(office.appointments(patient=n, priority=priority)) for n, priority in enumerate(Priority, 1)
        ][::-1]
        asks += [asyncio.create_task(office.confirm(1, "Sent"))]
        asked = []
        waiting = set(asks)
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            asked += [asks.index(task) for task in done]
        return asked

    clinics, background, openings, read_back, booking, confirm = range(6)
    assert playing(scene) == [clinics, booking, confirm, read_back, openings, background]


def test_no_two_calls_of_all_workers_begin_within_a_second(playing):
    async def scene(house):
        workers = [house.worker() for _ in range(4)]
        await asyncio.gather(*(worker.appointments(patient=n) for worker in workers for n in range(5)))
        return [at for at, _ in house.starts]

    starts = playing(scene)
    assert len(starts) == 20
    assert min(later - at for at, later in pairwise(starts)) >= SECOND


def test_after_a_429_no_worker_asks_before_the_office_said(playing):
    async def scene(house):
        house.there.faults.next("GET /clinics", busy(timedelta(seconds=7)))
        with pytest.raises(OfficeBusy) as told:
            await house.worker().clinics()
        await asyncio.gather(*(house.worker().clinics() for _ in range(3)))
        return told.value.retry_after, [at for at, _ in house.starts]

    retry_after, (refused, again, *_) = playing(scene)
    assert retry_after == timedelta(seconds=7)
    assert again - refused >= retry_after

"""What the simulation has found (tests/faults), each as a small scene of its own."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import redis.exceptions

from bot.pretend.office.faults import timeout
from bot.store import Store
from bot.store.pace import Pace
from tests.virtual import run

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"


def failing(real, times):
    """Fail so often as a store that is away, then do what the real one does."""
    left = iter(range(times))

    async def asked(*args, **more):
        if next(left, None) is not None:
            raise redis.exceptions.ConnectionError
        return await real(*args, **more)

    return asked


def test_a_store_that_hiccups_while_we_queue_for_the_office_costs_no_turn(house, monkeypatch):
    async def scene(town):
        monkeypatch.setattr(Pace, "_ask", failing(Pace._ask, 4))
        heard = await town.says(ALL_AT_ONCE, after=timedelta(seconds=8))
        return heard, await town.cards()

    heard, cards = house(scene)
    assert "I can offer" in heard
    assert cards == []


def test_what_cannot_be_remembered_is_still_offered(house, monkeypatch):
    async def scene(town):
        monkeypatch.setattr(Store, "cache_put", failing(Store.cache_put, 100))
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        return await town.says("yes", after=timedelta(seconds=10))

    assert "You're all set" in house(scene)


def test_who_has_let_the_office_go_no_longer_says_that_they_live():
    """A cancellation that is swallowed on the way (asyncio.wait_for may, before Python 3.12) must not leave a loop behind."""
    asked = []

    class Swallowing:
        async def run(self, script, now, **_):
            asked.append(script)
            if script == "pace_keep":
                with suppress(asyncio.CancelledError):
                    await asyncio.sleep(1)
            return 0

    async def scene(clock):
        pace = Pace(None, "tag", timedelta(seconds=1), clock)
        pace._scripts = Swallowing()
        async with pace.turn(0):
            await clock.sleep(timedelta(seconds=5.5))
        before = len(asked)
        await clock.sleep(timedelta(minutes=5))
        return asked[before:]

    assert run(scene) == []
    assert "pace_keep" in asked


def test_a_mark_on_a_visit_that_staff_have_broken_meanwhile_needs_no_person(house):
    """Seed 1282: a "no" is marked in the book; what becomes of that mark when the visit is gone is nobody's business."""
    megan, who = "+19715550101", "Megan Hughes 5/30/1985"

    async def scene(town):
        await town.says(f"confirm my visit please, {who}", megan)
        await town.says("1", megan)
        town.office.faults.next("PUT /appointments/{AptNum}/Confirm", timeout())
        await town.text("no", megan)
        await town.answer(megan, after=timedelta(seconds=70))
        visit = (await town.visits(town.patient("Megan Hughes")))[0]
        town.office.staff_breaks(visit["AptNum"])
        await town.answer(megan, after=timedelta(minutes=10))
        return await town.cards()

    assert house(scene) == []

"""The one clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import StoreClock

DAY = timedelta(days=1)
THEN = datetime(2026, 3, 3, 9, tzinfo=UTC)


async def test_it_goes_by_the_time_of_the_store(client):
    def at(answer):
        return datetime.fromtimestamp(answer[0], UTC) + timedelta(microseconds=answer[1])

    before = at(await client.time())
    clock = await StoreClock.of(client)
    now = clock.now()
    assert before <= now <= at(await client.time())
    assert now.utcoffset() == timedelta(0)


async def test_moving_it_on_wakes_whose_time_has_come():
    clock = StoreClock(THEN)
    sleeper, other = (asyncio.create_task(clock.sleep(length)) for length in (DAY, 3 * DAY))
    await asyncio.sleep(0)
    clock.forward(DAY)
    await sleeper
    assert not other.done()
    clock.forward(2 * DAY)
    await other
    assert clock.now() >= THEN + 3 * DAY


async def test_who_sleeps_no_time_goes_on_at_once():
    await StoreClock(THEN).sleep(timedelta(0))
    await StoreClock(THEN).sleep(timedelta(seconds=-1))


async def test_it_wakes_by_itself_too():
    clock = StoreClock(THEN)
    before = clock.now()
    await clock.sleep(timedelta(milliseconds=5))
    assert clock.now() - before >= timedelta(milliseconds=5)


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        StoreClock(THEN).forward(-DAY)

"""One request at a time, so far apart as the office allows, the most urgent first. In virtual time, over a real Valkey."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from redis.asyncio import Redis

from bot.store import Pace

SECOND = timedelta(seconds=1)
THEN = datetime(2026, 3, 3, 9, tzinfo=UTC)


class Together:
    """A clock for some tasks that run together: when all of them sleep, it goes on to the first who wakes."""

    def __init__(self):
        self._now, self._awake, self._order, self._sleepers = THEN, 0, count(), []
        self._ours = set()

    def now(self):
        return self._now

    async def sleep(self, length):
        """A task that somebody starts beside ours sleeps along: it neither moves the time nor holds it up."""
        ours = asyncio.current_task() in self._ours
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + length, next(self._order), ours, woken))
        if ours:
            self._rest()
        try:
            await woken
        except asyncio.CancelledError:
            self._awake += ours
            raise

    async def run(self, *tasks):
        self._awake += len(tasks)
        return await asyncio.gather(*(self._one(task) for task in tasks), return_exceptions=True)

    async def _one(self, task):
        self._ours.add(asyncio.current_task())
        try:
            return await task
        finally:
            self._rest()

    def _rest(self):
        self._awake -= 1
        while not self._awake and self._sleepers:
            at, _, ours, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                self._now, self._awake = max(at, self._now), int(ours)
                woken.set_result(None)


@pytest.fixture
def clock():
    return Together()


@pytest.fixture
def pace(client, clock):
    return Pace(client, "tag", SECOND, clock)


@pytest.fixture
def elsewhere(client, clock):
    """The same office's pace in another process."""
    return Pace(client, "tag", SECOND, clock)


@pytest.fixture
def log():
    return []


@pytest.fixture
def ask(clock, log):
    async def ask(pace, name, priority=2, takes=0.2, after=0.0):
        await clock.sleep(after * SECOND)
        async with pace.turn(priority):
            started = (clock.now() - THEN) / SECOND
            await clock.sleep(takes * SECOND)
            log.append((name, started, (clock.now() - THEN) / SECOND))

    return ask


async def test_requests_of_two_processes_go_one_at_a_time_and_a_second_apart(clock, pace, elsewhere, ask, log):
    await clock.run(*(ask(p, n, takes=0.3 * n) for n in range(1, 6) for p in (pace, elsewhere)))
    assert len(log) == 10
    for (_, before, ended), (_, started, _) in pairwise(log):
        assert started >= ended
        assert started - before >= 1


def lifeless(pace):
    """A worker that stopped breathing the moment it had the place."""

    async def says_nothing(_):
        return None

    pace._live = says_nothing
    return pace


async def test_nobody_waits_longer_than_the_office_asks_for(clock, pace, ask, log):
    await clock.run(*(ask(pace, n) for n in range(4)))
    assert [round(started) for _, started, _ in log] == [0, 1, 2, 3]
    assert log[-1][1] <= 3.2


async def test_the_most_urgent_goes_first_wherever_it_waits(clock, pace, elsewhere, ask, log):
    await clock.run(
        ask(pace, "first", takes=0.5),
        ask(pace, "background", priority=3, after=0.01),
        ask(elsewhere, "openings", priority=2, after=0.02),
        ask(pace, "booking", priority=0, after=0.03),
        ask(elsewhere, "read back", priority=1, after=0.04),
    )
    assert [name for name, *_ in log] == ["first", "booking", "read back", "openings", "background"]


async def test_equals_go_in_the_order_in_which_they_came(clock, pace, elsewhere, ask, log):
    await clock.run(*(ask((pace, elsewhere)[n % 2], n, after=n / 100) for n in range(6)))
    assert [name for name, *_ in log] == list(range(6))


async def test_a_holder_that_died_is_waited_for_and_then_passed(clock, pace, elsewhere, ask, log):
    dead = lifeless(pace).turn(0)
    await dead.__aenter__()
    await clock.run(ask(elsewhere, "next"))
    assert 3 <= log[0][1] <= 5
    await dead.__aexit__(None, None, None)


async def test_a_holder_that_lives_is_not_passed_however_long_its_call_takes(clock, pace, elsewhere, ask, log):
    await clock.run(ask(pace, "slow", takes=70), ask(elsewhere, "next", after=1))
    (_, _, ended), (_, started, _) = log
    assert ended >= 70
    assert started >= ended


async def test_a_holder_that_was_passed_takes_nothing_away_when_it_comes_back(clock, pace, elsewhere, ask, log):
    slept = lifeless(pace).turn(0)
    await slept.__aenter__()

    async def wakes():
        await clock.sleep(20 * SECOND)
        await slept.__aexit__(None, None, None)

    await clock.run(ask(elsewhere, "holds", takes=20), ask(elsewhere, "waits", after=1), wakes())
    (_, _, ended), (_, started, _) = log
    assert started >= ended


async def test_a_waiter_that_died_is_forgotten(clock, pace, ask, log):
    async with pace.turn(2):
        assert await pace._ask("dead", 0)  # it asked once, and never again
    await clock.run(ask(pace, "next", priority=3))
    assert 3 <= log[0][1] <= 4


@pytest.mark.parametrize("ticks", range(40))
async def test_a_waiter_that_is_cancelled_at_any_moment_leaves_the_queue_and_holds_nothing(pace, elsewhere, client, ticks):
    async def waits():
        async with elsewhere.turn(0):
            pass

    async with pace.turn(2):
        waiter = asyncio.create_task(waits())
        for _ in range(ticks):
            await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.gather(waiter, return_exceptions=True)
        assert await client.zcard("chairside:{tag}:pace:waiting") == 0
    assert await client.hget("chairside:{tag}:pace", "holder") is None


async def test_a_place_given_at_the_moment_of_cancelling_is_given_back(pace, client):
    async def asks():
        async with pace.turn(0):
            await asyncio.sleep(0)

    for ticks in range(40):
        asking = asyncio.create_task(asks())
        for _ in range(ticks):
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert await client.hget("chairside:{tag}:pace", "holder") is None
        await client.delete("chairside:{tag}:pace")


async def test_when_the_office_says_wait_everybody_waits_and_the_longest_holds(clock, pace, elsewhere, ask, log):
    await pace.hold_off(30 * SECOND)
    await elsewhere.hold_off(5 * SECOND)
    await clock.run(ask(pace, 1), ask(elsewhere, 2, priority=0))
    assert [name for name, *_ in log] == [2, 1]
    assert log[0][1] == 30


async def test_a_request_that_fails_gives_its_place_back(clock, pace, ask, log):
    with pytest.raises(ZeroDivisionError):
        async with pace.turn(0):
            1 / 0  # noqa: B018
    await clock.run(ask(pace, "next"))
    assert log[0][1] == 1


class Breaks(Redis):
    broken = False

    async def execute_command(self, *command, **options):
        if self.broken:
            raise ConnectionError
        return await super().execute_command(*command, **options)


async def test_what_a_request_brought_is_not_lost_with_the_store(valkey_url, client, clock):
    async with Breaks.from_url(valkey_url) as breaking:
        async with Pace(breaking, "tag", SECOND, clock).turn(0):
            breaking.broken = True
            brought = 201
        breaking.broken = False
    assert brought == 201


@pytest.mark.parametrize(("away_for", "comes_in"), [(9 * SECOND, True), (11 * SECOND, False)])
async def test_a_store_that_is_away_is_waited_for_but_not_for_ever(valkey_url, client, clock, away_for, comes_in):
    async with Breaks.from_url(valkey_url) as breaking:
        breaking.broken = True

        async def asks():
            async with Pace(breaking, "tag", SECOND, clock).turn(0):
                return True

        async def comes_back():
            await clock.sleep(away_for)
            breaking.broken = False

        came, _ = await clock.run(asks(), comes_back())
    assert came is True if comes_in else isinstance(came, ConnectionError)

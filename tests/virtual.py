"""Time that only moves when nothing else can happen, over a real store: hours of waiting in a second, the same every time.

When no callback is ready and no command of the store is in flight, the loop jumps to the next timer. While one is in flight it
really waits, and time stands still. Everything else lives in the same loop, without sockets.

An answer of the store is looked at only when nothing else is left to do at this instant: how quick it was must not decide who
goes first, or a scene would play differently on a busy machine.
"""

import asyncio
import selectors
from datetime import UTC, datetime, timedelta

import redis.asyncio as aioredis


class Stuck(RuntimeError):
    """Nothing is left to wait for."""


class _Selector(selectors.DefaultSelector):
    loop: "VirtualLoop"

    def select(self, timeout=None):
        if timeout == 0:  # callbacks are ready: they go first
            return [] if self.loop.in_flight else super().select(0)
        if self.loop.in_flight:
            return super().select(None)
        if ready := super().select(0):
            return ready
        if timeout is None:
            raise Stuck("nothing is left to wait for")
        self.loop.elapsed += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.elapsed, self.in_flight = 0.0, 0
        selector = _Selector()
        super().__init__(selector)
        selector.loop = self

    def time(self):
        return self.elapsed


class VirtualClock:
    """The loop's time, from a given instant on."""

    def __init__(self, start: datetime):
        self._start = start

    def now(self) -> datetime:
        return self._start + timedelta(seconds=asyncio.get_running_loop().time())

    async def sleep(self, length: timedelta) -> None:
        await asyncio.sleep(max(length.total_seconds(), 0))


class VirtualRedis(aioredis.Redis):
    """One command at a time, so that their order is the order of asking; the loop knows that an answer is owed."""

    async def execute_command(self, *args, **options):
        loop = asyncio.get_running_loop()
        if not isinstance(loop, VirtualLoop):
            return await super().execute_command(*args, **options)
        async with turn_of(loop):
            return await self.at_once(loop, *args, **options)

    async def at_once(self, loop, *args, **options):
        """Run the command; the turn is ours."""
        loop.in_flight += 1
        try:
            return await super().execute_command(*args, **options)
        finally:
            loop.in_flight -= 1


def turn_of(loop: VirtualLoop) -> asyncio.Lock:
    if not hasattr(loop, "turn"):
        loop.turn = asyncio.Lock()
    return loop.turn


def run(scene, *, start: datetime = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)):
    """Run `await scene(clock)` in virtual time from `start` on, and return what it returns."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(scene(VirtualClock(start)))
    finally:
        cancel_all(loop)
        loop.close()


def cancel_all(loop):
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))

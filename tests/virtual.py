"""Time that only moves when nothing else can happen, over a real store: hours of waiting in a second, the same every time.

When no callback is ready and no answer of the store is owed, the loop jumps to the next timer. A command of the store is sent
and its answer read in one go, and time stands still meanwhile. Everything else lives in the same loop, without sockets.

An answer of the store is handed over only when nothing else is left to do at this instant, as if it had been on its way: what
else is ready goes first, and a scene plays the same on any machine.
"""

import asyncio
import selectors
import sys
from datetime import UTC, datetime, timedelta

import redis
import redis.asyncio as aioredis

sys.modules.setdefault("sniffio", None)  # httpx looks for it at every request, through every folder, in vain


class Stuck(RuntimeError):
    """Nothing is left to wait for."""


class _Selector(selectors.DefaultSelector):
    loop: "VirtualLoop"

    def select(self, timeout=None):
        if timeout == 0:  # callbacks are ready: they go first
            return []
        if self.loop.owed:
            if not (answer := self.loop.owed.pop(0)).done():
                answer.set_result(None)
            return []
        if timeout is None:
            raise Stuck("nothing is left to wait for")
        self.loop.elapsed += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.elapsed, self.owed = 0.0, []
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
    """One command at a time, so that their order is the order of asking; its answer comes when nothing else is left to do."""

    wire: redis.Redis

    @classmethod
    def from_url(cls, url, **options):
        client = super().from_url(url, **options)
        client.wire = redis.Redis.from_url(url, single_connection_client=True, **options)
        return client

    async def execute_command(self, *args, **options):
        loop = asyncio.get_running_loop()
        if not isinstance(loop, VirtualLoop):
            return await super().execute_command(*args, **options)
        async with turn_of(loop):
            return await self.at_once(loop, *args, **options)

    async def at_once(self, loop, *args, **options):
        """Run the command; the turn is ours."""
        try:
            return self.wire.execute_command(*args, **options)
        finally:
            loop.owed.append(answer := loop.create_future())
            await answer

    async def aclose(self, *args, **options):
        self.wire.close()
        await super().aclose(*args, **options)


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

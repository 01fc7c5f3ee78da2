"""One request at a time to an office, so far apart as it allows, across all workers; the most urgent first.

    async with pace.turn(priority):      0 is served first; among equals, who came first
        ... the request, execution included ...

The queue lives in the store (scripts/pace_ask.lua). Who waits asks again when it was told to; who is 3 s late has died and is
forgotten. Who has the place says every second that it lives, and a place whose holder was not heard of for 3 s is free: passed
wrongly, it costs the office one call at the same time, which it queues or turns away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.store.clock import Clock
from bot.store.lua import Scripts

T = TypeVar("T")

MILLISECOND = timedelta(milliseconds=1)
AGAIN = timedelta(milliseconds=500)  # then a store that did not answer is asked again
ALIVE = timedelta(seconds=1)  # so often a holder says that it lives
AWAY_FOR = timedelta(seconds=10)  # so long it is asked; meanwhile the waiter may lose its place in the queue


class Pace:
    """The pace of the office behind one customer key. `interval` is the least between two starts."""

    def __init__(self, redis: Redis, tag: str, interval: timedelta, clock: Clock) -> None:
        self._scripts = Scripts(redis, tag)
        self._interval = interval
        self._clock = clock
        self._held: set[str] = set()

    @asynccontextmanager
    async def turn(self, priority: int) -> AsyncIterator[None]:
        """Wait for the place, and have it as long as the block runs. Cancelling a waiter takes it out of the queue."""
        token = token_hex(8)
        try:
            await self._wait(token, priority)
            self._held.add(token)
            living = asyncio.create_task(self._live(token))
            try:
                yield
            finally:
                self._held.discard(token)
                living.cancel()
        finally:
            # The place falls free by itself; what the request brought must not be lost because the store is away.
            if not await self._left(token):
                await self._left(token)  # a hiccup would stop the whole office until then

    async def hold_off(self, retry_after: timedelta) -> None:
        """The office said 429: let nobody ask for that long. The longest such wait holds."""
        await self._scripts.run("pace_hold_off", self._now(), not_before=_ms(self._clock.now() + retry_after))

    async def _wait(self, token: str, priority: int) -> None:
        """Ask until the place is ours. A store that hiccups is asked again: giving up would cost the patient's whole turn."""
        away_since: datetime | None = None
        while True:
            try:
                wait, away_since = await self._ask(token, priority), None
            except (RedisError, OSError):
                away_since = away_since or self._clock.now()
                if self._clock.now() - away_since >= AWAY_FOR:
                    raise
                wait = AGAIN
            if not wait:
                return
            await self._clock.sleep(wait)

    async def _live(self, token: str) -> None:
        """Say that the holder lives: one that dies in a call must not stop the office for longer than a few breaths."""
        # Not only cancelled: wait_for, which redis-py reads with, may swallow that when the answer comes at the same moment
        # (Python before 3.12), and who goes on for ever asks the store for ever.
        while token in self._held:
            await self._clock.sleep(ALIVE)
            with suppress(RedisError, OSError):
                await self._scripts.run("pace_keep", self._now(), token=token)

    async def _left(self, token: str) -> bool:
        with suppress(RedisError, OSError):
            await _whole(self._scripts.run("pace_leave", self._now(), token=token))
            return True
        return False

    async def _ask(self, token: str, priority: int) -> timedelta:
        """Return how long to wait before asking again; zero: the place is ours."""
        interval = self._interval // MILLISECOND
        asking = self._scripts.run("pace_ask", self._now(), token=token, priority=priority, interval=interval)
        return int(await _whole(asking)) * MILLISECOND

    def _now(self) -> int:
        return _ms(self._clock.now())


async def _whole(command: Coroutine[Any, Any, T]) -> T:
    """Finish the command even when cancelled: half sent, it might run after the one that takes it back, and hold the place."""
    running = asyncio.ensure_future(command)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.gather(running, return_exceptions=True)
        raise


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)

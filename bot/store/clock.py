"""The one clock. `app.py` makes it; everything else is told the time."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from redis.asyncio import Redis


class Clock(Protocol):
    """What tells the time and waits: the store's clock, or a virtual one in a simulation."""

    def now(self) -> datetime: ...
    async def sleep(self, length: timedelta) -> None: ...


class StoreClock:
    """The store's TIME, read once, then carried on by this machine's steady clock. Workers anywhere agree on it.

    `forward` moves it, for the demo: whoever sleeps sleeps that much less.
    """

    def __init__(self, at: datetime) -> None:
        self._zero = at - _steady()
        self._moved = asyncio.Event()

    @classmethod
    async def of(cls, redis: Redis) -> StoreClock:
        """Return a clock set by the store. Raises what redis raises if the store does not answer."""
        seconds, microseconds = await redis.time()
        return cls(datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=microseconds))

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return self._zero + _steady()

    def forward(self, length: timedelta) -> None:
        """Move the clock on and wake whoever's time has come. Raises ValueError: time does not run backwards."""
        if length < timedelta(0):
            raise ValueError("time does not run backwards")
        self._zero += length
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep(self, length: timedelta) -> None:
        """Wait until that much later on this clock."""
        until = self.now() + length
        while (left := until - self.now()) > timedelta(0):
            try:
                await asyncio.wait_for(self._moved.wait(), left.total_seconds())
            except TimeoutError:
                continue  # a timer may ring a hair early: look again


def _steady() -> timedelta:
    # A laptop's lid may be closed over a running demo; on Linux only BOOTTIME counts those hours.
    return timedelta(seconds=time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))

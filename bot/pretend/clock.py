"""The clock of the pretend world: the demo hands in the bot's own, a simulation a virtual one, `pretend` alone this one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time, aware and in UTC, and waits."""

    def now(self) -> datetime: ...
    async def sleep(self, length: timedelta) -> None: ...


class WallClock:
    """This machine's clock, which `POST /pretend/clock` can move on."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, length: timedelta) -> None:
        """Move the clock on and wake whoever's time has come. Raises ValueError: time does not run backwards."""
        if length < timedelta(0):
            raise ValueError("time does not run backwards")
        self._ahead += length
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep(self, length: timedelta) -> None:
        until = self.now() + length
        while (left := until - self.now()) > timedelta(0):
            try:
                await asyncio.wait_for(self._moved.wait(), left.total_seconds())
            except TimeoutError:
                continue

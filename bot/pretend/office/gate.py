"""The vendor's throttle: one request of a customer key is served at a time, and one an interval. Source: reference, 3.1.

The time of execution counts inside the interval. Requests queue; when too many wait, the next is refused with 429.
"""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime, timedelta

from bot.pretend.clock import Clock

EVERY = timedelta(seconds=1)
EVERY_READ_ONLY = timedelta(seconds=5)  # a key that may only read
EVERY_ENTERPRISE = timedelta(milliseconds=500)


class TooMany(Exception):
    """The queue is full."""


class Turn:
    """A place at the office's counter. `leave` may be called twice: a request that timed out no longer holds it."""

    def __init__(self, gate: Gate) -> None:
        self._gate: Gate | None = gate

    def leave(self) -> None:
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.let_in()


class Gate:
    """The queue of one customer key, whichever developers share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken = False
        self._standing = 0  # in the queue, the first of whom may only be waiting for the second to be over
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._free_at: datetime | None = None

    async def enter(self, every: timedelta, bound: int | None) -> Turn:
        """Wait for a turn, first come, first served. Raises TooMany when `bound` requests wait already."""
        now = self._clock.now()
        must_wait = self._taken or (self._free_at is not None and self._free_at > now)
        if must_wait and bound is not None and self._standing >= bound:
            raise TooMany
        self._standing += 1
        if self._taken:
            mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(mine)
            await mine
        self._taken = True
        now = self._clock.now()
        if self._free_at is not None and self._free_at > now:
            await self._clock.sleep(self._free_at - now)
        self._standing -= 1
        self._free_at = self._clock.now() + every
        return Turn(self)

    def let_in(self) -> None:
        """Let the next one in; the counter stays taken in between, so that nobody slips past the queue."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
                return
        self._taken = False


def interval(permissions: frozenset[str]) -> timedelta:
    if "Enterprise" in permissions:
        return EVERY_ENTERPRISE
    return EVERY_READ_ONLY if permissions <= {"ReadAll"} else EVERY

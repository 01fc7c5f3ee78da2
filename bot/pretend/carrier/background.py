"""The carrier's work behind a request: it goes on when whoever asked has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from bot.pretend.clock import Clock

T = TypeVar("T")


class Background:
    """Tasks that are waited for, and whose failures are not swallowed."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[Any], None] = {}  # a dict, not a set: kept in order, so that a seed replays
        self._failures: list[BaseException] = []

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start it, and remember it until it is done."""
        task = asyncio.create_task(work)
        self._tasks[task] = None
        task.add_done_callback(self._done)
        return task

    async def settled(self) -> None:
        """Wait until nothing is left to do. Raises the first failure of a task, if one failed."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))
            await asyncio.sleep(0)  # the tasks' own callbacks run first
        if self._failures:
            failure = self._failures[0]
            self._failures.clear()
            raise failure

    async def close(self) -> None:
        """Drop what is left."""
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.pop(task, None)
        if not task.cancelled() and (failure := task.exception()) is not None:
            self._failures.append(failure)


async def within(clock: Clock, limit: timedelta, work: asyncio.Task[T]) -> T:
    """Wait that long on the given clock. Raises TimeoutError, and then leaves the work running: the other side is not told."""
    alarm = asyncio.create_task(clock.sleep(limit))
    try:
        await asyncio.wait((work, alarm), return_when=asyncio.FIRST_COMPLETED)
    finally:
        alarm.cancel()
    if not work.done():
        raise TimeoutError
    return work.result()

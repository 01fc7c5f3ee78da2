"""A worker as the rig sees it, and its connection to the store, which can be pulled."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from tests.virtual import VirtualRedis, turn_of

if TYPE_CHECKING:
    from tests.faults.rig import Rig

WORKER: ContextVar[Worker | None] = ContextVar("worker", default=None)


@dataclass(eq=False)
class Worker:
    """One process of the bot."""

    name: str
    alive: bool = True
    app: Starlette | None = None
    tasks: list[asyncio.Task] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    leave: asyncio.Event = field(default_factory=asyncio.Event)
    dues: list = field(default_factory=list)


async def never() -> None:
    """Where the tasks of a dead worker wait to be dropped."""
    await asyncio.get_running_loop().create_future()


class PluggedRedis(VirtualRedis):
    """The store's connection of all workers. Each command may fail, be late, or be the last thing its worker does."""

    rig: Rig

    async def execute_command(self, *args, **options):
        worker = WORKER.get()
        if worker is None:
            return await super().execute_command(*args, **options)
        return await self.rig.io(worker, self.rig.named(args), lambda: self._one(worker, args, options), store=True)

    async def _one(self, worker, args, options):
        loop = asyncio.get_running_loop()
        async with turn_of(loop):
            if worker.alive:
                return await self.at_once(loop, *args, **options)
        return None

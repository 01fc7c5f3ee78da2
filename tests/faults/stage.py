"""One loop, one store, and what the simulation puts in the place of the bot's own parts while it plays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha1
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import structlog

from bot import app
from bot.frontdesk import links
from bot.frontdesk.commands import drafts
from bot.store.lua import text_of
from bot.upkeep.due import Due
from tests.faults.rig import WORKER, PluggedRedis, Rig
from tests.virtual import VirtualClock, VirtualLoop, cancel_all


class LookingDue(Due):
    """The bot's own loop. What one worker makes due, the others find at their next look, without looking all day."""

    def __init__(self, *args, **more) -> None:
        super().__init__(*args, **more)
        worker = WORKER.get()
        self._worker = worker
        if worker is not None:
            worker.dues.append(self)

    def kick(self) -> None:
        super().kick()
        if self._worker is not None:
            _RIG[0].look_soon(self._worker)

    def kick_alone(self) -> None:
        super().kick()


_RIG: list[Rig] = []
SCRATCH = "/dev/shm" if Path("/dev/shm").is_dir() else None  # the journal is synced: not to a disk here


def scripts() -> dict[str, str]:
    """The name of every script by its digest; what stands before each is in it."""
    names = [f.name.removesuffix(".lua") for f in (files("bot.store") / "scripts").iterdir() if f.name.endswith(".lua")]
    texts = {name: text_of(name) for name in names if not name.startswith("_")}
    return {sha1(text.encode()).hexdigest(): name for name, text in texts.items()}


def _task(loop, coro, context=None):
    task = asyncio.Task(coro, loop=loop, context=context)
    worker = context.get(WORKER) if context is not None else WORKER.get()
    if worker is not None:
        worker.tasks.append(task)
    return task


@contextmanager
def _in_place() -> Iterator[None]:
    """Stand in for the bot's loop, and keep its log in the trace."""

    def keep(_, level, event):
        if _RIG:
            worker = WORKER.get()
            said = " ".join(f"{k}={v}" for k, v in sorted(event.items()) if k not in ("event", "conversation"))
            _RIG[0].trace.note(worker.name if worker else "bot", f"log {level}: {event.get('event')} {said}")
            if level == "error" and "where" in event:
                _RIG[0].escaped.append(said)
        raise structlog.DropEvent

    def token(_: int) -> str:
        """What is drawn by lot would be another the next time."""
        return f"{_RIG[0].lots.getrandbits(256):064x}"[:43]

    kept, due = structlog.get_config(), app.Due
    structlog.configure(processors=[keep])
    app.Due = LookingDue
    try:
        with patch.object(drafts, "token_urlsafe", token), patch.object(links, "token_urlsafe", token):
            yield
    finally:
        app.Due = due
        structlog.configure(**kept)


def play(scene, redis_url: str, *, start: datetime, **parts):
    """Run `await scene(rig)` in virtual time on an empty store, and return what it returns. `parts` are the rig's."""
    loop = VirtualLoop()
    loop.set_task_factory(_task)

    async def whole():
        clock = VirtualClock(start)
        client = PluggedRedis.from_url(redis_url)
        await client.flushall()
        known = _scripts_on(redis_url)
        if known is None:
            known = scripts()
            for name in known.values():
                await client.script_load(text_of(name))
            _LOADED[redis_url] = known
        made = {name: part(clock) if callable(part) else part for name, part in parts.items()}
        rig = Rig(clock, client, scripts=known, home=Path(home), **made)
        _RIG[:] = [rig]
        try:
            return await scene(rig)
        finally:
            await rig.close()
            await client.aclose()
            _RIG.clear()

    with _in_place(), TemporaryDirectory(dir=SCRATCH) as home:
        try:
            return loop.run_until_complete(whole())
        finally:
            cancel_all(loop)
            loop.close()


def _scripts_on(redis_url: str) -> dict[str, str] | None:
    return _LOADED.get(redis_url)


_LOADED: dict[str, dict[str, str]] = {}

"""The processes of the rig: each is killed, stopped and ended by its own id, and none outlives the rig."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

from bot.store.binary import find
from bot.store.embedded import DIE_WITH_PARENT
from tests.e2e.programs import CHAIRSIDE, ROOT

T = TypeVar("T")
WITHIN_S = 60.0  # for "it happens at all"; the machine may be busy
LOOK_S = 0.05
KEPT = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")


class InVain(AssertionError):
    """Waited for something that did not come."""


async def until(look: Callable[[], Awaitable[T]], what: str, *, within: float = WITHIN_S) -> T:
    """Return the first thing found that is not nothing. Raises InVain."""
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        if found := await look():
            return found
        await asyncio.sleep(LOOK_S)
    raise InVain(f"waited in vain for {what}")


class Process:
    """One program, which can be started again after its end. What it prints is in `log`, one start after the other."""

    def __init__(self, name: str, command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._command = command
        self._folder = folder
        self._env = {**{key: os.environ[key] for key in KEPT if key in os.environ}, **(env or {})}  # noqa: TID251 (handed down)
        self._running: subprocess.Popen | None = None

    @classmethod
    def chairside(cls, name: str, *words: str, folder: Path, env: Mapping[str, str] | None = None) -> Process:
        return cls(name, [*CHAIRSIDE, *words], folder, {"PYTHONPATH": str(ROOT), "COLUMNS": "300", **(env or {})})

    @classmethod
    def valkey(cls, folder: Path) -> Process:
        """As a practice would run it: every write is on disk before it is acknowledged. Its socket is `valkey.sock`."""
        data = folder / "valkey"
        data.mkdir(exist_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(folder / "valkey.sock"),
            "dir": str(data),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        return cls("valkey", [find(), *(word for name, value in options.items() for word in (f"--{name}", value))], folder)

    def start(self) -> None:
        """Start it, from the main thread: the system ties its life to the thread that does."""
        assert not self.alive, f"{self.name} runs already"
        tied = [sys.executable, "-I", "-S", "-c", DIE_WITH_PARENT, str(os.getpid()), *self._command]
        if sys.platform != "linux":
            tied = self._command
        with self.log.open("ab") as out:
            self._running = subprocess.Popen(
                tied,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self._env,
                start_new_session=True,  # Ctrl-C is for the rig, which ends them
            )

    @property
    def alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    @property
    def pid(self) -> int | None:
        return self._running.pid if self._running else None

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    async def says(self, pattern: str) -> re.Match[str]:
        """Wait until it has printed that."""

        async def look() -> re.Match[str] | None:
            found = re.search(pattern, self.said, re.MULTILINE)
            assert found or self.alive, f"{self.name} ended: {self.said[-800:]}"
            return found

        return await until(look, f"{pattern!r} from {self.name}")

    def send(self, what: signal.Signals) -> None:
        """Send it a signal. Popen knows whether it has ended, so nobody else's process is ever meant."""
        if self._running is not None:
            self._running.send_signal(what)

    def kill(self) -> None:
        """`kill -9`, also of one that is stopped; returns when it is gone."""
        self.send(signal.SIGKILL)
        if self._running is not None:
            self._running.wait()

    async def exits(self, within: float = WITHIN_S) -> int:
        """Wait for its end and return the code it ended with."""

        async def look() -> bool:
            return not self.alive

        await until(look, f"the end of {self.name}", within=within)
        assert self._running is not None
        return self._running.returncode

    async def end(self) -> None:
        """Tell it to stop, in whatever state it is, and see it gone."""
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        try:
            if self._running is not None:
                await self.exits(within=25)
        finally:
            self.kill()

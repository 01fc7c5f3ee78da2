"""The programs as a new user starts them: real processes, real sockets, only what they print."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ANA = "+15035550101"
WITHIN_S = 40.0
CHAIRSIDE = [sys.executable, "-m", "bot"]
ROOT = Path(__file__).parents[2]
# One client, because a new one for each look would compute more than it waits; each look a connection of its own, because the
# program there may be another by now.
WEB = httpx.Client(verify=False, trust_env=False, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))


class Program:
    """One `chairside ...`, and what it has printed so far."""

    def __init__(self, *words: str, home: Path, env: dict[str, str] | None = None) -> None:
        self.log = home / f"{words[0]}-{time.monotonic_ns()}.log"
        kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
        clean = {name: value for name, value in os.environ.items() if name in kept}  # noqa: TID251 (handed down, not read)
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [*CHAIRSIDE, *words],
                cwd=home,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=clean | {"PYTHONPATH": str(ROOT), "COLUMNS": "300"} | (env or {}),
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def says(self, pattern: str) -> re.Match[str]:
        """Wait until it has printed that."""
        return until(lambda: re.search(pattern, self.said, re.MULTILINE), f"{pattern!r} in: {self.said}", self.process)

    def stop(self, with_: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(with_)
        return self.process.wait(WITHIN_S)


def until(look, what: str, process: subprocess.Popen | None = None):
    """Wait for a look to find something. Fails when it takes too long, or the process has ended."""
    ends = time.monotonic() + WITHIN_S
    while time.monotonic() < ends:
        if found := look():
            return found
        assert process is None or process.poll() is None, f"it ended: {what}"
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {what}")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Phone:
    """A phone in the pretend world at that address."""

    def __init__(self, world: str, number: str = ANA) -> None:
        self.world, self.number = world, number

    def texts(self) -> list[str]:
        found = WEB.get(f"{self.world}/pretend/phones/{self.number}").raise_for_status().json()["texts"]
        return [text["body"] for text in found if text["direction"] == "received"]

    def says(self, body: str) -> None:
        post(f"{self.world}/pretend/texts", {"from": self.number, "body": body})

    def hears(self, words: str) -> str:
        """Wait for a text that holds these words."""
        return until(lambda: next((t for t in self.texts() if words in t), None), f"{words!r} among {self.texts()}")

    def asks(self, body: str, words: str) -> str:
        self.says(body)
        return self.hears(words)


def post(url: str, what: dict[str, object]) -> None:
    WEB.post(url, json=what).raise_for_status()


def settings_of(said: str) -> dict[str, str]:
    """Return the settings that `chairside pretend` printed to be pasted."""
    return dict(re.findall(r"^([A-Z_]+)=(\S+)$", said, re.MULTILINE))


def visits(world: str, settings: dict[str, str], patient: int) -> list[dict]:
    """Ask the pretend office itself."""
    key = f"ODFHIR {settings['OPENDENTAL_DEVELOPER_KEY']}/{settings['OPENDENTAL_CUSTOMER_KEY']}"
    headers = {"Authorization": key, "Content-Type": "application/json"}
    return WEB.get(f"{world}/api/v1/appointments?PatNum={patient}", headers=headers).json()

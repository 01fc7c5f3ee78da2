"""How the fuzz run asks, and what it calls wrong: a 5xx, an exception, an error in the log, a body read on for no reason."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot import logs
from tests.security.asks import PART, Ask
from tests.virtual import VirtualRedis

READY = "ready: 200"  # the one question to the store that anybody may cause
LARGEST_READ = 64 * 1024 + 2 * PART  # nobody reads on when a body is too large


@dataclass
class Report:
    """What came of a run."""

    sent: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    commands: Counter[str] = field(default_factory=Counter)  # of the store, by signed and unsigned
    texts: int = 0  # that left
    booked: int = 0
    grown: float = 0.0  # of memory since the warm-up, as a part

    def lines(self) -> list[str]:
        total = sum(self.sent.values())
        told = [f"{total} requests, {len(self.wrong)} wrong", "", "| kind | sent |", "|---|---|"]
        told += [f"| {kind} | {number} |" for kind, number in self.sent.most_common()]
        told += ["", "| answer | times |", "|---|---|", *(f"| {a} | {n} |" for a, n in sorted(self.answers.items()))]
        told += ["", f"{self.texts} texts left, {self.booked} visits were booked, memory grew by {self.grown:+.1%}"]
        told += [f"commands of the store: {dict(self.commands)}", *self.wrong[:40]]
        return told


class Ears:
    """Where the log goes: what is only a warning is forgotten at once."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def write(self, text: str) -> None:
        if any(word in text for word in ('"level": "error"', '"level": "critical"', "ERROR", "CRITICAL")):
            self.errors.append(text.strip()[:300])

    def flush(self) -> None:
        return


class CountedRedis(VirtualRedis):
    """Counts what it is asked."""

    asked = 0

    async def execute_command(self, *args, **options):
        self.asked += 1
        return await super().execute_command(*args, **options)


async def ask(app, request: Ask, report: Report) -> int:
    """Send one request, and say what is wrong with the answer."""
    left, read, statuses = request.more, len(request.body), []
    first = True

    async def receive():
        nonlocal left, read, first
        if first:
            first = False
            return {"type": "http.request", "body": request.body, "more_body": bool(left)}
        if request.breaks_off or not left:
            return {"type": "http.disconnect"}
        part = min(left, PART)
        left, read = left - part, read + part
        return {"type": "http.request", "body": b"x" * part, "more_body": bool(left)}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    report.sent[request.kind] += 1
    try:
        await app(request.scope(), receive, send)
    except Exception as error:
        report.wrong.append(f"{request.kind}: {type(error).__name__} at {logs.where(error)}: {request.body!r:.200}")
        traceback.clear_frames(error.__traceback__)
        statuses = statuses or [500]
    status = statuses[0] if statuses else 0
    report.answers[READY if request.path == b"/health/ready" and status == 200 else f"{request.kind}: {status}"] += 1
    if status >= 500 or not status:
        report.wrong.append(f"{request.kind}: {status}: {request.method} {request.path!r:.60}")
    if read > max(LARGEST_READ, len(request.body)):
        report.wrong.append(f"{request.kind}: {read} bytes were read")
    return status


def memory() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def listening_to_logs(stream=None):
    """Give the ears, or the stream. The logs are as they were afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook, threading.excepthook
    stream = stream or Ears()
    logs.start(pretty=False, stream=stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:], level, sys.excepthook, threading.excepthook = before
        root.setLevel(level)
        structlog.reset_defaults()

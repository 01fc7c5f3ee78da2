"""What crosses the wire, noted as it passes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.rig import Rig


@dataclass(frozen=True)
class Sent:
    """One request to send a text, as it crossed the wire, whatever the carrier said."""

    at: datetime
    to: str
    body: str
    effect: str
    status: int


class Status:
    """Passes an answer on and remembers its status and its body."""

    def __init__(self, send) -> None:
        self._send = send
        self.seen = 0
        self.body = b""

    async def __call__(self, message) -> None:
        if message["type"] == "http.response.start":
            self.seen = message["status"]
        self.body += message.get("body", b"")
        await self._send(message)


def is_slacks(path: str) -> bool:
    """The Web API stands at /api/{method}, the office at /api/v1/...; answers to a press at /respond/..."""
    return (path.startswith("/api/") and path.count("/") == 2) or path.startswith("/respond/")


def shape(path: str) -> str:
    if path.startswith("/2010-04-01"):
        return path.rpartition("/")[2].removesuffix(".json")
    if is_slacks(path):
        return "respond" if path.startswith("/respond/") else path.removeprefix("/api/")
    parts = path.removeprefix("/api/v1").split("/")
    return "/".join("{n}" if part.isdigit() else part for part in parts)


async def whole(receive) -> bytes:
    """Return the body of a request."""
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    return body


def watch_phones(rig: Rig) -> None:
    """Note what is shown on a phone and which texts the bot said 2xx to."""
    show, mark = rig.carrier.ledger.show, rig.carrier.ledger.mark

    def shown(phone, text):
        if text.direction == "received":
            rig.trace.note(phone[-4:], f"  < {text.body}")
            rig.on_phone.setdefault(phone, asyncio.Event()).set()
        show(phone, text)

    def marked(phone, sid, status):
        if status == "delivered":
            rig.accepted.setdefault(sid, rig.clock.now())
        else:
            rig.trace.note("carrier", f"a text of {phone[-4:]} did not get through")
        mark(phone, sid, status)

    rig.carrier.ledger.show, rig.carrier.ledger.mark = shown, marked

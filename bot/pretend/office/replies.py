"""The answers on the wire: JSON, error texts as bare JSON strings, and the ways in which an answer can be spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import httpx
import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.pretend.office.faults import Fault, Told

REMOTE = "https://api.opendental.com/api/v1"  # `location` is the Remote URL, on every tier (reference, 3.3)
TOO_MANY = "Too many requests are queued. Please try again later."
TIMED_OUT = "The request was not completed within 60 seconds."


class ConnectionLost(httpx.ReadError):
    """What a caller over ASGITransport sees of a broken connection: the same kind of error as over a socket."""


class Broken(Response):
    """An answer that breaks off after its headers: a server that was promised more closes the socket."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        raise ConnectionLost("the connection to the office was lost, on demand")


def json(status: int, value: object, headers: Mapping[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(value), status, dict(headers or {}), "application/json")


def refusal(status: int, text: str) -> Response:
    """An error's body is one JSON string, no object and no code (reference, 3.4)."""
    return json(status, text)


def nothing() -> Response:
    """200 without a body: several PUTs."""
    return Response(b"", 200)


def too_many(retry_after: timedelta) -> Response:
    return json(429, TOO_MANY, {"Retry-After": str(max(1, round(retry_after.total_seconds())))})


def timed_out() -> Response:
    return refusal(504, TIMED_OUT)


def told(fault: Fault, truth: Response | None) -> Response:
    """What the caller hears. `truth` is the answer as it would have been; None: the work was not done."""
    match fault.told:
        case Told.TOO_MANY:
            return too_many(fault.retry_after)
        case Told.UNREACHABLE:
            return refusal(400, fault.text)
        case Told.TIMED_OUT:
            return timed_out()
        case Told.NOTHING:
            return Broken()
        case Told.HALF if truth is not None:
            return Response(bytes(truth.body)[: len(truth.body) // 2], truth.status_code, {}, "application/json")
        case Told.FIRST_ROWS if truth is not None:
            rows = msgspec.json.decode(truth.body) if truth.status_code == 200 else None
            return json(200, rows[: fault.rows]) if isinstance(rows, list) else truth
        case Told.THE_TRUTH if truth is not None:
            return truth
    return refusal(500, "An error has occurred.")

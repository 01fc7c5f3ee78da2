"""How the routes under `/pretend` are asked: from this machine only, in JSON, and told in one sentence what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

FRESH = {"Cache-Control": "no-store"}
LARGEST_BODY = 64 * 1024
HERE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
Handler = Callable[[Request], Awaitable[Any]]


class Wrong(Exception):
    """What was asked cannot be done; the text says what to ask instead."""

    def __init__(self, said: str, status: int = 400) -> None:
        super().__init__(said)
        self.status = status


def told(handler: Handler, status: int = 200) -> Callable[[Request], Awaitable[Response]]:
    async def tell(request: Request) -> Response:
        try:
            _from_here(request)
            _same_origin(request)
            return JSONResponse(await handler(request), status, FRESH)
        except Wrong as wrong:
            return JSONResponse({"error": str(wrong)}, wrong.status, FRESH)

    return tell


def _from_here(request: Request) -> None:
    """A web page may give its own name the address of this machine, and so pass for the page itself."""
    if not HERE.fullmatch(request.headers.get("host", "")):
        raise Wrong("This is for this machine only: call it localhost or 127.0.0.1.", 403)


def _same_origin(request: Request) -> None:
    """A web page from elsewhere, open in the same browser, must not text as our patients."""
    origin = request.headers.get("origin")
    if request.method == "POST" and origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Wrong("Only the page itself and scripts may do this.", 403)


async def asked_json(request: Request) -> dict[str, Any]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise Wrong("That is too long.", 413)
    try:
        asked = json.loads(body)
        json.dumps(asked, ensure_ascii=False).encode()  # half a character, written as \ud83d, could not be told on
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise Wrong("Send one JSON object.")
    return asked

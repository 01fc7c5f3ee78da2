"""A second `chairside demo` in a folder: the first one, seen from another port.

Two bots beside each other would share the store, but each would have a pretend office and phones of its own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"]
OURS = frozenset(("connection", "content-encoding", "content-length", "transfer-encoding"))  # told anew for what we pass on


def attached_to(url: str) -> Starlette:
    """Return an application that passes everything on to the demo at that address."""
    http = httpx.AsyncClient(base_url=url, timeout=60.0, trust_env=False)

    async def pass_on(request: Request) -> Response:
        headers = [(name, value) for name, value in request.headers.raw if name not in (b"host", b"content-length")]
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        try:
            answer = await http.request(request.method, target, headers=headers, content=await request.body())
        except httpx.HTTPError:
            return PlainTextResponse("The demo this one was attached to has ended: stop this one and start it again.", 502)
        return Response(
            answer.content, answer.status_code, {name: value for name, value in answer.headers.items() if name not in OURS}
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with http:
            yield

    return Starlette(lifespan=lifespan, routes=[Route("/{path:path}", pass_on, methods=METHODS)])

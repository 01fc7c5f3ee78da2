"""The page at `/`: plain files, served as they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
HEADERS = {
    "Cache-Control": "no-store",
    # Nothing from elsewhere, nothing inline: what a patient writes can never become script.
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def page_routes() -> list[Route]:
    """Return `/` and `/page/...`, one route a file."""
    served = sorted((f for f in files(__name__).iterdir() if _ending(f) in TYPES), key=lambda f: f.name)
    return [Route("/" if file.name == "index.html" else f"/page/{file.name}", _serve(file)) for file in served]


def _serve(file: Traversable) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_: Request) -> Response:
        return Response(file.read_bytes(), media_type=TYPES[_ending(file)], headers=HEADERS)

    return serve


def _ending(file: Traversable) -> str:
    return file.name.rpartition(".")[2]

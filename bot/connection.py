"""One connection to our web server: the head of a request is small and comes at once, or the connection is closed.

uvicorn bounds neither. A thousand callers who send a byte a minute would use up what the process may open, and one who never
ends a header its memory. The body is bounded where it is read (bot/web.py).
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

LARGEST_HEAD = 64 * 1024  # bytes; the carrier's is under two thousand
HEAD_TAKES = timedelta(seconds=10)  # from the first byte to the empty line; and to the first byte of a new connection


class Connection(HttpToolsProtocol):
    _until: asyncio.TimerHandle | None = None
    _answering: RequestResponseCycle | None = None  # of several requests sent at once, uvicorn knows only the last
    _size = 0  # bytes since the last request: of a head, or of a body nobody wanted

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._hurry()

    def data_received(self, data: bytes) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._hurry()
        super().data_received(data)
        if self._until is not None:  # and still no head
            self._size += len(data)
            if self._size > LARGEST_HEAD:
                self._refuse(b"431 Request Header Fields Too Large")

    def on_headers_complete(self) -> None:
        self._relax()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._relax()
        if self._answering is not None:  # what was being answered has nowhere to go; writing there would be an error
            self._answering.disconnected = True
            self._answering.message_event.set()
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _hurry(self) -> None:
        if self._until is None:
            self._until = self.loop.call_later(HEAD_TAKES.total_seconds(), self._refuse, b"408 Request Timeout")

    def _relax(self) -> None:
        self._size = 0
        if self._until is not None:
            self._until.cancel()
            self._until = None

    def _refuse(self, why: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 " + why + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()

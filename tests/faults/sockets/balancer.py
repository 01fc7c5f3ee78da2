"""What stands in front of the workers: takes turns, and asks the other one when the first refuses, hangs up, fails or sleeps.

A worker that was stopped still gets what it was sent once it wakes: so the same text is delivered twice, to two workers.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import httpx

SILENT_S = 4.0  # the carrier gives up after 15 s
BAD_GATEWAY = 502
HOP = ("connection", "host", "content-length", "transfer-encoding")


class Balancer:
    """`port` is where the carrier calls. `statuses` counts what it was answered."""

    def __init__(self, workers: Sequence[str]) -> None:
        self.port = 0
        self.statuses: Counter[int] = Counter()
        self._workers = workers
        self._turn = 0
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._http = httpx.AsyncClient(timeout=SILENT_S, trust_env=False, limits=limits)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            await self._http.aclose()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                line, *fields = head.removesuffix("\r\n\r\n").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                method, path, _ = line.split(" ")
                answer = await self._pass_on(method, path, headers, body)
                self.statuses[answer.status_code] += 1
                writer.write(_written(answer))
                await writer.drain()
        writer.close()

    async def _pass_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        kept = {name: value for name, value in headers.items() if name not in HOP}
        self._turn += 1
        answer = httpx.Response(BAD_GATEWAY)
        for n in range(len(self._workers)):
            worker = self._workers[(self._turn + n) % len(self._workers)]
            with suppress(httpx.HTTPError):
                answer = await self._http.request(method, worker + path, headers=kept, content=body)
                if not answer.is_server_error:
                    return answer
        return answer


def _written(answer: httpx.Response) -> bytes:
    kind = answer.headers.get("content-type")
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}", *([f"Content-Type: {kind}"] if kind else [])]
    if answer.status_code != httpx.codes.NO_CONTENT:
        lines.append(f"Content-Length: {len(answer.content)}")
    return "\r\n".join([*lines, "", ""]).encode() + answer.content

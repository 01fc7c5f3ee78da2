"""Socket Mode: envelopes through a websocket that the bot opens, each acknowledged within three seconds.

Source: Slack, "Using Socket Mode". The sockets have a listener of their own, as the vendor's have a host of their own; it is
started by the first apps.connections.open, on this machine only. From the first connection on the app has Socket Mode: nothing
goes over HTTP any more, and what finds no connection fails.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from random import Random
from typing import TYPE_CHECKING

from bot.pretend.carrier.background import Background, within
from bot.pretend.slack import people
from bot.pretend.slack.outgoing import ANSWERS_WITHIN, Failure, Got
from bot.pretend.slack.workspace import Json, Workspace

if TYPE_CHECKING:  # it takes a while to import, and nobody needs it before the first socket
    from aiohttp import web

TYPES = {"command": "slash_commands", "event": "events_api"}
ANSWERED = ("command", "submission", "suggestion")  # whose acknowledgement may carry an answer
MOST = 10
HOST = "applink-pretend"


class SocketMode:
    def __init__(self, workspace: Workspace, background: Background, random: Random) -> None:
        self.on = False
        self._workspace = workspace
        self._background = background
        self._random = random
        self._connections: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Got]] = {}
        self._tickets: set[str] = set()
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._starting = asyncio.Lock()

    @property
    def connections(self) -> int:
        return len(self._connections)

    async def open(self) -> str:
        """Return an address that can be connected to once."""
        async with self._starting:
            if self._runner is None:
                await self._listen()
        ticket = self._workspace.secret()
        self._tickets.add(ticket)
        return f"ws://127.0.0.1:{self._port}/link/?ticket={ticket}&app_id={people.APP}"

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Got | Failure:
        """Send one envelope to any of the connections and wait for its acknowledgement. Raises TimeoutError."""
        if not self._connections:
            return Failure("connection_failed")
        envelope_id = str(uuid.UUID(int=self._random.getrandbits(128), version=4))
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": TYPES.get(kind, "interactive"),
            "accepts_response_payload": kind in ANSWERED,
        }
        if kind == "event":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason.removeprefix("http_") if reason else ""}
        answer = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await self._random.choice(self._connections).send_json(envelope)
            return await within(self._workspace.clock, ANSWERS_WITHIN, self._background.spawn(_result(answer)))
        except ConnectionError:
            return Failure("connection_failed")
        finally:
            self._waiting.pop(envelope_id, None)
            answer.cancel()

    async def disconnect(self, reason: str) -> int:
        """Tell every connection to go, as every few hours, and close them. Return how many there were."""
        going = list(self._connections)
        for connection in going:
            await connection.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}})
            await connection.close()
        return len(going)

    async def close(self) -> None:
        if self._runner is not None:
            for connection in list(self._connections):
                await connection.close()
            await self._runner.cleanup()
            self._runner = None

    async def _listen(self) -> None:
        from aiohttp import web

        app = web.Application()
        app.router.add_get("/link/", self._link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _link(self, request: web.Request) -> web.StreamResponse:
        from aiohttp import WSMsgType, web

        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse(heartbeat=None)
        await connection.prepare(request)
        if len(self._connections) >= MOST:
            await connection.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": HOST}})
            await connection.close()
            return connection
        self._connections.append(connection)
        self.on = True
        self._workspace.touched()
        try:
            await connection.send_json(self._hello())
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._connections.remove(connection)
            self._workspace.touched()
        return connection

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": HOST, "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": people.APP},
        }

    def _acknowledged(self, frame: str) -> None:
        try:
            said = json.loads(frame)
            waiting = self._waiting.get(said["envelope_id"])
        except (ValueError, TypeError, KeyError):
            return  # not an acknowledgement: the vendor says nothing
        if waiting is not None and not waiting.done():
            waiting.set_result(Got(said.get("payload")))


async def _result(answer: asyncio.Future[Got]) -> Got:
    return await answer

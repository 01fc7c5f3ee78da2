"""A workspace, and a bot built on the vendor's own packages, talking over real sockets on one port.

The bot keeps what it was sent, byte for byte, after the vendor's own verifier has looked at it, and answers what a test plans;
with `bolt=` it is an app of slack-bolt instead.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import httpx
import uvicorn
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.pretend.slack import Planned, PretendSlack, Setup
from bot.pretend.slack.console import SlackConsole

TOKEN, SECRET, APP_TOKEN = "xoxb-111-222-pretend", "8f742231b10e8888abcd99yyyzzz85a5", "xapp-1-A0CHAIRSID-1-pretend"
LONG = timedelta(seconds=10)


class StillClock:
    """Begins now, and moves only when it is moved: however slow the machine, nothing is late by itself."""

    def __init__(self):
        self.at, self.waiting, self._moved = datetime.now(UTC), [], asyncio.Event()

    def now(self):
        return self.at

    def forward(self, length):
        self.at += length
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep(self, length):
        until = self.at + length
        self.waiting.append(length)
        try:
            while self.at < until:
                await self._moved.wait()
        finally:
            self.waiting.remove(length)


@dataclass
class Sent:
    """One request as the bot got it."""

    headers: dict[str, str]
    body: bytes
    kind: str
    said: dict

    @property
    def retry(self):
        return self.headers.get("x-slack-retry-num"), self.headers.get("x-slack-retry-reason")


@dataclass
class ListeningBot:
    """Answers what is planned, else with an empty 200."""

    clock: StillClock
    got: list[Sent] = field(default_factory=list)
    answers: deque = field(default_factory=deque)
    held: asyncio.Event | None = None  # while it is not set nothing is answered

    def now(self):
        """The verifier's clock: it refuses what is older than five minutes."""
        return self.clock.now().timestamp()

    async def events(self, request):
        body = await request.body()
        assert SignatureVerifier(SECRET, self).is_valid_request(body, dict(request.headers)), "the vendor's verifier refuses it"
        self.got.append(Sent(dict(request.headers), body, *read(request.headers["content-type"], body)))
        if self.held is not None:
            await self.held.wait()
        answer = self.answers.popleft() if self.answers else Response()
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    def kinds(self):
        return [sent.kind for sent in self.got]

    async def hears(self, number):
        """Wait until so many requests have come."""
        async with asyncio.timeout(LONG.total_seconds()):
            while len(self.got) < number:  # noqa: ASYNC110 (the bot is a plain list to the tests)
                await asyncio.sleep(0.01)
        return self.got


def read(content_type, body):
    if content_type == "application/json":
        said = json.loads(body)
        return said.get("event", said)["type"], said
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if "payload" in form:
        said = json.loads(form["payload"])
        return said["type"], said
    return "command", form


class Rig:
    def __init__(self, url, slack, bot, http):
        self.url, self.slack, self.bot, self.http = url, slack, bot, http
        self.clock = slack.workspace.clock
        self.faults = slack.faults
        self.web = self.client(TOKEN)

    def client(self, token):
        """The vendor's own client."""
        return AsyncWebClient(token=token, base_url=f"{self.url}/api/", retry_handlers=[], timeout=10)

    async def ask(self, path, **body):
        """A script's question; a body makes it a deed."""
        at = f"{self.url}/pretend/slack/{path}"
        return (await (self.http.post(at, json=body) if body else self.http.get(at))).json()

    async def settled(self):
        async with asyncio.timeout(LONG.total_seconds()):
            await self.slack.settled()

    async def passes(self, length):
        """Wait until Slack waits for that long, and let it pass."""
        async with asyncio.timeout(LONG.total_seconds()):
            while length not in self.clock.waiting:  # noqa: ASYNC110 (many may wait)
                await asyncio.sleep(0.005)
        self.clock.forward(length)

    async def seen(self, channel, user=None):
        return (await self.ask(f"channels/{channel}" + (f"?user={user}" if user else "")))["messages"]


async def serve(app, listening):
    """Start uvicorn without its loop of ticks, which would make every test wait for the next one at its end."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", lifespan="off"))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup(sockets=[listening])
    return server


@contextlib.asynccontextmanager
async def rig(*, bolt=None, keep=None, **setup):
    """`bolt` makes the routes of another bot from the rig's address and the vendor's client."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:  # else asyncio leaves Nagle on
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        http = httpx.AsyncClient(timeout=20, trust_env=False, verify=False)
        clock = StillClock()
        slack = PretendSlack(
            clock,
            Setup(TOKEN, SECRET, APP_TOKEN, **setup),
            url=url,
            bot_url=url,
            http=http,
            zone=ZoneInfo("America/Los_Angeles"),
            faults=Planned(),
            random=Random(1),
            keep=keep,
        )
        made = Rig(url, slack, ListeningBot(clock), http)
        listens = bolt(made) if bolt else made.bot.events
        routes = [Route("/slack/events", listens, methods=["POST"]), *SlackConsole(slack).routes(), *slack.routes()]
        server = await serve(Starlette(routes=routes), listening)
        try:
            yield made
        finally:
            await slack.close()
            await http.aclose()
            for one in server.servers:
                one.close()

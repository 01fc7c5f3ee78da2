"""A carrier, and a bot that only listens, in one loop without sockets, where waiting takes no time.

The bot checks every signature with the vendor's own package and keeps what it was told, in order.
"""

import asyncio
import functools
import selectors
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import parse_qsl

import httpx
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.pretend.carrier import Planned, PretendCarrier

AC = "AC" + "0" * 31 + "1"
TOKEN = "a-token-nobody-guesses"
OFFICE, ANA, BEN = "+15035550199", "+15035550101", "+15035550102"
BOT = "http://bot.example:8000"
CARRIER = "http://carrier.example"
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


class _Selector(selectors.DefaultSelector):
    def select(self, timeout=None):
        ready = super().select(0)
        if not ready and timeout is None:
            raise RuntimeError("nothing is left to wait for")
        if not ready and timeout:
            self.loop.at += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose time jumps to the next timer when nothing else can happen."""

    def __init__(self):
        self.at = 0.0
        selector = _Selector()
        super().__init__(selector)
        selector.loop = self

    def time(self):
        return self.at


class VirtualClock:
    def now(self):
        return START + timedelta(seconds=asyncio.get_running_loop().time())

    async def sleep(self, length):
        await asyncio.sleep(length.total_seconds())


@dataclass
class ListeningBot:
    """Answers what is planned, else with empty TwiML; `heard` and `reports` are what it was told."""

    heard: list[dict[str, str]] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: deque = field(default_factory=deque)
    takes: timedelta = timedelta(0)

    def app(self):
        return Starlette(
            routes=[
                Route("/twilio/sms", self.sms, methods=["POST"]),
                Route("/twilio/status", self.status, methods=["POST"]),
                Route("/elsewhere", self.sms, methods=["GET", "POST"]),
            ]
        )

    async def sms(self, request):
        form = await self.signed(request)
        self.heard.append(form)
        self.headers.append(dict(request.headers))
        if self.takes:
            await asyncio.sleep(self.takes.total_seconds())
        answer = self.answers.popleft() if self.answers else EMPTY
        return Response(answer, media_type="text/xml") if isinstance(answer, str) else answer

    async def status(self, request):
        self.reports.append(await self.signed(request) | {"o": request.query_params.get("o", "")})
        return Response(status_code=204)

    async def signed(self, request):
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        assert RequestValidator(TOKEN).validate(str(request.url), form, request.headers.get("x-twilio-signature", ""))
        return form


class Away(httpx.AsyncBaseTransport):
    """Nobody at home, for so many tries."""

    def __init__(self, inner, times):
        self.inner, self.left = inner, times

    async def handle_async_request(self, request):
        if self.left:
            self.left -= 1
            raise httpx.ConnectError("refused")
        return await self.inner.handle_async_request(request)


class Rig:
    def __init__(self, *, faults=None, seed=1, bot_away_for=0, **more):
        self.bot = ListeningBot()
        self.clock = VirtualClock()
        self.faults = faults or Planned()
        to_bot = httpx.AsyncClient(transport=Away(httpx.ASGITransport(self.bot.app()), bot_away_for))
        self.carrier = PretendCarrier(
            self.clock,
            account_sid=AC,
            auth_token=TOKEN,
            numbers=(OFFICE,),
            bot_url=BOT,
            http=to_bot,
            faults=self.faults,
            random=Random(seed),
            **more,
        )
        self.api = httpx.AsyncClient(
            transport=httpx.ASGITransport(Starlette(routes=self.carrier.routes())), base_url=CARRIER, auth=(AC, TOKEN)
        )

    async def send(self, body="Hello", to=ANA, **more):
        """What the bot does: one form to Messages.json."""
        form = {"To": to, "From": OFFICE, "Body": body} | more
        return await self.api.post(MESSAGES, data={name: value for name, value in form.items() if value is not None})

    async def text(self, body="Hello", sender=ANA, **more):
        return await self.carrier.text(sender, OFFICE, body, **more)

    def on_phone(self, number=ANA):
        return [(text.direction, text.body) for text in self.carrier.phone(number)]

    def trouble(self):
        return [entry["code"] for entry in self.carrier.ledger.debugger]


MESSAGES = f"/2010-04-01/Accounts/{AC}/Messages.json"
REPORTS = f"{BOT}/twilio/status?o=effect-1"


def virtual(test):
    """Run an async test in a loop of its own where waiting takes no time."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run

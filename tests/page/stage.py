"""A world for the page to show: a small office, a bot that follows a script, and both served on a real port."""

import asyncio
import contextlib
import socket
import threading
import time
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.pretend.world import Keys, World

ANA, REYES, STRANGER, STAFF = "+15035550101", "+15035550102", "+15035550188", "+15035550142"
TUESDAY = datetime.fromisoformat("2026-12-01T16:00:00-08:00")
HYGIENE, ROOM_4 = 3, 4
START = datetime.fromisoformat("2026-11-30T09:20:00-08:00")
EMPTY = "<Response/>"


class StageClock:
    """Starts on a Monday morning; then goes as this machine's, and never makes anybody wait long."""

    def __init__(self):
        self._zero = START - timedelta(seconds=time.monotonic())

    def now(self):
        return self._zero + timedelta(seconds=time.monotonic())

    def forward(self, length):
        self._zero += length

    async def sleep(self, length):
        """What takes long is only waited for when something else does not answer."""
        seconds = length.total_seconds()
        await asyncio.sleep(seconds / 10 if seconds < 3 else 2)


class StageBot:
    """Checks the signature, answers by a script, and has a desk."""

    def __init__(self, keys):
        self.keys, self.world, self.cards, self.pressed = keys, None, [], []
        self.http = httpx.AsyncClient(verify=False, trust_env=False)
        self.url, self.refuses = "", False
        self.in_slack = None  # what answers Slack; nobody, at first

    def app(self):
        """The bot and the world on one port, as in the demo."""

        @contextlib.asynccontextmanager
        async def lifespan(_):
            await self.world.start()
            yield
            await self.world.stop()
            await self.http.aclose()

        return Starlette(routes=[*self.routes(), *self.world.routes()], lifespan=lifespan)

    def routes(self):
        return [
            Route("/twilio/sms", self.sms, methods=["POST"]),
            Route("/twilio/status", lambda _: Response(status_code=204), methods=["POST"]),
            Route("/slack/events", self.slack, methods=["POST"]),
            Route("/desk/cards", self.listed),
            Route("/desk/cards/{number:int}", self.press, methods=["POST"]),
        ]

    async def sms(self, request):
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        url = self.url + "/twilio/sms"
        if self.refuses:
            return Response(status_code=403)
        assert RequestValidator(self.keys.auth_token).validate(url, form, request.headers["x-twilio-signature"])
        self.task = asyncio.create_task(self.answer(form["From"], form["Body"]))
        return Response(EMPTY, media_type="text/xml")

    async def slack(self, request):
        return await self.in_slack(request) if self.in_slack else Response(status_code=404)

    async def answer(self, phone, body):
        said = body.lower()
        if "person" in said:
            self.raise_card("asked for a person", phone)
            await self.send(self.keys.staff_number, "Chairside 1: asked for a person, +15035550101. Reply: take 1, done 1")
            await self.send(phone, "I've asked the front desk to text you. If it can't wait, call (503) 555-0100.")
        elif said.startswith("yes"):
            self.book()
            await self.send(phone, "Booked: Ana, Tue Dec 1 at 4:00 PM. See you then! Reply C to change it.")
        elif said == "1":
            await self.send(phone, "A cleaning for Ana on Tue Dec 1 at 4:00 PM. Shall I book it?")
        else:
            await self.send(
                phone, "Hi, Maple Street Dental here. I can offer 1) Tue Dec 1 4:00 PM, 2) Wed Dec 2 9:00 AM. Which one?"
            )

    def book(self):
        """Put Ana into Tuesday's book."""
        return self.world.office.staff_books(1, TUESDAY, minutes=60, operatory=HYGIENE)

    async def send(self, to, body):
        form = {"To": to, "From": self.keys.texting_number, "Body": body, "StatusCallback": f"{self.url}/twilio/status?o=1"}
        path = f"/2010-04-01/Accounts/{self.keys.account_sid}/Messages.json"
        await self.http.post(self.url + path, data=form, auth=(self.keys.account_sid, self.keys.auth_token))

    def raise_card(self, kind, phone, urgent=False, since=START):
        number = len(self.cards) + 1
        card = {"number": number, "kind": kind, "phone": phone, "since": since.isoformat(), "state": "open"}
        self.cards.append(card | {"taken_by": None, "urgent": urgent})

    async def listed(self, request):
        if request.headers.get("authorization") != f"Bearer {self.keys.desk_token}":
            return Response(status_code=401)
        return JSONResponse({"cards": [card for card in self.cards if card["state"] != "resolved"]})

    async def press(self, request):
        asked = await request.json()
        card = self.cards[request.path_params["number"] - 1]
        self.pressed.append((card["number"], asked["do"], asked["text"]))
        card["state"] = "taken" if asked["do"] in ("take", "answer") else "resolved"
        card["taken_by"] = "desk"
        if asked["do"] == "answer":
            await self.send(card["phone"], asked["text"])
        return JSONResponse(card)


@contextlib.contextmanager
def stage():
    """Serve it all in a thread of its own."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:  # else asyncio leaves Nagle on
        listening.bind(("127.0.0.1", 0))
        keys = Keys.fresh()
        bot = StageBot(keys)
        bot.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        bot.world = World(StageClock(), keys, bot_url=bot.url, http=bot.http)
        server = uvicorn.Server(uvicorn.Config(bot.app(), log_level="error", ws="none", loop="asyncio"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield bot
        finally:
            server.should_exit = True
            thread.join(10)

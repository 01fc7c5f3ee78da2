"""The whole house in one loop, without sockets: the real bot on a real store, the pretend vendors, and virtual time.

def test_something(house):
    async def scene(town):
        await town.text("cleaning tuesday, Ana Silva 5/1/80")
        assert "Which one?" in await town.answer()
    house(scene)
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from bot import app
from bot.app import Bot, running
from bot.practice import parse_practice
from bot.pretend.keys import Keys, office_file
from bot.pretend.office import PretendOffice
from bot.pretend.office import keys as office_keys
from bot.pretend.world import World
from bot.settings import Role, Settings, SlackSettings
from bot.store import read_secret
from tests.virtual import VirtualClock, VirtualRedis, run

ANA, STRANGER, STAFF = "+15035550101", "+15035550998", "+15035550142"
URL = "http://127.0.0.1:1"
START = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # Monday, 9:00 at the practice
SETTLES = timedelta(seconds=10)  # at its start the bot reads how the office is set up; a scene begins when that is done
QUIET = timedelta(seconds=3)  # longer than a text, its reports and a turn at the office take together


def quiet_file(keys: Keys) -> str:
    """The office file of the pretend practice, which asks nobody of itself: a scene about that takes `file=office_file`."""
    return office_file(keys) + "[rules]\nask_days_before = 0\n"


class Town:
    """One bot, its vendors, and the phones around them."""

    def __init__(
        self,
        clock: VirtualClock,
        client: VirtualRedis,
        home,
        *,
        look_every: timedelta = timedelta(hours=1),
        file: Callable[[Keys], str] = quiet_file,
        slack: bool = False,
        **office,
    ) -> None:
        self.clock = clock
        self.keys = Keys.fresh()
        self.client = client
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=self._app), base_url=URL)
        keys = office_keys.Keys(self.keys.developer_key, self.keys.customer_key)
        self.office = PretendOffice(clock, keys=keys, **office)
        self.world = World(clock, self.keys, bot_url=URL, http=self.http, office=self.office)
        self.carrier = self.world.carrier
        self.bot = None
        self._home = home
        self._look_every = look_every
        self._slack = slack  # whether the bot knows of the workspace, which is always there
        self._file = file  # writes the office file
        self._running: AsyncExitStack | None = None
        self._read: dict[str, int] = {}

    @property
    def bot(self) -> Bot | None:
        """Who answers webhooks at our address, beside the vendors."""
        return self._bot

    @bot.setter
    def bot(self, bot: Bot | None) -> None:
        self._bot = bot
        self._site = Starlette(routes=[*(bot.routes() if bot else ()), *self.world.routes()])
        self._site.router.redirect_slashes = False

    async def _app(self, scope, receive, send):
        await self._site(scope, receive, send)

    def settings(self) -> Settings:
        return Settings(
            home=self._home,
            offices=self._home,
            secret=read_secret(self.keys.secret),
            redis_url="",
            public_url=URL,
            opendental_url=f"{URL}/api/v1",
            opendental_developer_key=self.keys.developer_key,
            opendental_customer_key=self.keys.customer_key,
            twilio_account_sid=self.keys.account_sid,
            twilio_auth_token=self.keys.auth_token,
            twilio_api_url=URL,
            desk_token=self.keys.desk_token,
            slack=SlackSettings(self.keys.slack_bot_token, self.keys.slack_signing_secret, api_url=f"{URL}/api/")
            if self._slack
            else None,
        )

    # --- the bot's life ----------------------------------------------------------------------------------------------

    async def start(self) -> None:
        self._running = AsyncExitStack()
        self.bot = await self._running.enter_async_context(self.another())

    def another(self, *, role: Role = "all", home=None):
        """A bot beside the one that answers webhooks, or in its place: `async with town.another() as bot`."""
        settings = replace(self.settings(), home=home or self._home)
        offices = (parse_practice(self._file(self.keys), "office.toml", today=self.clock.now().date()),)
        mine = {"clock": self.clock, "http": self.http, "client": self.client, "look_every": self._look_every}
        return running(settings, offices, "", role=role, **mine)

    async def stop(self) -> None:
        if self._running is not None:
            await self._running.aclose()
            self.bot = self._running = None

    async def crash(self) -> None:
        """Kill the bot: whatever it has in hand is dropped where it stands."""
        drain, app.DRAIN = app.DRAIN, timedelta(0)
        try:
            await self.stop()
        finally:
            app.DRAIN = drain

    async def close(self) -> None:
        await self.stop()
        await self.world.stop()

    # --- patients ----------------------------------------------------------------------------------------------------

    async def text(self, body: str, phone: str = ANA, **more) -> str:
        return await self.carrier.text(phone, self.keys.texting_number, body, **more)

    async def answer(self, phone: str = ANA, after: timedelta = QUIET) -> str:
        """Wait until it is quiet, and return what has come in on that phone since the last look."""
        await asyncio.sleep(after.total_seconds())
        texts = [t.body for t in self.carrier.phone(phone) if t.direction == "received"]
        fresh = texts[self._read.get(phone, 0) :]
        self._read[phone] = len(texts)
        return "\n".join(fresh)

    async def says(self, body: str, phone: str = ANA, after: timedelta = QUIET) -> str:
        await self.text(body, phone)
        return await self.answer(phone, after)

    async def hears(self, words: str, phone: str = ANA, within: timedelta = timedelta(minutes=2)) -> str:
        """Wait for a text with these words, and return all that came in until then. Fails when it does not come in time."""
        heard, ends = "", self.clock.now() + within
        while words not in heard:
            assert self.clock.now() < ends, f"waited in vain for {words!r} among {heard!r}"
            heard += await self.answer(phone, after=timedelta(milliseconds=100))
        return heard

    async def waits(self, body: str, words: str, phone: str = ANA) -> Counter[str]:
        """Text, wait until these words come, and return the calls to the office by then; what comes of itself follows."""
        before = Counter(self.office.calls)
        await self.text(body, phone)
        await self.hears(words, phone)
        waited = Counter(self.office.calls) - before
        await self.answer(phone)
        return waited

    async def books(self, phone: str = ANA, who: str = "Ana Silva 5/1/80") -> str:
        """Book the first opening offered, and return the last answer."""
        await self.says(f"cleaning any time please, {who}", phone)
        await self.says("1", phone)
        return await self.says("yes", phone)

    # --- the vendors' truth ------------------------------------------------------------------------------------------

    async def visits(self, patient: int, status: str = "Scheduled") -> list[dict]:
        """Return the patient's visits to come, as the office's API tells them."""
        headers = {
            "Authorization": f"ODFHIR {self.keys.developer_key}/{self.keys.customer_key}",
            "Content-Type": "application/json",
        }
        rows = (await self.http.get(f"/api/v1/appointments?PatNum={patient}", headers=headers)).json()
        return [row for row in rows if row["AptStatus"] == status]

    def patient(self, name: str) -> int:
        return next(person.PatNum for person in self.office.people() if person.name == name)

    # --- the desk and the carrier's door -----------------------------------------------------------------------------

    async def cards(self) -> list[dict]:
        return (await self._desk("GET", "/desk/cards")).json()["cards"]

    async def press(self, number: int, do: str, text: str = "") -> httpx.Response:
        return await self._desk("POST", f"/desk/cards/{number}", json={"do": do, "text": text})

    async def _desk(self, method: str, path: str, **more) -> httpx.Response:
        return await self.http.request(method, path, headers={"Authorization": f"Bearer {self.keys.desk_token}"}, **more)

    async def post(self, path: str, form: dict[str, str], signature: str | None) -> httpx.Response:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signature is not None:
            headers["X-Twilio-Signature"] = signature
        return await self.http.post(path, content=urlencode(form), headers=headers)


def play(scene, client_of, home, *, start: datetime = START, **office):
    """Run `await scene(town)` in virtual time."""

    async def whole(clock):
        client = client_of()
        await client.flushall()
        town = Town(clock, client, home, **office)
        await town.start()
        await asyncio.sleep(SETTLES.total_seconds())
        town.office.calls.clear()
        try:
            return await scene(town)
        finally:
            await town.close()
            await client.aclose()

    return run(whole, start=start - SETTLES)

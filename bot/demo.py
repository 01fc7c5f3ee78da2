"""`chairside demo`: the bot and the pretend vendors in one process on one port, talking over real sockets.

`Demo` is the web application; `run` serves it. `pretend` serves the vendors alone, for a bot that `serve` started.
What must outlive the process (keys, how far the clock was moved on) is in the home folder, so a demo goes on where it stopped.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import redis.asyncio as redis
from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console
from rich.panel import Panel
from starlette.applications import Starlette

from bot import logs, serving
from bot.app import environment, running
from bot.attached import attached_to
from bot.practice import load_practices
from bot.pretend.clock import WallClock
from bot.pretend.keys import Keys, office_file, settings_block
from bot.pretend.office import named
from bot.pretend.taken import Served, taken
from bot.pretend.world import ZONE, World, pretend_office
from bot.settings import BadSettings, Settings, SlackSettings
from bot.store import StoreClock, embedded, read_secret
from flows.reader import warm

out = Console()
SECONDS_BETWEEN_CALLS = 0.02  # so that the queue of calls is at work in the demo, too
MAPLE_STREET = "maple_street"  # the practice that the printed office file is for


class Kept(Struct, frozen=True):
    """What a pretend world keeps between two runs."""

    keys: Keys
    ahead_s: float = 0.0  # how far its clock was moved on: what rests in the store has deadlines on that clock


def kept(home: Path, name: str) -> Kept:
    """Read what is kept under that name, or begin: only this user may read it."""
    path = home / f"{name}.json"
    if path.exists():
        found = msgspec.json.decode(path.read_bytes(), type=Kept)
        keep(home, name, found)  # what an earlier release did not keep was just made, and stays
        return found
    made = Kept(Keys.fresh())
    keep(home, name, made)
    return made


def keep(home: Path, name: str, what: Kept) -> None:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = home / f"{name}.json.new"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.encode(what))
    fresh.replace(home / f"{name}.json")


class DemoClock(StoreClock):
    """The one clock of the demo: the bot's and the vendors'. How far it was moved on is kept."""

    def __init__(self, at: datetime, home: Path, name: str) -> None:
        super().__init__(at)
        self._home, self._name = home, name
        super().forward(timedelta(seconds=kept(home, name).ahead_s))

    def forward(self, length: timedelta) -> None:
        super().forward(length)
        now = kept(self._home, self._name)
        keep(self._home, self._name, replace(now, ahead_s=now.ahead_s + length.total_seconds()))


class Demo:
    """Everything, at one address."""

    def __init__(self, home: Path, port: int, redis_url: str, *, name: str = "demo", slack_details: str | None = None) -> None:
        self.home, self.url, self.name = home, f"http://127.0.0.1:{port}", name
        self.keys = kept(home, name).keys
        self._redis_url, self._slack_details = redis_url, slack_details

    def settings(self) -> Settings:
        """The bot's settings, as `chairside pretend` would print them."""
        offices = self.home / f"{self.name}-office.toml"
        offices.write_text(
            office_file(
                self.keys,
                seconds_between_calls=SECONDS_BETWEEN_CALLS,
                page_size=1000,
                slack_details=self._slack_details,
            )
        )
        return Settings(
            home=self.home,
            offices=offices,
            secret=read_secret(self.keys.secret),
            redis_url=self._redis_url,
            public_url=self.url,
            opendental_url=f"{self.url}/api/v1",
            opendental_developer_key=self.keys.developer_key,
            opendental_customer_key=self.keys.customer_key,
            twilio_account_sid=self.keys.account_sid,
            twilio_auth_token=self.keys.auth_token,
            twilio_api_url=self.url,
            desk_token=self.keys.desk_token,
            slack=SlackSettings(self.keys.slack_bot_token, self.keys.slack_signing_secret, api_url=f"{self.url}/api/"),
        )

    def app(self) -> Starlette:
        """Return the web application; the bot's loops and the vendors' run while it does."""
        app: Starlette
        warm()

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            client = redis.from_url(self._redis_url)
            clock = await StoreClock.of(client)
            await client.aclose()
            moved = DemoClock(clock.now(), self.home, self.name)
            # Open Dental's own service on the office's network: whoever moves the clock on must not wait a minute for what is
            # due then, which at the vendor's host is read at a call a second. `chairside pretend` keeps to that pace.
            office = pretend_office(moved, self.keys, ZONE, self.home, tier="local")
            world = World(moved, self.keys, bot_url=self.url, home=self.home, office=office)
            settings = self.settings()
            try:
                async with running(settings, load_practices(settings.offices), self._redis_url, clock=moved) as bot:
                    app.router.routes.extend([*bot.routes(), *world.routes()])
                    await world.start()
                    yield
            finally:
                await world.stop()  # last: the bot finishes what it has in hand with the vendors

        app = Starlette(lifespan=lifespan)
        app.router.redirect_slashes = False  # a redirect would name the Host header, which is anybody's to set
        return app


def run(port: int, home: Path, slack_details: str | None = None) -> None:
    """Serve the demo until Ctrl-C. `slack_details` as in the office file. Raises BadSettings, NoServer."""
    logs.start(pretty=True)
    with serving.listening("127.0.0.1", port) as (socket, port), taken(home, "demo", f"http://localhost:{port}") as other:
        if other is not None and other.what != "demo":
            raise BadSettings(_elsewhere(home, other))
        if other is not None:
            out.print(f"Another demo in {home} is at {other.url}; attached to it.", soft_wrap=True, markup=False)
            _show(port)
            serving.run(attached_to(other.url), socket)
        else:
            with _store(home) as (redis_url, tend):
                demo = Demo(home, port, redis_url, slack_details=slack_details)
                _show(port)
                serving.run(demo.app(), socket, tend)
    out.print("Stopped. Everything is kept; `chairside demo` goes on from here.")


def _show(port: int) -> None:
    how = "uv run chairside chat" if "UV" in environment() else "chairside chat"  # as it was started itself
    hint = f"Ctrl-C stops it. Be a patient in another terminal: {how}"
    page = f"[bold]http://localhost:{port}[/]"
    out.print(Panel(f"Open {page}: a phone, the office's book, the desk.\n{hint}", title="Chairside", expand=False))


def pretend(port: int, bot: str, home: Path, practice: str = MAPLE_STREET) -> None:
    """Serve the pretend vendors until Ctrl-C, after printing the settings to paste. Raises BadSettings."""
    logs.start(pretty=True)
    home = home.absolute()
    bot = bot.rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", bot):
        raise BadSettings(f"--bot must be an address like http://localhost:8000, not {bot!r}.")
    try:
        seed = named(practice)
    except ValueError as error:
        raise BadSettings(str(error)) from None
    with serving.listening("127.0.0.1", port) as (socket, port), taken(home, "pretend", f"http://localhost:{port}") as other:
        if other is not None:
            raise BadSettings(_elsewhere(home, other))
        url, keys = f"http://localhost:{port}", kept(home, "pretend").keys
        settings, office = settings_block(keys, port, bot, home)
        offices = home / "offices"
        offices.mkdir(exist_ok=True)
        _say(f"# The page: {url}, Open Dental's methods: {url}/docs")
        if practice == MAPLE_STREET:
            (offices / "maple-street.toml").write_text(office)
            _say(f"# The office file is in {offices}. Settings for `chairside serve`:\n")
        else:
            _say("# Settings; with them `chairside init` writes the office file, and then `chairside serve` runs:\n")
        _say(settings)
        clock = WallClock()
        world = World(clock, keys, bot_url=bot, home=home, office=pretend_office(clock, keys, ZONE, home, seed), url=url)
        serving.run(world.app(), socket)


def _say(line: str) -> None:
    """Print a line to paste: whole, however narrow the terminal is."""
    out.print(line, soft_wrap=True, highlight=False, markup=False)


def _elsewhere(home: Path, other: Served) -> str:
    return f"chairside {other.what} runs in {home} already, at {other.url}: give this one another folder with --home."


@contextmanager
def _store(home: Path) -> Iterator[tuple[str, serving.Tend]]:
    with embedded.start(home) as server:
        if not server.owner:
            out.print(f"Another chairside in {home} owns the embedded store; attached to it.", soft_wrap=True, markup=False)
        yield server.url, serving.tending(server)

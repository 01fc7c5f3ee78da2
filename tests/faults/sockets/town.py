"""The town: Valkey, the pretend vendors, the workers behind their balancer; and what its phones and the office's book show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx

from tests.e2e.programs import free_port, settings_of
from tests.faults.sockets.balancer import Balancer
from tests.faults.sockets.processes import Process, until

ZONE = ZoneInfo("America/Los_Angeles")
HORIZON = timedelta(days=75)  # further than anything is offered
WATCH_S = 0.25


@dataclass(frozen=True)
class Text:
    """One text on a phone. `at` is on the office clock."""

    sent: bool  # by the patient
    body: str
    at: datetime


@dataclass(frozen=True)
class Visit:
    """One visit in the office's book."""

    number: int
    patient: int
    chair: int
    start: datetime
    end: datetime
    stands: bool
    by_web: bool


class Log:
    """What was done when, in `events.log`: seconds since the start, who, what."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = {}
        self._began = time.monotonic()
        self._file = (folder / "events.log").open("w", buffering=1)

    def write(self, who: str, what: str) -> None:
        self._file.write(f"{time.monotonic() - self._began:9.3f}  {who:<14} {what}\n")

    def close(self) -> None:
        self._file.close()

    def count(self, who: str, what: str, details: str = "") -> None:
        """Write it, and count it for the table."""
        self.counts[what] = self.counts.get(what, 0) + 1
        self.write(who, f"{what} {details}".strip())


class Town:
    """What runs, and what can be seen from outside."""

    def __init__(
        self, folder: Path, log: Log, valkey: Process, pretend: Process, workers: Sequence[Process], ports: Sequence[int]
    ):
        self.folder, self.log = folder, log
        self.valkey, self.pretend, self.workers = valkey, pretend, workers
        self.balancer: Balancer
        self.addresses = [f"http://127.0.0.1:{port}" for port in ports]
        self.before: frozenset[int] = frozenset()  # visits that stood in the book at the start
        self.ended_by_themselves: list[str] = []
        self.world = ""
        self.staff_number = ""
        self._received: dict[str, int] = {}
        self._news = asyncio.Condition()
        self.http = httpx.AsyncClient(timeout=20, trust_env=False)

    # --- phones ------------------------------------------------------------------------------------------------------

    async def people(self) -> list[dict]:
        found = await self._get("/pretend/people")
        self.staff_number = found["staff_number"]
        return found["people"]

    async def text(self, phone: str, body: str, **more: str) -> None:
        self.log.write(phone, f"> {body}")
        await self._post("/pretend/texts", {"from": phone, "body": body} | more)

    async def phone(self, number: str) -> list[Text]:
        """Everything on a phone, in the order it happened there."""
        found = (await self._get(f"/pretend/phones/{number}"))["texts"]
        return [Text(one["direction"] == "sent", one["body"], wall(one["at"])) for one in found]

    async def received(self, number: str) -> list[Text]:
        return [text for text in await self.phone(number) if not text.sent]

    async def more_than(self, number: str, known: int) -> list[Text]:
        """Wait until that phone has received more than so many texts, and return those that are new."""
        async with self._news:
            await self._news.wait_for(lambda: self._received.get(number, 0) > known)
        return (await self.received(number))[known:]

    async def hears(self, number: str, words: str, *, within: float = 180.0) -> Text:
        """Wait for a text that holds these words."""

        async def look() -> Text | None:
            return next((text for text in await self.received(number) if words in text.body), None)

        return await until(look, f"{words!r} on {number}", within=within)

    async def asks(self, number: str, body: str, words: str) -> Text:
        await self.text(number, body)
        return await self.hears(number, words)

    async def watch(self) -> None:
        """Look which phones rang, for everybody who waits."""
        while True:
            with suppress(httpx.HTTPError):
                found = (await self._get("/pretend/phones"))["received"]
                async with self._news:
                    self._received = found
                    self._news.notify_all()
            await asyncio.sleep(WATCH_S)

    # --- the office --------------------------------------------------------------------------------------------------

    async def day(self, day: date) -> list[Visit]:
        found = (await self._get(f"/pretend/book?date={day}"))["visits"]
        return [_visit(day, one) for one in found]

    async def book(self) -> list[Visit]:
        """The whole book from today on."""
        first = datetime.now(ZONE).date()
        return [visit for n in range(HORIZON.days) for visit in await self.day(first + timedelta(days=n))]

    async def made(self) -> list[Visit]:
        """What is in the book now and was not at the start."""
        return [visit for visit in await self.book() if visit.number not in self.before]

    async def newest(self) -> object:
        return (await self._get("/pretend/changes"))["newest"]

    async def plan(self, **fault: object) -> None:
        """Something will go wrong at the office or the carrier: see bot/pretend/README.md."""
        await self._post("/pretend/faults", fault)

    # --- workers -----------------------------------------------------------------------------------------------------

    async def open(self, n: int) -> None:
        """Start a worker again and again until it is ready, as a supervisor would: without its store it ends at once."""

        async def ready() -> bool:
            if not self.workers[n].alive:
                self.workers[n].start()
                self.log.write(self.workers[n].name, f"started (pid {self.workers[n].pid})")
                await asyncio.sleep(0.5)
            with suppress(httpx.HTTPError):
                return (await self.http.get(f"{self.addresses[n]}/health/ready", timeout=2)).is_success
            return False

        await until(ready, f"{self.workers[n].name} to be ready")

    async def _get(self, path: str) -> dict:
        return (await self.http.get(self.world + path)).raise_for_status().json()

    async def _post(self, path: str, what: dict) -> dict:
        return (await self.http.post(self.world + path, json=what)).raise_for_status().json()


@asynccontextmanager
async def town(folder: Path, *, workers: int = 2) -> AsyncIterator[Town]:
    """Start everything in that folder, and end it: only what was started here, each by its id."""
    log, ports = Log(folder), [free_port() for _ in range(workers)]
    balancer = Balancer([f"http://127.0.0.1:{port}" for port in ports])
    async with AsyncExitStack() as stack:
        stack.callback(log.close)
        await stack.enter_async_context(balancer.listening())
        valkey = Process.valkey(folder)
        home = str(folder / "home")
        behind = f"http://127.0.0.1:{balancer.port}"
        pretend = Process.chairside("pretend", "pretend", "--port", "0", "--bot", behind, "--home", home, folder=folder)
        for process in (valkey, pretend):
            stack.push_async_callback(process.end)
            process.start()
        world = (await pretend.says(r"^OPENDENTAL_URL=(\S+)/api/v1$"))[1]
        env = settings_of(pretend.said) | {"REDIS_URL": f"unix://{folder}/valkey.sock"}
        serves = [
            Process.chairside(f"worker {n + 1}", "serve", "--port", str(port), folder=folder, env=env)
            for n, port in enumerate(ports)
        ]
        here = Town(folder, log, valkey, pretend, serves, ports)
        here.balancer, here.world = balancer, world.replace("localhost", "127.0.0.1")
        stack.push_async_callback(here.http.aclose)
        stack.push_async_callback(lambda: asyncio.gather(*(process.end() for process in serves)))
        await asyncio.gather(*(here.open(n) for n in range(workers)))
        here.before = frozenset(visit.number for visit in await here.book())
        watching = asyncio.create_task(here.watch())
        try:
            yield here
        finally:
            watching.cancel()
            log.write("rig", "ends")


def wall(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(ZONE).replace(tzinfo=None)


def _visit(day: date, one: dict) -> Visit:
    start, end = (datetime.combine(day, datetime.strptime(one[name], "%H:%M").time()) for name in ("start", "end"))
    stands = one["status"] == "Scheduled"
    return Visit(one["number"], one["patient_number"], one["chair"], start, end, stands, one["by_web"])

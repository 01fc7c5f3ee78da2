"""The town of one seed: workers that can be killed at any await, the vendors around them, a record of what crossed the wire.

A worker is one `bot.app.running`, in a context of its own: every task it starts is known to be its own, so that all of them can
be dropped at once, and whatever they ask for after that goes nowhere. That is what `kill -9` looks like from outside.
"""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import parse_qsl

import httpx
import redis.exceptions
from starlette.applications import Starlette

from bot.app import running
from bot.pretend.carrier import Faults as CarrierFaults
from bot.pretend.carrier import PretendCarrier
from bot.pretend.keys import Keys, office_file
from bot.pretend.office import Faults as OfficeFaults
from bot.pretend.office import PretendOffice
from bot.pretend.office import keys as office_keys
from bot.pretend.slack import Faults as SlackFaults
from tests.faults.plan import Happens, Harm, Plan
from tests.faults.settings import IN_SLACK, KEYS, SETTINGS, URL, offices
from tests.faults.slack_town import SlackTown
from tests.faults.trace import Trace
from tests.faults.wire import Sent, Status, is_slacks, shape, watch_phones, whole
from tests.faults.workers import WORKER, PluggedRedis, Worker, never
from tests.slots import QUIET_LANE, slots_file
from tests.virtual import VirtualClock, turn_of

SIBLINGS_LOOK_AFTER = 0.4  # seconds: as in production, where each worker looks every half second
HOOK = "/twilio/sms#rc=3&rp=all"  # as deploy/README.md sets the number up


def quiet_file(keys: Keys) -> str:
    """The office file of a practice that asks nobody of itself."""
    return office_file(keys) + "\n[rules]\nask_days_before = 0\n"


class Rig:
    """Everything of one seed."""

    def __init__(
        self,
        clock: VirtualClock,
        client: PluggedRedis,
        *,
        random: Random,
        plan: Plan | None = None,
        office_faults: OfficeFaults | None = None,
        carrier_faults: CarrierFaults | None = None,
        scripts: dict[str, str] | None = None,
        home: Path,
        slots: bool = False,  # an office without Web Sched
        asks: bool = False,  # it asks patients whether they will come
        details: str = "",  # the desk works in Slack: "none" or "full"; "": it does not
        slack_faults: SlackFaults | None = None,
    ) -> None:
        self.clock = clock
        self.client = client
        client.rig = self
        self.plan = plan or Plan()
        self.trace = Trace(clock)
        self.workers: list[Worker] = []
        self.sent: list[Sent] = []
        self.accepted: dict[str, datetime] = {}  # texts the bot said 2xx to, by sid
        self.escaped: list[str] = []  # exceptions that came out of a handler
        self.forgetful_office = False  # an old version, which ignores what a list is filtered by
        self.started = 0
        self.steps = 0
        self._scripts = scripts or {}
        self._settings = replace(SETTINGS, home=home, slack=IN_SLACK if details else None)
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=self._app), base_url=URL)
        self._file = (slots_file if slots else office_file if asks else quiet_file, details)
        keys = office_keys.Keys(KEYS.developer_key, KEYS.customer_key)
        self.office = PretendOffice(clock, keys=keys, faults=office_faults, practice=QUIET_LANE if slots else None)
        self.carrier = PretendCarrier(
            clock,
            account_sid=KEYS.account_sid,
            auth_token=KEYS.auth_token,
            numbers=(KEYS.texting_number,),
            bot_url=URL,
            http=self._http,
            faults=carrier_faults or CarrierFaults(),
            random=random,
            sms_path=HOOK,
        )
        self.old_history = len(self.office.books.histappointments)
        self.standing: set[int] = set()  # visits that staff entered for the patients of the seed, before it began
        self.old_chart_lines = len(self.office.books.commlogs)
        self.lots = Random("lots")  # what the bot draws at random
        self.slack = SlackTown(self, details, slack_faults, Random("slack")) if details else None
        slack_routes = self.slack.pretend.routes() if self.slack else []
        self._vendors = Starlette(routes=[*self.carrier.routes(), self.office.routes()[0], *slack_routes])
        self._chores: list[asyncio.Task] = []
        self._outside = copy_context()
        self._closing = False
        self.on_phone: dict[str, asyncio.Event] = {}
        watch_phones(self)

    # --- the bot's life ----------------------------------------------------------------------------------------------

    async def start(self) -> Worker:
        """Start one more worker, and wait until it serves."""
        self.started += 1
        worker = Worker(f"worker{self.started}")
        self.workers.append(worker)
        inside = self._outside.copy()
        inside.run(WORKER.set, worker)
        life = asyncio.get_running_loop().create_task(self._live(worker), context=inside)
        waits = asyncio.ensure_future(worker.ready.wait())
        await asyncio.wait({life, waits}, return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()
        error = life.exception() if life.done() and not life.cancelled() else None
        self.trace.note(worker.name, "serves" if worker.app else "died at its start")
        if isinstance(error, redis.exceptions.RedisError):  # the process ends, and whoever watches over it starts it again
            self.kill(worker, self.plan.revives_after())
        elif error is not None:
            raise error
        return worker

    async def _live(self, worker: Worker) -> None:
        own = {"clock": self.clock, "http": self._http, "client": self.client, "look_every": timedelta(hours=1)}
        async with running(self._settings, offices(self.clock, *self._file), "", **own) as bot:
            worker.app = Starlette(routes=list(bot.routes()))
            worker.ready.set()
            await worker.leave.wait()
            worker.app = None  # what it has in hand is finished behind the door

    def kill(self, worker: Worker, revive_after: timedelta | None) -> None:
        """Drop everything of the worker at once. `revive_after`: until another starts in its place; None: none does."""
        if not worker.alive:
            return
        worker.alive, worker.app = False, None
        self.trace.note(worker.name, "KILLED")
        self.chore(self._drop(worker))
        self.look_soon(worker)
        if revive_after is not None:
            self.chore(self._revive(revive_after))

    async def _drop(self, worker: Worker) -> None:
        """Not while a command is under way: whether the store gets it would be a race."""
        async with turn_of(asyncio.get_running_loop()):
            while left := [task for task in worker.tasks if not task.done()]:
                for task in left:
                    task.cancel()
                await asyncio.sleep(0)
        worker.tasks.clear()

    async def _revive(self, after: timedelta) -> None:
        await self.clock.sleep(after)
        if not self._closing:
            await self.start()

    def living(self) -> list[Worker]:
        return [worker for worker in self.workers if worker.alive and worker.app is not None]

    def look_soon(self, kicker: Worker | None) -> None:
        """What one worker made due, the others find at their next look."""
        if len(self.living()) > (kicker is not None and kicker.alive):
            loop = asyncio.get_running_loop()
            loop.call_later(SIBLINGS_LOOK_AFTER, self._look, kicker, context=self._outside.copy())

    def _look(self, kicker: Worker | None) -> None:
        for worker in self.living():
            if worker is not kicker:
                for due in worker.dues:
                    due.kick_alone()

    def chore(self, work) -> asyncio.Task:
        """Do something of the world's, that dies with no worker."""
        task = asyncio.get_running_loop().create_task(work, context=self._outside.copy())
        self._chores.append(task)
        return task

    async def close(self) -> None:
        self._closing = True
        for worker in self.workers:
            worker.alive, worker.app = False, None
            await self._drop(worker)
        await self.carrier.close()
        if self.slack is not None:
            await self.slack.pretend.close()
        for task in self._chores:
            task.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)

    def failures(self) -> list[str]:
        """Return what went wrong in the rig itself."""
        done = [task for task in self._chores if task.done() and not task.cancelled()]
        return [*self.escaped, *(repr(task.exception()) for task in done if task.exception() is not None)]

    # --- I/O ---------------------------------------------------------------------------------------------------------

    def named(self, args) -> str:
        if args[0] == "EVALSHA":
            return self._scripts.get(args[1], "script")
        return str(args[0]).lower()

    async def io(self, worker: Worker, what: str, do, *, store: bool):
        """Do one I/O of a worker, with what the plan has in store for it."""
        if not worker.alive:
            await never()
        self.steps += 1
        happens = self.plan.io(worker.name, what)
        self.trace.close(worker.name, what, happens.harm.name if happens else "")
        if happens is None:
            answer = await do()
        else:
            answer = await self._harmed(worker, what, do, happens)
        if not worker.alive:
            await never()
        return answer

    async def _harmed(self, worker: Worker, what: str, do, happens: Happens):
        harm = happens.harm
        self.trace.note(worker.name, "at", what, harm.name.lower().replace("_", " "))
        if harm is Harm.CRASH_BEFORE:
            self.kill(worker, happens.lasts)
            await never()
        if harm is Harm.ERROR_BEFORE:
            raise redis.exceptions.ConnectionError("the rig pulled the plug before")
        if harm is Harm.LATE_BEFORE:
            await self.clock.sleep(happens.lasts)
        answer = await do()
        if harm is Harm.CRASH_AFTER:
            self.kill(worker, happens.lasts)
            await never()
        if harm is Harm.ERROR_AFTER:
            raise redis.exceptions.ConnectionError("the rig pulled the plug after")
        if harm is Harm.LATE_AFTER:
            await self.clock.sleep(happens.lasts)
        return answer

    # --- the wire ----------------------------------------------------------------------------------------------------

    async def _app(self, scope, receive, send) -> None:
        worker = WORKER.get()
        if scope["path"].startswith(("/twilio", "/desk", "/slack")):
            await self._into_the_bot(scope, receive, send)
        elif worker is None:
            await self._vendors(scope, receive, send)
        else:
            what = f"{scope['method']} {shape(scope['path'])}"
            await self.io(worker, what, lambda: self._to_a_vendor(worker, what, scope, receive, send), store=False)

    async def _to_a_vendor(self, worker: Worker, what: str, scope, receive, send) -> None:
        if what == "POST Messages":
            await self._sending(scope, receive, send)
            return
        if self.slack is not None and is_slacks(scope["path"]):
            receive = self.slack.overhearing(what, receive)
        status = Status(send)
        began = self.clock.now()
        if self.forgetful_office and what == "GET /appointments":
            kept = [pair for pair in scope["query_string"].split(b"&") if pair.startswith((b"Limit=", b"Offset="))]
            scope = {**scope, "query_string": b"&".join(kept)}
        outside = WORKER.set(None)
        try:
            await self._vendors(scope, receive, status)
        finally:
            WORKER.reset(outside)
            took = (self.clock.now() - began).total_seconds()
            slow = f" after {took:.1f} s" if took > 2 else ""
            who = "office" if "/api/v1" in scope["path"] else "slack" if is_slacks(scope["path"]) else "carrier"
            noted = self.trace.close if who != "office" and status.seen == 200 else self.trace.note
            noted(who, f"{what}: {status.seen or 'no answer'}{slow}")

    async def _sending(self, scope, receive, send) -> None:
        body = await whole(receive)
        form = dict(parse_qsl(body.decode()))
        at, status = self.clock.now(), Status(send)

        async def again():
            return {"type": "http.request", "body": body, "more_body": False}

        outside = WORKER.set(None)
        try:
            await self._vendors(scope, again, status)
        finally:
            WORKER.reset(outside)
            effect = form["StatusCallback"].partition("?o=")[2]
            self.sent.append(Sent(at, form["To"], form["Body"], effect, status.seen))
            self.trace.note("carrier", f"asked to text {form['To'][-4:]}: {status.seen or 'no answer'}")

    async def _into_the_bot(self, scope, receive, send) -> None:
        """Hand a webhook to one of the living workers; it dies with its worker."""
        living = self.living()
        if not living:
            raise httpx.ConnectError("no worker is up")
        worker = living[self.plan.pick(len(living))]
        inside = self._outside.copy()
        inside.run(WORKER.set, worker)
        status = Status(send)
        task = asyncio.get_running_loop().create_task(worker.app(scope, receive, status), context=inside)
        await asyncio.wait({task})
        if self.slack is not None and scope["path"].startswith("/slack"):
            self.slack.acked(status.body)
        if task.cancelled() or not worker.alive:
            raise httpx.RemoteProtocolError("the worker died over it")
        if (error := task.exception()) is not None:
            self.escaped.append(f"{scope['path']}: {error!r}")
            raise error

    @property
    def http(self) -> httpx.AsyncClient:
        """A browser, to reach the town by."""
        return self._http

    async def cards(self) -> list[dict]:
        """What the desk is shown."""
        answer = await self._http.get("/desk/cards", headers={"Authorization": f"Bearer {KEYS.desk_token}"})
        return answer.json()["cards"] if answer.status_code == 200 else []

    # --- phones ------------------------------------------------------------------------------------------------------

    async def text(self, phone: str, body: str) -> str:
        self.trace.note(phone[-4:], f"> {body}")
        return await self.carrier.text(phone, KEYS.texting_number, body)


__all__ = ["KEYS", "WORKER", "PluggedRedis", "Rig", "Worker"]

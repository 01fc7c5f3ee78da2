"""The way of one request: keys, headers, the throttle, the work, the answer. Source: reference, sections 1 to 4.

A request's work runs in a task of its own: a caller that hangs up does not stop an office, and after 60 s the caller hears 504
while the work goes on. The clock that was handed in is the only one.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.pretend.clock import Clock
from bot.pretend.office import reading, replies
from bot.pretend.office.books import Books
from bot.pretend.office.faults import Fault, Faults, Told
from bot.pretend.office.gate import Gate, TooMany, Turn, interval
from bot.pretend.office.keys import Keys, may
from bot.pretend.office.method import Answer, Call, Method, Refused
from bot.pretend.office.methods.table import Routes
from bot.pretend.office.shapes import render
from bot.pretend.office.switches import Switches
from bot.pretend.office.tables import Row as Kept
from bot.pretend.office.wire import DATE, DATETIME, Json, Writer

Tier = Literal["remote", "local"]
LONGEST_BODY = 16_800_000
_KEYS = re.compile(r"ODFHIR ([^/\s]+)/([^/\s]+)")
_NUMBER = re.compile(r"/\d+(?=/|$)")


@dataclass
class Asked:
    """One request as it came in; `path` is what follows `/api/v1`."""

    verb: str
    path: str
    query: Mapping[str, str]
    authorization: str
    content_type: str
    body: bytes
    turn: Turn | None = None


class Server:
    """One office's API. `kept` is called after each request that may have changed something."""

    def __init__(
        self,
        books: Books,
        clock: Clock,
        *,
        zone: ZoneInfo,
        routes: Routes,
        tier: Tier,
        switches: Switches,
        faults: Faults,
        kept: Callable[[], None],
    ) -> None:
        self.switches = switches
        self.faults = faults
        self.calls: Counter[str] = Counter()
        self.keys: list[Keys] = []
        self._books = books
        self._clock = clock
        self._zone = zone
        self._routes = routes
        self._tier = tier
        self._kept = kept
        self._gates: dict[str, Gate] = {}
        self._running: set[asyncio.Task[Response]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked = Asked(
            request.method,
            "/" + request.path_params["path"],
            request.query_params,
            request.headers.get("Authorization", ""),
            request.headers.get("Content-Type", ""),
            await request.body(),
        )
        response = await self.answer(asked)
        await response(scope, receive, send)

    async def finished(self) -> None:
        while self._running:
            await asyncio.wait(set(self._running))

    def now(self) -> datetime:
        """The office clock: wall time, no zone."""
        return self._clock.now().astimezone(self._zone).replace(tzinfo=None, microsecond=0)

    async def answer(self, asked: Asked) -> Response:
        match = self._routes.find(asked.verb, asked.path)
        self.calls[match[0].name if match else f"{asked.verb} {_NUMBER.sub('/{n}', asked.path)}"] += 1
        fault = self.faults.decide(asked.verb, asked.path)
        if fault is not None and fault.told is Told.TOO_MANY:
            return replies.told(fault, None)
        keys = self._known(asked.authorization)
        if isinstance(keys, Response):
            return keys
        if not asked.content_type.lower().startswith("application/json"):
            return replies.refusal(400, "Content-Type must be application/json.")
        if match is None:
            return replies.refusal(self._odd(asked), "The resource does not exist.")
        permission = self.switches.unlisted_permission if match[0].unlisted else match[0].permission
        if not may(keys, permission):
            return replies.refusal(401, f"The developer key lacks the {permission} permission.")
        return await self._in_time(asked, self._served(asked, keys, *match, fault))

    def _odd(self, asked: Asked) -> int:
        """What a request for no method is answered with: 404 is documented for a resource that does not exist."""
        odd = self._routes.odd(asked.path)
        return {"verb": self.switches.odd_verb_status, "key": self.switches.odd_key_status}.get(odd, 404)

    def _known(self, authorization: str) -> Keys | Response:
        """Return the keys of the header, exactly `ODFHIR developer/customer`; or what to answer."""
        sent = _KEYS.fullmatch(authorization)
        if sent is None:
            return replies.refusal(self.switches.malformed_keys_status, "The Authorization header is missing or malformed.")
        known = next((k for k in self.keys if (k.developer, k.customer) == sent.groups()), None)
        if known is None:
            return replies.refusal(401, "A key is invalid or not assigned.")
        return known if known.enabled else replies.refusal(401, "The customer key is disabled.")

    async def _in_time(self, asked: Asked, work: asyncio.Task[Response]) -> Response:
        """Wait for the work, at most a minute; then 504, and it goes on, no longer in anybody's way."""
        await asyncio.sleep(0)
        if work.done():
            return work.result()
        minute = asyncio.ensure_future(self._clock.sleep(self.switches.times_out_after))
        try:
            await asyncio.wait({work, minute}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            minute.cancel()
        if work.done():
            return work.result()
        if asked.turn is not None:
            asked.turn.leave()
        return replies.timed_out()

    def _served(
        self, asked: Asked, keys: Keys, method: Method, names: dict[str, str], fault: Fault | None
    ) -> asyncio.Task[Response]:
        task = asyncio.get_running_loop().create_task(self._serve(asked, keys, method, names, fault))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _serve(self, asked: Asked, keys: Keys, method: Method, names: dict[str, str], fault: Fault | None) -> Response:
        if self._tier == "remote":
            gate = self._gates.setdefault(keys.customer, Gate(self._clock))
            try:
                asked.turn = await gate.enter(interval(keys.permissions), self._bound)
            except TooMany:
                return replies.too_many(self.switches.retry_after)
            if not self.switches.one_at_a_time:
                asked.turn.leave()
        try:
            return await self._work(asked, keys, method, names, fault)
        finally:
            if asked.turn is not None:
                asked.turn.leave()

    @property
    def _bound(self) -> int | None:
        return self.switches.queue_bound if self.switches.answers_429 else None

    async def _work(self, asked: Asked, keys: Keys, method: Method, names: dict[str, str], fault: Fault | None) -> Response:
        await self._pass(self.switches.takes)
        if fault is None:
            return await self._carry_out(asked, keys, method, names)
        await self._pass(fault.before)
        truth = await self._carry_out(asked, keys, method, names) if fault.works else None
        await self._pass(fault.after)
        return replies.told(fault, truth)

    async def _pass(self, length: timedelta) -> None:
        if length:
            await self._clock.sleep(length)

    async def _carry_out(self, asked: Asked, keys: Keys, method: Method, names: dict[str, str]) -> Response:
        try:
            body = _json(asked.body) if method.body else None
            if "phone" in asked.query and method.name == "GET /patients" and self.switches.lowercase_phone_refused:
                raise Refused("phone is not a valid parameter.")
            arguments = reading.read(method, names, asked.query, body, self.switches)
            page = self._page(arguments, keys)
            call = Call(self._books, self.now(), self.switches, arguments, keys.customer)
            if method.check is not None:
                method.check(call)
                await self._pass(self.switches.window)  # the product's own gap between looking and writing
                call = replace(call, now=self.now())
            answer = method.answer(call)
        except Refused as refused:
            return replies.refusal(refused.status, str(refused))
        self._kept()
        return self._written(method, answer, call, page)

    def _page(self, arguments: Mapping[str, object], keys: Keys) -> slice:
        """The rows a list may give. A Limit above the page size is capped, not refused (3.2)."""
        most = 100 if self._tier == "remote" else 1000
        most *= 10 if may(keys, "Enterprise") else 1
        limit, offset = arguments.get("Limit", most), arguments.get("Offset", 0)
        assert isinstance(limit, int)
        assert isinstance(offset, int)
        if limit < 1 or (limit > most and self.switches.large_limit_refused):
            raise Refused("Limit is invalid.")
        if offset < 0:
            raise Refused("Offset is invalid.")
        return slice(offset, offset + min(limit, most))

    def _written(self, method: Method, answer: Answer, call: Call, page: slice) -> Response:
        if method.gives == "nothing":
            return replies.nothing()
        forms = {name: str(call.arguments.get(name, default)) for name, default in _FORMS}
        writer = Writer(self._zone, forms["DateFormatString"], forms["DateTimeFormatString"])

        def row(one: object) -> dict[str, Json]:
            return writer.row(render(self._books, method.columns, one, call.now) if isinstance(one, Kept) else _made(one))

        if method.gives == "list":
            assert isinstance(answer, list | tuple)
            return replies.json(200, [row(one) for one in answer[page]])
        made = row(answer)
        if method.status != 201:
            return replies.json(method.status, made)
        where = f"{replies.REMOTE}/{method.path.split('/')[1]}/{made[method.location]}"
        return replies.json(201, made, {"location": where})


_FORMS = (("DateFormatString", DATE), ("DateTimeFormatString", DATETIME))


def _made(row: object) -> dict[str, Json]:
    assert isinstance(row, dict)
    return row


def _json(body: bytes) -> object:
    if len(body) > LONGEST_BODY:
        raise Refused("The body is too long.")
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Refused("The body is not valid JSON.") from None

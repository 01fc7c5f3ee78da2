"""The carrier's API, at the vendor's own paths: Basic auth, forms in PascalCase in, JSON in snake_case out."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from urllib.parse import parse_qsl

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.pretend.carrier import listing, sending
from bot.pretend.carrier.background import Background
from bot.pretend.carrier.console import Line, account_json, lines_json
from bot.pretend.carrier.deliveries import Deliveries
from bot.pretend.carrier.errors import Refusal
from bot.pretend.carrier.faults import NEVER_TAKEN, NOT_AT_ALL, Answer, Faults, RequestFault
from bot.pretend.carrier.ledger import API, Ledger, Message
from bot.pretend.carrier.segments import segments
from bot.pretend.clock import Clock

BASE = "/2010-04-01/Accounts/{account}"
Form = dict[str, str]
Do = Callable[[Request, Form, RequestFault], Awaitable[Response]]


class Api:
    def __init__(
        self,
        clock: Clock,
        ledger: Ledger,
        faults: Faults,
        deliveries: Deliveries,
        background: Background,
        *,
        account: str,
        auth_token: str,
        lines: dict[str, Line],
        new_sid: Callable[[str], str],
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._faults = faults
        self._deliveries = deliveries
        self._background = background
        self._account = account
        self._token = auth_token
        self._lines = lines
        self.account_status = "active"
        self._new_sid = new_sid

    def routes(self) -> list[Route]:
        return [
            Route(f"{BASE}/Messages.json", self._route(self._list), methods=["GET"]),
            Route(f"{BASE}/Messages.json", self._route(self._send), methods=["POST"]),
            Route(f"{BASE}/Messages/{{sid}}.json", self._route(self._one), methods=["GET"]),
            Route(f"{BASE}/Messages/{{sid}}.json", self._route(self._change), methods=["POST"]),
            Route(f"{BASE}/Calls.json", self._route(self._calls), methods=["GET"]),
            Route(f"{BASE}/Calls.json", self._route(self._call), methods=["POST"]),
            Route(f"{BASE}/IncomingPhoneNumbers.json", self._route(self._numbers), methods=["GET"]),
            Route(f"{BASE}.json", self._route(self._account_page), methods=["GET"]),
            Route(f"{BASE}/{{rest:path}}", self._route(self._nothing), methods=["GET", "POST", "DELETE"]),
        ]

    def _route(self, do: Do) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            """What has arrived is worked on to its end, whether or not the other side still listens."""
            body = await request.body()
            is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
            form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)) if is_form else {}
            return await asyncio.shield(self._background.spawn(self._handle(request, form, do)))

        return handle

    async def _handle(self, request: Request, form: Form, do: Do) -> Response:
        fault = self._faults.request(request.method, request.url.path)
        if fault.answer not in NEVER_TAKEN and not self._known(request):
            return Refusal(20003).response({"WWW-Authenticate": 'Basic realm="Twilio API"'})
        if fault.late > NOT_AT_ALL:
            await self._clock.sleep(fault.late)
        right: Response | None = None
        if fault.taken and fault.answer not in NEVER_TAKEN:
            right = await do(request, form, fault)
        if fault.stall > NOT_AT_ALL:
            await self._clock.sleep(fault.stall)
        return _answer(fault, right)

    def _known(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            user, _, password = b64decode(given, validate=True).decode().partition(":")
        except ValueError:
            return False
        right = compare_digest(user.encode(), self._account.encode()) and compare_digest(
            password.encode(), self._token.encode()
        )
        return scheme.lower() == "basic" and right and request.path_params["account"] == self._account

    # --- messages ----------------------------------------------------------------------------------------------------

    async def _send(self, request: Request, form: Form, fault: RequestFault) -> Response:
        media = sum(name.startswith("MediaUrl") for name in form)
        draft = sending.draft(form, media, frozenset(self._lines), self._ledger)
        if isinstance(draft, Refusal):
            return draft.response()
        now = self._clock.now()
        message = self._ledger.put(
            Message(
                sid=self._new_sid("MM" if media else "SM"),
                sender=draft.sender,
                to=draft.to,
                body=draft.body,
                direction=API,
                status="queued",
                created=now,
                updated=now,
                segments=segments(draft.body),
                media=media,
                callback=draft.callback,
                valid_s=draft.valid_s,
            )
        )
        if fault.callback_first:
            await self._deliveries.tell(message)
        self._deliveries.start(message.sid, queued_told=fault.callback_first)
        return self._shown(message, 201)

    async def _list(self, request: Request, form: Form, fault: RequestFault) -> Response:
        page = listing.page(self._account, self._ledger.messages.values(), dict(request.query_params))
        return page.response() if isinstance(page, Refusal) else JSONResponse(page)

    async def _one(self, request: Request, form: Form, fault: RequestFault) -> Response:
        message = self._ledger.messages.get(request.path_params["sid"])
        return self._shown(message) if message else _missing(request)

    async def _change(self, request: Request, form: Form, fault: RequestFault) -> Response:
        """Two things may be changed: a body to nothing, and a scheduled message to canceled; none is scheduled here."""
        message = self._ledger.messages.get(request.path_params["sid"])
        if message is None:
            return _missing(request)
        if form.get("Status"):
            return Refusal(30409).response()
        if form.get("Body", "x"):
            return Refusal(20001, "Body").response()
        return self._shown(self._ledger.change(message.sid, self._clock.now(), body=""))

    def _shown(self, message: Message, status: int = 200) -> Response:
        return JSONResponse(listing.as_json(self._account, message), status)

    # --- calls: recorded, never placed -------------------------------------------------------------------------------

    async def _call(self, request: Request, form: Form, fault: RequestFault) -> Response:
        to, sender = form.get("To", ""), form.get("From", "")
        for refused, code in (
            (not to, 21201),
            (not sender, 21213),
            (not any(form.get(name) for name in ("Url", "Twiml", "ApplicationSid")), 21205),
        ):
            if refused:
                return Refusal(code).response()
        sid = self._new_sid("CA")
        call = {"sid": sid, "account_sid": self._account, "to": to, "from": sender, "status": "queued", "direction": API}
        self._ledger.calls[sid] = call | {"uri": f"/2010-04-01/Accounts/{self._account}/Calls/{sid}.json"}
        return JSONResponse(self._ledger.calls[sid], 201)

    async def _calls(self, request: Request, form: Form, fault: RequestFault) -> Response:
        return JSONResponse({"calls": list(reversed(self._ledger.calls.values())), "next_page_uri": None})

    # --- the console ---------------------------------------------------------------------------------------------------

    async def _numbers(self, request: Request, form: Form, fault: RequestFault) -> Response:
        return JSONResponse(lines_json(self._account, self._lines, request.query_params.get("PhoneNumber", "")))

    async def _account_page(self, request: Request, form: Form, fault: RequestFault) -> Response:
        return JSONResponse(account_json(self._account, self.account_status))

    async def _nothing(self, request: Request, form: Form, fault: RequestFault) -> Response:
        return _missing(request)


class Lost(Response):
    """The connection breaks before the answer is whole.

    Over a socket the server sees an answer begun and not finished, and closes; over httpx.ASGITransport the error itself
    comes out at the other end. Both are what httpx raises for a lost connection.
    """

    def __init__(self, error: httpx.TransportError) -> None:
        super().__init__()
        self._error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"1000")]})
        raise self._error


def _answer(fault: RequestFault, right: Response | None) -> Response:
    """Say what the fault says, whatever was done."""
    after = {"Retry-After": str(fault.retry_after)}
    match fault.answer:
        case Answer.RIGHT if right is not None:
            return right
        case Answer.BUSY:
            return Refusal(20429).response(after)
        case Answer.UNAVAILABLE:
            return Refusal(20503).response(after)
        case Answer.LOST:
            return Lost(httpx.RemoteProtocolError("the pretend carrier hung up"))
        case Answer.UNREACHABLE:
            return Lost(httpx.ConnectError("the pretend carrier is away"))
        case Answer.HTML:
            return HTMLResponse("<!doctype html><title>Maintenance</title><p>We will be right back.")
        case Answer.BROKEN:
            return Response(b'{"sid": "SM', 201, media_type="application/json")
        case _:
            return Refusal(20500).response()


def _missing(request: Request) -> Response:
    return Refusal(20404, request.url.path).response()

"""The Web API at the vendor's own path, `/api/{method}`, and the response_urls. Source: Slack, "Using the Web API".

Status 200 whatever happened, except where the vendor has another; a failed call is `"ok": false` in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from hmac import compare_digest

import httpx
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.pretend.carrier.api import Lost
from bot.pretend.carrier.background import Background
from bot.pretend.carrier.faults import NEVER_TAKEN, NOT_AT_ALL, Answer
from bot.pretend.slack.answering import Answering
from bot.pretend.slack.call import Args, Inside, read
from bot.pretend.slack.errors import Refused, rate_limited
from bot.pretend.slack.faults import RESPONSE_URL, CallFault, Faults
from bot.pretend.slack.methods import METHODS, Method
from bot.pretend.slack.strict import loads


class Api:
    def __init__(self, inside: Inside, answering: Answering, faults: Faults, background: Background) -> None:
        self._inside = inside
        self._answering = answering
        self._faults = faults
        self._background = background

    def routes(self) -> list[Route]:
        return [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/respond/{kind}/{team}/{secret}", self.respond, methods=["POST"]),
        ]

    async def call(self, request: Request) -> Response:
        """What has arrived is worked on to its end, whether or not the other side still listens."""
        await request.body()
        name = request.path_params["method"]
        return await asyncio.shield(self._background.spawn(self._carried_out(name, lambda: self._do(request, name))))

    async def respond(self, request: Request) -> Response:
        """An answer to a response_url. It needs no token: who has the address may use it."""
        body = await request.body()
        work = self._carried_out(RESPONSE_URL, lambda: self._respond(request.path_params["secret"], body))
        return await asyncio.shield(self._background.spawn(work))

    async def _carried_out(self, name: str, do: Callable[[], Awaitable[Response]]) -> Response:
        fault = self._faults.call(name)
        if fault.late > NOT_AT_ALL:
            await self._inside.workspace.clock.sleep(fault.late)
        right: Response | None = None
        if fault.taken and fault.answer not in NEVER_TAKEN:
            right = await do()
        if fault.stall > NOT_AT_ALL:
            await self._inside.workspace.clock.sleep(fault.stall)
        return _answer(fault, right)

    async def _do(self, request: Request, name: str) -> Response:
        headers = {"X-Slack-Req-Id": self._inside.workspace.secret()}
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refused("unknown_method", req_method=name)
            args, as_json, warnings = await read(request)
            headers |= self._headers(method)
            self._known(method, request, args, as_json)
            if as_json and not method.json:
                args, warnings = Args(dict(request.query_params)), []  # the body is not read, and nobody says so
            self._inside.setup.rates.call(name, method.per_minute, self._inside.workspace.now())
            done = {"ok": True, **await method.do(self._inside, args)}
        except Refused as refused:
            response = refused.response()
            response.headers.update(headers)
            return response
        if warnings:
            metadata = {**done.get("response_metadata", {}), "warnings": warnings}
            done |= {"warning": ",".join(warnings), "response_metadata": metadata}
        return JSONResponse(done, headers=headers)

    def _headers(self, method: Method) -> dict[str, str]:
        provided = "connections:write" if method.app_token else ",".join(sorted(self._inside.setup.scopes))
        return {"X-OAuth-Scopes": provided, "X-Accepted-OAuth-Scopes": ",".join(method.scopes)}

    def _known(self, method: Method, request: Request, args: Args, as_json: bool) -> None:
        """Raises Refused unless the token is right, in force, of the right kind, and has a scope that will do."""
        setup = self._inside.setup
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            token = "" if as_json else str(args.raw("token") or "")
        token = token.strip()
        if not token:
            raise Refused("not_authed")
        ours, other = (setup.app_token, setup.bot_token) if method.app_token else (setup.bot_token, setup.app_token)
        if compare_digest(token.encode(), other.encode()):
            raise Refused("not_allowed_token_type")
        if not compare_digest(token.encode(), ours.encode()):
            raise Refused("invalid_auth")
        if setup.refuses:
            raise Refused(setup.refuses)
        if method.scopes and not setup.scopes.intersection(method.scopes):
            raise Refused("missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(setup.scopes)))

    async def _respond(self, secret: str, body: bytes) -> Response:
        try:
            reply = self._inside.tickets.use(secret)
            try:
                said = loads(body)
            except ValueError:
                said = None
            if not isinstance(said, dict):
                raise Refused("invalid_payload", status=400)
            self._answering.answer(reply, said)
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status if refused.status != httpx.codes.OK else 400)
        return JSONResponse({"ok": True})


def _answer(fault: CallFault, right: Response | None) -> Response:
    """Say what the fault says, whatever was done."""
    if fault.error is not None and fault.answer not in NEVER_TAKEN:
        return Refused(fault.error).response()
    match fault.answer:
        case Answer.RIGHT if right is not None:
            return right
        case Answer.BUSY:
            return rate_limited(fault.retry_after).response()
        case Answer.UNAVAILABLE:
            return Response("service unavailable", 503, {"Retry-After": str(fault.retry_after)}, "text/plain")
        case Answer.LOST:
            return Lost(httpx.RemoteProtocolError("the pretend Slack hung up"))
        case Answer.UNREACHABLE:
            return Lost(httpx.ConnectError("the pretend Slack is away"))
        case Answer.HTML:
            return HTMLResponse("<!doctype html><title>Maintenance</title><p>We will be right back.")
        case Answer.BROKEN:
            return Response(b'{"ok": tr', media_type="application/json")
        case _:
            return Response("server error", 500, media_type="text/plain")

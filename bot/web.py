"""The routes of the bot: each a handler between two translations, none waiting for the office."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

import msgspec
import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import cards, metrics
from bot.channels import sms
from bot.channels.carrier import Fate
from bot.desk import Desk, UnknownPractice
from bot.effects import Executor
from bot.inbox import Act
from bot.room import Clock
from bot.store import STORE_AWAY
from flows.words import E164

log = structlog.get_logger()
BODY_TAKES = timedelta(seconds=10)  # the carrier itself gives up after 15
_EFFECT = re.compile(r"[0-9a-f]{32,64}")  # as we wrote it into the address: nothing else becomes part of a key
_CARD = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Web:
    """What the routes stand on."""

    desk: Desk
    executors: Mapping[str, Executor]  # by texting number
    clock: Clock
    public_url: str
    auth_tokens: tuple[str, ...]
    account_sid: str
    desk_token: str | None

    def routes(self) -> list[Route]:
        return [
            Route("/twilio/sms", self.texts, methods=["POST"]),
            Route("/twilio/status", self.status, methods=["POST"]),
            Route("/twilio/voice", self.voice, methods=["POST"]),
            Route("/health/live", self.live),
            Route("/health/ready", self.ready),
            Route("/metrics", self.metrics),
            Route("/desk/cards", self.cards),
            Route("/desk/cards/{number}", self.card, methods=["POST"]),
        ]

    # --- the carrier -------------------------------------------------------------------------------------------------

    async def texts(self, request: Request) -> Response:
        """Take one text and answer with empty TwiML: the reply leaves as an effect, so a second delivery says nothing twice."""

        async def take(form: sms.Form) -> Response:
            await self.desk.receive(sms.read_sms(form))
            return sms.empty_twiml()

        return await self._signed(request, take)

    async def status(self, request: Request) -> Response:
        """A delivery report: its `o` names our effect."""

        async def take(form: sms.Form) -> Response:
            status = sms.read_status(form)
            if status.error in sms.FILTERED:
                log.error("carrier", what="the carrier filters our texts: is the campaign registered")
            executor = self.executors.get(form.get("From", ""))
            effect = request.query_params.get("o", "")
            if executor is not None and _EFFECT.fullmatch(effect):
                await executor.delivery(effect, status.sid, Fate(status.status, status.error))
            return Response(status_code=204)

        return await self._signed(request, take)

    async def voice(self, request: Request) -> Response:
        """Until calls are answered here, they are put through to the front desk."""

        async def take(form: sms.Form) -> Response:
            room = self.desk.rooms.get(E164(form.get("To", "")))
            if room is None:
                raise UnknownPractice
            return sms.dial(room.practice.front_desk_number)

        return await self._signed(request, take)

    async def _signed(self, request: Request, take: Callable[[sms.Form], Awaitable[Response]]) -> Response:
        """Verify over the raw body, take it in, and turn what goes wrong into what the carrier should do about it."""
        try:
            body = await bounded(request)
        except TooLarge:
            return _refused("too large", 413)
        except NotWhole:
            return _refused("too slow", 408)
        raw_path = request.scope.get("raw_path") or request.url.path.encode()
        url = sms.public_url(self.public_url, raw_path.split(b"?")[0], request.scope["query_string"])
        try:
            form = sms.signed_form(body, request.headers, url, self.auth_tokens)
            if form.get("AccountSid") != self.account_sid:
                return _refused("account", 403)
            return await take(form)
        except sms.BadSignature:
            return _refused("signature", 403)
        except sms.NobodyToAnswer:
            return sms.empty_twiml()
        except sms.BadRequest:
            return _refused("shape", 400)
        except UnknownPractice:
            return _refused("practice", 403)
        except STORE_AWAY:
            return _refused("store", 503)  # nothing was claimed: the carrier tries again, then its fallback

    # --- operators ---------------------------------------------------------------------------------------------------

    async def live(self, _: Request) -> Response:
        return JSONResponse({"live": True})

    async def ready(self, _: Request) -> Response:
        """Ready to take texts: the store answers."""
        try:
            for room in self.desk.rooms.values():
                await room.store.server_time()
        except STORE_AWAY:
            return JSONResponse({"ready": False, "why": "the store does not answer"}, 503)
        return JSONResponse({"ready": True})

    async def metrics(self, _: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    # --- the desk ----------------------------------------------------------------------------------------------------

    async def cards(self, request: Request) -> Response:
        return await self._for_the_desk(request, self._listed)

    async def card(self, request: Request) -> Response:
        """`{"do": "take"|"answer"|"give_back"|"resolve", "text"}`; an `Idempotency-Key` makes a repeat the same press."""
        return await self._for_the_desk(request, self._pressed)

    async def _listed(self, _: Request) -> Response:
        listed = []
        for room in self.desk.rooms.values():
            found = await room.store.cards(("open", "taken"))
            mine = (cards.load(c.payload) for c in found)
            listed += [card.public() for card in mine if card.practice == room.practice.texting_number]
        listed.sort(key=lambda card: (not card["urgent"], card["since"]))
        return JSONResponse({"cards": listed})

    async def _pressed(self, request: Request) -> Response:
        try:
            order = msgspec.json.decode(await bounded(request), type=Order)
        except TooLarge:
            return JSONResponse({"error": "that is too long"}, 413)
        except NotWhole:
            return JSONResponse({"error": "that took too long"}, 408)
        except (ValueError, RecursionError):
            return JSONResponse({"error": 'send {"do": "take", "answer", "give_back" or "resolve", "text": ...}'}, 400)
        if order.do == "answer" and not order.text.strip():
            return JSONResponse({"error": "an answer needs a text"}, 400)
        token = request.headers.get("Idempotency-Key") or token_hex(8)
        number = request.path_params["number"]
        for room in self.desk.rooms.values() if _CARD.fullmatch(number) else ():
            card = await self.desk.act(room, int(number), order.do, by="desk", text=order.text, token=token)
            if card is not None:
                return JSONResponse(card.public())
        return JSONResponse({"error": "there is no such card"}, 404)

    async def _for_the_desk(self, request: Request, do: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer whoever has the desk's token."""
        if self.desk_token is None:
            return Response(status_code=404)
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not hmac.compare_digest(given.encode(), self.desk_token.encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        try:
            return await do(request)
        except STORE_AWAY:
            return JSONResponse({"error": "the store does not answer: try again"}, 503)


class Order(msgspec.Struct, frozen=True):
    do: Act
    text: str = ""


class TooLarge(Exception):
    """A body larger than anybody we know could mean."""


class NotWhole(Exception):
    """A body that drips in, or breaks off."""


async def bounded(request: Request, most: int = sms.LARGEST_BODY) -> bytes:
    """Read the body, but no more and no longer than the carrier could need. Raises TooLarge, NotWhole."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_TAKES.total_seconds()):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > most:
                    raise TooLarge
    except (TimeoutError, ClientDisconnect):
        raise NotWhole from None
    return b"".join(parts)


def _refused(why: str, status: int) -> Response:
    metrics.REFUSED.labels(why).inc()
    log.warning("webhook refused", why=why, status=status)
    return Response(status_code=status)

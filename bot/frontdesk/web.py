"""The front desk's routes: everything of Slack's comes in by one, and the page is another."""

from __future__ import annotations

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import logs, metrics
from bot.channels.slack.guard import LARGEST_BODY, Refused, let_in
from bot.channels.slack.inbound import Ack
from bot.frontdesk.front import Front
from bot.frontdesk.page import Page
from bot.room import Clock
from bot.web import NotWhole, TooLarge, bounded

log = structlog.get_logger()
LONGEST_CHALLENGE = 200
NO_MORE = {"X-Slack-No-Retry": "1"}  # what is malformed now is malformed the next time


class FrontWeb:
    def __init__(self, front: Front, page: Page, secret: str, clock: Clock) -> None:
        self._front = front
        self._page = page
        self._secret = secret
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/slack/events", self.events, methods=["POST"]),
            Route("/desk/page/{token}", self._page.get, methods=["GET"]),
            Route("/desk/page/{token}", self._page.post, methods=["POST"]),
        ]

    async def events(self, request: Request) -> Response:
        """Commands, presses, modals and events alike: let in by the guard, taken in, acked."""
        try:
            body = await bounded(request, LARGEST_BODY)
            payload = let_in(body, request.headers, self._secret, self._clock.now())
        except TooLarge:
            return _refused(413, "too large")
        except NotWhole:
            return _refused(408, "too slow")
        except Refused as refused:
            return _refused(refused.status, refused.why)
        if payload.get("type") == "url_verification":
            return _acked(Ack({"challenge": str(payload.get("challenge", ""))[:LONGEST_CHALLENGE]}))
        try:
            return _acked(await self._front.take(payload))
        except Exception as error:
            metrics.POISONED.inc()
            log.error("slack", what="not taken", error=type(error).__name__, where=logs.where(error))
            return Response(status_code=400, headers=NO_MORE)


def _acked(ack: Ack) -> Response:
    if 400 <= ack.status < 500:
        return Response(status_code=ack.status, headers=NO_MORE)
    if ack.said is None:
        return Response(status_code=ack.status)
    return Response(msgspec.json.encode(ack.said), ack.status, media_type="application/json")


def _refused(status: int, why: str) -> Response:
    metrics.REFUSED.labels(why).inc()
    log.warning("webhook refused", why=why, status=status)
    return Response(status_code=status, headers=NO_MORE)

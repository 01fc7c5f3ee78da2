"""The front desk's routes: everything of Slack's comes in by one, and the page is another."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.channels.slack.bolting import NO_MORE, dispatched
from bot.channels.slack.guard import LARGEST_BODY, Refused, let_in
from bot.frontdesk.page import Page
from bot.room import Clock
from bot.web import NotWhole, TooLarge, bounded

log = structlog.get_logger()


class FrontWeb:
    def __init__(self, app: AsyncApp, page: Page, secret: str, clock: Clock) -> None:
        self._app = app
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
        """Commands, presses, modals and events alike."""
        try:
            return await self.take(await bounded(request, LARGEST_BODY), request.headers)
        except TooLarge:
            return _refused(413, "too large")
        except NotWhole:
            return _refused(408, "too slow")

    async def take(self, body: bytes, headers: Mapping[str, str]) -> Response:
        """Let it in by the guard, have bolt hand it to its listener, and return what Slack is answered. Names of headers are in
        lower case.
        """
        try:
            payload = let_in(body, headers, self._secret, self._clock.now())
        except Refused as refused:
            return _refused(refused.status, refused.why)
        answer = await dispatched(self._app, payload)
        return _refused(400, "shape") if answer is None else to_starlette_response(answer)


def _refused(status: int, why: str) -> Response:
    metrics.REFUSED.labels(why).inc()
    log.warning("webhook refused", why=why, status=status)
    return Response(status_code=status, headers=NO_MORE)

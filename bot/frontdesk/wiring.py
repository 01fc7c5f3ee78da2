"""Puts the front desk together, and runs its socket where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import httpx
import structlog
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from starlette.routing import BaseRoute

from bot.channels.slack.client import Slack
from bot.channels.slack.socket import close, connect
from bot.desk import Desk
from bot.frontdesk.commands import HANDLERS
from bot.frontdesk.front import Front
from bot.frontdesk.links import Links
from bot.frontdesk.page import Page
from bot.frontdesk.web import FrontWeb
from bot.room import Clock
from bot.settings import Settings, SlackSettings

log = structlog.get_logger()
AGAIN = timedelta(seconds=30)


class FrontDesk:
    """The front desk in Slack, running."""

    def __init__(self, front: Front, web: FrontWeb, slack: SlackSettings, clock: Clock) -> None:
        self.front = front
        self._web = web
        self._slack = slack
        self._clock = clock
        self._socket: SocketModeClient | None = None
        self._stopping = False

    @classmethod
    def of(cls, settings: Settings, desk: Desk, http: httpx.AsyncClient, clock: Clock) -> FrontDesk:
        """Build it. Slack must be set up."""
        found = settings.slack
        assert found is not None
        links = Links(settings.public_url, clock)
        front = Front(desk, Slack(http, found.api_url, found.bot_token), clock, links, HANDLERS)
        web = FrontWeb(front, Page(desk, links, clock), found.signing_secret, clock)
        return cls(front, web, found, clock)

    def routes(self) -> Sequence[BaseRoute]:
        return self._web.routes()

    async def run(self) -> None:
        """Hold a socket to Slack, if that is how it is set up; one that cannot be opened is tried again."""
        token = self._slack.app_token
        while token and not self._stopping and self._socket is None:
            try:
                self._socket = await connect(self.front.take, self._slack.api_url, token)
            except Exception as error:
                log.error("slack", what="no socket", error=type(error).__name__)
                await self._clock.sleep(AGAIN)

    async def stop(self, within: timedelta) -> None:
        self._stopping = True
        if self._socket is not None:
            await close(self._socket)
        await self.front.drain(within)

"""Puts the front desk together, and runs its socket where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import httpx
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.channels.slack import bolting
from bot.channels.slack.client import Busy, Fine, Slack
from bot.channels.slack.socket import close, connect
from bot.desk import Desk
from bot.doctor.case import Case
from bot.frontdesk.commands import HANDLERS
from bot.frontdesk.front import Front
from bot.frontdesk.links import Links
from bot.frontdesk.listeners import listen
from bot.frontdesk.page import Page
from bot.frontdesk.web import FrontWeb
from bot.room import Clock
from bot.settings import SlackSettings

log = structlog.get_logger()
AGAIN = timedelta(seconds=30)


class FrontDesk:
    """The front desk in Slack, running: one app of bolt's, which takes what comes over HTTP and by a socket."""

    def __init__(self, front: Front, app: AsyncApp, web: FrontWeb, sockets: Slack, slack: SlackSettings, clock: Clock) -> None:
        self.front = front
        self._app = app
        self._web = web
        self._sockets = sockets
        self._slack = slack
        self._clock = clock
        self._socket: AsyncSocketModeHandler | None = None
        self._opening: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, case: Case, desk: Desk, http: httpx.AsyncClient, clock: Clock) -> FrontDesk:
        """Build it. Slack must be set up."""
        settings, found = case.settings, case.settings.slack
        assert found is not None
        links = Links(settings.public_url, clock)
        front = Front(desk, Slack(http, found.api_url, found.bot_token), clock, links, HANDLERS, case)
        app = listen(bolting.made(found.api_url), front)
        web = FrontWeb(app, Page(desk, links, clock), found.signing_secret, clock)
        return cls(front, app, web, Slack(http, found.api_url, found.app_token or ""), found, clock)

    def routes(self) -> Sequence[BaseRoute]:
        return self._web.routes()

    async def take(self, body: bytes, headers: Mapping[str, str]) -> Response:
        """Take in one request of Slack's, as a route would: its raw body, and its headers by names in lower case."""
        return await self._web.take(body, headers)

    async def run(self) -> None:
        """Hold a socket to Slack, if that is how it is set up; one that cannot be opened is tried again."""
        token, self._opening = self._slack.app_token, asyncio.current_task()
        while token and self._socket is None:
            try:
                url = await self._url()
                self._socket = await connect(self._app, token, url) if url else None
            except Exception as error:
                log.error("slack", what="no socket", error=type(error).__name__)
            if self._socket is None:
                await self._clock.sleep(AGAIN)

    async def _url(self) -> str:
        """Ask for the address of a socket. "": there is none, and the log says why; bolt would ask in silence, for ever."""
        match await self._sockets.call("apps.connections.open", {}):
            case Fine(said):
                return str(said.get("url", ""))
            case Busy(alarm=alarm):
                log.error("slack", what="no socket", why=alarm)
            case _:
                log.error("slack", what="no socket", why="slack cannot be reached")
        return ""

    async def stop(self, within: timedelta) -> None:
        if self._opening is not None:
            self._opening.cancel()
        if self._socket is not None:
            await close(self._socket)
        await self.front.drain(within)

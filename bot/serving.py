"""Serve the bot: the store it stands on, then the web server, until told to stop."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import structlog
import uvicorn
from rich.console import Console
from starlette.types import ASGIApp

from bot import logs
from bot.app import asgi, settings_from_environment
from bot.channels.slack.client import Slack
from bot.connection import Connection
from bot.doctor.slack import taken
from bot.doctor.verdict import State, Verdict
from bot.settings import BadSettings, Role, Settings, SlackSettings
from bot.store import embedded
from bot.store.binary import NoServer
from bot.wire import tls

log = structlog.get_logger()
err = Console(stderr=True)
Tend = Callable[[], Awaitable[None]]
SLACK_TAKES = timedelta(seconds=3)  # at the start; who waits longer learns it from the log
GRACE_S = 20  # a turn has at most 8 s of reads and a little more; what is longer is taken over


def serve(host: str, port: int, role: Role) -> None:
    """Run `chairside serve`. Raises BadSettings, BadOfficeFile."""
    logs.start(pretty=False)
    settings = settings_from_environment()
    for line in about_slack(settings):
        err.print(line, markup=False, highlight=False)
    with listening(host, port) as (sock, taken), store_of(settings) as (redis_url, tend):
        app = asgi(settings, redis_url, role=role)
        err.print(f"Listening on {host}:{taken} as {role}.")
        run(app, sock, tend)


def about_slack(settings: Settings) -> Iterator[str]:
    """Say at the start what of Slack does not work. Patients are answered all the same: a token that somebody revoked at night
    must not keep the bot from coming up again, and what needs a person finds one without Slack.
    """
    shown = "shown at /desk/cards and " if settings.desk_token else ""
    without = f"what needs a person is {shown}texted to the alert numbers."
    if settings.slack is None:
        yield f"Slack is not set up: {without}"
        return
    verdict = asyncio.run(_slack_takes(settings.slack))
    if verdict.state is not State.OK:
        yield f"{verdict.says} {verdict.do} Until then {without}"


async def _slack_takes(slack: SlackSettings) -> Verdict:
    async with httpx.AsyncClient(verify=tls(), trust_env=False) as http:
        return await taken(Slack(http, slack.api_url, slack.bot_token), takes=SLACK_TAKES)


@contextmanager
def store_of(settings: Settings) -> Iterator[tuple[str, Tend | None]]:
    """Give the URL of the store, the one that is set or the embedded one, and who looks after it while the bot runs."""
    if settings.redis_url:
        yield settings.redis_url, None
        return
    with embedded.start(settings.home) as server:
        if not server.owner:
            err.print(f"Another chairside in {settings.home} owns the embedded store; attached to it.", markup=False)
        yield server.url, tending(server)


def tending(server: embedded.Embedded) -> Tend:
    """Return what looks after the embedded store: one that died comes back, and so does one whose owner was stopped."""

    async def tend() -> None:  # not in a thread: the system ties the server's life to the thread that starts it
        try:
            if server.tend():
                log.warning("store", what="started again")
        except (NoServer, OSError) as error:
            log.error("store", why=type(error).__name__)

    return tend


def run(app: ASGIApp, listening: socket.socket, tend: Tend | None = None) -> None:
    """Run the web server until SIGINT or SIGTERM, then let it finish what is in hand. `tend` is called every second."""
    Server(config(app, tend)).run(sockets=[listening])


class Server(uvicorn.Server):
    """uvicorn, but a signal it has obeyed is not raised again: what stands around it is closed in order, and the exit is 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sig: signal.signal(sig, self.handle_exit) for sig in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)


def config(app: ASGIApp, tend: Tend | None = None) -> uvicorn.Config:
    """Return how we run a web server: quiet, because a request line may carry a number, bounded, and believing no header
    about who calls or by which name."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        proxy_headers=False,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_S,
        server_header=False,
        date_header=False,
        callback_notify=tend,
        timeout_notify=1,
    )


@contextmanager
def listening(host: str, port: int) -> Iterator[tuple[socket.socket, int]]:
    """Take the port before anything is printed, so that what is printed is true; 0 takes a free one. Raises BadSettings."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
            sock.listen(1024)  # whoever calls before the application is ready waits instead of being refused
        except OSError as error:
            which = "--port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "--host"
            raise BadSettings(f"{host}:{port} cannot be listened on ({error.strerror}): choose another with {which}.") from None
        yield sock, sock.getsockname()[1]


__all__ = ["config", "listening", "run", "serve", "store_of"]

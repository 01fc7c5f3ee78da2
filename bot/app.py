"""Puts the bot together: one function builds everything, and a test hands its own parts to the same function.

The one reader of the environment. Every process of a practice runs this; nothing is shared between them but the store.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import dotenv
import httpx
import redis as redis_sync
import redis.asyncio as redis
import structlog
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.channels.carrier import Carrier
from bot.channels.slack.client import Slack
from bot.desk import Desk
from bot.doctor.case import Case
from bot.effects import Executor
from bot.frontdesk.wiring import FrontDesk
from bot.office.client import Office, Pacing, Unpaced
from bot.outreach.ask import Asking
from bot.practice import OfficeFile, load_practices
from bot.room import Clock, Place, Room
from bot.settings import BadSettings, Role, Settings, read_settings
from bot.store import Pace, Seal, Store, StoreClock, opens, tag_of
from bot.store.journal import Journal
from bot.upkeep.due import LOOK_EVERY, Due
from bot.upkeep.fates import Fates
from bot.upkeep.life import Keeper, Memory
from bot.upkeep.refeed import Refeed
from bot.upkeep.sweep import Sweep
from bot.web import Web
from bot.wire import tls
from flows.reader import warm
from flows.words import E164

log = structlog.get_logger()

CONNECT = timedelta(seconds=5)
DRAIN = timedelta(seconds=15)  # to finish what is in hand when told to stop


def environment() -> Mapping[str, str]:
    """Return the environment, with a `.env` of this folder underneath."""
    below = {name: value for name, value in dotenv.dotenv_values(".env").items() if value is not None}
    return {**below, **os.environ}  # noqa: TID251 (this is the one place)


def settings_from_environment() -> Settings:
    return read_settings(environment())


@dataclass(frozen=True)
class Bot:
    """The bot, running: its routes, and what serves them."""

    web: Web
    desk: Desk
    rooms: Mapping[E164, Room]
    clock: Clock
    frontdesk: FrontDesk | None = None  # None: Slack is not set up

    def routes(self) -> Sequence[BaseRoute]:
        return [*self.web.routes(), *(self.frontdesk.routes() if self.frontdesk else ())]


@asynccontextmanager
async def running(
    settings: Settings,
    offices: Sequence[OfficeFile],
    redis_url: str,
    *,
    role: Role = "all",
    clock: Clock | None = None,
    http: httpx.AsyncClient | None = None,
    client: redis.Redis | None = None,
    look_every: timedelta = LOOK_EVERY,
) -> AsyncIterator[Bot]:
    """Build the bot, run its loops, and at the end finish what is in hand. Raises BadSettings.

    The last four are for whoever brings their own: the demo's clock can be moved on, a simulation has its own time and no
    network.
    """
    async with AsyncExitStack() as stack:
        if client is None:
            client = redis.from_url(redis_url)
            stack.push_async_callback(client.aclose)
        timed = clock or await StoreClock.of(client)
        # One client for the office and one for the carrier: a stuck office must not keep a text from leaving.
        to_office = http if http is not None else await stack.enter_async_context(_http())
        to_carrier = http if http is not None else await stack.enter_async_context(_http())
        paces: dict[str, Pacing] = {}
        rooms = _rooms(settings, offices, client, to_office, to_carrier, timed, paces)
        stores = {id(room.store): room.store for room in rooms.values()}
        dues: dict[int, Due] = {}

        def kick(store: Store) -> None:
            if id(store) in dues:
                dues[id(store)].kick()

        desk = Desk(rooms, timed, kick, works=role != "web")
        case = Case(settings, {}, offices, "", to_office, client, redis_url, timed.now, lambda key: paces[tag_of(key)])
        frontdesk = FrontDesk.of(case, desk, to_carrier, timed) if settings.slack else None
        executors = {key: Executor(store, rooms, timed, kick) for key, store in stores.items()}
        if role != "web":
            refeed, sweep, asking = Refeed(desk, rooms, timed), Sweep(rooms, timed, kick), Asking(rooms, timed, kick)
            for key, store in stores.items():
                keeper = _keeper(settings, store, rooms, timed)
                await keeper.open()
                take_up = frontdesk.front.again if frontdesk else None
                fates = Fates(store, executors[key], rooms, timed)
                dues[key] = Due(store, desk, executors[key], fates, keeper, refeed, sweep, asking, timed, look_every, take_up)
        web = _web(settings, desk, {str(number): executors[id(room.store)] for number, room in rooms.items()}, timed)
        loops = [asyncio.create_task(due.run()) for due in dues.values()]
        if frontdesk is not None and role != "work":
            loops.append(asyncio.create_task(frontdesk.run()))
        try:
            yield Bot(web, desk, rooms, timed, frontdesk)
        finally:
            if frontdesk is not None:
                await frontdesk.stop(DRAIN)
            # What is not finished in time is taken over by another worker; nothing depends on this going well.
            await asyncio.gather(*(due.stop(DRAIN) for due in dues.values()), desk.drain(DRAIN))
            await asyncio.gather(*loops, return_exceptions=True)


def _http() -> httpx.AsyncClient:
    """A client for the life of the process: a new one per call would cost fifty times the call. It never retries."""
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=10)
    timeout = httpx.Timeout(30.0, connect=CONNECT.total_seconds())
    transport = httpx.AsyncHTTPTransport(verify=tls(), retries=0, limits=limits)
    return httpx.AsyncClient(transport=transport, timeout=timeout, trust_env=False)


def _rooms(
    settings: Settings,
    files: Sequence[OfficeFile],
    client: redis.Redis,
    to_office: httpx.AsyncClient,
    to_carrier: httpx.AsyncClient,
    clock: Clock,
    paces: dict[str, Pacing],
) -> dict[E164, Room]:
    """Return the rooms by texting number. Adds the pace of each Open Dental to `paces`, by its tag."""
    stores: dict[str, Store] = {}
    worker = uuid4().hex
    carrier = Carrier(
        to_carrier, settings.twilio_api_url, settings.twilio_account_sid, settings.twilio_auth_token, settings.public_url
    )
    journal = Journal(settings.home, Seal(settings.secret))
    slack = Slack(to_carrier, settings.slack.api_url, settings.slack.bot_token) if settings.slack else None
    rooms = {}
    for file in files:
        key = settings.customer_key(file.customer_key_env)
        tag = tag_of(key)
        store = stores.setdefault(tag, Store(client, tag, Seal(settings.secret), worker))
        interval = settings.interval(file.seconds_between_calls)
        if tag not in paces:
            paces[tag] = Pace(client, tag, interval, clock) if interval else Unpaced()
        office = Office(
            to_office,
            settings.opendental_url,
            settings.opendental_developer_key,
            key,
            zone=file.practice.zone,
            pace=paces[tag],
            page_size=settings.page_size(file.page_size),
            clinic=file.practice.clinic,
        )
        rooms[file.practice.texting_number] = Room(
            file.practice, store, office, carrier, journal, Place(slack, file.slack) if slack and file.slack.channel else None
        )
    return rooms


def _keeper(settings: Settings, store: Store, rooms: Mapping[E164, Room], clock: Clock) -> Keeper:
    mine = {number: room for number, room in rooms.items() if room.store is store}
    journal = next(iter(mine.values())).journal
    return Keeper(store, list(mine), journal, Memory(settings.home, store.tag), clock)


def _web(settings: Settings, desk: Desk, executors: Mapping[str, Executor], clock: Clock) -> Web:
    return Web(
        desk=desk,
        executors=executors,
        clock=clock,
        public_url=settings.public_url,
        auth_tokens=settings.auth_tokens,
        account_sid=settings.twilio_account_sid,
        desk_token=settings.desk_token,
    )


def asgi(settings: Settings, redis_url: str, *, role: Role = "all") -> Starlette:
    """Return the bot as a web application; its loops run while the application does. Raises BadSettings, BadOfficeFile.

    What can be wrong is found here, before anything listens: a fault is one sentence, not a server that fails at its start.
    """
    warm()
    offices = load_practices(settings.offices)
    tags = [tag_of(settings.customer_key(file.customer_key_env)) for file in offices]
    _store_answers(redis_url, tags, Seal(settings.secret))
    if role != "web":
        _home_is_ours(settings)
    app: Starlette

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with running(settings, offices, redis_url, role=role) as bot:
            app.router.routes.extend(bot.routes())
            log.info("ready", role=role, practices=len(bot.rooms))
            yield

    app = Starlette(lifespan=lifespan)
    app.router.redirect_slashes = False  # a redirect would name the Host header, which is anybody's to set
    return app


def _store_answers(redis_url: str, tags: Sequence[str], seal: Seal) -> None:
    try:
        with redis_sync.from_url(redis_url, socket_connect_timeout=CONNECT.total_seconds()) as client:
            client.ping()
            ours = all(opens(client, tag, seal) for tag in tags)
    except (redis_sync.RedisError, OSError, ValueError) as error:
        raise BadSettings(f"REDIS_URL: no store answers there ({type(error).__name__}).") from None
    if not ours:
        raise BadSettings(
            "CHAIRSIDE_SECRET is not the one the store was sealed with: set that one, or start with an empty store."
        )


def _home_is_ours(settings: Settings) -> None:
    try:
        Journal(settings.home, Seal(settings.secret)).check()
    except OSError as error:
        why = f"CHAIRSIDE_HOME: {settings.home} cannot be written ({error.strerror})"
        raise BadSettings(f"{why}: who said STOP is written down there, apart from the store.") from None


__all__ = ["BadSettings", "Bot", "Settings", "asgi", "environment", "running", "settings_from_environment"]

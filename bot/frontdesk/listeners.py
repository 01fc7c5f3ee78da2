"""What bolt calls for what: a listener for each kind of thing that people do, and what becomes of what cannot be taken in."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot import logs, metrics
from bot.channels.slack import reading
from bot.channels.slack.bolting import refused
from bot.channels.slack.guard import Payload
from bot.frontdesk.front import Front, NotOurs, Said, TeamUnknown
from bot.store import STORE_AWAY

log = structlog.get_logger()
T = TypeVar("T")
Listener = Callable[[Payload, AsyncAck], Awaitable[BoltResponse | None]]
ANY = re.compile("")
WRITTEN = (None, "thread_broadcast")  # the other subtypes tell of changes


def listen(app: AsyncApp, front: Front) -> AsyncApp:
    """Have the front desk hear everything that it has an answer to."""

    def hears(read: Callable[[Payload], T | None], take: Callable[[T], Awaitable[Said]]) -> Listener:
        async def listens(body: Payload, ack: AsyncAck) -> BoltResponse | None:
            came = read(body)
            await front.must_be_ours(body)
            try:
                said = await take(came) if came is not None else ""
            except (*STORE_AWAY, TeamUnknown):
                raise
            except Exception as error:  # its text may hold what somebody wrote
                metrics.POISONED.inc()
                log.error("slack", what="not taken", error=type(error).__name__, where=logs.where(error))
                return refused(400)
            await ack(said)
            return None

        return listens

    app.command(ANY)(hears(reading.command, front.commanded))
    app.block_action(ANY)(hears(reading.press, front.pressed))
    app.view_submission(ANY)(hears(reading.submission, front.submitted))
    app.block_suggestion(ANY)(hears(reading.suggestion, front.suggested))
    app.event("app_home_opened")(hears(reading.home_opened, front.opened))
    app.event({"type": "message", "subtype": WRITTEN})(hears(reading.message, front.wrote))
    for name in ("app_uninstalled", "tokens_revoked"):
        app.event(name)(hears(reading.gone, front.gone))
    app.error(_not_taken)
    return app


async def _not_taken(error: Exception, body: Payload) -> BoltResponse:
    """Say to Slack what became of it. What no listener threw is bolt's own, who met a shape that it does not know."""
    match error:
        case BoltUnhandledRequestError() if body.get("type") == "event_callback" and isinstance(body.get("event"), dict):
            return BoltResponse(status=200)  # an event that we did not ask for
        case NotOurs():
            metrics.REFUSED.labels("workspace").inc()
            return refused(403)
        case TeamUnknown():
            return BoltResponse(status=503)  # an event comes again; of all else Slack tells whoever did it
        case _ if isinstance(error, STORE_AWAY):
            log.warning("store away", error=type(error).__name__)
            return BoltResponse(status=503)
        case _:
            metrics.REFUSED.labels("shape").inc()
            return refused(400)

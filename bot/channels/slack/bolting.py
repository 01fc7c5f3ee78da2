"""slack-bolt's app, with every switch of it set on purpose; one app takes what comes over HTTP and what comes by a socket.

It finds the listener, hands it the payload, and makes Slack's answer of what is acked. What it must not do is switched off:

    ask auth.test          by an `authorize` that knows: whose workspace it is, is looked at by ours
    check the signature    the guard has, over the raw body; bolt would by the machine's clock, and logs the body of what fails
    ack before the work    `process_before_response`: a 200 says that the listener is through
    say in a log what came by a logger that is silent: its warnings hold whole bodies
    post again             `retry_handlers=[]`, and its client has no token: nothing is posted through it
    answer ssl_check       unsigned, by its nature, and the guard lets nothing unsigned in
    know its own messages  it would ask who it is; ours are known by their `bot_id`, like any other app's
"""

from __future__ import annotations

import logging

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.guard import Payload

SILENT = logging.getLogger("chairside.bolt")
SILENT.setLevel(logging.CRITICAL + 1)
NO_MORE = {"X-Slack-No-Retry": "1"}  # what is malformed now is malformed the next time


def made(api_url: str) -> AsyncApp:
    """Return an app without listeners."""
    client = AsyncWebClient(base_url=f"{api_url.rstrip('/')}/", retry_handlers=[], timeout=10, logger=SILENT)
    return AsyncApp(
        name=SILENT.name,  # bolt gives the logger of that name our level, and "chairside" must be heard
        logger=SILENT,
        client=client,
        authorize=_anybody,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


async def _anybody() -> AuthorizeResult:
    """Never None: to a request whose team it does not know bolt answers at any address that stands in it."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


def refused(status: int) -> BoltResponse:
    return BoltResponse(status=status, headers=dict(NO_MORE))


async def dispatched(app: AsyncApp, payload: Payload) -> BoltResponse | None:
    """Have a payload that the guard let in taken, and return what Slack is answered. None: it is of no shape that bolt knows.

    Before any listener is called bolt takes the payload apart, to find team, user and channel, and trusts it to be whole.
    """
    try:
        return await app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))
    except Exception:
        return None

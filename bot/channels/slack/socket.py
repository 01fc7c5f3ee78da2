"""Socket Mode: what would come in over HTTP comes through a socket that we open, so that Slack need reach nothing of ours.

The vendor's client keeps the connection and renews it. What is not acked comes again, perhaps to another process.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.guard import Payload
from bot.channels.slack.inbound import Ack

Take = Callable[[Payload], Awaitable[Ack]]
OK = 200


async def connect(take: Take, api_url: str, app_token: str) -> SocketModeClient:
    """Open a socket and hand what comes through it to `take`. Raises what the vendor's client raises."""
    quiet = logging.getLogger("bot.channels.slack.socket.client")
    quiet.setLevel(logging.CRITICAL)  # it logs what comes through
    web = AsyncWebClient(token=app_token, base_url=f"{api_url.rstrip('/')}/", retry_handlers=[], timeout=10, logger=quiet)
    client = SocketModeClient(app_token=app_token, web_client=web, logger=quiet)

    async def came(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        ack = await take(request.payload)
        if ack.status == OK:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, ack.said))

    client.socket_mode_request_listeners.append(came)
    try:
        await client.connect()  # type: ignore[no-untyped-call]
    except BaseException:
        await close(client)
        raise
    return client


async def close(client: SocketModeClient) -> None:
    await client.close()  # type: ignore[no-untyped-call]

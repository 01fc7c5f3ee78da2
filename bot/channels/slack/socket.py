"""Socket Mode: what would come in over HTTP comes through a socket that we open, so that Slack need reach nothing of ours.

bolt's handler keeps the connection, renews it, and acks an envelope only for a 200; what is not acked comes again, perhaps to
another process.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.channels.slack.bolting import SILENT

CONNECTS = timedelta(seconds=30)  # bolt would try the same address for ever


async def connect(app: AsyncApp, app_token: str, url: str) -> AsyncSocketModeHandler:
    """Hand what comes through a socket to `app`; `url` is what apps.connections.open gave. Raises TimeoutError."""
    handler = AsyncSocketModeHandler(app, app_token, logger=SILENT)
    handler.client.wss_uri = url
    try:
        async with asyncio.timeout(CONNECTS.total_seconds()):
            await handler.connect_async()  # type: ignore[no-untyped-call]
    except BaseException:
        await close(handler)
        raise
    return handler


async def close(handler: AsyncSocketModeHandler) -> None:
    await handler.close_async()  # type: ignore[no-untyped-call]

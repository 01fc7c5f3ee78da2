"""The way to an office before a bot runs there: the settings as far as they go, and Open Dental at its own pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

import httpx

from bot.office.client import Office, Pacing, Unpaced
from bot.settings import Settings


class Apart:
    """Turns at the office that begin so far apart, for one program alone: no store is needed yet, and nobody else waits."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval.total_seconds()
        self._counter = asyncio.Lock()
        self._free_at = 0.0  # on the loop's own clock, in seconds

    @asynccontextmanager
    async def turn(self, priority: int) -> AsyncIterator[None]:
        async with self._counter:
            await asyncio.sleep(max(self._free_at - _clock(), 0))
            self._free_at = _clock() + self._interval
            yield

    async def hold_off(self, retry_after: timedelta) -> None:
        self._free_at = max(self._free_at, _clock() + retry_after.total_seconds())


def _clock() -> float:
    return asyncio.get_running_loop().time()


def pace_of(interval: timedelta) -> Pacing:
    return Apart(interval) if interval else Unpaced()


def office_of(
    http: httpx.AsyncClient,
    settings: Settings,
    customer_key: str,
    *,
    zone: ZoneInfo,
    pace: Pacing,
    page_size: int,
    clinic: int | None,
) -> Office:
    return Office(
        http,
        settings.opendental_url,
        settings.opendental_developer_key,
        customer_key,
        zone=zone,
        pace=pace,
        page_size=page_size,
        clinic=clinic,
    )

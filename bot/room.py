"""One practice, wired: what the desk and the effects need to serve it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.carrier import Carrier
from bot.channels.slack.client import Slack
from bot.office.client import Office
from bot.practice.staff import InSlack
from bot.store import Clock as Clock
from bot.store import Store
from bot.store.journal import Journal
from flows.words import Practice


@dataclass(frozen=True)
class Place:
    """Where the practice's front desk works in Slack."""

    slack: Slack
    file: InSlack

    @property
    def channel(self) -> str:
        return self.file.channel or ""

    @property
    def full(self) -> bool:
        """Whether patients' words may stand there."""
        return self.file.details == "full"


@dataclass(frozen=True)
class Room:
    practice: Practice
    store: Store
    office: Office
    carrier: Carrier
    journal: Journal
    place: Place | None = None  # None: Slack is not set up, or this practice has no channel


Kick = Callable[[Store], None]  # tells the loop of this store, if one runs here, that something is due


def ms(at: datetime) -> int:
    """Return the instant as the store's scripts take it: milliseconds since 1970."""
    return int(at.timestamp() * 1000)


async def finish(tasks: set[asyncio.Task[None]], within: timedelta) -> None:
    """Wait for the tasks, which leave the set by themselves; cancel what takes longer."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=within.total_seconds())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

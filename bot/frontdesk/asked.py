"""What staff typed, pressed or submitted, and what of it is done behind the ack: it rests in the store until it is through.

    acked ── keep: claimed, at rest, due in HELD ──> done by whoever acked it, who says so every now and then ──> gone
                                                       └── dies ── due ──> taken up by any worker

So nothing that was acked is lost with a worker. What follows from it may begin twice; each change in it is named by what was
asked, and done once. What is too old to be taken up, or killed all who took it up, is not done: whoever asked is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot.channels.slack.inbound import Command, Press, Submission
from bot.frontdesk.table import At
from bot.practice.staff import Member
from bot.room import Clock, ms
from bot.store import STORE_AWAY, Store
from flows.words import E164

HELD = timedelta(seconds=30)  # as long as its worker is not heard of, it is left to it
SAYS_SO_EVERY = timedelta(seconds=10)
WORTH_DOING = timedelta(minutes=30)  # Slack takes an answer to it no longer than that
MOST_TRIES = 3  # taken up more often than this after its first worker, it is what kills them

AskedOf = Command | Press | Submission


class Resting(Struct, frozen=True):
    """Who asked for what, when, and where. Their role was looked at then."""

    at: datetime
    practice: E164
    who: Member
    channel: str
    came: AskedOf


_load = msgspec.json.Decoder(Resting).decode


class Asked:
    """Keeps what is not through yet, and knows which of it this process has in hand."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._in_hand: set[str] = set()

    async def keep(self, at: At, came: AskedOf) -> str | None:
        """Let it rest, and return under which name; then it is durable. None: it was claimed before."""
        now = self._clock.now()
        kept = msgspec.json.encode(Resting(at.asked_at, at.room.practice.texting_number, at.staff, at.channel, came))
        return await at.room.store.keep_asked(came.id, kept, ms(now), again=ms(now + HELD))

    async def see_through(self, store: Store, name: str, work: Awaitable[None]) -> None:
        """Do the work, and hold on to it meanwhile; then it rests no more. If the store is away, it is left to be taken up."""
        self._in_hand.add(name)
        holding = asyncio.create_task(self._hold(store, name))
        try:
            await work
        finally:
            holding.cancel()
            self._in_hand.discard(name)
        await store.done_asked(name)

    async def take(self, store: Store, name: str) -> tuple[Resting, bool] | None:
        """Take up what came due, and say whether it is still to be done. None: it is through, or in hand here."""
        if name in self._in_hand:
            return None
        now = self._clock.now()
        found = await store.take_asked(name, ms(now), again=ms(now + HELD))
        if found is None:
            return None
        resting, tries = _load(found[0]), found[1]
        return resting, tries <= MOST_TRIES and now - resting.at < WORTH_DOING

    async def _hold(self, store: Store, name: str) -> None:
        while True:
            await self._clock.sleep(SAYS_SO_EVERY)
            with suppress(*STORE_AWAY):
                await store.hold_asked(name, ms(self._clock.now() + HELD))

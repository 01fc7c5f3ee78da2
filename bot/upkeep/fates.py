"""Ask the carrier what became of a text of which no last report came.

The carrier reports each text once, and a report that is lost does not come again. Most texts can be left at that: who did not
get an offer writes again. But whoever was not told that they are booked, and for whom staff wrote, a person must call. So
an hour after the carrier took such a text, and heard nothing, we look it up by its sid: one request, a handful a day.

A failure is then taken in as its report would have been. "sent" is left: there are carriers that never say "delivered".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import structlog

from bot import work
from bot.channels.carrier import Unsure
from bot.effects import Executor
from bot.room import Clock, Room, ms
from bot.store import Store, Unreadable
from bot.work import CONFIRMATION_STANDS, TextWork
from flows.words import E164

log = structlog.get_logger()

AGAIN = timedelta(minutes=10)  # when the carrier does not answer
STILL_GOING = timedelta(hours=1)  # when it is still trying
MILLISECOND = timedelta(milliseconds=1)
AT_THE_LATEST = timedelta(days=1)


class Fates:
    """Finds out, for the effects of one store."""

    def __init__(self, store: Store, executor: Executor, rooms: Mapping[E164, Room], clock: Clock) -> None:
        self._store = store
        self._executor = executor
        self._rooms = rooms
        self._clock = clock

    async def find_out(self, effect_id: str) -> None:
        """Look one text up, and take in what became of it. Safe to do twice: the report has an identity of its own."""
        try:
            row = await self._store.effect(effect_id)
        except Unreadable:
            row = None  # whoever settled it has said so
        if row is None or row.outcome is None:
            await self._store.fate_known(effect_id)
            return
        todo, sid, now = work.load(row.payload), row.outcome.decode(), self._clock.now()
        room = self._rooms.get(todo.practice)
        if room is None or not isinstance(todo, TextWork):
            return  # a practice that this process does not serve: another does, or nobody
        old = ms(now) - row.started_at_ms
        await self._again(effect_id, AGAIN)  # the answer may take longer than a member is held for
        fate = await room.carrier.fate(sid)
        if isinstance(fate, Unsure):
            log.warning("fate", effect=effect_id, why=fate.why)
            if old * MILLISECOND > AT_THE_LATEST:
                await self._store.fate_known(effect_id)
        elif fate.on_its_way and old * MILLISECOND < CONFIRMATION_STANDS:
            await self._again(effect_id, STILL_GOING)
        elif fate.failed or fate.delivered:
            await self._executor.delivery(effect_id, sid, fate)
        else:
            await self._store.fate_known(effect_id)

    async def _again(self, effect_id: str, after: timedelta) -> None:
        await self._store.due_again(f"fate:{effect_id}", ms(self._clock.now() + after))

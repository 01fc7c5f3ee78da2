"""Notice that the store was lost, and open the one found in its place.

    every look ── another epoch, or none, or fewer commits than we saw ──> alarm
                  └─> one script: who said STOP is put back from the journal; nothing is written to the office as long as
                      what the lost store had sent may still come true; texts that were missed are fed in

What we remember is in memory, and in a small file under CHAIRSIDE_HOME for the next start. A process that remembers nothing
(the first start in this folder) cannot miss anything: there the store is simply new.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import structlog

from bot import metrics
from bot.office.line import COMMITS_WITHIN
from bot.room import Clock, ms
from bot.store import Known, Look, Store, journal
from bot.store.journal import Journal, Record
from bot.turns import pausing

log = structlog.get_logger()

YOUNG = timedelta(minutes=10)  # at the very first start: who texted just before it gets an answer, older texts are not ours
KEEP_EVERY = timedelta(minutes=1)  # the file follows the store's beat
CATCH_UP_EVERY = timedelta(minutes=5)  # the journal follows what other homes wrote


class Memory:
    """What is remembered of one store between two starts."""

    def __init__(self, home: Path, tag: str) -> None:
        self._path = home / f"epoch-{tag}"

    def recall(self) -> Known | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Known)
        except (FileNotFoundError, ValueError):
            return None

    def keep(self, known: Known) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(known))
        fresh.replace(self._path)


class Keeper:
    """Keeps one store's life in mind, for one process."""

    def __init__(self, store: Store, numbers: Collection[str], kept: Journal, memory: Memory, clock: Clock) -> None:
        self._store = store
        self._tag = store.tag
        self._numbers = tuple(numbers)  # the practices that share this store
        self._journal = kept
        self._memory = memory
        self._clock = clock
        self._known: Known | None = None
        self._kept_at: datetime | None = None
        self._caught_up_at: datetime | None = None

    async def open(self) -> None:
        """Open the store: at the start, and whenever it is not the one we knew. Raises what the store does, and Unreadable."""
        known = self._known or self._memory.recall()
        now = self._clock.now()
        records = self._journal.newest(self._tag, self._numbers)
        life = await self._store.open(
            known,
            ms(now),
            recall=journal.consents(records.values()),
            quiet=COMMITS_WITHIN,
            young=YOUNG,
            feeds=[f"{what}:{number}" for what in ("refeed", "sweep", "ask") for number in self._numbers],
        )
        for switched in self._journal.switches(self._numbers).values():
            await pausing.put_back(self._store, switched)
        if known and known.epoch != life.epoch:
            log.critical("store lost", what="open visits and cards are gone, consent is put back", count=len(records))
            metrics.STORE_LOST.inc()
        self._known = Known(life.epoch, life.beat)
        self._keep(now)
        await self._catch_up(now)

    async def saw(self, look: Look) -> bool:
        """Compare a look with what we know. Another store is opened before anything is done that the look handed out.

        Returns whether one was.
        """
        now = self._clock.now()
        known = self._known
        if known is None or look.epoch != known.epoch or look.beat < known.beat:
            await self.open()
            return True
        self._known = Known(known.epoch, look.beat)
        if self._kept_at is None or now - self._kept_at >= KEEP_EVERY:
            self._keep(now)
        if self._caught_up_at is None or now - self._caught_up_at >= CATCH_UP_EVERY:
            await self._catch_up(now)
        return False

    def _keep(self, now: datetime) -> None:
        self._kept_at = now
        try:
            if self._known is not None and self._known != self._memory.recall():
                self._memory.keep(self._known)
        except OSError as error:  # a full disk must not stop the texts: in memory it is known
            log.error("journal", error=type(error).__name__)

    async def _catch_up(self, now: datetime) -> None:
        """Write into this journal what the store knows and it does not: workers elsewhere have journals of their own."""
        self._caught_up_at = now
        told = [Record(self._tag, "", c.phone, c.out, c.at_ms, "told by the store") for c in await self._store.consents()]
        switches = await pausing.told(self._store, self._numbers)
        try:
            known = self._journal.newest(self._tag, self._numbers)
            switched = self._journal.switches(self._numbers)
            lacking = [r for r in told if _is_newer(r, known.get(r.phone))]
            self._journal.write(*lacking, *(r for r in switches if _is_newer(r, switched.get(r.practice))))
        except OSError as error:
            metrics.JOURNAL_FAILED.inc()
            log.error("journal", error=type(error).__name__)


def _is_newer(told: Record, known: Record | None) -> bool:
    return known is None or known.at_ms < told.at_ms

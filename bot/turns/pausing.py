"""The switch: while a practice is paused, every text goes to a person. The journal keeps it too, should the store be lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import msgspec
import structlog
from msgspec import Struct

from bot import metrics
from bot.room import Room, ms
from bot.store import Store
from bot.store.journal import Record

log = structlog.get_logger()

KEPT = timedelta(days=365)


class Paused(Struct, frozen=True):
    """Since when, and by whom. `on` False: it was, and is no longer."""

    at: datetime
    by: str
    on: bool = True


_load = msgspec.json.Decoder(Paused).decode


async def paused(room: Room) -> Paused | None:
    """Say whether the practice is paused. Only who works with Slack can pause: for others nothing is asked of the store."""
    found = None if room.place is None else await _kept(room.store, room.practice.texting_number)
    return found if found is not None and found.on else None


async def switch(room: Room, to: Paused) -> Paused:
    """Pause it, or end that, as was asked at `to.at`. Return how it stands: who asked later has the last word."""
    number = room.practice.texting_number
    try:
        room.journal.write(_record(room.store, number, to))
    except OSError as error:
        metrics.JOURNAL_FAILED.inc()
        log.error("journal", error=type(error).__name__, why="the switch is in the store alone: is the disk full")
    await _keep(room.store, number, to)
    return await _kept(room.store, number) or to


async def put_back(store: Store, record: Record) -> None:
    """Make it so as the journal says, unless the store knows something newer."""
    at = datetime.fromtimestamp(record.at_ms / 1000, UTC)
    await _keep(store, record.practice, Paused(at, record.why, on=record.out))


async def told(store: Store, numbers: Collection[str]) -> list[Record]:
    """Return how these practices were last switched, as the store knows it, for a journal that may not."""
    kept = [(number, await _kept(store, number)) for number in numbers]
    return [_record(store, number, state) for number, state in kept if state is not None]


def _record(store: Store, number: str, state: Paused) -> Record:
    return Record(store.tag, number, "", state.on, ms(state.at), state.by)


async def _kept(store: Store, number: str) -> Paused | None:
    kept = await store.cache_get(_name(number))
    return None if kept is None else _load(kept)


async def _keep(store: Store, number: str, state: Paused) -> None:
    await store.cache_put(_name(number), msgspec.json.encode(state), ms(state.at), KEPT)


def _name(number: str) -> str:
    return f"paused/{number}"

"""The switch: while a practice is paused, every text goes to a person. The journal keeps it too, should the store be lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import structlog
from msgspec import Struct

from bot import metrics
from bot.room import Room, ms
from bot.store import Store
from bot.upkeep.journal import Record

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
    if room.place is None:
        return None
    kept = await room.store.cache_get(_name(room.practice.texting_number))
    found = None if kept is None else _load(kept)
    return found if found is not None and found.on else None


async def pause(room: Room, now: datetime, by: str) -> None:
    await _set(room, Paused(now, by))


async def resume(room: Room, now: datetime, by: str) -> None:
    await _set(room, Paused(now, by, on=False))


async def put_back(store: Store, record: Record) -> None:
    """Make it so as the journal says, unless the store knows something newer."""
    at = datetime.fromtimestamp(record.at_ms / 1000, UTC)
    await _keep(store, record.practice, Paused(at, record.why, on=record.out))


async def _set(room: Room, state: Paused) -> None:
    number = room.practice.texting_number
    try:
        room.journal.write(Record(room.store.tag, number, "", state.on, ms(state.at), state.by))
    except OSError as error:
        metrics.JOURNAL_FAILED.inc()
        log.error("journal", error=type(error).__name__, why="the switch is in the store alone: is the disk full")
    await _keep(room.store, number, state)


async def _keep(store: Store, number: str, state: Paused) -> None:
    await store.cache_put(_name(number), msgspec.json.encode(state), ms(state.at), int(KEPT.total_seconds() * 1000))


def _name(number: str) -> str:
    return f"paused/{number}"

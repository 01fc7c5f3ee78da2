"""The switch: while a practice is paused, every text goes to a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot.room import Room, ms

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
    kept = await room.store.cache_get(_name(room))
    found = None if kept is None else _load(kept)
    return found if found is not None and found.on else None


async def pause(room: Room, now: datetime, by: str) -> None:
    await _set(room, Paused(now, by))


async def resume(room: Room, now: datetime, by: str) -> None:
    await _set(room, Paused(now, by, on=False))


async def _set(room: Room, state: Paused) -> None:
    await room.store.cache_put(_name(room), msgspec.json.encode(state), ms(state.at), int(KEPT.total_seconds() * 1000))


def _name(room: Room) -> str:
    return f"paused/{room.practice.texting_number}"

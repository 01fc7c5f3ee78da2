"""The last look at a day, remembered. What cannot be remembered is only asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec
import redis.exceptions
from msgspec import Struct

from bot.room import Room, ms
from flows.words import Opening

REMEMBERED = timedelta(minutes=10)  # the longest any flow trusts a look at the openings


class Look(Struct, frozen=True):
    """What was seen free on one day, and when. It may have stopped before the day's end: only its yes is believed."""

    at: datetime
    openings: tuple[Opening, ...]


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Look).decode


async def remember(room: Room, kind: str, at: datetime, seen: Sequence[Opening], of: Sequence[Opening]) -> None:
    """Remember what was seen on these openings' days in their chairs. `kind` tells what it was a look for."""
    places = {_place(o): o for o in of}
    with suppress(redis.exceptions.RedisError, OSError):
        for place, one in places.items():
            payload = _dump(Look(at, tuple(o for o in seen if _place(o) == place)))
            await room.store.cache_put(_name(room, kind, one), payload, ms(at), REMEMBERED)


async def recall(room: Room, kind: str, of: Opening) -> Look | None:
    """Return the last look at that opening's day in its chair."""
    kept = await room.store.cache_get(_name(room, kind, of))
    return None if kept is None else _load(kept)


def _name(room: Room, kind: str, of: Opening) -> str:
    return "/".join(map(str, ("look", room.practice.texting_number, kind, *_place(of))))


def _place(opening: Opening) -> tuple[str, int, int]:
    return opening.start.date().isoformat(), opening.provider, opening.operatory

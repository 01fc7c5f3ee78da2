"""What the sweep keeps: which effects made visits lately, and how far it has read in the office's book."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from bot.store.part import Part, milliseconds


class SweepPart(Part):
    """The part of the Store that the sweep stands on. `start` adds to it."""

    async def swept(self, now: int, keep: timedelta) -> list[tuple[str, int]]:
        """Return the effects that made visits, or may have, in the last `keep`: id, and when each was first begun."""
        name = self._key("swept")
        await self._redis.zremrangebyscore(name, "-inf", now - milliseconds(keep))
        found = await self._redis.zrange(name, 0, -1, withscores=True)
        return [(effect.decode(), int(at)) for effect, at in cast(list[tuple[bytes, float]], found)]

    async def read_until(self, practice: str) -> datetime | None:
        """Return how far the office's book was read for this practice. None: never."""
        found = cast(bytes | None, await self._redis.hget(self._key("sweep"), practice))
        return None if found is None else datetime.fromisoformat(found.decode())

    async def has_read(self, practice: str, until: datetime) -> None:
        """Remember it."""
        await self._redis.hset(self._key("sweep"), practice, until.isoformat())

"""The Store: everything one office's workers share. Every method is one script or one command, and may be repeated.

Time is passed in: `now` is milliseconds since 1970 on the one clock. Payloads are bytes and rest sealed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import redis.exceptions

from bot.store.desk import DeskPart
from bot.store.effects import Effects
from bot.store.keys import digest
from bot.store.life import LifePart
from bot.store.part import milliseconds
from bot.store.rows import Look
from bot.store.sweeping import SweepPart

# What any method raises while the store is away: nothing was done, or what was done is found again. Ask again.
STORE_AWAY = (redis.exceptions.RedisError, OSError)

AUDIT_PAGE = 1000


class Store(Effects, DeskPart, LifePart, SweepPart):
    """The store of the office behind one customer key. Raises what redis raises when it is away, and Unreadable.

    Conversations are in conversations.py, effects in effects.py, cards and opt-outs in desk.py, the loss of the
    store in life.py, the sweep's in sweeping.py; the rest is here.
    """

    # --- what is due -----------------------------------------------------------------------------------------------------

    async def look(self, now: int, limit: int, hold: timedelta) -> Look:
        """Take what is due, oldest first, and say which store this is. README.md lists the members of `due`.

        Each comes due again `hold` from now unless it is done by then, so a worker that dies with it loses nothing.
        """
        epoch, beat, members = await self._scripts.run("look", now, limit=limit, hold=milliseconds(hold))
        return Look(epoch.decode() if epoch else None, beat, tuple(member.decode() for member in members))

    async def due_again(self, member: str, at: int) -> None:
        """It is done for now, and is due again then; unless it was settled meanwhile."""
        await self._redis.zadd(self._key("due"), {member: at}, xx=True)

    async def next_due(self) -> int | None:
        """Return when the next thing is due, in milliseconds since 1970. None: nothing is."""
        first = await self._redis.zrange(self._key("due"), 0, 0, withscores=True)
        return int(first[0][1]) if first else None

    # --- what is remembered ----------------------------------------------------------------------------------------------

    async def cache_put(self, name: str, payload: bytes, now: int, keep: timedelta) -> None:
        """Remember what was found at `now`, for `keep`. It never replaces a newer look of another worker."""
        sealed = self._sealed(payload, self._key("cache", digest(name)))
        await self._scripts.run("cache_put", now, name=digest(name), sealed=sealed, keep=milliseconds(keep))

    async def cache_get(self, name: str) -> bytes | None:
        """Return what is remembered. How fresh it must be the caller decides, by the time it wrote into it."""
        key = self._key("cache", digest(name))
        sealed = cast(bytes | None, await self._redis.hget(key, "sealed"))
        return None if sealed is None else self._opened(sealed, key)

    async def audit_trail(self) -> list[dict[str, str]]:
        """Return every audit record, oldest first: `at` in milliseconds since 1970, and what was written."""
        records = cast(list[tuple[bytes, dict[bytes, bytes]]], await self._redis.xrange(self._key("audit")))
        return [{name.decode(): value.decode() for name, value in record.items()} for _, record in records]

    async def audit_since(self, since: int) -> list[dict[str, str]]:
        """Return the audit records since then, the newest first."""
        found: list[dict[str, str]] = []
        last = "+"
        while True:
            page = cast(
                list[tuple[bytes, dict[bytes, bytes]]],
                await self._redis.xrevrange(self._key("audit"), last, "-", count=AUDIT_PAGE),
            )
            for _, record in page:
                if int(record[b"at"]) < since:
                    return found
                found.append({name.decode(): value.decode() for name, value in record.items()})
            if len(page) < AUDIT_PAGE:
                return found
            last = f"({page[-1][0].decode()}"

    async def server_time(self) -> int:
        """Return the store's own time in milliseconds since 1970: it answers, and app.py sets the clock by it."""
        seconds, microseconds = await self._redis.time()
        return int(seconds) * 1000 + int(microseconds) // 1000

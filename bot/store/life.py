"""The life of the store: which one it is, whether the one we knew was lost, and what was texted to us meanwhile."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from datetime import timedelta
from secrets import token_hex
from typing import cast

from redis import Redis

from bot.store.keys import digest, prefix_of
from bot.store.part import Part, milliseconds
from bot.store.rows import Consent, Known, Life
from bot.store.seal import Seal, Unreadable

_OURS = b"chairside"
NO_TIME = timedelta(0)


def opens(client: Redis, tag: str, seal: Seal) -> bool:
    """Say whether this secret opens what rests in the store of that office; a store that nobody has opened, any does."""
    key = f"{prefix_of(tag)}epoch"
    sealed = cast(bytes | None, client.hget(key, "sealed"))
    if sealed is None:
        return True
    try:
        return seal.open(b64decode(sealed), key) == _OURS
    except (Unreadable, ValueError):
        return False


class LifePart(Part):
    """The part of the Store that knows its epoch. A lost store is opened anew before anything leaves it."""

    async def open(
        self,
        known: Known | None,
        now: int,
        *,
        recall: Sequence[Consent] = (),
        quiet: timedelta = NO_TIME,
        young: timedelta = NO_TIME,
        feeds: Sequence[str] = (),
    ) -> Life:
        """Open the store for a worker that remembers `known`, and put back who said STOP, the newest word of each.

        If it was lost, nothing is written to the office for `quiet`. In a new one, what was texted up to `young` ago is still
        ours to answer. `feeds` are made due now. Raises Unreadable if another secret sealed this store: then nothing in it
        could be read.
        """
        found = await self._scripts.run(
            "open",
            now,
            known=known.epoch if known else "",
            beat=known.beat if known else 0,
            epoch=token_hex(16),
            sealed=self._sealed(_OURS, self._key("epoch")),
            quiet=milliseconds(quiet),
            young=milliseconds(young),
            recall=[{"phone": c.phone, "out": c.out, "at": c.at_ms} for c in recall],
            feeds=list(feeds),
        )
        epoch, beat, sealed, lost_at, quiet_until, feed_from = found
        self._opened(sealed, self._key("epoch"))
        return Life(epoch.decode(), beat, lost_at, quiet_until, feed_from)

    async def life(self) -> Life | None:
        """Return what is known of this store. None: nobody has opened it."""
        e = cast(dict[bytes, bytes], await self._redis.hgetall(self._key("epoch")))
        if b"value" not in e:
            return None
        beat, lost_at, quiet_until, feed_from = (
            int(e.get(name, 0)) for name in (b"beat", b"lost_at", b"quiet_until", b"feed_from")
        )
        return Life(e[b"value"].decode(), beat, lost_at, quiet_until, feed_from)

    async def consents(self) -> list[Consent]:
        """Return the newest word of every phone that ever said one, and when."""
        found = []
        for name, out in (("optout", True), ("optin", False)):
            phones = cast(dict[bytes, bytes], await self._redis.hgetall(self._key(name)))
            found += [Consent(phone.decode(), out, int(at)) for phone, at in phones.items()]
        return found

    # --- what was taken in -----------------------------------------------------------------------------------------------

    async def unseen(self, event_ids: Sequence[str]) -> tuple[str, ...]:
        """Return those of the events that were never taken in, in the order given."""
        if not event_ids:
            return ()
        seen = await self._redis.mget([self._key("seen", digest(one)) for one in event_ids])
        return tuple(one for one, by in zip(event_ids, seen, strict=True) if by is None)

    async def saw(self, event_id: str, now: int) -> bool:
        """Claim an event without taking it in: it needs no answer any more. False: it was claimed before."""
        return bool(await self._scripts.run("seen", now, event=digest(event_id)))

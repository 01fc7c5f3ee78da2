"""Conversations: messages in, turns out. ENTER and COMMIT are the two scripts of every turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import msgspec

from bot.store.keys import digest
from bot.store.part import Part, flat
from bot.store.rows import (
    Commit,
    Committed,
    Duplicate,
    EffectRow,
    Entered,
    Entry,
    Fenced,
    Queued,
    Released,
    Turn,
)
from bot.store.seal import Unreadable

_dump = msgspec.msgpack.Encoder().encode
_load = msgspec.msgpack.Decoder(Entry).decode


class Conversations(Part):
    """The part of the Store that keeps sessions, inboxes, leases and timers. `cid` is a `conversation_id`."""

    async def enter(self, cid: str, event_id: str, payload: bytes, now: int, *, lease: bool = True) -> Entered:
        """Take one event in, once, whatever is delivered how often, and the conversation too if nobody has it.

        When this returns, the event is durable. `lease=False` leaves the work to another process, which finds it due now.
        """
        found = await self._scripts.run(
            "enter",
            now,
            cid=cid,
            event=digest(event_id),
            entry=self._entry(cid, event_id, payload, now),
            lease=lease,
            worker=self._worker,
        )
        return self._entered(cid, found)

    async def is_known(self, cid: str) -> bool:
        """Say whether anything was ever said in this conversation."""
        return bool(await self._redis.hexists(self._key("conversation", cid), "session"))

    async def session(self, cid: str) -> bytes | None:
        """Return what is kept of a conversation, to be looked at: only a turn changes it. None: nothing is, b"": unreadable."""
        sealed = cast(bytes | None, await self._redis.hget(self._key("conversation", cid), "session"))
        return self._session(cid, sealed)

    async def fire_timer(self, cid: str, name: str, now: int, payload: bytes) -> Entered:
        """Enter a timer's tick, once. Duplicate: it rang before, or was set anew for a later time."""
        entry = self._entry(cid, f"{cid}/{name}/{now}", payload, now)
        found = await self._scripts.run("fire_timer", now, cid=cid, name=name, entry=entry, worker=self._worker)
        return self._entered(cid, found)

    async def take(self, cid: str, now: int) -> Turn | None:
        """Take over a conversation in which something waits and whose lease is free or has ended. None: there is no need."""
        found = await self._scripts.run("take", now, cid=cid, worker=self._worker)
        return self._turn(cid, found) if found[0] == b"turn" else None

    async def give_back(self, cid: str, fence: int, now: int, again_ms: int) -> None:
        """Give the conversation back undone, uncounted: the store was away. It is handed out anew at `again_ms`.

        Does nothing if it is no longer ours.
        """
        await self._scripts.run("give_back", now, cid=cid, fence=fence, again=again_ms)

    async def commit(self, cid: str, fence: int, commit: Commit, now: int) -> Committed:
        """Write the whole change of a turn, or nothing of it. Safe to repeat: the fence and the version are its identity.

        Returns the next turn if something waits (the lease is renewed); else the conversation is given back.
        """
        found = await self._scripts.run("commit", now, cid=cid, fence=fence, **self._change(cid, commit))
        match found[0]:
            case b"fenced":
                return Fenced()
            case b"released":
                return Released()
            case _:
                return self._turn(cid, found)

    # --- into the scripts' shapes --------------------------------------------------------------------------------------

    def _change(self, cid: str, commit: Commit) -> dict[str, object]:
        return {
            "version": commit.version,
            "session": self._sealed(commit.session, self._key("conversation", cid)),
            "acks": commit.acks,
            "aside": commit.aside,
            "effects": [self._effect(row) for row in commit.effects],
            "timers": [{"name": timer.name, "at": timer.at_ms} for timer in commit.timers],
            "cards": [
                {"number": number, "state": state, "sealed": self._sealed(payload, self._key("card", number))}
                for number, payload, state in commit.cards
            ],
            "audit": [flat({"conversation": cid, **record}) for record in commit.audit],
            "opt_out": {"phone": commit.opt_out[0], "out": commit.opt_out[1]} if commit.opt_out else None,
        }

    def _effect(self, row: EffectRow) -> dict[str, object]:
        return {
            "id": row.id,
            "kind": row.kind,
            "payload": self._sealed(row.payload, self._key("fx", row.id)),
            "lane": row.lane,
            "mutexes": [digest(name) for name in row.mutexes],
            "to": row.to_digest,
        }

    def _entry(self, cid: str, event_id: str, payload: bytes, now: int) -> str:
        return self._sealed(_dump(Entry(event_id, payload, now)), self._key("inbox", cid))

    # --- and out of them -------------------------------------------------------------------------------------------------

    def _entered(self, cid: str, found: Sequence[Any]) -> Entered:
        match found[0]:
            case b"duplicate":
                return Duplicate()
            case b"queued":
                return Queued()
            case _:
                return self._turn(cid, found)

    def _turn(self, cid: str, found: Sequence[Any]) -> Turn:
        _, sealed, version, fence, waiting, tries, lost_at = found
        entries = tuple(self._waiting(cid, entry) for entry in waiting)
        return Turn(self._session(cid, sealed), version, fence, entries, tries, lost_at)

    def _session(self, cid: str, sealed: bytes | None) -> bytes | None:
        try:
            return self._opened(sealed, self._key("conversation", cid)) if sealed is not None else None
        except (Unreadable, ValueError):
            return b""

    def _waiting(self, cid: str, sealed: bytes) -> Entry:
        """One entry that cannot be read must not hold up those behind it."""
        try:
            return _load(self._opened(sealed, self._key("inbox", cid)))
        except (Unreadable, ValueError):
            return Entry("", b"", 0)

"""Effects: everything that changes the world, one row each. README.md draws their states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from bot.store.conversations import Conversations
from bot.store.keys import digest
from bot.store.part import flat, milliseconds
from bot.store.rows import Blocked, EffectState, Finished, NotYet, Settled, Started, Told

NOTE = "note:"


class Effects(Conversations):
    """The part of the Store that keeps what is to be carried out. Rows are put in by COMMIT."""

    async def start(
        self,
        effect_id: str,
        now: int,
        *,
        late: timedelta,
        check_after: timedelta,
        office: bool = True,
        swept: bool = False,
        meter: str | None = None,
        blocked: Told | None = None,
    ) -> Started | NotYet | Finished | Blocked:
        """Mark the effect as begun, before it is carried out: whoever dies with it in hand leaves it to be looked for.

        One that is out already may be begun again only `late` after its newest start, when that try can no longer come
        true; look for it first. `check_after` from now it comes due, whatever became of this worker, and
        if it was never sent (`sending`) it may be begun again then. A text begins only at the head
        of its lane, and never to a phone that opted out. `swept`: it is remembered for the sweep.
        `meter` is where it is counted (`reserve`).
        `blocked` is the event, as in `settle`, that tells its conversation if the phone has opted out.
        """
        found = await self._scripts.run(
            "start",
            now,
            id=effect_id,
            late=milliseconds(late),
            check_after=milliseconds(check_after),
            office=office,
            swept=swept,
            meter=None if meter is None else digest(meter),
            told=self._told(blocked, now),
            worker=self._worker,
        )
        match found:
            case [b"started", payload, kind, attempt, token, at, first, lost_at]:
                opened = self._opened(payload, self._row(effect_id))
                return Started(opened, kind.decode(), attempt, token.decode(), at, first, lost_at)
            case [b"not yet"]:
                return NotYet()
            case [b"blocked", state]:
                return Blocked(state.decode())
            case _:
                return Finished(found[1].decode())

    async def sending(self, effect_id: str, now: int, *, token: str) -> bool:
        """It is about to leave: count its time from now on. False: another try has overtaken this one, so it must not leave.

        Between `start` and the call lies the queue to the office; what matters is how long after the call it may come true.
        """
        return bool(await self._scripts.run("sending", now, id=effect_id, token=token))

    async def unknown(self, effect_id: str, now: int, retry_at_ms: int) -> None:
        """Nobody knows whether it happened: it comes due at `retry_at_ms`, to be looked for."""
        await self._scripts.run("unknown", now, id=effect_id, retry_at=retry_at_ms)

    async def later(self, effect_id: str, now: int, retry_at_ms: int, *, count: bool, token: str | None = None) -> None:
        """It was not carried out, and may be begun again at `retry_at_ms`. `count`: whether this try is counted.

        `token` is the `Started.token` this is about: a try that was overtaken changes nothing.
        """
        await self._scripts.run("later", now, id=effect_id, retry_at=retry_at_ms, count=count, token=token)

    async def settle(
        self,
        effect_id: str,
        state: Settled,
        outcome: bytes | None,
        now: int,
        *,
        event: Told | None = None,
        audit: Mapping[str, str] | None = None,
        token: str | None = None,
        fate_at: int | None = None,
    ) -> bool:
        """End the effect, and tell its conversation the `event`. Returns whether this ended it.

        Only the first counts. `token` is the try this is about: of one that was overtaken only a DONE is believed. At `fate_at`
        the member `fate:<effect>` comes due, unless `fate_known` by then.
        """
        return bool(
            await self._scripts.run(
                "settle",
                now,
                id=effect_id,
                state=state,
                outcome=None if outcome is None else self._sealed(outcome, self._row(effect_id, "outcome")),
                told=self._told(event, now),
                audit=flat(audit) if audit else None,
                token=token,
                fate_at=fate_at,
            )
        )

    async def fate_known(self, effect_id: str) -> None:
        """Nobody need ask any more what became of it."""
        await self._redis.zrem(self._key("due"), f"fate:{effect_id}")

    async def reserve(self, meter: str, name: str, most: int, within: timedelta, now: int) -> bool:
        """Count one more on this meter, unless `most` have been counted in the last `within`. False: they have."""
        return bool(
            await self._scripts.run("reserve", now, meter=digest(meter), id=name, most=most, within=milliseconds(within))
        )

    async def note(self, effect_id: str, key: str, value: str) -> bool:
        """Write a small fact on the row: the carrier's sid, never anything of a patient's. False: it was there before."""
        return bool(await self._scripts.run("note", 0, id=effect_id, key=key, value=value))

    async def effect(self, effect_id: str) -> EffectState | None:
        """Return the row as it stands. None: there is no such effect, or none any more."""
        row = cast(dict[bytes, bytes], await self._redis.hgetall(self._row(effect_id)))
        if not row:
            return None
        outcome = row.get(b"outcome")
        return EffectState(
            state=row[b"state"].decode(),
            kind=row[b"kind"].decode(),
            payload=self._opened(row[b"payload"], self._row(effect_id)),
            attempt=int(row[b"attempt"]),
            waits=row.get(b"waits", b"") == row.get(b"started_by"),
            started_at_ms=int(row.get(b"started_at", 0)),
            first_started_at_ms=int(row.get(b"first_at", 0)),
            outcome=None if outcome is None else self._opened(outcome, self._row(effect_id, "outcome")),
            notes={k.decode().removeprefix(NOTE): v.decode() for k, v in row.items() if k.startswith(NOTE.encode())},
        )

    def _row(self, effect_id: str, *field: str) -> str:
        return self._key("fx", effect_id, *field)

    def _told(self, event: Told | None, now: int) -> dict[str, str] | None:
        if event is None:
            return None
        cid, event_id, payload = event
        return {"cid": cid, "event": digest(event_id), "entry": self._entry(cid, event_id, payload, now)}

"""Carry out what changes the world, each exactly once.

    READY ── start ──> STARTED ──> DONE | REFUSED | GAVE_UP          the row is written before the call: it is the write-ahead
                          │  ▲
                          ▼  └── only when the first try can no longer commit, and a look did not find it
                       UNKNOWN ── look: found? ──> DONE

The table (bot/attempts/table.py) says for each kind how it is tried, how it is found again, how long the first try may still
commit and how often it may be tried; nothing here knows one kind from another, but for delivery reports. No HTTP client below
us retries anything. The outcome enters the conversation under the effect's own identity.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot import inbox, metrics, work
from bot.attempts import texts
from bot.attempts.losses import booked_before
from bot.attempts.outcomes import SOON, Absent, Case, Done, Later, MayLeave, NotDone, Outcome, Unknown, always
from bot.attempts.table import KINDS, Kind
from bot.attempts.telling import End, finding, of_the_blocked
from bot.channels.carrier import Fate
from bot.inbox import Answered, AskEnded, Orphan, Undelivered
from bot.room import Clock, Kick, Room, ms
from bot.store import STORE_AWAY, Blocked, EffectState, Finished, NotYet, Settled, Started, Store, Unreadable
from bot.work import Booking, TextWork, Waited, Work
from flows.words import E164, Result

log = structlog.get_logger()

HOLD_ON, ASK_AGAIN = timedelta(minutes=1), timedelta(seconds=1)
AFTER_A_LOSS = timedelta(days=1)  # longer than anybody goes on with what was lost
MILLISECOND, SELDOM = timedelta(milliseconds=1), timedelta(minutes=10)
FRESH = timedelta(seconds=5)  # a worker that slept between its mark and the call must not call: others have moved on


class Executor:
    """Carries out the effects that rest in one store, each for the practice it names."""

    def __init__(self, store: Store, rooms: Mapping[E164, Room], clock: Clock, kick: Kick) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._kick = kick
        self._in_hand: set[str] = set()

    async def carry_out(self, effect_id: str) -> None:
        """Take the effect one step on: try it, or look whether an earlier try came true. Safe to call at any time, anywhere."""
        if effect_id in self._in_hand:
            return  # this very process waits for an answer about it
        self._in_hand.add(effect_id)
        try:
            await self._carry_out(effect_id)
        finally:
            self._in_hand.discard(effect_id)

    async def _carry_out(self, effect_id: str) -> None:
        now = self._clock.now()
        try:
            state = await self._store.effect(effect_id)
        except Unreadable:
            log.error("set aside", effect=effect_id, why="a row that does not open")
            await self._store.settle(effect_id, "GAVE_UP", None, ms(now))  # it must not hold up those behind it
            return
        if state is None:
            return
        kind, todo = KINDS[state.kind], work.load(state.payload)
        if state.state == "READY" and kind.until is not None and kind.until(todo) <= now:
            await self._settle(effect_id, todo, "EXPIRED", NotDone("too late"))
            return
        if state.attempt and state.is_open and not await self._resolve(effect_id, todo, state, kind):
            return
        started = await self._store.start(
            effect_id,
            ms(now),
            late=kind.late,
            check_after=kind.look_every,
            office=kind.office,
            swept=kind.swept,
            meter=kind.meter(todo) if kind.meter is not None else None,
            blocked=of_the_blocked(effect_id, todo, now),
        )
        match started:
            case Started():
                await self._try(effect_id, started, kind, state)
            case Blocked(reason):
                metrics.EFFECTS.labels(state.kind, reason).inc()
            case NotYet() | Finished():
                pass

    # --- looking -----------------------------------------------------------------------------------------------------

    async def _resolve(self, effect_id: str, todo: Work, state: EffectState, kind: Kind[Any]) -> bool:
        """Look for an earlier try. True: it did not come true and no longer can, so it may be tried again."""
        started_at, now = state.started_at_ms, ms(self._clock.now())
        outcome = await self._look(effect_id, todo, state, kind)
        # READY: the newest try never left, and the one before it was out of time when that one began.
        too_late = state.state == "READY" or now - started_at >= _ms(kind.late)
        if isinstance(outcome, Done) or (isinstance(outcome, NotDone) and too_late):
            await self._settle(effect_id, todo, "DONE" if isinstance(outcome, Done) else "REFUSED", outcome)
            return False
        # A look that failed proves nothing. What sets a state may be set again all the same: no harm if it was.
        absent = isinstance(outcome, Absent | NotDone) or kind.repeatable
        over = now - state.first_started_at_ms >= _ms(kind.gives_up_after)
        if over or (absent and too_late and not state.waits and state.attempt >= kind.tries):
            await self._settle(effect_id, todo, "GAVE_UP", NotDone("never found"))
            return False
        if (absent and too_late) or state.waits:
            return True  # what was never sent cannot come true; if it has been sent meanwhile, `start` knows
        again = now + _ms(kind.look_every)
        if absent:
            again = min(again, max(started_at + _ms(kind.late), now + 1000))
        await self._store.unknown(effect_id, now, again)
        return False

    async def _look(self, effect_id: str, todo: Work, state: EffectState, kind: Kind[Any]) -> Outcome:
        return await kind.look(self._case(effect_id, todo, state.first_started_at_ms), todo)

    def _case(self, effect_id: str, todo: Work, since_ms: int, may_leave: MayLeave = always, *, again: bool = False) -> Case:
        since = datetime.fromtimestamp(since_ms / 1000, UTC)
        return Case(self._rooms[todo.practice], effect_id, since, may_leave, again, self._clock.now())

    # --- trying ------------------------------------------------------------------------------------------------------

    async def _try(self, effect_id: str, started: Started, kind: Kind[Any], state: EffectState) -> None:
        todo = work.load(started.payload)
        before = await self._done_before_a_loss(effect_id, todo, started, kind, state)
        if before is not None:
            await self._came(effect_id, todo, started, kind, before)
            return

        async def may_leave() -> bool:
            """Asked when everything else is ready: counts the time from now on, unless another worker has taken over."""
            asked = self._clock.now()
            ours = await self._store.sending(effect_id, ms(asked), token=started.token)
            return ours and self._clock.now() - asked < FRESH

        case = self._case(effect_id, todo, started.first_at_ms, may_leave, again=started.attempt > 1)
        await self._came(effect_id, todo, started, kind, await kind.attempt(case, todo))

    async def _done_before_a_loss(
        self, effect_id: str, todo: Work, started: Started, kind: Kind[Any], state: EffectState
    ) -> Outcome | None:
        """After a loss of the store, look before the first try: an earlier life may have done it. None: it did not."""
        lost_since = ms(self._clock.now()) - started.lost_at_ms
        if started.attempt > 1 or not kind.office or not started.lost_at_ms or lost_since > _ms(AFTER_A_LOSS):
            return None
        match await self._look(effect_id, todo, state, kind):
            case Done() | NotDone() as settled:
                return settled
            case Absent() if isinstance(todo, Booking):
                case = self._case(effect_id, todo, started.first_at_ms)
                return await booked_before(case, todo, datetime.fromtimestamp(started.lost_at_ms / 1000, UTC))
            case Absent():
                return None
            case _:
                return Later(SOON)

    async def _came(self, effect_id: str, todo: Work, started: Started, kind: Kind[Any], outcome: Outcome) -> None:
        now, token = ms(self._clock.now()), started.token
        match outcome:
            case Done():
                await self._settle(effect_id, todo, "DONE", outcome, token)
            case NotDone():
                await self._settle(effect_id, todo, "REFUSED", outcome, token)
            case Later() if now - started.first_at_ms >= _ms(kind.gives_up_after):
                await self._settle(effect_id, todo, "GAVE_UP", NotDone("not reached"), token)
            case Later(after):
                # What nobody waits for is tried less and less often: an office that is away has enough to do.
                if kind.office and not kind.waited_for:
                    after = max(after, min((now - started.first_at_ms) * MILLISECOND / 4, SELDOM))
                await self._store.later(effect_id, now, now + _ms(after), count=False, token=token)
            case Unknown(why) | Absent(why):
                log.info("unknown", effect=effect_id, kind=started.kind, why=why)
                await self._store.unknown(effect_id, now, now + _ms(kind.look_every))
                if kind.waited_for and await self._store.effect(effect_id) is None:
                    await self._tell_of_the_lost(effect_id, todo, "GAVE_UP", NotDone("lost"))

    # --- settling ----------------------------------------------------------------------------------------------------

    async def _settle(
        self, effect_id: str, todo: Work, state: Settled, outcome: Done | NotDone, token: str | None = None
    ) -> None:
        now, kind = self._clock.now(), KINDS[work.kind_of(todo)]
        audit = {"what": f"{type(todo).__name__} {state}", "who": "chairside", "effect": effect_id}
        told = kind.told(End(effect_id, state, outcome, now), todo)
        proof = outcome.proof.encode()
        after = kind.asked_after(todo) if kind.asked_after is not None and state == "DONE" else None
        fate_at = None if after is None else ms(now + after)

        async def settle() -> bool:
            return await self._store.settle(
                effect_id, state, proof, ms(now), event=told, audit=audit, token=token, fate_at=fate_at
            )

        ended = await self._insisting(settle)
        if not ended and kind.waited_for and await self._store.effect(effect_id) is None:
            await self._tell_of_the_lost(effect_id, todo, state, outcome)
        if ended and kind.keep is not None and state == "DONE":
            await kind.keep(self._store, todo, outcome.proof)
        if ended:
            metrics.EFFECTS.labels(type(todo).__name__, state).inc()
            if isinstance(todo, Booking):
                metrics.BOOKED_AFTER.observe((now - todo.asked_at).total_seconds())

    async def _insisting(self, settle: Callable[[], Awaitable[bool]]) -> bool:
        """Hold on to an outcome while the store is away; after a minute it is left to be found by a look."""
        until = self._clock.now() + HOLD_ON
        while True:
            try:
                return await settle()
            except STORE_AWAY as error:
                if self._clock.now() >= until:
                    raise
                log.warning("store away", error=type(error).__name__)
            await self._clock.sleep(ASK_AGAIN)

    async def _tell_of_the_lost(self, effect_id: str, todo: Work, state: Settled, outcome: Done | NotDone) -> None:
        """The store was lost while the office was asked. We alone know how it ended, and whom it concerns."""
        if not isinstance(todo, Waited) or todo.command is None or todo.phone is None:
            return
        now = self._clock.now()
        result = Result(id=effect_id, at=now, of=todo.command, value=finding(todo.command, state, outcome))
        orphan = Orphan(effect_id, now, todo.practice, todo.phone, todo.lang, result)
        await self._store.enter(todo.conversation, effect_id, inbox.dump(orphan), ms(now), lease=False)

    async def delivery(self, effect_id: str, sid: str, fate: Fate) -> None:
        """Take in what became of a text: it proves that the carrier has it; a final failure needs another try, or a person."""
        state = await self._store.effect(effect_id)
        if state is None or state.kind != "text":
            return
        todo = work.load(state.payload)
        assert isinstance(todo, TextWork)
        if state.state in ("STARTED", "UNKNOWN"):
            await self._settle(effect_id, todo, "DONE", Done(sid))
        if todo.answers is not None and (fate.failed or fate.delivered):
            token = f"{effect_id}/{'failed' if fate.failed else 'delivered'}"
            seen = Answered(token, self._clock.now(), todo.answers.card, todo.answers.at, arrived=fate.delivered)
            await self._store.enter(todo.conversation, token, inbox.dump(seen), ms(seen.at), lease=False)
        if fate.failed and (todo.settles or todo.asks) and todo.conversation:
            now, token = self._clock.now(), f"{effect_id}/failed"
            again = todo.body if fate.passing and not todo.again else ""
            lost = AskEnded(token, now, todo.asks, sent=False) if todo.asks else Undelivered(token, now, again=again)
            await self._store.enter(todo.conversation, lost.id, inbox.dump(lost), ms(now), lease=False)
        if (fate.failed or fate.delivered) and texts.arrives_within(todo) is not None:
            await self._store.fate_known(effect_id)
        self._kick(self._store)


def _ms(length: timedelta) -> int:
    return int(length.total_seconds() * 1000)

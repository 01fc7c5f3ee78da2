"""The values that go into the store and come out of it. Instants are milliseconds since 1970; payloads are plain bytes here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Settled = Literal["DONE", "REFUSED", "GAVE_UP", "EXPIRED", "BLOCKED"]


class Value(Struct, frozen=True):
    """A small immutable value, told apart by its type alone."""


# --- conversations ---------------------------------------------------------------------------------------------------


class Entry(Value, frozen=True):
    """One event that waits in an inbox."""

    event_id: str
    payload: bytes
    arrived_ms: int


class Turn(Value, frozen=True):
    """The conversation is ours until the lease ends (10 s, or renewed): what is kept of it, and what waits, oldest first."""

    session: bytes | None  # None: it has just begun
    version: int
    fence: int
    entries: tuple[Entry, ...]


class Duplicate(Value, frozen=True):
    """This very event was taken in before."""


class Queued(Value, frozen=True):
    """Taken in. Whoever holds the conversation gets it with the next COMMIT, or another worker when the lease ends."""


class Fenced(Value, frozen=True):
    """Somebody else took the conversation over: nothing was written."""


class Released(Value, frozen=True):
    """Written; nothing waits, and the lease was given back."""


Entered = Turn | Queued | Duplicate
Committed = Turn | Released | Fenced


class EffectRow(Value, frozen=True, kw_only=True):
    """Something to carry out, once. The id is made by who asks for it, so that the same turn run again asks for the same."""

    id: str
    kind: str
    payload: bytes
    lane: str | None = None  # rows of one lane are carried out in the order in which they were committed
    mutexes: tuple[str, ...] = ()  # held from the start to the settling; two rows that share one wait for each other
    expires_ms: int | None = None  # not started at or after this
    to_digest: str | None = None  # not started if this phone opted out


class Timer(Value, frozen=True):
    """Wake the conversation. A newer one of the same name replaces it; None removes it."""

    name: str
    at_ms: int | None


class Commit(Value, frozen=True, kw_only=True):
    """The whole change of one turn."""

    session: bytes
    version: int  # the one the turn began with
    acks: int = 1  # so many of the oldest entries are done
    effects: tuple[EffectRow, ...] = ()
    timers: tuple[Timer, ...] = ()
    cards: tuple[tuple[int, bytes, str], ...] = ()  # number, payload, state
    audit: tuple[Mapping[str, str], ...] = ()  # nothing of a patient's
    opt_out: tuple[str, bool] | None = None  # the phone's digest; whether it is out or in again


# --- effects ---------------------------------------------------------------------------------------------------------


class Started(Value, frozen=True):
    """It is yours to carry out, now: the row says so."""

    payload: bytes
    kind: str
    attempt: int  # 1 is the first; a try that was not counted (`later`) is not in it
    at_ms: int
    first_at_ms: int


class NotYet(Value, frozen=True):
    """Not now: it is out already, another goes before it, or a mutex is held. It comes due when its time has come."""


class Finished(Value, frozen=True):
    """It was settled before."""

    state: str  # a Settled, or GONE: there is no such row (any more)


class Blocked(Value, frozen=True):
    """It was settled just now instead of started: the phone opted out (BLOCKED), or it came too late (EXPIRED)."""

    reason: str


class EffectState(Value, frozen=True, kw_only=True):
    """An effect's row as it stands."""

    state: str  # READY, STARTED, UNKNOWN or a Settled
    kind: str
    payload: bytes
    attempt: int
    started_at_ms: int  # the newest start; 0: never
    first_started_at_ms: int
    outcome: bytes | None
    notes: Mapping[str, str]


# --- cards -----------------------------------------------------------------------------------------------------------


class KeptCard(Value, frozen=True):
    """A card as it rests. The version moves with every change."""

    number: int
    version: int
    state: str
    payload: bytes

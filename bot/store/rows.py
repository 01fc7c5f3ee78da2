"""The values that go into the store and come out of it. Instants are milliseconds since 1970; payloads are plain bytes here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

Settled = Literal["DONE", "REFUSED", "GAVE_UP", "EXPIRED", "BLOCKED"]


class Value(Struct, frozen=True):
    """A small immutable value, told apart by its type alone."""


# --- conversations ---------------------------------------------------------------------------------------------------


class Entry(Value, frozen=True):
    """One event that waits in an inbox. An empty payload is one that nobody can read: sealed with another secret, or broken."""

    event_id: str
    payload: bytes
    arrived_ms: int


class Turn(Value, frozen=True):
    """The conversation is ours until the lease ends (10 s, or renewed): what is kept of it, and what waits, oldest first."""

    session: bytes | None  # None: it has just begun; empty: nobody can read it
    version: int
    fence: int
    entries: tuple[Entry, ...]
    tries: int = 1  # how often somebody took it without ever coming to a COMMIT: this is one of them
    lost_at_ms: int = 0  # the store was lost then; what we knew of people is gone with it


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
    aside: bool = False  # they could not be handled: kept, sealed, for whoever looks for the fault
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
    attempt: int  # 1 is the first; a try that was not counted (`later`), or never sent, is not in it
    token: str  # this very try
    at_ms: int
    first_at_ms: int
    lost_at_ms: int = 0  # the store was lost then: what an earlier life began is not in it


class NotYet(Value, frozen=True):
    """Not now: it is out already, another goes before it, or a mutex is held. It comes due when its time has come."""


class Finished(Value, frozen=True):
    """It was settled before."""

    state: str  # a Settled, or GONE: there is no such row (any more)


class Blocked(Value, frozen=True):
    """It was settled just now instead of started: the phone opted out (BLOCKED)."""

    reason: str


class EffectState(Value, frozen=True, kw_only=True):
    """An effect's row as it stands."""

    state: str  # READY, STARTED, UNKNOWN or a Settled
    kind: str
    payload: bytes
    attempt: int
    waits: bool  # the newest try was never sent: whoever has it waits for a place at the office, or died waiting
    started_at_ms: int  # the newest start; 0: never
    first_started_at_ms: int
    outcome: bytes | None
    notes: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be carried out, or to be found."""
        return self.state in ("READY", "STARTED", "UNKNOWN")


class Told(NamedTuple):
    """How an effect ended, as an event for the inbox of the conversation that is to hear of it. `event_id` is its identity."""

    conversation: str
    event_id: str
    payload: bytes


# --- cards -----------------------------------------------------------------------------------------------------------


class KeptCard(Value, frozen=True):
    """A card as it rests. The version moves with every change."""

    number: int
    version: int
    state: str
    payload: bytes


# --- the life of the store -------------------------------------------------------------------------------------------


class Known(Value, frozen=True):
    """What a worker remembers of the store: which one it was, and how many commits it had seen."""

    epoch: str
    beat: int


class Life(Value, frozen=True):
    """The store as it is: which one, and since when."""

    epoch: str
    beat: int  # grows with every commit
    lost_at_ms: int  # 0: never
    quiet_until_ms: int  # nothing is written to the office before
    feed_from_ms: int  # what was texted to us before is not ours to answer


class Look(Value, frozen=True):
    """What is due, and which store says so. None: one that nobody has opened."""

    epoch: str | None
    beat: int
    members: tuple[str, ...]


class Consent(Value, frozen=True):
    """The word of one phone, as its `phone_digest`: out, or in again."""

    phone: str
    out: bool
    at_ms: int

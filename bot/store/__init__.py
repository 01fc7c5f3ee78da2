"""The store: Redis as the engine. State, inboxes, leases, timers and effects live there, and every transition is one script.

    embedded   starts the Valkey server that comes with us, or attaches to the one that runs
    clock      the one clock: the store's TIME, then monotonic
    seal       what rests in the store rests sealed
    store      Store: conversations, effects, cards, what is due, what is remembered
    life       whether the store we knew was lost, and what is put back
    journal    who said STOP, apart from the store: a file
    pace       one request at a time to an office, across all workers
    rows       the values that go in and come out
    lua        runs the scripts/: one transition a file

It knows nothing of flows, channels or the office: what it keeps for them are sealed bytes. README.md has the keys, and why.
"""

from bot.store.clock import Clock, StoreClock
from bot.store.keys import tag_of
from bot.store.life import opens
from bot.store.pace import Pace
from bot.store.rows import (
    Blocked,
    Commit,
    Consent,
    Duplicate,
    EffectRow,
    EffectState,
    Entered,
    Entry,
    Fenced,
    Finished,
    KeptCard,
    Known,
    Life,
    Look,
    NotYet,
    Queued,
    Released,
    Settled,
    Started,
    Timer,
    Told,
    Turn,
)
from bot.store.seal import Seal, Unreadable, WeakSecret, read_secret
from bot.store.store import STORE_AWAY, Store

__all__ = [
    "STORE_AWAY",
    "Blocked",
    "Clock",
    "Commit",
    "Consent",
    "Duplicate",
    "EffectRow",
    "EffectState",
    "Entered",
    "Entry",
    "Fenced",
    "Finished",
    "KeptCard",
    "Known",
    "Life",
    "Look",
    "NotYet",
    "Pace",
    "Queued",
    "Released",
    "Seal",
    "Settled",
    "Started",
    "Store",
    "StoreClock",
    "Timer",
    "Told",
    "Turn",
    "Unreadable",
    "WeakSecret",
    "opens",
    "read_secret",
    "tag_of",
]

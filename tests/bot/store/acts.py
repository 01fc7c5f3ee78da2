"""What the tests of the store do again and again. Time is a number here."""

from datetime import timedelta

from bot.store import Commit, EffectRow

CID = "c" * 32
NOW = 1_800_000_000_000
LEASE = 10_000
MS, SECOND, MINUTE = timedelta(milliseconds=1), timedelta(seconds=1), timedelta(minutes=1)


def commit(turn, **what):
    return Commit(session=what.pop("session", b"session"), version=turn.version, acks=what.pop("acks", 1), **what)


def text(name, lane=CID, **what):
    return EffectRow(id=name, kind="text", payload=name.encode(), lane=lane, **what)


def booking(name, *mutexes):
    return EffectRow(id=name, kind="book", payload=name.encode(), mutexes=mutexes)


async def entered(store, *effects, event="m1", cid=CID, now=NOW, **what):
    turn = await store.enter(cid, event, b"hello", now)
    await store.commit(cid, turn.fence, commit(turn, effects=effects, **what), now)


async def claim_due(store, now, limit, hold_ms):
    """Take what is due, as `look` does, whichever store this is."""
    return (await store.look(now, limit, timedelta(milliseconds=hold_ms))).members


async def start(store, name, now=NOW, late=timedelta(seconds=90)):
    return await store.start(name, now, late=late, check_after=timedelta(seconds=12))


async def settle(store, name, state="DONE", now=NOW, event=None):
    return await store.settle(name, state, b"77", now, event=event, audit={"what": "test"})

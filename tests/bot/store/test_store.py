"""Conversations and effects, over a real Valkey. Time is a number here."""

import asyncio

import pytest

from bot.store import (
    Blocked,
    Duplicate,
    EffectRow,
    Fenced,
    Finished,
    NotYet,
    Queued,
    Released,
    Seal,
    Started,
    Store,
    Timer,
    Turn,
    Unreadable,
)
from tests.bot.store.acts import CID, LEASE, MINUTE, NOW, booking, claim_due, commit, entered, settle, start, text


async def test_twenty_deliveries_at_once_are_one_turn(store):
    got = await asyncio.gather(*(store.enter(CID, "m1", b"hello", NOW) for _ in range(20)))
    assert [type(g) for g in got].count(Turn) == 1
    assert [type(g) for g in got].count(Duplicate) == 19


async def test_a_second_message_waits_and_comes_with_the_commit(store):
    turn = await store.enter(CID, "m1", b"one", NOW)
    assert await store.enter(CID, "m2", b"two", NOW + 1) == Queued()
    following = await store.commit(CID, turn.fence, commit(turn, session=b"after one"), NOW + 2)
    assert isinstance(following, Turn)
    assert following.session == b"after one"
    assert [(e.event_id, e.payload) for e in following.entries] == [("m2", b"two")]
    assert await store.commit(CID, following.fence, commit(following), NOW + 3) == Released()


async def test_a_dead_worker_is_taken_over_when_its_lease_ends(store):
    await store.enter(CID, "m1", b"one", NOW)
    assert await store.take(CID, NOW + 1) is None
    assert await claim_due(store, NOW + LEASE, 10, 5_000) == (f"take:{CID}",)
    taken = await store.take(CID, NOW + LEASE)
    assert [e.payload for e in taken.entries] == [b"one"]


async def test_a_worker_that_slept_is_refused(store):
    slept = await store.enter(CID, "m1", b"one", NOW)
    taken = await store.take(CID, NOW + LEASE)
    assert await store.commit(CID, slept.fence, commit(slept, effects=(text("t1"),)), NOW + LEASE + 1) == Fenced()
    assert await store.effect("t1") is None
    await store.give_back(CID, slept.fence, NOW + LEASE + 1, NOW + LEASE + 1)
    assert await store.commit(CID, taken.fence, commit(taken), NOW + LEASE + 2) == Released()


async def test_a_commit_sent_again_after_a_lost_answer_changes_nothing_more(store):
    turn = await store.enter(CID, "m1", b"one", NOW)
    await store.enter(CID, "m2", b"two", NOW)
    first = await store.commit(CID, turn.fence, commit(turn, effects=(text("t1"),)), NOW)
    again = await store.commit(CID, turn.fence, commit(turn, effects=(text("t1"),)), NOW)
    assert [e.event_id for e in first.entries] == [e.event_id for e in again.entries] == ["m2"]
    assert isinstance(await start(store, "t1"), Started)


async def test_a_process_that_only_takes_in_leaves_the_work_to_another(store):
    assert await store.enter(CID, "m1", b"one", NOW, lease=False) == Queued()
    assert await claim_due(store, NOW, 10, 5_000) == (f"take:{CID}",)
    assert isinstance(await store.take(CID, NOW), Turn)


async def test_texts_of_a_conversation_leave_one_after_the_other(store):
    await entered(store, text("t1"), text("t2"))
    assert await start(store, "t2") == NotYet()
    assert isinstance(await start(store, "t1"), Started)
    assert await start(store, "t2") == NotYet()
    await settle(store, "t1")
    assert "fx:t2" in await claim_due(store, NOW, 10, 1)
    assert isinstance(await start(store, "t2"), Started)


async def test_an_effect_is_started_again_only_when_the_first_try_can_no_longer_come_true(store):
    await entered(store, booking("b1"))
    first = await start(store, "b1")
    assert await store.sending("b1", NOW, token=first.token)
    assert await start(store, "b1", NOW + 89_999) == NotYet()
    await store.unknown("b1", NOW + 100, NOW + 12_000)
    assert await start(store, "b1", NOW + 89_999) == NotYet()
    again = await start(store, "b1", NOW + 90_000)
    assert (again.attempt, again.first_at_ms) == (2, NOW)


async def test_an_effect_that_was_not_carried_out_is_tried_again_uncounted(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    await store.later("b1", NOW, NOW + 3_000, count=False)
    again = await start(store, "b1", NOW + 3_000)
    assert again.attempt == 1


async def test_a_started_effect_comes_due_again_if_its_worker_dies(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    assert await claim_due(store, NOW + 11_999, 10, 1) == ()
    assert await claim_due(store, NOW + 12_000, 10, 1) == ("fx:b1",)


async def test_two_bookings_of_one_time_go_one_after_the_other(store):
    await entered(store, booking("b1", "operatory/2/9"))
    await entered(store, booking("b2", "operatory/2/9"), event="m2", cid="d" * 32)
    assert isinstance(await start(store, "b1"), Started)
    assert await start(store, "b2") == NotYet()
    await settle(store, "b1")
    assert isinstance(await start(store, "b2"), Started)


async def test_only_the_first_outcome_counts_and_its_event_comes_once(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    assert await settle(store, "b1", event=(CID, "b1", b"booked"))
    assert not await settle(store, "b1", "GAVE_UP", event=(CID, "b1", b"gave up"))
    turn = await store.take(CID, NOW)
    assert [e.payload for e in turn.entries] == [b"booked"]
    assert await start(store, "b1") == Finished("DONE")


async def test_a_phone_that_opted_out_is_sent_nothing_not_even_what_was_queued(store):
    digest = store.phone_digest("+15035550101")
    await entered(store, text("t1", to_digest=digest), text("t2"), opt_out=None)
    await entered(store, event="m2", opt_out=(digest, True))
    assert await start(store, "t1") == Blocked("BLOCKED")
    assert isinstance(await start(store, "t2"), Started)  # the one that confirms it carries no digest
    assert await store.opted_out(digest)
    await entered(store, event="m3", opt_out=(digest, False))
    assert not await store.opted_out(digest)


async def test_a_timer_becomes_one_event_and_a_newer_one_replaces_it(store):
    await entered(store, timers=(Timer("moment", NOW + 3_000),))
    await entered(store, event="m2", timers=(Timer("moment", NOW + 5_000),))
    assert await claim_due(store, NOW + 4_999, 10, 1) == ()
    assert await claim_due(store, NOW + 5_000, 10, 1_000) == (f"wake:{CID}:moment",)
    fired = await store.fire_timer(CID, "moment", NOW + 5_000, b"tick")
    assert [e.payload for e in fired.entries] == [b"tick"]
    assert await store.fire_timer(CID, "moment", NOW + 5_000, b"tick") == Duplicate()


async def test_a_card_moves_between_states_and_its_version_with_it(store):
    number = await store.next_card_number()
    await entered(store, cards=((number, b"card", "open"),))
    await entered(store, event="m2", cards=((number, b"taken", "taken"),))
    assert [(c.payload, c.version) for c in await store.cards(("open", "taken"))] == [(b"taken", 2)]
    assert await store.cards(("open",)) == []


async def test_what_rests_is_sealed(store, client):
    secret = b"tooth hurts, Ana Silva"
    number = await store.next_card_number()
    await entered(store, EffectRow(id="t1", kind="text", payload=secret), session=secret, cards=((number, secret, "open"),))
    await store.enter(CID, "m2", secret, NOW)
    await store.cache_put("x", secret, NOW, MINUTE)
    dumped = b""
    for key in await client.keys("*"):
        kind = await client.type(key)
        dumped += key + (await client.dump(key) or b"") + kind
    assert b"Ana" not in dumped
    assert b"tooth" not in dumped


async def test_a_value_of_another_secret_is_unreadable(store, client):
    await store.cache_put("x", b"value", NOW, MINUTE)
    other = Store(client, "tag", Seal(bytes(reversed(range(32)))), "worker-2")
    with pytest.raises(Unreadable):
        await other.cache_get("x")


async def test_every_change_leaves_an_audit_record(store):
    await entered(store, booking("b1"), audit=({"what": "booking asked for", "who": "patient"},))
    await start(store, "b1")
    await settle(store, "b1")
    assert [row["what"] for row in await store.audit_trail()] == ["booking asked for", "test"]

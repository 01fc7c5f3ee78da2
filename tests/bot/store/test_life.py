"""Which store this is, whether the one a worker knew was lost, and what follows from it."""

from datetime import timedelta

import pytest
from redis.exceptions import RedisError

from bot.store import Blocked, Consent, Fenced, Known, NotYet, Queued, Seal, Started, Store, Timer, Turn, Unreadable
from tests.bot.store.acts import CID, LEASE, MS, NOW, SECOND, booking, claim_due, commit, entered, start, text

QUIET = 90_000


@pytest.fixture
async def fresh(client):
    """A store that nobody has opened."""
    return Store(client, "tag", Seal(bytes(range(32))), "worker-1")


async def opened(store, known=None, now=NOW, **more):
    return await store.open(known, now, quiet=timedelta(milliseconds=QUIET), young=timedelta(minutes=10), **more)


def knows(life):
    return Known(life.epoch, life.beat)


async def test_a_new_store_is_nobodys_loss(fresh):
    life = await opened(fresh)
    assert (life.lost_at_ms, life.quiet_until_ms, life.feed_from_ms) == (0, 0, NOW - 600_000)
    assert await fresh.life() == life
    assert await opened(fresh, knows(life), NOW + 5) == life


async def test_a_worker_that_remembers_nothing_takes_the_store_as_it_is(fresh):
    life = await opened(fresh)
    assert await opened(fresh, None, NOW + 5) == life


async def test_another_store_than_the_one_known_is_a_loss(fresh, client):
    before = await opened(fresh)
    await client.flushall()
    after = await opened(fresh, knows(before), NOW + 7)
    assert after.epoch != before.epoch
    assert (after.lost_at_ms, after.quiet_until_ms, after.feed_from_ms) == (NOW + 7, NOW + 7 + QUIET, 0)


async def test_one_loss_is_one_however_many_workers_find_it_and_whenever(fresh, client):
    before = knows(await opened(fresh))
    await client.flushall()
    first = await opened(fresh, before, NOW + 7)
    assert await opened(fresh, before, NOW + 500_000) == first


async def test_a_store_opened_by_one_that_remembers_nothing_is_a_loss_to_one_that_does(fresh, client):
    before = knows(await opened(fresh))
    await client.flushall()
    newcomer = await opened(fresh, None, NOW + 5)
    after = await opened(fresh, before, NOW + 7)
    assert after.epoch == newcomer.epoch  # or the two would find one another's store for ever
    assert after.lost_at_ms == NOW + 7


async def test_a_store_that_ran_back_is_a_loss(fresh, client):
    await opened(fresh)
    for n in range(3):
        await entered(fresh, event=f"m{n}")
    before = knows(await fresh.life())
    assert before.beat == 3
    await client.hset("chairside:{tag}:epoch", "beat", 2)  # a replica that had not heard of the last commit
    after = await opened(fresh, before, NOW + 7)
    assert after.epoch != before.epoch
    assert after.lost_at_ms == NOW + 7
    assert await opened(fresh, before, NOW + 9) == after


async def test_a_look_tells_which_store_it_is_and_one_that_nobody_opened_hands_out_nothing(fresh):
    await fresh.enter(CID, "m1", b"hello", NOW)
    look = await fresh.look(NOW, 10, SECOND)
    assert (look.epoch, look.members) == (None, ())
    life = await opened(fresh)
    look = await fresh.look(NOW, 10, SECOND)
    assert (look.epoch, look.members) == (life.epoch, (f"take:{CID}",))


async def test_nobody_works_in_a_store_that_nobody_has_opened_and_nothing_is_lost_by_it(fresh):
    assert await fresh.enter(CID, "m1", b"hello", NOW) == Queued()
    assert await fresh.take(CID, NOW) is None
    await opened(fresh)
    assert isinstance(await fresh.take(CID, NOW), Turn)


async def test_nothing_leaves_a_store_whose_epoch_is_gone(fresh, client):
    await opened(fresh)
    await entered(fresh, text("t1"))
    await client.delete("chairside:{tag}:epoch")
    assert await fresh.start("t1", NOW, late=MS, check_after=MS, office=False) == NotYet()
    await opened(fresh)
    assert isinstance(await fresh.start("t1", NOW, late=MS, check_after=MS, office=False), Started)


async def test_what_writes_to_the_office_waits_after_a_loss_and_texts_do_not(fresh, client):
    before = knows(await opened(fresh))
    await client.flushall()
    await opened(fresh, before)
    await entered(fresh, booking("b1"), text("t1"))
    assert await fresh.start("b1", NOW + QUIET - 1, late=MS, check_after=MS) == NotYet()
    assert isinstance(await fresh.start("t1", NOW, late=MS, check_after=MS, office=False), Started)
    assert "fx:b1" not in await claim_due(fresh, NOW + QUIET - 1, 10, 1)
    assert "fx:b1" in await claim_due(fresh, NOW + QUIET, 10, 1)
    begun = await start(fresh, "b1", NOW + QUIET)
    assert begun.lost_at_ms == NOW


async def test_who_said_stop_is_put_back_before_anything_can_leave(fresh):
    await opened(fresh, recall=[Consent("ana", True, 5), Consent("sam", False, 5)])
    await entered(fresh, text("t1", to_digest="ana"), text("t2", lane="other", to_digest="sam"))
    assert await start(fresh, "t1") == Blocked("BLOCKED")
    assert isinstance(await start(fresh, "t2"), Started)


@pytest.mark.parametrize("order", [(5, 9), (9, 5)])
async def test_journals_may_be_put_back_in_any_order_and_the_newest_word_stands(fresh, order):
    words = {5: Consent("ana", True, 5), 9: Consent("ana", False, 9)}
    for at in order:
        await opened(fresh, recall=[words[at]])
    assert not await fresh.opted_out("ana")
    assert await fresh.consents() == [words[9]]


async def test_a_turn_begun_before_the_loss_changes_nothing_after_it(fresh, client):
    before = knows(await opened(fresh))
    turn = await fresh.enter(CID, "m1", b"old", NOW)
    await client.flushall()
    await opened(fresh, before, NOW + 1)
    newer = await fresh.enter(CID, "m2", b"new", NOW + 2)
    assert await fresh.commit(CID, turn.fence, commit(turn), NOW + 3) == Fenced()
    assert [e.payload for e in newer.entries] == [b"new"]
    assert newer.lost_at_ms == NOW + 1


async def test_card_numbers_go_on_far_from_those_that_were_lost(fresh, client):
    before = knows(await opened(fresh))
    assert await fresh.next_card_number() == 1
    await client.flushall()
    await opened(fresh, before)
    assert await fresh.next_card_number() > 1_000


async def test_what_was_never_taken_in_is_known_and_can_be_claimed(store):
    await store.enter(CID, "m1", b"hello", NOW)
    assert await store.unseen(["m0", "m1", "m2"]) == ("m0", "m2")
    assert await store.unseen([]) == ()
    assert await store.saw("m2", NOW)
    assert not await store.saw("m2", NOW)
    assert await store.unseen(["m0", "m1", "m2"]) == ("m0",)


async def test_a_member_that_is_done_for_now_is_due_again_unless_it_is_gone(fresh, client):
    await opened(fresh, feeds=["refeed:+1"])
    assert await claim_due(fresh, NOW, 10, 1_000) == ("refeed:+1",)
    await fresh.due_again("refeed:+1", NOW + 300_000)
    assert await claim_due(fresh, NOW + 299_999, 10, 1_000) == ()
    await client.zrem(fresh._key("due"), "refeed:+1")
    await fresh.due_again("refeed:+1", NOW)
    assert await claim_due(fresh, NOW + 300_000, 10, 1_000) == ()


async def test_another_secret_does_not_open_the_store(fresh, client):
    await opened(fresh)
    with pytest.raises(Unreadable):
        await opened(Store(client, "tag", Seal(bytes(reversed(range(32)))), "worker-2"))


async def test_tries_are_counted_until_one_ends_in_a_commit(store):
    turn = await store.enter(CID, "m1", b"one", NOW)
    assert turn.tries == 1
    for n in (2, 3):
        turn = await store.take(CID, NOW + n * LEASE)
        assert turn.tries == n
    await store.enter(CID, "m2", b"two", NOW + 3 * LEASE)
    following = await store.commit(CID, turn.fence, commit(turn), NOW + 3 * LEASE)
    assert following.tries == 1


async def test_an_entry_that_cannot_be_read_does_not_hide_those_behind_it(store, client):
    turn = await store.enter(CID, "m1", b"one", NOW)
    await store.enter(CID, "m2", b"two", NOW)
    await client.lset(f"chairside:{{tag}}:inbox:{CID}", 0, "rubbish")
    turn = await store.take(CID, NOW + LEASE)
    assert [e.payload for e in turn.entries] == [b"", b"two"]
    following = await store.commit(CID, turn.fence, commit(turn, aside=True), NOW + LEASE)
    assert [e.payload for e in following.entries] == [b"two"]
    assert await client.lrange(f"chairside:{{tag}}:aside:{CID}", 0, -1) == [b"rubbish"]


async def test_a_timer_that_rings_while_the_store_is_full_rings_later(store, client):
    await entered(store, timers=(Timer("moment", NOW),))
    await client.config_set("maxmemory", "1")
    try:
        with pytest.raises(RedisError):
            await store.fire_timer(CID, "moment", NOW, b"tick")
    finally:
        await client.config_set("maxmemory", "0")
    assert isinstance(await store.fire_timer(CID, "moment", NOW, b"tick"), Turn)

"""Effects in the places where a worker is late, dies, or is overtaken."""

from bot.store import Blocked, EffectRow, Finished, NotYet, Started
from tests.bot.store.acts import CID, LEASE, MS, NOW, booking, claim_due, commit, entered, settle, start, text

MUTEX = 15 * 60_000
OTHER = "d" * 32


async def test_the_same_turn_run_again_asks_for_the_same_effect_once(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    await entered(store, booking("b1"), event="m2")
    assert (await store.effect("b1")).state == "STARTED"


async def test_one_of_twenty_workers_starts_an_effect(store):
    await entered(store, booking("b1"))
    got = [await start(store, "b1") for _ in range(20)]
    assert [type(g) for g in got].count(Started) == 1
    assert got.count(NotYet()) == 19


async def test_an_effect_that_never_was_is_finished(store):
    assert await start(store, "nothing") == Finished("GONE")
    assert await store.effect("nothing") is None
    assert not await settle(store, "nothing")
    assert not await store.note("nothing", "sid", "SM1")


async def test_a_start_looks_the_effect_up_again_even_if_the_look_is_late(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    await store.unknown("b1", NOW + 75_000, NOW + 87_000)
    assert "fx:b1" not in await claim_due(store, NOW + 86_999, 10, 1)
    assert await claim_due(store, NOW + 87_000, 10, 1) == ("fx:b1",)
    assert (await store.effect("b1")).state == "UNKNOWN"


async def test_a_try_that_waited_for_its_place_counts_its_time_from_when_it_leaves(store):
    await entered(store, booking("b1"))
    first = await start(store, "b1")
    assert await store.sending("b1", NOW + 10_000, token=first.token)
    assert await start(store, "b1", NOW + 90_000) == NotYet()
    assert (await start(store, "b1", NOW + 100_000)).attempt == 2


async def test_a_try_that_was_overtaken_or_settled_does_not_leave(store):
    await entered(store, booking("b1"))
    first = await start(store, "b1")
    second = await start(store, "b1", NOW + 90_000)
    assert not await store.sending("b1", NOW + 91_000, token=first.token)
    assert await store.sending("b1", NOW + 91_000, token=second.token)
    await settle(store, "b1")
    assert not await store.sending("b1", NOW + 92_000, token=second.token)


async def test_a_try_that_was_overtaken_cannot_put_the_effect_back(store):
    await entered(store, booking("b1"))
    first = await start(store, "b1")
    await store.sending("b1", NOW, token=first.token)
    second = await start(store, "b1", NOW + 90_000)
    await store.later("b1", NOW + 91_000, NOW + 92_000, count=False, token=first.token)
    assert await start(store, "b1", NOW + 92_000) == NotYet()
    assert (await store.effect("b1")).attempt == second.attempt == 2


async def test_a_try_that_was_never_sent_is_somebody_elses_when_it_comes_due_and_is_not_counted(store):
    await entered(store, booking("b1"))
    dead = await start(store, "b1")
    assert (await store.effect("b1")).waits
    assert await start(store, "b1", NOW + 11_999) == NotYet()
    again = await start(store, "b1", NOW + 12_000)
    assert again.attempt == dead.attempt == 1
    assert not await store.sending("b1", NOW + 13_000, token=dead.token)  # it was only slow
    assert await store.sending("b1", NOW + 14_000, token=again.token)
    assert not (await store.effect("b1")).waits
    assert await start(store, "b1", NOW + 103_999) == NotYet()
    assert (await start(store, "b1", NOW + 104_000)).attempt == 2


async def test_a_try_of_the_release_before_which_noted_nothing_counts_as_sent(store, client):
    await entered(store, booking("b1"))
    await start(store, "b1")
    await client.hdel(store._row("b1"), "waits")
    assert await start(store, "b1", NOW + 89_999) == NotYet()


async def test_a_refusal_of_a_try_that_was_overtaken_settles_nothing_but_its_proof_does(store):
    await entered(store, booking("b1"))
    first = await start(store, "b1")
    await start(store, "b1", NOW + 90_000)
    assert not await store.settle("b1", "REFUSED", b"taken", NOW + 91_000, token=first.token)
    assert await store.settle("b1", "DONE", b"77", NOW + 92_000, token=first.token)
    assert (await store.effect("b1")).outcome == b"77"


async def test_what_is_told_late_about_a_settled_effect_changes_nothing(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    await settle(store, "b1")
    await store.unknown("b1", NOW, NOW + 1)
    await store.later("b1", NOW, NOW + 1, count=True)
    assert (await store.effect("b1")).state == "DONE"
    assert await claim_due(store, NOW + 999_999, 10, 1) == ()


async def test_a_counted_try_counts(store):
    await entered(store, text("t1"))
    await start(store, "t1")
    await store.later("t1", NOW, NOW + 1_000, count=True)
    assert (await start(store, "t1", NOW + 1_000)).attempt == 2


async def test_a_text_that_was_not_carried_out_keeps_its_place(store):
    await entered(store, text("t1"), text("t2"))
    await start(store, "t1")
    await store.later("t1", NOW, NOW + 3_000, count=False)
    assert await start(store, "t2") == NotYet()


async def test_a_text_settled_out_of_its_turn_lets_nobody_pass(store):
    await entered(store, text("t1"), text("t2"), text("t3"))
    await start(store, "t1")
    await settle(store, "t2")
    assert await start(store, "t3") == NotYet()
    await settle(store, "t1")
    assert isinstance(await start(store, "t3"), Started)


async def test_texts_of_two_conversations_do_not_wait_for_each_other(store):
    await entered(store, text("t1"))
    await entered(store, text("u1", lane=OTHER), event="m2", cid=OTHER)
    assert isinstance(await start(store, "t1"), Started)
    assert isinstance(await start(store, "u1"), Started)


async def test_a_mutex_is_kept_while_its_effect_is_looked_for(store):
    await entered(store, booking("b1", "patient/7"))
    await entered(store, booking("b2", "patient/7"), event="m2", cid=OTHER)
    await start(store, "b1")
    await store.unknown("b1", NOW + 60_000, NOW + 72_000)
    assert await start(store, "b2", NOW + 60_000 + MUTEX - 1) == NotYet()
    assert isinstance(await start(store, "b2", NOW + 60_000 + MUTEX), Started)


async def test_settling_does_not_take_a_mutex_away_from_its_next_owner(store):
    await entered(store, booking("b1", "patient/7"))
    await entered(store, booking("b2", "patient/7"), event="m2", cid=OTHER)
    await entered(store, booking("b3", "patient/7"), event="m3", cid="e" * 32)
    await start(store, "b1")
    await start(store, "b2", NOW + MUTEX)
    await settle(store, "b1", now=NOW + MUTEX)
    assert await start(store, "b3", NOW + MUTEX) == NotYet()


async def test_an_opt_out_counts_when_the_text_is_tried_again(store):
    digest = store.phone_digest("+15035550101")
    await entered(store, text("t1", to_digest=digest))
    await start(store, "t1")
    await store.later("t1", NOW, NOW + 1_000, count=False)
    await store.opt_out(digest, NOW)
    assert await start(store, "t1", NOW + 1_000) == Blocked("BLOCKED")
    await store.opt_out(digest, NOW, out=False)
    assert not await store.opted_out(digest)


async def test_a_result_waits_for_whoever_has_the_conversation(store):
    await entered(store, booking("b1"))
    await start(store, "b1")
    turn = await store.enter(CID, "m2", b"hello again", NOW + 1)
    await settle(store, "b1", now=NOW + 2, event=(CID, "b1", b"booked"))
    assert await store.next_due() == NOW + 1 + LEASE
    assert await store.take(CID, NOW + 2) is None
    following = await store.commit(CID, turn.fence, commit(turn), NOW + 3)
    assert [e.payload for e in following.entries] == [b"booked"]


async def test_a_note_is_written_once(store):
    await entered(store, text("t1"))
    assert await store.note("t1", "failed", "SM1")
    assert not await store.note("t1", "failed", "SM1")
    assert (await store.effect("t1")).notes == {"failed": "SM1"}


async def test_a_row_gives_back_what_was_put_in(store):
    await entered(store, EffectRow(id="t1", kind="text", payload=b"\x00\xff body"))
    await start(store, "t1", NOW + 5)
    state = await store.effect("t1")
    assert (state.kind, state.payload, state.outcome) == ("text", b"\x00\xff body", None)
    assert (state.started_at_ms, state.first_started_at_ms) == (NOW + 5, NOW + 5)


async def test_a_text_that_must_not_leave_any_more_is_told_of_in_the_same_breath(store):
    await entered(store, text("t1", to_digest="phone"))
    await store.opt_out("phone", NOW)
    told = await store.start("t1", NOW, late=MS, check_after=MS, blocked=(CID, "t1", b"never left"))
    assert told == Blocked("BLOCKED")
    assert [entry.payload for entry in (await store.take(CID, NOW)).entries] == [b"never left"]

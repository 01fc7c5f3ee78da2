"""What the store keeps beside conversations and effects, and how it names it."""

import re

from bot.store import Duplicate, Queued, Seal, Store, Timer, Turn, tag_of
from tests.bot.store.acts import CID, LEASE, MINUTE, NOW, booking, claim_due, commit, entered, settle, start, text


async def test_a_timer_set_anew_while_it_was_on_its_way_keeps_the_new_time(store):
    await entered(store, timers=(Timer("moment", NOW + 1_000),))
    await claim_due(store, NOW + 1_000, 10, 15_000)
    await entered(store, event="m2", timers=(Timer("moment", NOW + 5_000),), now=NOW + 1_000)
    assert await store.fire_timer(CID, "moment", NOW + 1_001, b"tick") == Duplicate()
    assert await claim_due(store, NOW + 5_000, 10, 1) == (f"wake:{CID}:moment",)
    assert isinstance(await store.fire_timer(CID, "moment", NOW + 5_000, b"tick"), Turn)


async def test_a_timer_that_was_removed_does_not_ring(store):
    await entered(store, timers=(Timer("give back", NOW + 1_000),))
    await entered(store, event="m2", timers=(Timer("give back", None),))
    assert await claim_due(store, NOW + 9_000, 10, 1) == ()
    assert await store.fire_timer(CID, "give back", NOW + 9_000, b"tick") == Duplicate()


async def test_a_timer_that_rings_during_a_turn_waits_for_it(store):
    await entered(store, timers=(Timer("moment", NOW + 1),))
    await store.enter(CID, "m2", b"two", NOW + 1)
    assert await store.fire_timer(CID, "moment", NOW + 1, b"tick") == Queued()


async def test_what_is_due_comes_due_again_for_another_worker(store):
    await entered(store, booking("b1"))
    assert await claim_due(store, NOW, 10, 15_000) == ("fx:b1",)
    assert await claim_due(store, NOW + 14_999, 10, 15_000) == ()
    assert await claim_due(store, NOW + 15_000, 10, 15_000) == ("fx:b1",)


async def test_due_things_are_handed_out_oldest_first_and_never_twice(store):
    for n in range(5):
        await entered(store, booking(f"b{n}"), event=f"m{n}", now=NOW + n)
    assert await claim_due(store, NOW + 9, 2, 15_000) == ("fx:b0", "fx:b1")
    assert await claim_due(store, NOW + 9, 9, 15_000) == ("fx:b2", "fx:b3", "fx:b4")


async def test_the_next_due_thing_is_known(store):
    assert await store.next_due() is None
    await entered(store, booking("b1"))
    assert await store.next_due() == NOW
    await settle(store, "b1")
    assert await store.next_due() is None


async def test_nothing_is_due_for_a_conversation_at_rest(store):
    await entered(store)
    assert await store.next_due() is None
    assert await store.take(CID, NOW) is None


async def test_what_is_given_back_undone_is_handed_out_anew_and_was_no_try(store):
    turn = await store.enter(CID, "m1", b"one", NOW)
    await store.give_back(CID, turn.fence, NOW + 1_000, NOW + 2_000)
    assert await store.next_due() == NOW + 2_000
    again = await store.take(CID, NOW + 2_000)
    assert (again.tries, again.entries) == (turn.tries, turn.entries)


async def test_who_no_longer_has_a_conversation_cannot_give_it_back(store):
    slept = await store.enter(CID, "m1", b"one", NOW)
    taken = await store.take(CID, NOW + LEASE)
    await store.give_back(CID, slept.fence, NOW + LEASE, NOW + LEASE)
    assert await store.take(CID, NOW + LEASE + 1) is None
    await store.commit(CID, taken.fence, commit(taken), NOW + LEASE + 1)
    await store.give_back(CID, taken.fence, NOW + LEASE + 2, NOW + LEASE + 2)
    assert await store.next_due() is None


async def test_a_flood_is_handed_out_in_parts_and_nothing_of_it_is_lost(store):
    turn = await store.enter(CID, "m0", b"0", NOW)
    for n in range(1, 100):
        await store.enter(CID, f"m{n}", str(n).encode(), NOW)
    got = []
    while isinstance(turn, Turn):
        turn = await store.commit(CID, turn.fence, commit(turn, acks=len(turn.entries)), NOW)
        got += [int(e.payload) for e in turn.entries] if isinstance(turn, Turn) else []
    assert got == list(range(1, 100))


async def test_an_older_look_never_replaces_a_newer_one(store):
    await store.cache_put("openings", b"newer", NOW + 1, MINUTE)
    await store.cache_put("openings", b"older", NOW, MINUTE)
    assert await store.cache_get("openings") == b"newer"
    assert await store.cache_get("something else") is None


async def test_cards_are_listed_by_number(store):
    await entered(store, cards=tuple((number, b"card", "open") for number in (3, 1, 2)))
    assert [card.number for card in await store.cards(("open",))] == [1, 2, 3]
    assert await store.card(9) is None


async def test_a_server_that_forgot_the_scripts_is_told_again(store, client):
    await store.enter(CID, "m1", b"one", NOW)
    await client.script_flush()
    assert await store.enter(CID, "m1", b"one", NOW) == Duplicate()


async def test_keys_carry_one_hash_tag_and_nothing_of_anybody(store, client):
    phone, event = "+15035550101", "SM0123456789abcdef0123456789abcdef"
    digest = store.phone_digest(phone)
    cid = store.conversation_id("+15035550199", phone)
    rows = (text("a" * 32, lane=cid, to_digest=digest), booking("b" * 32, "operatory/3/0900", "patient/4711"))
    await entered(
        store, *rows, event=event, cid=cid, cards=((1, b"c", "open"),), opt_out=(digest, True), audit=({"what": "x"},)
    )
    await start(store, "b" * 32)
    await settle(store, "a" * 32)
    await store.cache_put("openings/+15035550199/326", b"x", NOW, MINUTE)
    for key in await client.keys("*"):
        assert re.fullmatch(r"chairside:\{tag\}:[a-z]+(:([0-9a-f]{32}|open|1))?", key.decode())


def test_one_customer_key_has_one_tag_and_two_have_two():
    assert tag_of("key-1") == tag_of("key-1")
    assert tag_of("key-1") != tag_of("key-2")


async def test_what_stands_for_a_phone_is_another_thing_under_another_secret(store, client):
    other = Store(client, "tag", Seal(bytes(reversed(range(32)))), "worker-1")
    assert store.conversation_id("+1", "+2") != store.conversation_id("+2", "+1")
    assert store.conversation_id("+1", "+2") != other.conversation_id("+1", "+2")
    assert store.phone_digest("+1") != other.phone_digest("+1")


async def test_two_offices_in_one_store_do_not_meet(store, client):
    other = Store(client, "another", store._seal, "worker-1")
    await entered(store, booking("b1"))
    assert await other.effect("b1") is None
    assert await other.next_due() is None


async def test_the_store_tells_its_time(store, client):
    before = (await client.time())[0] * 1000
    assert before <= await store.server_time() <= ((await client.time())[0] + 1) * 1000


async def test_what_staff_asked_for_rests_until_it_is_done_and_is_claimed_once(store):
    name = await store.keep_asked("slack/command/1", b"note 4", NOW, again=NOW + 30_000)
    assert await store.keep_asked("slack/command/1", b"note 4", NOW + 1, again=NOW + 30_001) is None
    assert await claim_due(store, NOW + 29_999, 10, 1) == ()
    await store.hold_asked(name, NOW + 40_000)
    assert await claim_due(store, NOW + 39_999, 10, 1) == ()
    assert await claim_due(store, NOW + 40_000, 10, 15_000) == (f"desk:{name}",)
    assert await store.take_asked(name, NOW + 40_000, again=NOW + 70_000) == (b"note 4", 1)
    assert await claim_due(store, NOW + 69_999, 10, 1) == ()
    assert await store.take_asked(name, NOW + 70_000, again=NOW + 99_000) == (b"note 4", 2)
    await store.done_asked(name)
    await store.hold_asked(name, NOW + 99_000)  # whoever holds it has not heard yet
    assert await claim_due(store, NOW + 999_000, 10, 1) == ()
    assert await store.take_asked(name, NOW + 99_000, again=NOW + 999_000) is None


async def test_what_staff_asked_for_rests_sealed(store, client):
    name = await store.keep_asked("slack/command/1", b"text 503 555 0101 hello", NOW, again=NOW)
    kept = await client.hgetall(store._key("asked", name))
    assert not any(b"hello" in value or b"0101" in value for value in kept.values())

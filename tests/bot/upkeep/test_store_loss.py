"""The store is lost under a running bot: what must not be lost is not, and nothing is done twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.office.line import COMMITS_WITHIN
from bot.pretend.carrier import Answer, CallbackFault, RequestFault
from bot.pretend.office import faults
from tests.house import ANA, STRANGER

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"
LOOK = timedelta(seconds=1)


async def agree(town, *, yes=True):
    """Go up to the yes, and say it. Return the patient's visits before."""
    before = {v["AptNum"] for v in await town.visits(town.patient("Ana Silva"))}
    await town.says(ALL_AT_ONCE)
    await town.says("1")
    if yes:
        await town.text("yes")
    return before


async def more_visits(town, before):
    return len([v for v in await town.visits(town.patient("Ana Silva")) if v["AptNum"] not in before])


async def wait(minutes=0, seconds=0):
    await asyncio.sleep(minutes * 60 + seconds)


# --- a booking that is out -------------------------------------------------------------------------------------------


def test_a_booking_that_is_out_when_the_store_is_lost_is_told_by_the_worker_that_waits_for_it(house):
    async def scene(town):
        town.office.faults.next(POST, faults.slow(timedelta(seconds=20)))
        before = await agree(town)
        await wait(seconds=5)
        await town.client.flushall()
        heard = await town.answer(after=timedelta(minutes=10))
        return heard, await more_visits(town, before), town.office.calls[POST], await town.cards()

    heard, more, posts, cards = house(scene, look_every=LOOK)
    assert heard.count("You're all set") == 1
    assert "start again" not in heard
    assert (more, posts, cards) == (1, 1, [])


def test_who_books_the_same_again_while_the_first_is_still_out_hears_of_one_booking(house):
    async def scene(town):
        town.office.faults.next(POST, faults.slow(timedelta(seconds=25)))
        before = await agree(town)
        await wait(seconds=5)
        await town.client.flushall()
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        await town.text("yes")
        heard = await town.answer(after=timedelta(minutes=10))
        return heard, await more_visits(town, before), town.office.calls[POST], await town.cards()

    heard, more, posts, cards = house(scene, look_every=LOOK, tier="local")  # an office that does several things at once
    assert heard.count("You're all set") == 1
    assert (more, posts, cards) == (1, 1, [])


def test_who_was_booked_by_a_life_that_nobody_remembers_is_not_given_a_second_visit(house):
    async def scene(town):
        before = await agree(town)
        await wait(seconds=1.5)  # the visit stands, and the worker dies before it can say so
        await town.crash()
        await town.client.flushall()
        await town.start()
        await town.answer(after=timedelta(seconds=10))
        await town.says("Cleaning any afternoon next week please, Ana Silva 5/1/80")
        await town.says("2")
        heard = await town.says("yes", after=timedelta(minutes=4))
        return heard, await more_visits(town, before), [c["kind"] for c in await town.cards()]

    heard, more, cards = house(scene, look_every=LOOK)
    assert "could not confirm" in heard
    assert (more, cards) == (1, ["booking unconfirmed"])


def test_after_a_loss_somebody_may_have_two_visits_if_they_heard_of_both(house):
    async def scene(town):
        await town.says("hi")
        await town.client.flushall()
        await wait(minutes=3)
        return [await town.books() + await town.answer(after=timedelta(seconds=10)) for _ in range(2)]

    first, second = house(scene, look_every=LOOK)
    assert "You're all set" in first
    assert "You're all set" in second


def test_who_waits_for_a_booking_that_nobody_remembers_is_with_a_person(house):
    async def scene(town):
        town.office.faults.next(POST, faults.slow(timedelta(seconds=20)))
        await agree(town)
        await wait(seconds=5)
        await town.crash()
        await town.client.flushall()
        await town.start()
        at_once = await town.answer(after=timedelta(seconds=60))
        return at_once, await town.answer(after=timedelta(minutes=5)), [c["kind"] for c in await town.cards()]

    at_once, later, cards = house(scene, look_every=LOOK)
    assert "front desk" not in at_once
    assert later.count("I'm passing this to the front desk") == 1
    assert cards == ["booking unconfirmed"]


def test_who_waits_for_a_move_that_nobody_remembers_is_with_a_person(house):
    """ "One moment, I'm doing that." is no answer."""

    async def scene(town):
        megan = "+19715550101"
        await town.says("can we move my appointment? Megan Hughes 5/30/1985", megan, after=timedelta(seconds=10))
        for said in ("1", "any day next week", "1"):
            await town.says(said, megan, after=timedelta(seconds=10))
        town.office.faults.next("PUT /appointments/{AptNum}", faults.slow(timedelta(seconds=50)))
        said = await town.says("yes", megan, after=timedelta(seconds=15))
        await town.crash()
        await town.client.flushall()
        await town.start()
        return said, await town.answer(megan, after=timedelta(minutes=6)), [c["kind"] for c in await town.cards()]

    said, heard, cards = house(scene, look_every=LOOK)
    assert "doing that" in said
    assert heard.count("I'm passing this to the front desk") == 1
    assert cards == ["booking unconfirmed"]


def test_a_confirmation_that_waited_behind_another_text_when_all_was_lost_brings_a_person(house):
    """Seed 14 of `wiped`: the visit stands, and only the text that waited in its lane knew to tell so."""

    async def scene(town):
        before = await agree(town, yes=False)
        town.office.faults.next(POST, faults.slow(timedelta(seconds=4)))
        await town.text("yes")
        town.carrier.faults.requests.append(RequestFault(Answer.BROKEN))  # "One moment, I'm booking it": is it sent?
        town.carrier.faults.callbacks.extend([CallbackFault(copies=0)] * 3)
        await wait(seconds=12)
        await town.client.flushall()
        heard = await town.answer(after=timedelta(minutes=6))
        return heard, await more_visits(town, before), [c["kind"] for c in await town.cards()]

    heard, more, cards = house(scene, look_every=LOOK)
    assert "You're all set" not in heard
    assert "I'm passing this to the front desk" in heard
    assert (more, cards) == (1, ["booking unconfirmed"])


def test_a_booking_whose_answer_and_store_are_lost_brings_a_person(house):
    async def scene(town):
        town.office.faults.next(POST, faults.timeout(committed=True))
        before = await agree(town)
        await wait(seconds=30)
        await town.client.flushall()
        heard = await town.answer(after=timedelta(minutes=10))
        return heard, await more_visits(town, before), town.office.calls[POST], [c["kind"] for c in await town.cards()]

    heard, more, posts, cards = house(scene, look_every=LOOK)
    assert "could not confirm" in heard
    assert "You're all set" not in heard
    assert (more, posts, cards) == (1, 1, ["booking unconfirmed"])


def test_what_a_dead_worker_had_on_its_way_to_the_office_is_found_and_not_booked_again(house):
    """C7 and a wipe at once: the visit is made after the worker died, the store was lost and the patient began anew."""

    async def scene(town):
        town.office.faults.next(POST, faults.slow(timedelta(seconds=80)))  # 504 after 60 s, and made after 80
        before = await agree(town)
        await wait(seconds=62)
        await town.crash()
        await town.client.flushall()
        await town.start()
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        await town.answer(after=timedelta(0))
        await town.text("yes")
        heard = await town.answer(after=timedelta(minutes=5))
        return heard, await more_visits(town, before), town.office.calls[POST]

    heard, more, posts = house(scene, look_every=LOOK)
    assert heard.count("You're all set") == 1
    assert (more, posts) == (1, 1)


def test_after_a_loss_nothing_is_written_to_the_office_until_it_has_had_its_time_but_texts_leave(house):
    async def scene(town):
        await town.says("hi")
        await town.client.flushall()
        lost_at = town.clock.now()
        before = await agree(town)
        while not town.office.calls[POST]:
            await wait(seconds=1)
        posted_after = town.clock.now() - lost_at
        heard = await town.answer(after=timedelta(seconds=20))
        return posted_after, heard, await more_visits(town, before)

    posted_after, heard, more = house(scene, look_every=LOOK)
    assert COMMITS_WITHIN <= posted_after < COMMITS_WITHIN + timedelta(seconds=10)
    assert "booking it" in heard
    assert "still checking" in heard
    assert "You're all set" in heard
    assert more == 1


@pytest.mark.parametrize(("hours", "looks"), [(1, True), (25, False)])
def test_what_an_earlier_life_booked_is_looked_for_as_long_as_anybody_goes_on_with_it(house, hours, looks):
    async def reads(town):
        """Book, and return how often the book is read for it."""
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        before = town.office.calls["GET /appointments"]
        assert "You're all set" in await town.says("yes", after=timedelta(seconds=20))
        return town.office.calls["GET /appointments"] - before

    async def scene(town):
        await town.says("hi")
        usual = await reads(town)
        await wait(minutes=20)  # so that this visit was not made about when the store was lost
        await town.client.flushall()
        await town.says("hi")
        await wait(minutes=hours * 60)
        return await reads(town) > usual

    assert house(scene) is looks


def test_a_first_start_and_a_later_one_are_no_loss(house):
    async def scene(town):
        first = await town.books()
        await town.stop()
        await town.start()
        return first, await town.books()

    first, second = house(scene)
    assert "You're all set" in first
    assert "You're all set" in second


def test_a_store_that_was_lost_while_nobody_ran_is_noticed_at_the_start(house):
    async def scene(town):
        await town.books()
        await town.stop()
        await town.client.flushall()
        await town.start()
        return await town.books()

    assert "You're all set" not in house(scene)


# --- who said stop ---------------------------------------------------------------------------------------------------

STOP = "please stop texting me"  # in words that the carrier does not know, so it blocks nobody


def test_who_said_stop_gets_nothing_after_a_loss(house):
    async def scene(town):
        assert "START to rejoin" in await town.says(STOP)
        await town.client.flushall()
        said = await town.says("Cleaning tomorrow please, Ana Silva 5/1/80", after=timedelta(minutes=1))
        return said, [(c["kind"], c["phone"]) for c in await town.cards()]

    said, cards = house(scene)
    assert said == ""
    assert cards == [("please call", ANA)]


def test_not_even_what_a_person_at_the_desk_writes_reaches_who_said_stop(house):
    async def scene(town):
        await town.says(STOP)
        await town.client.flushall()
        await town.says("are you there?", after=timedelta(seconds=10))
        (card,) = await town.cards()
        await town.press(card["number"], "answer", "Hello from the desk")
        return await town.answer(after=timedelta(minutes=1))

    assert house(scene) == ""


def test_who_said_stop_in_a_store_lost_while_nobody_ran_gets_nothing(house):
    async def scene(town):
        await town.says(STOP)
        await town.crash()
        await town.client.flushall()
        await town.start()
        return await town.says("hello?", after=timedelta(minutes=1))

    assert house(scene) == ""


def test_who_took_it_back_is_texted_after_a_loss(house):
    async def scene(town):
        await town.says("STOP")
        assert "texts from us again" in await town.says("START")
        await town.client.flushall()
        return await town.says("hi", after=timedelta(minutes=1)), await town.says("what are your hours?")

    hi, hours = house(scene)
    assert "start again" in hi
    assert "We're open" in hours


def test_a_stop_is_in_the_journal_before_the_store_knows_of_it(house, monkeypatch):
    order = []

    async def scene(town):
        store = next(iter(town.bot.rooms.values())).store
        journal = next(iter(town.bot.rooms.values())).journal
        write, commit = type(journal).write, type(store).commit

        def writes(self, *records):
            order.extend("journal" for record in records if record.out)
            write(self, *records)

        async def commits(self, cid, fence, change, now):
            order.extend(["store"] if change.opt_out else [])
            return await commit(self, cid, fence, change, now)

        monkeypatch.setattr(type(journal), "write", writes)
        monkeypatch.setattr(type(store), "commit", commits)
        await town.says(STOP)

    house(scene)
    assert order == ["journal", "store"]


# --- conversations ---------------------------------------------------------------------------------------------------


def test_a_number_for_an_offer_that_was_lost_books_nothing_and_begins_anew(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await town.client.flushall()
        lost = await town.says("2", after=timedelta(seconds=10))
        return lost, town.office.calls[POST], await town.says(ALL_AT_ONCE)

    lost, posts, offer = house(scene)
    assert "let's start again" in lost
    assert "Hi! I can" not in lost
    assert len(lost.splitlines()) == 1
    assert posts == 0
    assert "I can offer" in offer


def test_a_yes_to_a_read_back_that_was_lost_books_nothing(house):
    async def scene(town):
        await agree(town, yes=False)
        await town.client.flushall()
        lost = await town.says("yes", after=timedelta(minutes=5))
        return lost, town.office.calls[POST]

    lost, posts = house(scene)
    assert "let's start again" in lost
    assert posts == 0


def test_to_somebody_new_no_notes_were_lost(house):
    async def scene(town):
        await town.says("hi")
        await town.client.flushall()
        await town.says("hi", after=timedelta(seconds=10))
        await wait(minutes=13 * 60)
        return await town.says("2", STRANGER)

    assert "start again" not in house(scene)


def test_a_message_in_hand_when_the_store_is_lost_is_answered_all_the_same(house):
    async def scene(town):
        town.office.faults.next("GET /patients", faults.slow(timedelta(seconds=6)))
        await town.text(ALL_AT_ONCE)
        await wait(seconds=3)
        await town.client.flushall()
        return await town.answer(after=timedelta(seconds=30))

    heard = house(scene, look_every=LOOK)
    assert heard.count("I can offer") == 1


def test_what_was_answered_before_the_loss_is_not_answered_again(house):
    async def scene(town):
        await town.says("what are your hours?")
        await town.says("thanks")
        await town.client.flushall()
        return await town.answer(after=timedelta(minutes=30))

    assert house(scene, look_every=timedelta(seconds=10)) == ""


def test_a_card_number_on_an_old_alert_never_means_another_card(house):
    async def scene(town):
        await town.says("I want to talk to a person")
        (before,) = await town.cards()
        await town.client.flushall()
        await town.says("I want to talk to a person", STRANGER, after=timedelta(seconds=10))
        (after,) = await town.cards()
        return before["number"], after["number"]

    before, after = house(scene)
    assert before == 1
    assert after >= 1000

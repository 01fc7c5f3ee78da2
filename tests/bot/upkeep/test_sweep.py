"""The sweep: what our own writes may have left in the book is found and seen to; what staff did is never touched."""

import asyncio
from datetime import timedelta

from bot.pretend.office import faults
from flows.say import LINES
from flows.words import Opening
from tests.bot.late_visits import (
    LONG,
    OTHER,
    POST,
    SOON,
    books_for,
    days_later,
    go_up_to_the_yes,
    hers,
    kinds,
    minutes,
    only_the_first,
    opening_of,
    read_back,
    status,
    window,
)

# --- ours ------------------------------------------------------------------------------------------------------------


def test_a_second_visit_made_five_minutes_late_is_removed_and_staff_know(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        await only_the_first(town, timedelta(minutes=5))
        heard = await town.answer(after=timedelta(minutes=4))
        first = await hers(town, before)
        await minutes(1.2)
        both = await hers(town, before)
        heard += await town.answer(after=SOON)
        return heard, first, both, await hers(town, before), await hers(town, before, "UnschedList"), await kinds(town)

    heard, first, both, left, broken, cards = house(scene)
    assert (len(first), len(both)) == (1, 2)
    assert [v["AptNum"] for v in left] == [first[0]["AptNum"]] == [min(v["AptNum"] for v in both)]
    assert len(broken) == 1
    assert heard.count("You're all set") == 1
    assert "sorry" not in heard
    assert cards == ["a second visit was removed"]


def test_a_visit_made_after_we_gave_up_stands_and_the_open_card_still_says_to_look(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        town.office.faults.next(POST, faults.timeout(), times=9, after=1)
        await only_the_first(town, timedelta(minutes=12))
        heard = await town.answer(after=timedelta(minutes=10))
        cards = await kinds(town)
        after = await town.answer(after=LONG)
        return heard, cards, after, await hers(town, before), await kinds(town)

    heard, cards, after, left, then = house(scene)
    assert "could not confirm" in heard
    assert (cards, then) == (["booking unconfirmed"], ["booking unconfirmed"])
    assert len(left) == 1
    assert after == LINES["nobody_yet"][0].format(desk="503-555-0100")  # the card is open, and the patient waits


def test_a_visit_made_after_the_card_was_settled_raises_another(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        town.office.faults.next(POST, faults.timeout(), times=9, after=1)
        await only_the_first(town, timedelta(minutes=12))
        await town.answer(after=timedelta(minutes=10))
        (card,) = await town.cards()
        await town.press(card["number"], "resolve")
        await asyncio.sleep(LONG.total_seconds())
        return len(await hers(town, before)), await kinds(town)

    assert house(scene) == (1, ["unconfirmed visit stands after all"])


def test_staff_who_were_faster_keep_the_chair_and_the_patient_is_asked_again(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        window(town, timedelta(seconds=20))
        await town.text("yes")
        await asyncio.sleep(8)
        theirs = books_for(town, OTHER, opening)
        booked = await town.answer(after=timedelta(minutes=1))
        window(town, timedelta(0))
        clash = town.office.overlaps()
        sorry = await town.answer(after=SOON)
        again = await town.says("tuesday morning")
        return booked, clash, sorry, again, await hers(town, before), status(town, theirs), await kinds(town)

    booked, clash, sorry, again, left, theirs, cards = house(scene)
    assert "You're all set" in booked
    assert len(clash) == 1
    assert "already given to someone else" in sorry
    assert "When would suit you?" in sorry
    assert "Shall I book it?" in again
    assert (left, theirs) == ([], "Scheduled")
    assert cards == ["visit withdrawn, the time was taken"]


def test_staff_who_were_faster_keep_the_chair_even_if_they_wrote_on_the_visit_since(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        window(town, timedelta(seconds=20))
        await town.text("yes")
        await asyncio.sleep(8)
        theirs = books_for(town, OTHER, opening)
        await minutes(1)
        town.office.staff_changes(theirs, Note="called, will come")
        await asyncio.sleep(SOON.total_seconds())
        return await hers(town, before), status(town, theirs)

    assert house(scene) == ([], "Scheduled")


def test_two_workers_remove_a_second_visit_once(house):
    async def scene(town):
        async with town.another():
            before = await go_up_to_the_yes(town)
            await only_the_first(town, timedelta(minutes=5))
            await asyncio.sleep(SOON.total_seconds())
            return len(await hers(town, before)), await kinds(town), town.office.calls["PUT /appointments/{AptNum}/Break"]

    assert house(scene) == (1, ["a second visit was removed"], 1)


def test_a_worker_that_dies_while_it_sweeps_leaves_the_rest_to_the_next(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        await only_the_first(town, timedelta(minutes=5))
        await minutes(5.2)
        for _ in range(6):
            await town.crash()
            await town.start()
            await asyncio.sleep(2)
        await asyncio.sleep(SOON.total_seconds())
        return len(await hers(town, before)), await kinds(town)

    assert house(scene) == (1, ["a second visit was removed"])


# --- not ours --------------------------------------------------------------------------------------------------------


def test_what_staff_put_onto_a_visit_of_ours_is_their_affair(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        old = books_for(town, OTHER, days_later(opening, timedelta(days=7)))
        await town.says("yes", after=timedelta(minutes=2))
        later = books_for(town, OTHER, opening)
        town.office.staff_moves(old, opening.start, operatory=opening.operatory)
        await asyncio.sleep(LONG.total_seconds())
        return len(await hers(town, before)), status(town, later), status(town, old), await kinds(town)

    assert house(scene) == (1, "Scheduled", "Scheduled", [])


def test_staffs_own_double_booking_is_never_touched(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = days_later(await read_back(town), timedelta(days=7))
        await town.text("yes")
        both = [books_for(town, OTHER, opening), books_for(town, 12, opening)]
        twice = [books_for(town, 1, opening), books_for(town, 1, opening)]  # and Ana herself, twice
        await asyncio.sleep(LONG.total_seconds())
        return len(await hers(town, before)), {status(town, n) for n in (*both, *twice)}, await kinds(town)

    assert house(scene) == (3, {"Scheduled"}, [])


def test_a_visit_staff_made_for_her_at_the_same_time_is_never_broken(house):
    """Ours comes true late, beside it: then ours goes."""

    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        await only_the_first(town, timedelta(minutes=5))
        theirs = books_for(town, 1, opening)
        heard = await town.answer(after=timedelta(minutes=4))
        await minutes(1.2)
        both = len(await hers(town, before))
        await asyncio.sleep(SOON.total_seconds())
        left = [v["AptNum"] for v in await hers(town, before)]
        return heard.count("You're all set"), both, left == [theirs], await kinds(town)

    assert house(scene) == (1, 2, True, ["a second visit was removed"])


def test_a_visit_staff_made_beside_ours_is_never_broken(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        town.office.faults.next(POST, faults.timeout(committed=True))
        await town.says("yes", after=timedelta(minutes=2))
        theirs = books_for(town, 1, opening)
        await asyncio.sleep(LONG.total_seconds())
        return len(await hers(town, before)), status(town, theirs), town.office.calls["PUT /appointments/{AptNum}/Break"]

    assert house(scene) == (2, "Scheduled", 0)


def test_a_visit_of_ours_that_staff_moved_is_theirs(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        await town.says("yes", after=timedelta(minutes=1))
        (mine,) = await hers(town, before)
        opening = days_later(await _where(town, mine), timedelta(days=7))
        books_for(town, OTHER, opening)
        town.office.staff_moves(mine["AptNum"], opening.start)
        await asyncio.sleep(LONG.total_seconds())
        return len(await hers(town, before)), await kinds(town)

    assert house(scene) == (1, [])


async def _where(town, visit):
    start = opening_of(visit, town)
    return Opening(start, start + timedelta(minutes=60), visit["ProvNum"], visit["Op"])


# --- what it costs -----------------------------------------------------------------------------------------------------


def test_an_office_for_which_we_made_nothing_is_not_asked(house):
    async def scene(town):
        await town.says("what are your hours?")
        await minutes(60)
        return town.office.calls["GET /appointments"]

    assert house(scene) == 0


def test_after_a_booking_one_read_every_five_minutes_and_no_more(house):
    async def scene(town):
        await go_up_to_the_yes(town)
        town.office.calls.clear()
        await town.says("yes", after=timedelta(hours=1))
        return dict(town.office.calls)

    calls = house(scene)
    assert 11 <= calls.pop("GET /appointments") <= 13
    assert set(calls) == {"GET /appointments/SlotsWebSched", POST, "POST /commlogs"} or set(calls) == {POST, "POST /commlogs"}


def test_a_practice_is_swept_a_day_after_its_last_booking_and_then_left_alone(house):
    async def scene(town):
        await go_up_to_the_yes(town)
        await town.says("yes", after=timedelta(hours=25))
        before = town.office.calls["GET /appointments"]
        await minutes(60)
        return town.office.calls["GET /appointments"] - before

    assert house(scene) == 0


def test_an_office_that_is_away_is_swept_when_it_is_back(house):
    async def scene(town):
        before = await go_up_to_the_yes(town)
        await only_the_first(town, timedelta(minutes=5))
        await minutes(3)
        town.office.faults.always("*", faults.unreachable())
        await minutes(30)
        town.office.faults.clear()
        await asyncio.sleep(SOON.total_seconds())
        return len(await hers(town, before)), await kinds(town)

    assert house(scene) == (1, ["a second visit was removed"])

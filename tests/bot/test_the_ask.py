"""Will they come? Asked once a visit, two days before, in the practice's hours; and what the book says afterwards."""

import asyncio
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from bot.demo import SECONDS_BETWEEN_CALLS
from bot.outreach.days import is_time, next_round, to_ask_about
from bot.pretend.keys import office_file
from flows.words import Practice, Rules
from tests.flows.scenes import PRACTICE

MEGAN = "+19715550101"
A_DAY = timedelta(days=1, minutes=20)  # the scene begins on Monday at 9:00: on Tuesday they are asked about Thursday


@pytest.fixture
def house(house):
    """A practice that asks of itself: other scenes have one that does not."""
    return partial(house, file=office_file)


async def visit(town, name="Megan Hughes"):
    return (await town.visits(town.patient(name)))[0]


async def asked(town, phone=MEGAN):
    """Wait until Tuesday's round is over, and return what came in on that phone."""
    return await town.answer(phone, after=A_DAY)


def texts(town, phone):
    return [text.body for text in town.carrier.phone(phone) if text.direction == "received"]


def test_two_days_before_the_visit_it_is_asked_for_once_and_marked_as_sent(house):
    async def scene(town):
        first = await asked(town)
        marked = (await visit(town))["confirmed"]
        await town.stop()
        await town.start()
        return first, marked, await town.answer(MEGAN, after=timedelta(days=2))

    first, marked, more = house(scene)
    assert first == "Maple Street Dental: You have a visit: Megan, Thu Dec 3 at 9:00 AM. Reply C to confirm, R to change it."
    assert marked == "eConfirm Sent"
    assert more == ""


def test_c_confirms_with_two_calls(house):
    async def scene(town):
        await asked(town)
        before = Counter(town.office.calls)
        answer = await town.says("C", MEGAN)
        return answer, Counter(town.office.calls) - before, await visit(town)

    answer, calls, confirmed = house(scene)
    assert "confirmed: Megan, Thu Dec 3 at 9:00 AM" in answer
    assert calls == {"GET /appointments/{AptNum}": 1, "PUT /appointments/{AptNum}/Confirm": 1, "POST /commlogs": 1}
    assert confirmed["confirmed"] == "Confirmed"


def test_r_moves_the_same_record_without_a_birth_date(house):
    async def scene(town):
        await asked(town)
        before = await visit(town)
        await town.says("R", MEGAN)
        offered = await town.says("next week, any time", MEGAN, after=timedelta(seconds=12))
        await town.says("1", MEGAN, after=timedelta(seconds=12))
        return before, offered, await town.says("yes", MEGAN, after=timedelta(seconds=12)), await visit(town)

    before, offered, answer, after = house(scene)
    assert "Which one?" in offered
    assert answer.startswith("Moved: Megan,")
    assert after["AptNum"] == before["AptNum"]
    assert after["AptDateTime"] > "2026-12-07"
    assert after["confirmed"] == "Not Called"


def test_a_wish_to_cancel_breaks_the_visit_that_was_asked_about(house):
    async def scene(town):
        await asked(town)
        number = (await visit(town))["AptNum"]
        await town.says("please cancel it", MEGAN)
        answer = await town.says("2", MEGAN, after=timedelta(seconds=12))
        broken = await town.visits(town.patient("Megan Hughes"), "UnschedList")
        return number, answer, broken

    number, answer, broken = house(scene)
    assert "off the book" in answer
    assert [row["AptNum"] for row in broken] == [number]


def test_an_answer_to_an_old_ask_is_read_against_what_is_in_the_book_now(house):
    async def scene(town):
        await asked(town)
        row = await visit(town)
        town.office.staff_moves(row["AptNum"], datetime(2026, 12, 4, 10, tzinfo=PRACTICE.zone))
        answer = await town.says("C", MEGAN)
        return answer, await visit(town), await town.says("C", MEGAN), await visit(town)

    answer, still, confirmed, after = house(scene)
    assert "Fri Dec 4 at 10:00 AM" in answer
    assert still["confirmed"] == "eConfirm Sent"
    assert "confirmed: Megan, Fri Dec 4 at 10:00 AM" in confirmed
    assert after["confirmed"] == "Confirmed"


def test_a_worker_that_stops_amid_a_round_reads_no_further_and_the_next_one_goes_on_with_it(house):
    async def scene(town):
        def charts_read():
            return town.office.calls["GET /patients/{PatNum}"]

        await town.answer(MEGAN, after=timedelta(days=1, seconds=4))
        before = charts_read()
        await town.stop()
        while_stopping = charts_read() - before
        await town.start()
        await town.answer(MEGAN, after=timedelta(minutes=20))
        return while_stopping, charts_read() - before, texts(town, MEGAN)

    while_stopping, by_the_next, asked = house(scene)
    assert while_stopping <= 1 < by_the_next
    assert len(asked) == 1


def test_a_household_is_asked_in_one_text(house):
    async def scene(town):
        finn = town.patient("Finn Hughes")
        town.office.staff_edits_chart(finn, TxtMsgOk="Yes")
        earlier = datetime(2026, 12, 3, 10, tzinfo=PRACTICE.zone)
        number = town.office.staff_books(finn, earlier, minutes=60, operatory=2, provider=1)
        town.office.staff_changes(number, SecDateTEntry=datetime(2026, 11, 1, tzinfo=PRACTICE.zone).replace(tzinfo=None))
        return await asked(town), texts(town, MEGAN)

    answer, all_of_them = house(scene)
    assert "Megan, Thu Dec 3 at 9:00 AM; Finn, Thu Dec 3 at 10:00 AM" in answer
    assert len(all_of_them) == 1


# --- who is not asked --------------------------------------------------------------------------------------------------


def test_whoever_said_stop_is_not_asked(house):
    async def scene(town):
        await town.says("stop texting me", MEGAN)
        return await asked(town), (await visit(town))["confirmed"]

    assert house(scene) == ("", "Not Called")


@pytest.mark.parametrize("text_ok", ["No", "Unknown"])
def test_who_did_not_say_that_texts_are_welcome_is_not_asked(house, text_ok):
    async def scene(town):
        town.office.staff_edits_chart(town.patient("Megan Hughes"), TxtMsgOk=text_ok)
        return await asked(town)

    assert house(scene) == ""


def test_what_was_booked_yesterday_is_not_asked_about(house):
    async def scene(town):
        start = datetime(2026, 12, 3, 15, tzinfo=PRACTICE.zone)
        town.office.staff_books(town.patient("Megan Hughes"), start, minutes=60, operatory=2, provider=1)
        return await asked(town)

    assert house(scene).count("Thu Dec 3") == 1  # the one that was booked weeks ago


def test_a_text_that_cannot_be_delivered_is_marked_as_failed(house):
    async def scene(town):
        town.carrier.reach(MEGAN, False)
        await asked(town)
        await town.answer(MEGAN, after=timedelta(minutes=5))
        return (await visit(town))["confirmed"]

    assert house(scene) == "eConfirm Failure"


# --- days and hours ------------------------------------------------------------------------------------------------------

MON, TUE, FRI, SAT, SUN = (date(2026, 11, 30) + timedelta(days=n) for n in (0, 1, 4, 5, 6))


def practice(**rules) -> Practice:
    return replace(PRACTICE, rules=Rules(**rules))


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), PRACTICE.zone)


def test_two_days_ahead_and_what_an_outage_missed():
    assert to_ask_about(MON, Rules()) == (MON + timedelta(days=1), MON + timedelta(days=2))


def test_on_saturday_also_those_of_tuesday_for_nobody_is_written_to_on_sunday():
    assert to_ask_about(SAT, Rules())[-1] == SAT + timedelta(days=3)
    assert to_ask_about(SAT, Rules(ask_on_sundays=True))[-1] == SAT + timedelta(days=2)


def test_who_does_not_want_it_asks_nobody():
    assert to_ask_about(MON, Rules(ask_before=None)) == ()


@pytest.mark.parametrize(
    ("when", "may"),
    [(at(MON, 8, 59), False), (at(MON, 9), True), (at(MON, 19, 59), True), (at(MON, 20), False), (at(SUN, 12), False)],
)
def test_only_in_the_hours_in_which_one_may_write(when, may):
    assert is_time(when, practice()) is may


def test_the_next_round_is_at_the_first_minute_of_the_next_day_on_which_one_may_write():
    assert next_round(at(MON, 8), practice()) == at(MON, 9)
    assert next_round(at(MON, 9), practice()) == at(TUE, 9)
    assert next_round(at(SAT, 10), practice()) == at(SUN + timedelta(days=1), 9)


def when_the_last_was_asked(house, pace, **office):
    """Return how long after the round's beginning, on Tuesday at 9:00, the last question is on its phone."""

    async def scene(town):
        began = town.clock.now() + timedelta(days=1) - timedelta(seconds=5)
        await asyncio.sleep(A_DAY.total_seconds())
        at = [
            t.at for phone in town.carrier.ledger.phones.values() for t in phone if t.direction == "received" and t.at >= began
        ]
        return len(at), max(at) - began

    return house(scene, file=partial(office_file, seconds_between_calls=pace), **office)


def test_in_the_demo_all_are_asked_seconds_after_the_clock_was_moved_on(house):
    """At the vendor's host every chart costs a second; the demo's office is on its own network (bot/demo.py)."""
    asked_there, there = when_the_last_was_asked(house, 1.0)
    asked_here, here = when_the_last_was_asked(house, SECONDS_BETWEEN_CALLS, tier="local")
    assert asked_here == asked_there > 0
    assert here < timedelta(seconds=15) < there

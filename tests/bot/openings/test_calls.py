"""How often the office is asked before the patient hears yes, counted by the pretend office: one call is one second."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot import openings
from bot.openings import ways
from flows.when import Span, When
from flows.words import FindOpenings, Need, Patient, StillFree
from tests.slots import HYGIENE, MAYA, QUIET_LANE, ZONE, fill, slots_file

CLEANING = "cleaning any morning next week please, Ana Silva 5/1/80"
TOOTHACHE = "toothache, any time please, Ana Silva 5/1/80"
SLOTS = {"practice": QUIET_LANE, "file": slots_file}
GET_SLOTS, WEB_SCHED = "GET /appointments/Slots", "GET /appointments/SlotsWebSched"
FOUR = {"GET /patients": 1, GET_SLOTS: 1, "POST /appointments": 1, "GET /appointments": 1}
ROOM_1, ROOM_4 = 1, 4


async def until_yes(town, words, *, danger=False):
    """Book the first that is offered, and return the calls that the patient waits for."""
    waited = Counter()
    if danger:  # it hurts: is there?
        waited += await town.waits(words, "Reply yes or no")
        words = "no"
    for said, heard in ((words, "Which one?"), ("1", "Shall I book it?"), ("yes", "You're all set")):
        waited += await town.waits(said, heard)
    return dict(waited)


def test_without_web_sched_it_is_four(house):
    async def scene(town):
        return await until_yes(town, CLEANING)

    assert house(scene, **SLOTS) == FOUR


def test_a_chair_with_nothing_free_costs_one_more(house):
    async def scene(town):
        fill(town, ROOM_1)
        return await until_yes(town, TOOTHACHE, danger=True)

    assert house(scene, **SLOTS) == FOUR | {GET_SLOTS: 2}


def test_no_more_than_three_chairs_are_asked(house):
    async def scene(town):
        for operatory in (ROOM_1, ROOM_4):  # rooms 4 and 2 are one dentist's, who cannot be in both
            fill(town, operatory)
        return await find(town, "toothache"), dict(town.office.calls)

    assert house(scene, **SLOTS) == ((), {GET_SLOTS: 3})


def test_a_look_of_this_minute_answers_and_an_older_one_costs_one_call(house):
    async def scene(town):
        (first, *_) = await find(town, "cleaning")
        calls = []
        for age in (0, 50, 20):
            await asyncio.sleep(age)
            free = await openings.still_free(room(town), StillFree(ANA, "cleaning", first, timedelta(minutes=1)), town.clock)
            calls.append((free, town.office.calls[GET_SLOTS]))
        return calls

    assert house(scene, **SLOTS) == [(True, 1), (True, 1), (True, 2)]


def test_the_same_message_again_asks_nothing(house):
    async def scene(town):
        sid = "SM" + "a" * 32
        await asyncio.gather(*(town.text(CLEANING, sid=sid) for _ in range(5)))
        await town.answer()
        asked = dict(town.office.calls)
        await town.text(CLEANING, sid=sid)
        return await town.answer(), asked, dict(town.office.calls)

    again, first, both = house(scene, **SLOTS)
    assert again == ""
    assert first == both == {"GET /patients": 1, GET_SLOTS: 1, "GET /appointments": 1}


@pytest.mark.parametrize(
    ("what", "office", "call"),
    [
        ("cleaning", {}, WEB_SCHED),
        ("cleaning", SLOTS, GET_SLOTS),
        (Need(length=timedelta(minutes=40), provider=MAYA, operatory=HYGIENE), {}, GET_SLOTS),
    ],
    ids=["by Web Sched", "by Slots", "for a visit"],
)
def test_the_same_search_twenty_times_at_once_is_one_call(house, what, office, call):
    async def scene(town):
        patients = [Patient(number, "Somebody") for number in range(1, 21)]
        found = await asyncio.gather(*(find(town, what, patient) for patient in patients))
        return set(found), dict(town.office.calls)

    found, calls = house(scene, **office)
    assert len(found) == 1
    assert calls == {call: 1}


def test_nobody_waits_for_how_the_office_is_set_up(house):
    async def scene(town):
        known = await ways.known(room(town))
        await asyncio.sleep(6 * 3600)
        within = dict(town.office.calls)
        await asyncio.sleep(20 * 3600)
        return known, within, town.office.calls["GET /providers"]

    known, within, after = house(scene, **SLOTS)
    assert known.grid == timedelta(minutes=10)
    assert known.providers == {"CHEN": 1, "OKAFOR": 2, "MAYA": 3}
    assert within == {}
    assert after == 1  # once a day


# --- what they share -------------------------------------------------------------------------------------------------

ANA = Patient(1, "Ana")
SOON = When((Span(first=datetime(2026, 12, 1, tzinfo=ZONE).date()),))


def room(town):
    return town.bot.rooms[town.keys.texting_number]


async def find(town, what, patient=ANA):
    return await openings.find(room(town), FindOpenings(patient, what, SOON), town.clock)

"""What a search by Slots finds, in whole practices of the pretend office."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot import openings
from bot.openings.slots import Slots
from bot.pretend.office import seed
from flows.when import Span, When
from flows.words import Chair, FindOpenings, Need, Patient, StillFree
from tests.slots import HYGIENE, LENGTH, MAYA, QUIET_LANE, empty, fill, release, slots_file, take

SLOTS = {"practice": QUIET_LANE, "file": slots_file}
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TUESDAY = datetime(2026, 12, 1)  # on the office clock; scenes begin on the Monday before, at 9:00
ANA = Patient(1, "Ana")
ANY = When()


def room(town):
    return town.bot.rooms[town.keys.texting_number]


async def find(town, what="cleaning", when=ANY, patient=ANA, besides=()):
    return await openings.find(room(town), FindOpenings(patient, what, when, besides), town.clock)


async def is_free(town, opening, what="cleaning", at_most=MINUTE):
    return await openings.still_free(room(town), StillFree(ANA, what, opening, at_most), town.clock)


def on(day: datetime) -> When:
    return When((Span(first=day.date(), last=day.date()),))


def times(found) -> list[str]:
    return [f"{o.start:%a %H:%M}" for o in found]


# --- what is found -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("practice", ["no_web_sched", "several_providers", "clinics"])
@pytest.mark.parametrize("minutes", [20, 55, 120])
def test_whatever_is_found_is_free_and_within_somebodys_hours(practice, minutes, house):
    """Every time of two weeks, of each chair, held against the book itself."""

    async def scene(town):
        found = []
        for provider, operatory in chairs_of(town):
            slots = Slots(Chair(provider=provider, operatory=operatory), minutes * MINUTE, 5 * MINUTE)
            found += await slots.ask(room(town), TUESDAY.date(), TUESDAY.date() + timedelta(days=13), None)
        return len(found), [opening for opening in found if not lies_free(town, opening)]

    many, wrong = house(scene, practice=seed(practice))
    assert many > 50
    assert wrong == []


def chairs_of(town) -> list[tuple[int, int]]:
    books = town.office.books
    return sorted({(s.ProvNum, op) for s in books.schedules if s.SchedType == "Provider" for op in s.Ops})


def lies_free(town, opening) -> bool:
    books, start, end = town.office.books, opening.start.replace(tzinfo=None), opening.end.replace(tzinfo=None)
    visits = [v for v in books.visits_on(start.date()) if v.AptStatus in ("Scheduled", "Complete", "Broken")]
    theirs = [v for v in visits if v.Op == opening.operatory or opening.provider in (v.ProvNum, v.ProvHyg)]
    hours = [s for s in books.schedules if s.SchedDate == start.date() and s.ProvNum == opening.provider]
    return all(v.AptDateTime + v.minutes * MINUTE <= start or end <= v.AptDateTime for v in theirs) and any(
        s.StartTime <= start.time() and end.time() <= s.StopTime for s in hours
    )


def test_a_time_begins_on_the_grid_of_the_offices_book(house):
    async def scene(town):
        empty(town, HYGIENE)
        take(town, HYGIENE, TUESDAY.replace(hour=7), 2 * HOUR + 10 * MINUTE)
        return times(await find(town, "cleaning", When((Span(first=TUESDAY.date(), last=TUESDAY.date()),), order="earliest")))

    five_and_ten = {"practice": seed("several_providers"), "file": slots_file}
    assert house(scene, **five_and_ten)[0] == "Tue 09:15"
    assert house(scene, **SLOTS)[0] == "Tue 09:10"


def test_nothing_that_is_over_is_found(house):
    async def scene(town):
        empty(town, HYGIENE)
        first, *_ = await find(town, when=When(order="earliest"))
        await asyncio.sleep(HOUR.total_seconds())
        later, *_ = await find(town, when=When(order="earliest"))
        return times([first, later]), await is_free(town, first)

    assert house(scene, **SLOTS) == (["Mon 09:10", "Mon 10:10"], False)


def test_a_chair_is_asked_only_if_nothing_suits_in_those_before_it(house):
    async def scene(town):
        empty(town, HYGIENE)  # whose dentist is the one of room 1
        for operatory, hour in ((1, 10), (2, 13), (4, 13)):
            empty(town, operatory)
            fill(town, operatory, but={TUESDAY.replace(hour=hour)})
        late = When((Span(first=TUESDAY.date(), last=TUESDAY.date(), from_=TUESDAY.replace(hour=12).time()),))
        offers = [await find(town, "toothache", on(TUESDAY)), await find(town, "toothache", late)]
        return [(times(offer)[0], {o.operatory for o in offer}) for offer in offers]

    assert house(scene, **SLOTS) == [("Tue 10:00", {1}), ("Tue 13:00", {4})]


def test_nobody_is_offered_a_time_at_which_they_come_already(house):
    async def scene(town):
        empty(town, HYGIENE)
        fill(town, HYGIENE, but={TUESDAY.replace(hour=9), TUESDAY.replace(hour=11)})
        first, *_ = await find(town)
        return times([first]), times(await find(town, besides=(first,)))

    short = SLOTS | {"file": partial(slots_file, length=LENGTH)}
    assert house(scene, **short) == (["Tue 09:00"], ["Tue 11:00"])


def test_in_the_last_minutes_of_a_day_the_office_is_asked_for_the_next(house):
    """Its clock may be ahead of ours, and it refuses a day that is over."""

    async def scene(town):
        return len(await find(town))

    assert house(scene, start=datetime(2026, 12, 1, 7, 59, 30, tzinfo=UTC), **SLOTS) == 3


# --- who is asked first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own", "seen_by"), [(1, 1), (2, 2)])
def test_a_patient_is_offered_their_own_dentists_time(own, seen_by, house):
    async def scene(town):
        ana = town.patient("Ana Silva")
        town.office.staff_edits_chart(ana, PriProv=own)
        before = await town.visits(ana)
        await town.says("toothache, any time, Ana Silva 5/1/80")
        await town.says("no")  # no danger
        await town.says("1")
        await town.says("yes")
        (visit,) = [v for v in await town.visits(ana) if v not in before]
        return visit["ProvNum"]

    assert house(scene, **SLOTS) == seen_by


def test_a_visit_is_searched_by_its_own_length_in_its_own_chair_also_where_web_sched_books(house):
    async def scene(town):
        need = Need(length=80 * MINUTE, provider=MAYA, operatory=HYGIENE)
        found = await find(town, need)
        return {(o.provider, o.operatory, o.end - o.start) for o in found}, dict(town.office.calls)

    assert house(scene) == ({(MAYA, HYGIENE, 80 * MINUTE)}, {"GET /appointments/Slots": 1})


# --- is it still free --------------------------------------------------------------------------------------------------


def test_what_was_taken_is_seen_once_the_last_look_is_too_old(house):
    async def scene(town):
        opening, *_ = await find(town)
        wall = opening.start.replace(tzinfo=None)
        take(town, HYGIENE, wall)
        believed = await is_free(town, opening)
        await asyncio.sleep(61)
        seen = await is_free(town, opening)
        release(town, HYGIENE, wall)
        return believed, seen, await is_free(town, opening)  # a young look that says no is not believed

    assert house(scene, **SLOTS) == (True, False, True)


def test_two_patients_who_agree_to_one_time_within_the_minute_never_both_stand_in_the_book(house):
    async def scene(town):
        empty(town, HYGIENE)
        fill(town, HYGIENE, but={TUESDAY.replace(hour=9)})
        ana, ama, rachel = "Ana Silva 5/1/80", "Ama Okoye 12/11/95", "Rachel Cohen 9/9/67"
        phones = {"+15035550101": ana, "+15035550111": ama, "+19715550102": rachel}
        for phone, who in phones.items():
            await town.text(f"cleaning any time please, {who}", phone)
        await asyncio.sleep(15)
        for phone in phones:
            await town.text("yes", phone)
        heard = [await town.answer(phone, after=timedelta(seconds=40)) for phone in phones]
        made = town.office.calls["POST /appointments"]
        return sorted("You're all set" in said for said in heard), sorted("just taken" in said for said in heard), made

    short = SLOTS | {"file": partial(slots_file, length=LENGTH)}
    assert house(scene, **short) == ([False, False, True], [False, True, True], 1)


def test_who_was_entered_by_staff_in_that_minute_keeps_the_chair(house):
    async def scene(town):
        empty(town, HYGIENE)
        fill(town, HYGIENE, but={TUESDAY.replace(hour=9), TUESDAY.replace(hour=14)})
        await town.says("cleaning tuesday at 9, Ana Silva 5/1/80", after=timedelta(seconds=10))
        take(town, HYGIENE, TUESDAY.replace(hour=9))
        said = await town.says("yes", after=timedelta(seconds=10))
        return said, await town.visits(town.patient("Ana Silva"))

    said, visits = house(scene, **SLOTS | {"file": partial(slots_file, length=LENGTH)})
    assert "just taken" in said
    assert visits == []

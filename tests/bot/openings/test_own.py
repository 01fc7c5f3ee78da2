"""Nobody comes twice at one hour: what a patient has in the book already, and what it costs to know."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.attempts import claims, visits
from bot.attempts.outcomes import Case, Done
from bot.pretend.keys import office_file
from bot.pretend.office import faults
from bot.work import BookWork, CreateWork
from flows.words import BookAppointment, Opening, Patient
from tests.bot.late_visits import read_back
from tests.slots import QUIET_LANE, ZONE, slots_file

CLEANING = "cleaning any morning next week please, Ana Silva 5/1/80"
READ = "GET /appointments"
WEB_SCHED, SLOTS = {}, {"practice": QUIET_LANE, "file": slots_file}
BOTH = pytest.mark.parametrize("office", [WEB_SCHED, SLOTS], ids=["by Web Sched", "by Slots"])
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ROOM_2 = 2
READS = timedelta(seconds=10)  # so long a patient looks at a text
BUSY = "Ana already has a visit then: "


async def says(town, body):
    return await town.says(body, after=READS)


async def the_first(town) -> Opening:
    """Let Ana choose the first of her wish, and return it: it is read back to her."""
    await says(town, CLEANING)
    await says(town, "1")
    return await read_back(town)


def enters(town, start, *, minutes=60, operatory=ROOM_2) -> int:
    """The desk enters a visit for Ana."""
    return town.office.staff_books(town.patient("Ana Silva"), start, minutes=minutes, operatory=operatory)


async def standing(town) -> set[datetime]:
    visits = await town.visits(town.patient("Ana Silva"))
    return {datetime.fromisoformat(visit["AptDateTime"]).replace(tzinfo=ZONE) for visit in visits}


def posts(town) -> int:
    return sum(n for what, n in town.office.calls.items() if what.startswith("POST /appointments"))


def case(town, effect="an effect", *, after=timedelta(0), again=False) -> Case:
    now = town.clock.now() + after
    return Case(town.bot.rooms[town.keys.texting_number], effect, now, again=again, now=now)


# --- a visit that the desk has entered -----------------------------------------------------------------------------------


@BOTH
def test_a_time_on_a_visit_of_their_own_is_not_even_read_back(office, house):
    """It was there before. Read while Ana reads what she is offered, it is known when she chooses."""

    async def scene(town):
        first = await the_first(town)
        await says(town, "never mind")
        await asyncio.sleep(11 * 60)
        enters(town, first.start - 30 * MINUTE)
        before = await standing(town)
        heard = [await says(town, words) for words in (CLEANING, "1", "1", "yes")]
        return first, heard, await standing(town) - before, posts(town)

    first, (_, chosen, again, agreed), made, posted = house(scene, **office)
    assert chosen.startswith(BUSY)
    assert "Which one?" in chosen
    assert "Shall I book it?" in again
    assert agreed.startswith("You're all set")
    [start] = made
    assert start >= first.start + 30 * MINUTE
    assert posted == 1


@BOTH
def test_what_was_entered_after_the_read_back_keeps_the_yes_from_being_carried_out(office, house):
    async def scene(town):
        first = await the_first(town)
        enters(town, first.start + 20 * MINUTE, minutes=20)
        await asyncio.sleep(60)  # no look of before is believed
        before = await standing(town)
        heard = await town.says("yes", after=timedelta(seconds=12))
        return heard, before == await standing(town), posts(town)

    heard, unchanged, posted = house(scene, **office)
    assert heard.startswith(BUSY)
    assert "Which one?" in heard
    assert (unchanged, posted) == (True, 0)


def test_what_only_touches_it_is_in_nobodys_way(house):
    async def scene(town):
        first = await the_first(town)
        enters(town, first.start - HOUR)
        enters(town, first.end)
        await asyncio.sleep(60)
        return await town.says("yes", after=timedelta(seconds=12))

    assert "You're all set" in house(scene)


@pytest.mark.parametrize("what", ["broken", "on the list", "planned"])
def test_what_does_not_take_their_time_is_in_nobodys_way(what, house):
    async def scene(town):
        first = await the_first(town)
        number = enters(town, first.start)
        if what == "planned":
            town.office.staff_changes(number, AptStatus="Planned")
        else:
            town.office.staff_breaks(number, to_unscheduled_list=what == "on the list")
        await asyncio.sleep(60)
        return await town.says("yes", after=timedelta(seconds=12))

    assert "You're all set" in house(scene)


@BOTH
def test_exactly_what_was_asked_for_is_theirs_whoever_entered_it(office, house):
    async def scene(town):
        first, ana = await the_first(town), town.patient("Ana Silva")
        number = enters(town, first.start, minutes=(first.end - first.start) // MINUTE, operatory=first.operatory)
        wanted = BookAppointment(Patient(ana, "Ana"), "cleaning", first)
        making, attempt = (CreateWork, visits.create) if office else (BookWork, visits.book)
        late = case(town, after=2 * MINUTE)
        practice = late.room.practice.texting_number
        todo = making(practice=practice, command=wanted, conversation="", asked_at=late.now)
        return number, await attempt(late, todo), posts(town)

    number, outcome, posted = house(scene, **office)
    assert outcome == Done(str(number))
    assert posted == 0


# --- moves ---------------------------------------------------------------------------------------------------------------

MEGAN, WHO = "+19715550101", "Megan Hughes 5/30/1985"


async def megan(town, body):
    return await town.says(body, MEGAN, after=timedelta(seconds=12))


async def beside(town, *before):
    """Let the desk enter a visit where Megan's is about to be moved to; she says yes. Return the answer, and what changed."""
    number = town.patient("Megan Hughes")
    for body in before:
        await megan(town, body)
    moving = await read_back(town, MEGAN)
    town.office.staff_books(number, moving.start - 30 * MINUTE, minutes=60, operatory=ROOM_2)
    await asyncio.sleep(60)
    book = await where(town, number)
    return await megan(town, "yes"), await where(town, number) == book


async def where(town, number):
    return [(visit["AptNum"], visit["AptDateTime"], visit["Op"]) for visit in await town.visits(number)]


def test_a_visit_is_not_moved_onto_another_of_theirs(house):
    async def scene(town):
        return await beside(town, f"can we move my dec 3 visit to any afternoon, {WHO}", "1")

    heard, unchanged = house(scene)
    assert "Megan already has a visit then: " in heard
    assert "Which one" in heard
    assert unchanged


def test_who_has_shown_nothing_but_that_they_know_of_one_visit_is_told_nothing_of_another(house):
    """Our own text asks about Dec 3, and whoever holds the phone may move that one."""

    async def scene(town):
        await asyncio.sleep(26 * 3600)
        asked = await town.answer(MEGAN)
        return asked, *await beside(town, "R", "any afternoon next week", "1")

    asked, heard, unchanged = house(scene, file=office_file)
    assert "Reply C to confirm" in asked
    assert "That time won't work for Megan after all. " in heard
    assert "already" not in heard
    assert unchanged


def test_a_visit_that_moves_is_not_in_its_own_way(house):
    async def scene(town):
        first, ana = await the_first(town), town.patient("Ana Silva")
        number = enters(town, first.start + 20 * MINUTE)
        late = case(town, after=2 * MINUTE)
        return [await claims.theirs(late, first, ana, but=but) for but in (number, number + 1)]

    moves, another = house(scene)
    assert moves == ()
    assert len(another) == 1


# --- what it costs -------------------------------------------------------------------------------------------------------


def test_it_is_read_once_while_the_patient_reads_and_again_where_they_are_slow(house):
    async def scene(town):
        await says(town, CLEANING)
        quick = town.office.calls[READ]
        await says(town, "1")
        still = town.office.calls[READ]
        await says(town, "no, the other one")
        await asyncio.sleep(40)
        await says(town, "2")
        return quick, still, town.office.calls[READ]

    assert house(scene) == (1, 1, 2)


def test_a_patient_who_says_yes_within_the_minute_waits_for_no_look(house):
    async def scene(town):
        await says(town, CLEANING)
        await says(town, "1")
        return await town.waits("yes", "You're all set")

    assert house(scene) == {"POST /appointments/WebSched": 1}


def test_a_patient_who_says_yes_late_waits_for_one(house):
    async def scene(town):
        await says(town, CLEANING)
        await says(town, "1")
        await asyncio.sleep(120)
        return await town.waits("yes", "You're all set")

    waited = house(scene)
    assert waited == {"GET /appointments/SlotsWebSched": 1, READ: 1, "POST /appointments/WebSched": 1}


def test_a_yes_does_not_wait_for_a_look_that_does_not_come(house):
    """The look ahead is stuck at the office; the yes asks by itself."""

    async def scene(town):
        town.office.faults.next(READ, faults.lost(takes=timedelta(seconds=15)))
        await says(town, CLEANING)
        await says(town, "1")
        return await town.says("yes", after=timedelta(seconds=12)), town.office.calls[READ]

    heard, reads = house(scene)
    assert "You're all set" in heard
    assert reads >= 2


def test_a_new_patient_has_nothing_in_the_book_to_look_for(house):
    async def scene(town):
        first = await the_first(town)
        new = await claims.theirs(case(town, after=HOUR), first, town.patient("Ana Silva"), new=True)
        return new, town.office.calls[READ]

    assert house(scene) == ((), 1)


# --- two of ours for one patient -------------------------------------------------------------------------------------------


def test_another_of_ours_for_the_same_patient_makes_it_look(house):
    """A look of this minute does not know what another effect of ours did in it."""

    async def scene(town):
        first, ana = await the_first(town), town.patient("Ana Silva")
        looked = town.office.calls[READ]
        await claims.claim(case(town, "one"), first, ana)
        ours = await claims.theirs(case(town, "one"), first, ana), town.office.calls[READ] - looked
        another = await claims.theirs(case(town, "two"), first, ana), town.office.calls[READ] - looked
        return ours, another

    assert house(scene) == (((), 0), ((), 1))


def test_what_was_tried_before_is_looked_at_whatever_is_kept(house):
    async def scene(town):
        first, ana = await the_first(town), town.patient("Ana Silva")
        looked = town.office.calls[READ]
        await claims.theirs(case(town, again=True), first, ana)
        return town.office.calls[READ] - looked

    assert house(scene) == 1

"""New patients by text, in the whole house: what the office holds afterwards, and how many calls it took until a yes."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.pretend.office import faults
from tests.house import ANA, STRANGER
from tests.slots import QUIET_LANE, slots_file

NEW = "new patient, Jordan Reed 4/12/1991, cleaning, any morning please"
ZOE = "my daughter Zoe Silva is a new patient, 3/3/2020, cleaning, any morning"
AFTERWARDS = Counter({"POST /commlogs": 9})
MINUTES = timedelta(minutes=5)


async def says(town, text, phone=STRANGER, after=12):
    return await town.says(text, phone, after=timedelta(seconds=after))


def charts(town, name):
    return [person for person in town.office.people() if person.name == name]


def chart_of(town, name):
    [found] = [row for row in town.office.books.patients if f"{row.FName} {row.LName}" == name]
    return found


def notes_of(town, number):
    return [row.Note for row in town.office.books.commlogs if row.PatNum == number]


def test_somebody_new_hears_yes_after_five_calls(house):
    async def scene(town):
        offered = await says(town, NEW)
        await says(town, "1")
        answer = await says(town, "yes")
        calls = Counter(town.office.calls) - AFTERWARDS
        [chart] = charts(town, "Jordan Reed")
        return offered, answer, calls, await town.visits(chart.PatNum)

    offered, answer, calls, visits = house(scene)
    assert "Jordan, born Apr 12, 1991" in offered
    assert "You're all set: Jordan" in answer
    assert calls == {
        "GET /patients": 2,  # who has this phone; who may be the same person
        "GET /appointments/SlotsWebSched": 1,
        "POST /patients": 1,
        "POST /appointments/WebSched": 1,
    }
    assert len(visits) == 1


def test_no_chart_is_made_before_the_time_is_agreed(house):
    async def scene(town):
        await says(town, NEW)
        await says(town, "1")
        await says(town, "never mind")
        return charts(town, "Jordan Reed"), town.office.calls["POST /patients"]

    assert house(scene) == ([], 0)


def test_consent_to_texts_stands_in_the_chart_with_its_words(house):
    async def scene(town):
        for text in (NEW, "1", "yes"):
            await says(town, text)
        await town.clock.sleep(MINUTES)
        chart = chart_of(town, "Jordan Reed")
        return chart, notes_of(town, chart.PatNum)

    chart, notes = house(scene)
    assert (chart.TxtMsgOk, chart.WirelessPhone[-4:]) == ("Yes", STRANGER[-4:])
    assert any("Agreed by text to texts" in note and "STOP ends texts" in note for note in notes)


def test_who_may_have_a_chart_hears_neutral_words_and_staff_decide(house):
    """Rachel writes from a phone on no chart. She agrees to a time; then a person settles it, and no second chart is made."""

    async def scene(town):
        said = [await says(town, text) for text in ("new patient, Rachel Cohen 9/9/1967, cleaning, any morning", "1", "yes")]
        return said, len(charts(town, "Rachel Cohen")), await town.cards(), town.office.calls["POST /patients"]

    said, count, cards, posted = house(scene)
    assert "Thank you, Rachel! The desk will confirm that time" in said[-1]
    assert not any("already" in text or "chart" in text for text in said)
    assert (count, posted) == (1, 0)
    assert [card["kind"] for card in cards] == ["new, or a chart already"]


def test_an_archived_chart_is_found_too(house):
    async def scene(town):
        for text in ("new patient, Patrick Doyle 7/7/1947, cleaning, any morning", "1", "yes"):
            answer = await says(town, text)
        return answer, town.office.calls["POST /patients"]

    answer, posted = house(scene)
    assert "desk will confirm that time" in answer
    assert posted == 0


def test_a_child_is_made_in_the_household_of_whoever_was_proven(house):
    async def scene(town):
        for text in (ZOE, "Ana Silva 5/1/1980", "1", "yes"):
            answer = await says(town, text, ANA)
        return answer, chart_of(town, "Zoe Silva"), town.patient("Ana Silva")

    answer, zoe, ana = house(scene)
    assert "You're all set: Zoe" in answer
    assert (zoe.Guarantor, zoe.Position) == (ana, "Child")


def test_a_child_whose_parent_is_not_proven_gets_no_chart(house):
    async def scene(town):
        for text in (ZOE, "Ana Silva 5/2/1980", "Ana Silva 5/3/1980", "Ana Silva 5/4/1980"):
            await says(town, text, ANA)
        return charts(town, "Zoe Silva"), [card["kind"] for card in await town.cards()]

    assert house(scene) == ([], ["could not be identified"])


def test_one_who_tells_that_he_is_new_after_a_miss_says_nothing_twice(house):
    async def scene(town):
        missed = await says(town, "cleaning any morning, Jordan Reed 4/12/1991")
        offered = await says(town, "NEW")
        return missed, offered

    missed, offered = house(scene)
    assert "New here? Reply NEW" in missed
    assert "Which one?" in offered


def test_an_office_that_answers_late_makes_one_chart_and_one_visit(house):
    """The office does it and says nothing: the look afterwards finds the chart, and the visit is booked on it."""

    async def scene(town):
        await says(town, NEW)
        await says(town, "1")
        town.office.faults.next("POST /patients", faults.lost(committed=True))
        await town.text("yes", STRANGER)
        answer = await town.hears("You're all set", STRANGER, within=timedelta(minutes=6))
        [chart] = charts(town, "Jordan Reed")
        return answer, await town.visits(chart.PatNum)

    answer, visits = house(scene)
    assert "Jordan" in answer
    assert len(visits) == 1


def test_where_the_office_books_by_slots_it_takes_six_calls(house):
    """One chair works for a cleaning; the day is read after the visit is made, for that office checks nothing."""

    async def scene(town):
        await says(town, NEW)
        await says(town, "1")
        answer = await says(town, "yes")
        calls = Counter(town.office.calls) - AFTERWARDS
        return answer, calls, await town.visits(chart_of(town, "Jordan Reed").PatNum)

    answer, calls, visits = house(scene, practice=QUIET_LANE, file=slots_file)
    assert "You're all set: Jordan" in answer
    assert calls == {
        "GET /patients": 2,
        "GET /appointments/Slots": 1,
        "POST /patients": 1,
        "POST /appointments": 1,
        "GET /appointments": 1,
    }
    assert [visit["IsNewPatient"] for visit in visits] == ["true"]


@pytest.mark.parametrize("after_ms", [100, 900, 1_700, 2_500, 3_300])
def test_a_crash_after_the_yes_leaves_one_chart_and_one_visit(house, after_ms):
    """Somewhere between the yes, the look for a chart, the chart and the visit the bot dies, and another takes over."""

    async def scene(town):
        await says(town, NEW)
        await says(town, "1")
        await town.text("yes", STRANGER)
        await town.clock.sleep(timedelta(milliseconds=after_ms))
        await town.crash()
        await town.start()
        await town.hears("You're all set", STRANGER, within=timedelta(minutes=6))
        await town.clock.sleep(timedelta(minutes=10))
        return len(charts(town, "Jordan Reed")), len(await town.visits(chart_of(town, "Jordan Reed").PatNum))

    assert house(scene) == (1, 1)

"""Planned treatment by text, in the whole house: the plan gets its time, and no text says what it is."""

from collections import Counter
from datetime import timedelta

LINH, WHO = "+15035550112", "Linh Nguyen 10/2/1986"
AFTERWARDS = Counter({"POST /commlogs": 9})


async def says(town, text, phone=LINH):
    return await town.says(text, phone, after=timedelta(seconds=15))


def test_a_plan_gets_its_time_on_its_own_procedures(house):
    async def scene(town):
        number = town.patient("Linh Nguyen")
        [plan] = await town.visits(number, "Planned")
        before = await town.visits(number)
        said = [await says(town, text) for text in (f"I want to schedule my crown, {WHO}", "any afternoon", "1", "yes")]
        stands = [v for v in await town.visits(number) if v["AptNum"] not in {b["AptNum"] for b in before}]
        return said, plan, stands

    said, plan, stands = house(scene)
    assert "You're all set: Linh" in said[-1]
    [visit] = stands
    assert visit["NextAptNum"] == plan["AptNum"]
    assert visit["Pattern"] == plan["Pattern"]
    assert not any("crown" in text.casefold() for text in said)


def test_a_plan_is_scheduled_after_seven_calls(house):
    async def scene(town):
        await says(town, f"I want to schedule my crown, {WHO}, any afternoon")
        await says(town, "1")
        await says(town, "yes")
        return Counter(town.office.calls) - AFTERWARDS

    calls = house(scene)
    assert calls == {
        "GET /patients": 1,
        "GET /appointments": 3,  # the plans; again before the write, for it can be made only once; the chair's day after it
        "GET /appointments/Slots": 1,
        "POST /appointments/SchedulePlanned": 1,
    }


def test_two_yeses_make_one_visit_of_a_plan(house):
    async def scene(town):
        number = town.patient("Linh Nguyen")
        before = len(await town.visits(number))
        await says(town, f"I want to schedule my crown, {WHO}, any afternoon")
        await says(town, "1")
        await town.text("yes", LINH)
        await says(town, "yes")
        return len(await town.visits(number)) - before, town.office.calls["POST /appointments/SchedulePlanned"]

    assert house(scene) == (1, 1)


def test_a_plan_somebody_has_scheduled_is_planned_no_more(house):
    """The desk gave it a time in the morning: there is nothing left to schedule, and a person helps."""

    async def scene(town):
        for text in (f"I want to schedule my crown, {WHO}, any afternoon", "1", "yes"):
            await says(town, text)
        await town.clock.sleep(timedelta(hours=13))
        await says(town, f"please schedule my crown, {WHO}")
        return town.office.calls["POST /appointments/SchedulePlanned"], [card["kind"] for card in await town.cards()]

    assert house(scene) == (1, ["asked for a person"])

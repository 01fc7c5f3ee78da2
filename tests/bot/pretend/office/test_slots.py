"""GET Slots, the office's own search: whole open blocks. Source: reference, 6.4 and 8.1."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import MONDAY, SMALL, VirtualClock, chair, line, opened, provider

HOUR = timedelta(hours=1)


async def blocks(api, query="date=2026-11-16"):
    return [line(slot) for slot in await api.ask(f"/appointments/Slots?{query}")]


async def test_an_open_morning_is_one_block():
    _, api = opened()
    assert await blocks(api) == ["08:00-12:00 1/1"]


async def test_lunch_splits_it_and_touching_blocks_are_one():
    _, api = opened(week={"mon": "08:00-10:00 10:00-12:00 13:00-15:00"})
    assert await blocks(api) == ["08:00-12:00 1/1", "13:00-15:00 1/1"]


@pytest.mark.parametrize(
    ("status", "expected"), [("Scheduled", 2), ("Complete", 2), ("Broken", 2), ("UnschedList", 1), ("PtNote", 1)]
)
async def test_what_is_on_the_book_is_taken_out_at_its_whole_length(status, expected):
    office, api = opened()
    number = office.staff_books(2, MONDAY + HOUR, minutes=50, operatory=1)
    office.staff_changes(number, AptStatus=status, Pattern="//XXXXXX//")
    found = await blocks(api)
    assert len(found) == expected
    if expected == 2:
        assert found == ["08:00-09:00 1/1", "09:50-12:00 1/1"]


async def test_shorter_ones_are_left_out():
    office, api = opened()
    office.staff_books(2, MONDAY + HOUR, minutes=60, operatory=1)
    assert await blocks(api, "date=2026-11-16&lengthMinutes=61") == ["10:00-12:00 1/1"]
    assert await blocks(api, "date=2026-11-16&lengthMinutes=60") == ["08:00-09:00 1/1", "10:00-12:00 1/1"]
    assert await blocks(api, "date=2026-11-16&lengthMinutes=500") == []


async def test_a_provider_in_two_chairs_is_free_only_where_both_are():
    office, api = opened(operatories=[chair(1, 1), chair(2, 0)], rota=[{"ProvNum": 1, "Ops": [1, 2]}])
    office.staff_books(2, MONDAY, minutes=60, operatory=1)
    office.staff_books(2, MONDAY + 2 * HOUR, minutes=60, operatory=2)
    assert await blocks(api) == ["09:00-10:00 1/2", "11:00-12:00 1/2"]
    assert await blocks(api, "date=2026-11-16&OpNum=1") == ["09:00-10:00 1/1", "11:00-12:00 1/1"]


async def test_somebody_elses_visit_in_the_chair_counts_too():
    office, api = opened(providers=[provider(1), provider(2)])
    office.staff_books(2, MONDAY, minutes=60, operatory=1, provider=2)
    assert await blocks(api) == ["09:00-12:00 1/1"]


async def test_a_chair_the_provider_does_not_use_gives_nothing():
    _, api = opened(operatories=[chair(1, 0), chair(2, 1)])
    assert await blocks(api, "date=2026-11-16&OpNum=2") == []


async def test_a_block_without_chairs_is_where_the_provider_belongs():
    _, api = opened(operatories=[chair(1, 0), chair(2, 1, dentist=9)], rota=[{"ProvNum": 1}])
    assert await blocks(api) == ["08:00-12:00 1/1"]
    assert await blocks(api, "date=2026-11-16&OpNum=2") == []


async def test_by_default_the_practices_provider_and_two_weeks():
    _, api = opened(
        weeks=8,
        preferences={"PracticeDefaultProv": "2"},
        providers=[provider(1), provider(2)],
        rota=[{"ProvNum": 1, "Ops": [1]}, {"ProvNum": 2, "Ops": [1]}],
    )
    slots = await api.ask("/appointments/Slots")
    assert {s["ProvNum"] for s in slots} == {2}
    assert [s["DateTimeStart"][:10] for s in slots] == ["2026-11-16", "2026-11-23"]


async def test_a_provider_without_a_schedule_has_nothing():
    _, api = opened(providers=[provider(1), provider(2)])
    assert await blocks(api, "date=2026-11-16&ProvNum=2") == []


@pytest.mark.parametrize(
    "query", ["date=2026-11-15", "dateStart=2026-11-01&dateEnd=2026-12-01", "date=soon", "lengthMinutes=x"]
)
async def test_a_day_that_is_over_or_unreadable_is_400(query):
    _, api = opened()
    assert (await api.send("GET", f"/appointments/Slots?{query}")).status_code == 400


@pytest.mark.parametrize("query", ["ProvNum=99", "OpNum=99"])
async def test_who_or_what_does_not_exist_is_404(query):
    _, api = opened()
    assert (await api.send("GET", f"/appointments/Slots?{query}")).status_code == 404


async def test_blockouts_count_by_a_switch():
    blockouts = [{"BlockoutType": 340, "Ops": [1], "day": "mon", "hours": "08:00-09:00"}]
    definitions = {**SMALL["definitions"], "25": [{"DefNum": 340, "ItemName": "Meeting"}]}
    office, api = opened(blockouts=blockouts, definitions=definitions)
    assert await blocks(api) == ["09:00-12:00 1/1"]
    office.switches = Switches(slots_mind_blockouts=False)
    assert await blocks(api) == ["08:00-12:00 1/1"]


async def test_what_of_today_is_over_stays_unless_a_switch_hides_it():
    office, api = opened(VirtualClock(MONDAY + 5 * HOUR))
    assert await blocks(api) == ["08:00-12:00 1/1"]
    office.switches = Switches(slots_hide_past=True)
    assert await blocks(api) == []

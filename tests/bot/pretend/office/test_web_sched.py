"""The Web Sched engine, rule by rule. Source: reference, section 8.2, whose numbers stand in the names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import (
    MONDAY,
    SMALL,
    VirtualClock,
    chair,
    kind,
    opened,
    provider,
    reason,
)

BLOCKOUTS = {**SMALL["definitions"], "25": [{"DefNum": 340, "ItemName": "Meeting"}, {"DefNum": 341, "ItemName": "Emergencies"}]}


def blocked(hours, number=340, ops=(1,)):
    return {"BlockoutType": number, "Ops": list(ops), "day": "mon", "hours": hours}


async def test_an_empty_morning_is_cut_into_visits_of_the_types_length():
    _, api = opened()
    assert await api.times() == ["08:00-09:00 1/1", "09:00-10:00 1/1", "10:00-11:00 1/1", "11:00-12:00 1/1"]


async def test_1_a_reason_without_an_appointment_type_is_refused():
    _, api = opened(reasons=reason(AppointmentTypeNum=0))
    answer = await api.send("GET", "/appointments/SlotsWebSched?defNumApptType=326")
    assert answer.status_code == 400
    assert "no longer offered" in answer.json()


async def test_1_so_is_one_whose_type_is_hidden():
    _, api = opened(appointmenttypes=kind("X" * 12, IsHidden=True))
    assert (await api.send("GET", "/appointments/SlotsWebSched?defNumApptType=326")).status_code == 400


async def test_1_a_type_without_a_pattern_is_as_long_as_its_procedures():
    codes = [
        {"CodeNum": 1, "ProcCode": "D1110", "AbbrDesc": "Pro", "Descript": "", "ProcTime": "X" * 12},
        {"CodeNum": 2, "ProcCode": "D0120", "AbbrDesc": "Ex", "Descript": "", "ProcTime": "X" * 6},
    ]
    _, api = opened(appointmenttypes=kind("", CodeStr="D1110,D0120"), procedurecodes=codes)
    assert await api.times() == ["08:00-09:30 1/1", "09:30-11:00 1/1"]


async def test_2_no_operatory_is_linked_and_nothing_is_offered():
    _, api = opened(reasons=reason(Ops=[]))
    assert await api.slots() == []


async def test_2_a_hidden_operatory_is_not_offered():
    _, api = opened(operatories=[chair(1, 0, IsHidden=True)])
    assert await api.slots() == []


async def test_2_a_new_patients_reason_asked_for_an_existing_patient_offers_nothing():
    _, api = opened(reasons=[{"DefNum": 327, "ItemName": "New", "AppointmentTypeNum": 12, "Ops": [1], "new": True}])
    assert await api.slots(327, new=False) == []
    assert len(await api.slots(327, new=True)) == 4


@pytest.mark.parametrize("flag", ["IsHidden", "IsNotPerson"])
async def test_3_a_provider_who_is_hidden_or_no_person_works_for_nobody(flag):
    _, api = opened(providers=[provider(1, **{flag: True})])
    assert await api.slots() == []


async def test_4_with_clinics_only_the_operatories_of_the_clinic_count():
    ops = [chair(1, 0, ClinicNum=3), chair(2, 1)]
    office, api = opened(
        preferences={"EasyNoClinics": "0"},
        operatories=ops,
        clinics=[{"ClinicNum": 3, "Description": "North", "Abbr": "N"}],
        reasons=reason(Ops=[1, 2]),
        rota=[{"ProvNum": 1, "Ops": [1, 2]}],
    )
    assert {s["OpNum"] for s in await api.slots(more="&ClinicNum=3")} == {1}
    assert {s["OpNum"] for s in await api.slots(more="&ClinicNum=0")} == {2}
    answer = await api.send("GET", "/appointments/SlotsWebSched?defNumApptType=326")
    assert (answer.status_code, answer.json()) == (400, "ClinicNum is required.")
    slot = (await api.slots(more="&ClinicNum=3"))[0]
    assert (await api.takes(slot)).json()["ClinicNum"] == 3
    assert office.visits(1)[0].ClinicNum == 3


async def test_5_a_block_with_operatories_covers_those():
    _, api = opened(operatories=[chair(1, 0), chair(2, 1)], reasons=reason(Ops=[1, 2]), rota=[{"ProvNum": 1, "Ops": [2]}])
    assert {s["OpNum"] for s in await api.slots()} == {2}


@pytest.mark.parametrize("who", ["ProvDentist", "ProvHygienist"])
async def test_5_a_block_without_any_covers_the_providers_own(who):
    ops = [{**chair(1, 0, dentist=0), who: 1}, chair(2, 1, dentist=9)]
    _, api = opened(operatories=ops, reasons=reason(Ops=[1, 2]), rota=[{"ProvNum": 1}])
    assert {s["OpNum"] for s in await api.slots()} == {1}


@pytest.mark.parametrize(
    ("step", "hours", "expected"),
    [
        ("10", "08:05-10:30", ["08:10-09:10 1/1", "09:10-10:10 1/1"]),
        ("15", "08:05-10:30", ["08:15-09:15 1/1", "09:15-10:15 1/1"]),
        ("5", "08:05-10:30", ["08:05-09:05 1/1", "09:05-10:05 1/1"]),
        ("15", "08:05-08:15", []),
    ],
)
async def test_6_the_start_of_a_block_is_rounded_up_to_the_increment(step, hours, expected):
    _, api = opened(preferences={"AppointmentTimeIncrement": step}, week={"mon": hours})
    assert await api.times() == expected


async def test_6_days_before_today_are_skipped():
    _, api = opened()
    assert await api.slots(first="2026-11-01", last="2026-11-15") == []


async def test_7_a_visit_in_the_chair_is_an_obstacle_and_touching_it_is_not():
    office, api = opened()
    office.staff_books(2, MONDAY + timedelta(hours=1), minutes=60, operatory=1)
    assert await api.times() == ["08:00-09:00 1/1", "10:00-11:00 1/1", "11:00-12:00 1/1"]


@pytest.mark.parametrize(
    ("status", "free"), [("Complete", 3), ("Broken", 3), ("PtNote", 3), ("UnschedList", 4), ("Planned", 4)]
)
async def test_7_every_status_with_a_chair_but_the_unscheduled_list_is_an_obstacle(status, free):
    office, api = opened()
    number = office.staff_books(2, MONDAY, minutes=60, operatory=1)
    office.staff_changes(number, AptStatus=status)
    assert len(await api.slots()) == free


async def test_7_blockouts_are_obstacles_unless_generally_allowed():
    _, api = opened(blockouts=[blocked("08:00-10:00")], definitions=BLOCKOUTS)
    assert len(await api.slots()) == 2
    allowed = {"WebSchedExistingPatIgnoreBlockoutTypes": "340"}
    _, api = opened(blockouts=[blocked("08:00-10:00")], definitions=BLOCKOUTS, preferences=allowed)
    assert len(await api.slots()) == 4


async def test_7_a_blockout_in_another_chair_is_none():
    _, api = opened(blockouts=[blocked("08:00-10:00", ops=(2,))], definitions=BLOCKOUTS, operatories=[chair(1, 0), chair(2, 1)])
    assert len(await api.slots()) == 4


async def test_8_an_odd_length_is_rounded_up_to_the_increment():
    _, api = opened(preferences={"AppointmentTimeIncrement": "15"}, week={"mon": "08:00-09:00"}, appointmenttypes=kind("XXXX"))
    assert await api.times() == ["08:00-08:30 1/1", "08:30-09:00 1/1"]


async def test_9_after_a_visit_off_the_grid_the_scan_goes_back_to_it():
    office, api = opened()
    office.staff_books(2, MONDAY, minutes=40, operatory=1)
    assert await api.times() == ["08:40-09:40 1/1", "09:00-10:00 1/1", "10:00-11:00 1/1", "11:00-12:00 1/1"]


async def test_10_the_same_time_in_a_second_chair_is_not_repeated_and_the_left_one_wins():
    _, api = opened(operatories=[chair(1, 5), chair(2, 1)], reasons=reason(Ops=[1, 2]), rota=[{"ProvNum": 1, "Ops": [1, 2]}])
    assert {s["OpNum"] for s in await api.slots()} == {2}


async def test_10_two_providers_at_the_same_time_are_two_slots():
    _, api = opened(
        providers=[provider(1), provider(2)],
        operatories=[chair(1, 0), chair(2, 1, dentist=2)],
        reasons=reason(Ops=[1, 2]),
        rota=[{"ProvNum": 1, "Ops": [1]}, {"ProvNum": 2, "Ops": [2]}],
    )
    assert (await api.times())[:2] == ["08:00-09:00 1/1", "08:00-09:00 2/2"]


@pytest.mark.parametrize(("prevented", "expected"), [("0", 4), ("1", 3)])
async def test_11_a_provider_busy_in_another_chair_is_busy_only_if_double_booking_is_prevented(prevented, expected):
    office, api = opened(preferences={"WebSchedExistingPatDoubleBooking": prevented}, operatories=[chair(1, 0), chair(2, 1)])
    office.staff_books(2, MONDAY, minutes=60, operatory=2, provider=1)
    assert len(await api.slots()) == expected


async def test_11_assistant_time_does_not_count_and_a_conflict_moves_the_start_by_one_step():
    office, api = opened(
        preferences={"WebSchedExistingPatDoubleBooking": "1"},
        operatories=[chair(1, 0), chair(2, 1)],
        appointmenttypes=kind("//" + "X" * 8 + "//"),
    )
    number = office.staff_books(2, MONDAY, minutes=20, operatory=2, provider=1)
    office.staff_changes(number, Pattern="XX//")
    assert (await api.times())[0] == "08:00-09:00 1/1"  # the two are busy one after the other
    office.staff_changes(number, Pattern="XXXX")
    assert (await api.times())[0] == "08:10-09:10 1/1"


async def test_12_a_restricted_reason_lies_inside_its_blockout():
    _, api = opened(blockouts=[blocked("09:00-11:30", 341)], definitions=BLOCKOUTS, reasons=reason(BlockoutTypes=[341]))
    assert await api.times() == ["09:00-10:00 1/1", "10:00-11:00 1/1"]


async def test_12_without_such_a_blockout_that_day_there_is_nothing():
    _, api = opened(definitions=BLOCKOUTS, reasons=reason(BlockoutTypes=[341]))
    assert await api.slots() == []


async def test_12_a_type_that_belongs_to_one_reason_is_closed_to_the_others_even_if_generally_allowed():
    reasons = [
        *reason(),
        {"DefNum": 328, "ItemName": "Toothache", "AppointmentTypeNum": 12, "Ops": [1], "BlockoutTypes": [341]},
    ]
    _, api = opened(
        blockouts=[blocked("08:00-10:00", 341)],
        definitions=BLOCKOUTS,
        reasons=reasons,
        preferences={"WebSchedExistingPatIgnoreBlockoutTypes": "341"},
    )
    assert await api.times(326) == ["10:00-11:00 1/1", "11:00-12:00 1/1"]
    assert await api.times(328) == ["08:00-09:00 1/1", "09:00-10:00 1/1"]


async def test_13_what_of_today_is_over_is_not_offered():
    _, api = opened(VirtualClock(MONDAY + timedelta(hours=1, minutes=1)))
    assert await api.times() == ["10:00-11:00 1/1", "11:00-12:00 1/1"]


async def test_the_days_out_of_the_preference_count_only_with_the_switch():
    office, api = opened(preferences={"WebSchedExistingPatSearchAfterDays": "3"})
    assert len(await api.slots()) == 4
    office.switches = Switches(days_out_apply=True)
    assert await api.slots() == []


async def test_an_office_without_web_sched_says_so():
    _, api = opened(preferences={"WebSchedEnabled": "0"})
    answer = await api.send("GET", "/appointments/SlotsWebSched?defNumApptType=326")
    assert answer.status_code == 400
    assert "Web Sched" in answer.json()


async def test_without_dates_the_next_two_weeks_are_searched():
    office, api = opened()
    slots = await api.ask("/appointments/SlotsWebSched?defNumApptType=326")
    assert {s["DateTimeStart"][:10] for s in slots} == {"2026-11-16", "2026-11-23"}
    assert office.today().isoformat() == "2026-11-16"


@pytest.mark.parametrize(("number", "status"), [(999, 404), (19, 400)])
async def test_a_number_that_is_no_reason_is_refused(number, status):
    _, api = opened()
    assert (await api.send("GET", f"/appointments/SlotsWebSched?defNumApptType={number}")).status_code == status

"""POST WebSched: only what is offered at that instant can be taken. Source: reference, 6.10."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import MONDAY, chair, kind, opened, provider, reason


async def test_a_slot_that_is_taken_is_gone_from_the_next_list():
    office, api = opened()
    slot = (await api.slots())[1]
    assert (await api.takes(slot)).status_code == 201
    assert slot not in await api.slots()
    assert len(office.visits(1)) == 1


async def test_a_booked_visit_carries_what_web_sched_gives_it(api):
    slot = (await api.slots())[0]
    answer = await api.takes(slot)
    visit = answer.json()
    assert answer.headers["location"] == f"https://api.opendental.com/api/v1/appointments/{visit['AptNum']}"
    expected = {
        "PatNum": 1,
        "AptStatus": "Scheduled",
        "Confirmed": 395,
        "confirmed": "Created from Web Sched",
        "Note": "Appointment Reason: Cleaning and checkup",
        "ProcDescript": "Pro, PerEx",
        "IsNewPatient": "false",
        "DateTStamp": "0001-01-01 00:00:00",
        "AptDateTime": slot["DateTimeStart"],
        "Op": slot["OpNum"],
        "ProvNum": slot["ProvNum"],
    }
    assert {name: visit[name] for name in expected} == expected
    assert len(visit["Pattern"]) * 5 == 60
    assert "ItemOrderPlanned" not in visit


async def test_a_new_patients_reason_makes_a_new_patients_visit(api):
    slot = (await api.slots(327, new=True, last="2026-11-20"))[0]
    visit = (await api.takes(slot, 327)).json()
    assert (visit["IsNewPatient"], len(visit["Pattern"]) * 5) == ("true", 90)
    listed = await api.ask(f"/appointments/WebSched?date={slot['DateTimeStart'][:10]}")
    assert [v["eServiceLogType"] for v in listed if v["AptNum"] == visit["AptNum"]] == ["NewPat"]


async def test_both_spellings_of_the_times_are_taken():
    _, api = opened()
    slot = (await api.slots())[0]
    body = {"PatNum": 1, "ProvNum": 1, "OpNum": 1, "defNumApptType": 326}
    times = {"DateTimeStart": slot["DateTimeStart"], "DateTimeEnd": slot["DateTimeEnd"]}
    assert (await api.post("/appointments/WebSched", **body, **times)).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"dateTimeStart": "2026-11-16 08:10:00", "dateTimeEnd": "2026-11-16 09:10:00"},
        {"dateTimeEnd": "2026-11-16 08:30:00"},
        {"dateTimeStart": "2026-11-17 08:00:00", "dateTimeEnd": "2026-11-17 09:00:00"},
        {"dateTimeStart": "2026-11-09 08:00:00", "dateTimeEnd": "2026-11-09 09:00:00"},
        {"OpNum": 2},
        {"ProvNum": 2},
        {"defNumApptType": 328},
    ],
)
async def test_what_is_not_offered_cannot_be_taken(wrong):
    office, api = opened(
        providers=[provider(1), provider(2)],
        operatories=[chair(1, 0), chair(2, 1)],
        reasons=[*reason(), {"DefNum": 328, "ItemName": "Long", "AppointmentTypeNum": 13, "Ops": [1]}],
        appointmenttypes=[*kind("X" * 12), {"AppointmentTypeNum": 13, "AppointmentTypeName": "Long", "Pattern": "X" * 18}],
    )
    slot = (await api.slots())[0]
    answer = await api.takes(slot, **wrong)
    assert (answer.status_code, answer.json()) == (400, "The selected time is no longer available. Please choose another.")
    assert office.visits(1) == []


@pytest.mark.parametrize("wrong", [{"PatNum": 99}, {"ProvNum": 99}, {"OpNum": 99}, {"defNumApptType": 999}])
async def test_what_does_not_exist_is_404(wrong):
    _, api = opened()
    slot = (await api.slots())[0]
    assert (await api.takes(slot, **wrong)).status_code == 404


@pytest.mark.parametrize("missing", ["PatNum", "dateTimeStart", "dateTimeEnd", "ProvNum", "OpNum", "defNumApptType"])
async def test_every_field_of_a_booking_is_required(missing):
    _, api = opened()
    slot = (await api.slots())[0]
    answer = await api.takes(slot, **{missing: None})
    assert (answer.status_code, answer.json()) == (400, f"{missing} is required.")


async def test_staff_who_book_first_take_the_time():
    office, api = opened()
    slot = (await api.slots())[0]
    office.staff_books(2, MONDAY + timedelta(minutes=30), minutes=30, operatory=1)
    assert (await api.takes(slot)).status_code == 400


async def test_what_is_said_of_a_taken_time_is_a_guess_with_a_switch():
    office, api = opened()
    slot = (await api.slots())[0]
    await api.takes(slot)
    office.switches = Switches(taken_status=409, taken_text="Sorry.")
    answer = await api.takes(slot)
    assert (answer.status_code, answer.json()) == (409, "Sorry.")

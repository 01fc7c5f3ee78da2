"""Making appointments: create, Planned, SchedulePlanned. Source: reference, 6.7 to 6.9."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import (
    CLINICS,
    SMALL,
    created,
    opened,
    provider,
    refused,
)

# --- POST create ---


async def test_the_defaults_of_a_created_visit():
    _, api = opened(charts=[SMALL["charts"][0], {**SMALL["charts"][1], "PriProv": 2}], providers=[provider(1), provider(2)])
    visit = await created(api, PatNum=2)
    expected = {
        "AptStatus": "Scheduled",
        "Pattern": "/XX/",
        "PatternSecondary": "////",
        "Confirmed": 19,
        "Note": "",
        "ProvNum": 2,  # the patient's own
        "ProvHyg": 0,
        "ClinicNum": 0,
        "IsHygiene": "false",
        "IsNewPatient": "false",
        "Priority": "Normal",
        "AppointmentTypeNum": 0,
        "colorOverride": "0,0,0",
        "SecUserNumEntry": 0,
        "DateTimeArrived": "0001-01-01 00:00:00",
        "SecDateTEntry": "2026-11-16 07:00:00",
        "ItemOrderPlanned": 0,
    }
    assert {name: visit[name] for name in expected} == expected


async def test_the_location_of_a_created_visit_is_the_vendors():
    _, api = opened()
    answer = await api.post("/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00")
    assert answer.headers["location"] == "https://api.opendental.com/api/v1/appointments/1"


async def test_the_clinic_is_the_operatorys_else_the_patients():
    charts = [{**SMALL["charts"][0], "ClinicNum": 4}]
    clinics = [*CLINICS["clinics"], {"ClinicNum": 4, "Description": "South", "Abbr": "S"}]
    _, api = opened(**CLINICS | {"charts": charts, "clinics": clinics})
    assert (await created(api))["ClinicNum"] == 3
    assert (await created(api, Op=2))["ClinicNum"] == 4
    assert (await created(api, Op=2, ClinicNum=3))["ClinicNum"] == 3


async def test_a_pattern_is_trimmed_to_nine_hours():
    _, api = opened()
    assert len((await created(api, Pattern="X" * 200))["Pattern"]) == 108


@pytest.mark.parametrize("wrong", [{"Pattern": "XYX"}, {"Pattern": "XXXX", "PatternSecondary": "//"}, {"colorOverride": "1,2"}])
async def test_a_malformed_pattern_or_colour_is_400(wrong):
    _, api = opened()
    await refused(api, "/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00", **wrong)


@pytest.mark.parametrize("status", ["Broken", "Planned", "ASAP", "None", "scheduled"])
async def test_a_visit_cannot_be_created_in_every_status(status):
    _, api = opened()
    await refused(api, "/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00", AptStatus=status)


async def test_an_unscheduled_one_has_no_operatory():
    _, api = opened()
    assert (await created(api, AptStatus="UnschedList"))["Op"] == 0


@pytest.mark.parametrize(
    "unknown",
    [
        {"PatNum": 99},
        {"Op": 99},
        {"ProvNum": 99},
        {"ProvHyg": 99},
        {"Confirmed": 99},
        {"AppointmentTypeNum": 99},
        {"ClinicNum": 9},
    ],
)
async def test_what_a_visit_is_linked_to_must_exist(unknown):
    _, api = opened()
    await refused(api, "/appointments", 404, **{"PatNum": 1, "Op": 1, "AptDateTime": "2026-11-16 08:00:00"} | unknown)


async def test_confirmed_must_be_of_its_category():
    _, api = opened()
    await refused(api, "/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00", Confirmed=326)


async def test_a_type_brings_procedures_colour_and_its_length_unless_one_was_sent(api):
    first = await created(api, AppointmentTypeNum=12)
    assert (first["ProcDescript"], first["Pattern"], first["colorOverride"]) == ("Pro, PerEx", "/XXXXXXXXXX/", "180,220,240")
    second = await created(api, AppointmentTypeNum=12, Pattern="XX", colorOverride="1,2,3")
    assert (second["ProcDescript"], second["Pattern"], second["colorOverride"]) == ("Pro, PerEx", "XX", "1,2,3")
    procedures = await api.ask(f"/procedurelogs?AptNum={first['AptNum']}")
    assert [p["procCode"] for p in procedures] == ["D1110", "D0120"]


async def test_a_new_patients_first_visit_is_noted_in_the_chart_until_something_was_done(office, api):
    await created(api, IsNewPatient="true", AptDateTime="2026-12-01 08:00:00")
    assert (await api.ask("/patients/1"))["DateFirstVisit"] == "2026-12-01"
    await api.made("/procedurelogs", PatNum=1, ProcDate="2026-11-16", ProcStatus="C", procCode="D0120")
    await created(api, IsNewPatient="true", AptDateTime="2026-12-08 08:00:00")
    assert (await api.ask("/patients/1"))["DateFirstVisit"] == "2026-12-01"


async def test_times_of_arrival_are_of_the_visits_day():
    _, api = opened()
    visit = await created(api, DateTimeArrived="07:55:30")
    assert visit["DateTimeArrived"] == "2026-11-16 07:55:30"


async def test_nobody_is_asked_whether_the_chair_is_free_unless_a_switch_says_so():
    office, api = opened()
    await created(api, Pattern="X" * 12)
    await created(api, PatNum=2, AptDateTime="2026-11-16 08:30:00")
    office.switches = Switches(overlap_refused=True)
    body = {"PatNum": 2, "Op": 1, "AptDateTime": "2026-11-16 08:10:00"}
    assert "overlaps" in await refused(api, "/appointments", **body)
    await created(api, PatNum=2, AptDateTime="2026-11-16 09:00:00")  # touching is free


async def test_nor_about_hours_or_the_patients_status(office, api):
    await created(api, PatNum=11, AptDateTime="2026-11-26 03:00:00")


# --- Planned, SchedulePlanned ---


async def test_a_plan_needs_a_type_or_procedures_where_the_office_says_so():
    _, api = opened()
    assert "required" in await refused(api, "/appointments/Planned", PatNum=1)
    _, api = opened(preferences={"ApptsRequireProc": "0", "AppointmentWithoutProcsDefaultLength": "30"})
    assert (await api.made("/appointments/Planned", PatNum=1))["Pattern"] == "XXXXXX"
    _, api = opened(preferences={"ApptsRequireProc": "0"})
    assert (await api.made("/appointments/Planned", PatNum=1))["Pattern"] == "/XX/"


async def test_a_plan_by_type(api):
    plan = await api.made("/appointments/Planned", PatNum=1, AppointmentTypeNum=12)
    assert (plan["AptStatus"], plan["Op"], plan["ItemOrderPlanned"]) == ("Planned", 0, 1)
    assert (plan["Pattern"], plan["ProcDescript"]) == ("/XXXXXXXXXX/", "Pro, PerEx")
    assert (await api.made("/appointments/Planned", PatNum=1, AppointmentTypeNum=13))["ItemOrderPlanned"] == 2


async def test_a_plan_by_procedures_ignores_one_named_twice(api):
    codes = ("D0120", "D0220")
    rows = [await api.made("/procedurelogs", PatNum=1, ProcDate="2026-11-16", ProcStatus="TP", procCode=c) for c in codes]
    numbers = [row["ProcNum"] for row in rows]
    plan = await api.made("/appointments/Planned", PatNum=1, procNums=[*numbers, numbers[0]])
    assert (plan["Pattern"], plan["ProcDescript"]) == ("/X/X", "PerEx, PA")
    assert [p["PlannedAptNum"] for p in await api.ask("/procedurelogs?PatNum=1")] == [plan["AptNum"]] * 2
    assert await refused(api, "/appointments/Planned", 404, PatNum=1, procNums=[99999])
    assert await refused(api, "/appointments/Planned", PatNum=2, procNums=numbers)


async def test_scheduling_a_plan_makes_a_new_visit_and_leaves_the_plan(api):
    plan = next(r for r in await api.ask("/appointments?AptStatus=Planned") if r["PatNum"] == 19)
    body = {"AptNum": plan["AptNum"], "AptDateTime": "2026-12-01 13:00:00", "ProvNum": 2, "Op": 2}
    visit = await api.made("/appointments/SchedulePlanned", **body)
    assert visit["AptNum"] != plan["AptNum"]
    assert (visit["AptStatus"], visit["NextAptNum"], visit["Op"], visit["ProvNum"]) == ("Scheduled", plan["AptNum"], 2, 2)
    assert (visit["Pattern"], visit["ProcDescript"], visit["Note"]) == (plan["Pattern"], "Crn", plan["Note"])
    assert visit["DateTimeArrived"] == "2026-12-01 00:00:00"
    after = await api.ask(f"/appointments/{plan['AptNum']}")
    assert after == plan
    listed = await api.ask("/chartmodules/19/PlannedAppts")
    assert [(p["AptNum"], p["dateSched"], p["minutes"]) for p in listed] == [(str(plan["AptNum"]), "2026-12-01", "90")]


async def test_note_and_confirmed_of_a_plan_can_be_overwritten(api):
    plan = (await api.ask("/appointments?AptStatus=Planned"))[0]["AptNum"]
    body = {"AptNum": plan, "AptDateTime": "2026-12-01 13:00:00", "ProvNum": 1, "Op": 1, "Note": "new", "Confirmed": 21}
    visit = await api.made("/appointments/SchedulePlanned", **body)
    assert (visit["Note"], visit["confirmed"]) == ("new", "Confirmed")


async def test_only_a_plan_can_be_scheduled_and_twice_makes_two(office, api):
    body = {"AptDateTime": "2026-12-01 13:00:00", "ProvNum": 1, "Op": 1}
    scheduled = (await api.ask("/appointments?AptStatus=Scheduled&Limit=1"))[0]["AptNum"]
    await refused(api, "/appointments/SchedulePlanned", AptNum=scheduled, **body)
    await refused(api, "/appointments/SchedulePlanned", 404, AptNum=99999, **body)
    plan = (await api.ask("/appointments?AptStatus=Planned"))[0]["AptNum"]
    first = await api.made("/appointments/SchedulePlanned", AptNum=plan, **body)
    assert (await api.made("/appointments/SchedulePlanned", AptNum=plan, **body))["AptNum"] != first["AptNum"]
    office.switches = replace(office.switches, overlap_refused=True)
    await refused(api, "/appointments/SchedulePlanned", AptNum=plan, **body)


async def test_without_a_provider_of_their_own_a_patient_gets_the_practices():
    office, api = opened(preferences={"PracticeDefaultProv": "2"}, providers=[provider(1), provider(2)])
    office.staff_edits_chart(1, PriProv=0)
    assert (await created(api))["ProvNum"] == 2
    assert (await created(api, ProvNum=1))["ProvNum"] == 1
